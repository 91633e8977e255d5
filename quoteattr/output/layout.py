"""A document cut into the pieces that a page shows, in order and properly nested."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.characters.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.characters.paragraphs import Paragraph
    from quoteattr.document import Document
    from quoteattr.records import Quote

__all__ = ["Close", "Open", "Part", "Piece", "Role", "paragraphs_to_show", "parts_of", "pieces_of"]


class Role(StrEnum):
    """What a highlighted part of the text is."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"


@frozen
class Part:
    """A part of the text to highlight."""

    start: int
    end: int
    role: Role
    quote: int
    """Index of the quote in the document."""
    first: bool
    """It starts its quote, not a later span of it."""


@frozen
class Open:
    """A part starts, or goes on after a break."""

    part: Part
    resumed: bool


@frozen
class Close:
    """The part opened last ends, or breaks off."""

    part: Part


Piece = Open | Close | str


def paragraphs_to_show(text: str, limit: int | None) -> tuple[list[Paragraph], int]:
    """The paragraphs of the text up to a limit, and where what is shown ends.

    The paragraph that goes over the limit is cut there.
    """
    end = len(text) if limit is None else min(limit, len(text))
    shown = [p for p in find_paragraphs(text[:end]) if p.start < p.end]
    return shown, end


def parts_of(document: Document, end: int) -> list[Part]:
    """Every part to highlight that starts before ``end``, outer parts before those inside."""
    parts = chain.from_iterable(_parts(index, q, end) for index, q in enumerate(document.quotes))
    shown = (part for part in parts if part.start < part.end)
    return sorted(shown, key=lambda part: (part.start, -part.end, part.quote))


def _parts(index: int, quote: Quote, end: int) -> Iterator[Part]:
    for number, span in enumerate(quote.contents):
        yield Part(span.start, min(span.end, end), Role.CONTENT, index, first=number == 0)
    if quote.source:
        yield Part(quote.source.start, min(quote.source.end, end), Role.SOURCE, index, first=False)
    if quote.cue:
        yield Part(quote.cue.start, min(quote.cue.end, end), Role.CUE, index, first=False)


def pieces_of(
    text: str, paragraphs: Sequence[Paragraph], parts: Sequence[Part]
) -> Iterator[list[Piece]]:
    """For each paragraph, its text in pieces, between which parts open and close.

    Parts may overlap in any way: one that is in the way of another's end is closed and opened
    again. Every paragraph closes what it opens.
    """
    starts = [part.start for part in parts]
    running: list[Part] = []
    done = 0
    for paragraph in paragraphs:
        until = bisect_left(starts, paragraph.end)
        running += parts[done:until]
        running = [part for part in running if part.end > paragraph.start]
        yield _nest(text, paragraph, running)
        done = until


def _nest(text: str, paragraph: Paragraph, parts: list[Part]) -> list[Piece]:
    ends = (part.end for part in parts if part.end < paragraph.end)
    starts = (part.start for part in parts if part.start > paragraph.start)
    pieces: list[Piece] = []
    stack: list[Part] = []
    waiting = parts[::-1]
    position = paragraph.start
    for cut in sorted({paragraph.start, paragraph.end, *starts, *ends}):
        if cut > position:
            pieces.append(text[position:cut])
        pieces += _close_until(cut, stack)
        while waiting and waiting[-1].start <= cut:
            part = waiting.pop()
            stack.append(part)
            pieces.append(Open(part, resumed=part.start < paragraph.start))
        position = cut
    return [*pieces, *map(Close, reversed(stack))]


def _close_until(cut: int, stack: list[Part]) -> list[Piece]:
    """Close the parts that end here, and open again those inside them that go on."""
    lowest = next((i for i, part in enumerate(stack) if part.end <= cut), len(stack))
    going_on = [part for part in stack[lowest:] if part.end > cut]
    pieces: list[Piece] = [Close(part) for part in reversed(stack[lowest:])]
    pieces += [Open(part, resumed=True) for part in going_on]
    stack[lowest:] = going_on
    return pieces
