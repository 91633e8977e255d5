"""Capitals where a text has none at all: at the beginning of sentences, and *I*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["restored", "with_capitals"]

_SHORTEST = 40
"""Letters that a text must have for their case to say anything."""
_CAPITAL = re.compile(
    r"(?:^|[.!?\u2026][\"'\u201d\u2019)]?\s|[,:]\s(?=[\"\u201c\u2018]))[^\S\n]*[\"'\u201c\u2018(]*([a-z\u00e0-\u024f])"
    r"|(?<![\w'\u2019])(i)(?![\w])",
    re.MULTILINE,
)


def restored(text: str) -> Iterator[Edit]:
    """Yield letters of a text in lower case that would be capitals elsewhere, but for names."""
    if not any(map(str.isupper, text)) and sum(map(str.isalpha, text)) >= _SHORTEST:
        yield from _missing(text)


def with_capitals(text: str) -> str:
    """Return a text with a capital where a sentence begins, and for *I*."""
    letters = list(text)
    for start, _, capital in _missing(text):
        letters[start] = capital
    return "".join(letters)


def _missing(text: str) -> Iterator[Edit]:
    for match in _CAPITAL.finditer(text):
        start, end = match.span(match.lastindex or 0)
        shown = text[start:end].upper()
        if len(shown) == 1:
            yield start, end, shown
