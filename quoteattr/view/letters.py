"""Letters that a wrong encoding lost within names: *Mart?nez* is one word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["as_written", "restored"]

_LOST = re.compile(
    r"(?<=[^\W\d_])\ufffd{1,2}"
    r"|(?<![^\W_])\ufffd{1,2}(?=[a-z])"
    r"|(?<!\S)\?(?=[a-z]{2,20} [A-Z])"
    r"|(?<![\w/.?&=-])[A-Z][a-z]*(?P<signs>\?{1,2})(?=[a-z]{2})"
)
_STAND_INS = {"\ufffd": "\u028c", "?": "\u0254"}
"""Letters that hardly any name has, so that it is known again."""
_WRITTEN = str.maketrans(
    {letter: sign for sign, small in _STAND_INS.items() for letter in (small, small.upper())}
)


def restored(text: str) -> Iterator[Edit]:
    """Yield where letters were lost, and a letter each, so that words stay whole."""
    if "\ufffd" not in text and "?" not in text:
        return
    for match in _LOST.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        letter = _STAND_INS[text[start]]
        shown = letter if text[start - 1 : start].isalpha() else letter.upper()
        for place in range(start, end):
            yield place, place + 1, shown


def as_written(name: str, text: str) -> str:
    """Return a name with the signs that its text has for letters."""
    return name if any(map(text.__contains__, _STAND_INS.values())) else name.translate(_WRITTEN)
