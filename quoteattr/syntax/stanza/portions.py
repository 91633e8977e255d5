"""Pieces of text for a tokenizer: whole paragraphs, long ones cut where a sentence ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Block", "HasRange", "find_blocks", "portions"]

_USUAL = 1000
"""Pieces of about this length are read many at a time, and it is as far back as a character
tokenizer remembers: nothing is lost by a cut at the end of a sentence."""
_LONGEST = 4000
_PORTION = 20_000
"""Characters that are split and parsed together, some 3,500 words. This bounds the memory."""

# A full stop after a word that is no abbreviation, and a capital after it.
_SURE_END = re.compile(r"""[a-z]{4}[.?!]["')\]]*\s+(?=["'(\[]*[A-Z])""")


class HasRange(Protocol):
    """A paragraph."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


class Block(NamedTuple):
    """A piece of a paragraph."""

    start: int
    end: int
    paragraph: int
    """Index of the paragraph."""


def find_blocks(text: str, paragraphs: Iterable[HasRange]) -> Iterator[Block]:
    """The paragraphs, those of more than 1,000 characters in pieces.

    A piece ends at the last sure end of a sentence within 1,000 characters, or else at the next
    one; after 4,000 characters without any, at a space, or anywhere if there is none.

    Args:
        text: The text, normalised.
        paragraphs: Where its paragraphs are.
    """
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.start
        while start < paragraph.end:
            end = _piece_end(text, start, paragraph.end)
            yield Block(start, end, index)
            start = end


def _piece_end(text: str, start: int, end: int) -> int:
    if end - start <= _USUAL:
        return end
    if near := [match.end() for match in _SURE_END.finditer(text, start, start + _USUAL)]:
        return near[-1]
    furthest = min(start + _LONGEST, end)
    if match := _SURE_END.search(text, start, furthest):
        return match.end()
    if furthest == end:
        return end
    space = text.rfind(" ", start + 1, furthest)
    return space + 1 if space >= 0 else furthest


def portions(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks in groups of at most 20,000 characters."""
    portion: list[Block] = []
    size = 0
    for block in blocks:
        length = block.end - block.start
        if portion and size + length > _PORTION:
            yield portion
            portion, size = [], 0
        portion.append(block)
        size += length
    if portion:
        yield portion
