"""``python -m quoteattr``: the command ``quoteattr``, where its script is not on the path."""

from quoteattr.cli.command import main

if __name__ == "__main__":
    raise SystemExit(main())
