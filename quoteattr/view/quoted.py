"""The signs before lines that an e-mail or Markdown quotes, where they stand amid a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.characters.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["signs_amid"]

_SIGNS = re.compile(r"(?<=\n)[ \t]*(?:>[ \t]?)+")


def signs_amid(text: str) -> Iterator[Edit]:
    """Yield the signs before lines that go on with a paragraph; before its first, they tell."""
    if _SIGNS.search(text):
        for paragraph in find_paragraphs(text):
            for match in _SIGNS.finditer(text, paragraph.start, paragraph.end):
                yield *match.span(), ""
