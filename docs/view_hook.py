"""Puts the notebook view of a text into a page where it says ``<!-- view: TEXT -->``."""

from __future__ import annotations

import re
from pathlib import Path

import quoteattr

_PLACE = re.compile(r"<!-- view: (\S+) -->")
_DOCS = Path(__file__).parent


def on_page_markdown(markdown: str, **_: object) -> str:
    """Called by mkdocs for each page."""
    return _PLACE.sub(lambda match: _view(_DOCS / match[1]), markdown)


def _view(path: Path) -> str:
    document = quoteattr.extract(path.read_text(encoding="utf-8"))
    # Markdown ends a block of HTML at a blank line.
    return re.sub(r"\n\s*\n", "\n", document._repr_html_())
