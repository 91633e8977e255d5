"""Spaces inside quotation marks, where all marks of a text have them: *“ We left, ” she said*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["inside_marks"]

_OPENING, _CLOSING = (
    re.compile("(?<=\u201c)[ \u00a0\u2009\u202f]+"),
    re.compile("(?<![ \u00a0\u2009\u202f])[ \u00a0\u2009\u202f]+(?=\u201d)"),
)


def inside_marks(text: str) -> Iterator[Edit]:
    """Find the spaces that stand after each opening mark and before each closing one.

    If some marks have none, a space before a mark may stand outside it: *said ”Yes” and …*.
    """
    spaces = [*_OPENING.finditer(text), *_CLOSING.finditer(text)]
    if len(spaces) > 1 and len(spaces) == text.count("\u201c") + text.count("\u201d"):
        for match in sorted(spaces, key=re.Match.start):
            yield *match.span(), ""
