"""Puts the notebook view of a text into a page where it says ``<!-- view: TEXT -->``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import quoteattr

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PLACE = re.compile(r"<!-- view: (\S+) -->")
_DOCS = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx once."""
    app.connect("source-read", put_views)
    return {"parallel_read_safe": True}


def put_views(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Called by Sphinx with the Markdown of each page, the only item of a list."""
    source[0] = _PLACE.sub(lambda match: _view(_DOCS / match[1]), source[0])


def _view(path: Path) -> str:
    document = quoteattr.extract(path.read_text(encoding="utf-8"))
    return f"```{{raw}} html\n{document._repr_html_()}\n```"
