"""The notebook view: the text with its quotes highlighted, and who speaks them."""

from __future__ import annotations

from quoteattr.output.html.options import Between, ViewOptions, check_speakers
from quoteattr.output.html.page import document_to_html, documents_to_html, page_of
from quoteattr.output.html.show import NOTEBOOK_LIMIT, show

__all__ = [
    "NOTEBOOK_LIMIT",
    "Between",
    "ViewOptions",
    "check_speakers",
    "document_to_html",
    "documents_to_html",
    "page_of",
    "show",
]
