"""Chunks of text for a tokenizer: whole paragraphs, with long ones cut at ends of sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.syntax.parser import HasRange

__all__ = ["Chunk", "cut_paragraphs", "portions"]

_USUAL = 1000
"""Chunks of about this length can be batched, and a character tokenizer remembers no further back:
nothing is lost by a cut at the end of a sentence."""
_LONGEST = 4000
_PORTION = 20_000
"""Characters that are split and parsed together, some 3,500 words, to bound the memory."""

# A full stop after a word that is not an abbreviation, and then a capital.
_SURE_END = re.compile(r"""[a-z]{4}[.?!]["')\]]*\s+(?=["'(\[]*[A-Z])""")


class Chunk(NamedTuple):
    """A paragraph or a part of one."""

    start: int
    end: int
    paragraph: int
    """Index of the paragraph."""


def cut_paragraphs(text: str, paragraphs: Iterable[HasRange]) -> Iterator[Chunk]:
    """Cut paragraphs of more than 1,000 characters into chunks; leave others whole.

    A chunk ends at the last certain end of a sentence within 1,000 characters, or else at the next
    one; after 4,000 characters without any, at a space, or anywhere if there is none.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs.
    """
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.start
        while start < paragraph.end:
            end = _chunk_end(text, start, paragraph.end)
            yield Chunk(start, end, index)
            start = end


def _chunk_end(text: str, start: int, end: int) -> int:
    """Return where to end the chunk that starts here, in a paragraph that ends there."""
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


def portions(chunks: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    """Group chunks into portions of at most 20,000 characters."""
    portion: list[Chunk] = []
    size = 0
    for chunk in chunks:
        length = chunk.end - chunk.start
        if portion and size + length > _PORTION:
            yield portion
            portion, size = [], 0
        portion.append(chunk)
        size += length
    if portion:
        yield portion
