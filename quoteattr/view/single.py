"""Double marks for the single ones of a text that has no others: *‘We left,’ she said*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["DOUBLE", "doubled"]

DOUBLE = re.compile(
    "[\"\u201c-\u201f\u00ab\u00bb\u2039\u203a\u275d\u275e\u301d-\u301f\uff02]|''|``|\u2018\u2018|\u2019\u2019"
)
"""Double marks, and two single ones that are used as one."""
_SINGLE = re.compile("['\u2018]")


def doubled(text: str) -> Iterator[Edit]:
    """Yield the outer marks of a text whose quotations all have single ones."""
    if _SINGLE.search(text) is None or DOUBLE.search(text):
        return
    for marked in find_marked(text, find_paragraphs(text)):
        if marked.depth == 0 and text[marked.start - 1 : marked.start] != "=":
            if marked.opened:
                yield marked.start, marked.inner_start, "\u201c"
            if marked.closed:
                yield marked.inner_end, marked.end, "\u201d"
