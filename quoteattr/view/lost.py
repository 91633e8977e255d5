"""Marks, apostrophes and dashes where a wrong encoding left question marks or U+FFFD."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["found"]

_SIGN = re.compile(r"\ufffd|(?<!\S)\?[A-Za-z][^\n]{1,400}?,\?\s")
_LOST = re.compile(
    r"(?<=\w)[?\ufffd]{1,3}(?=(?:s|t|ll|re|ve|d|m)\b(?!=))"
    r"|(?<![^\s(])[?\ufffd]{1,3}(?=[A-Za-z])"
    r"|(?<=[.,!?\u2026])[?\ufffd](?!\S)"
    r"|(?<!\S)[?\ufffd]{1,3}(?!\S)"
    r"|(?<=\w)\ufffd{1,3}(?![^\s.,;:])"
)


def found(text: str) -> Iterator[Edit]:
    """Yield where marks were lost, and which."""
    if _SIGN.search(text):
        for match in _LOST.finditer(text):
            yield *match.span(), _shown(text, *match.span())


def _shown(text: str, start: int, end: int) -> str:
    """Return the mark, apostrophe or dash that was lost here."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() and after.isalnum():
        return "\u2019"
    if after.isalnum():
        return "\u201c"
    return "\u201d" if before.strip() else "\u2013"
