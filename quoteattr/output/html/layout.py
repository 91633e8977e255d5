"""A document as the fragments that a page shows, in order and properly nested."""

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
    from quoteattr.records import Quote

__all__ = [
    "Close",
    "Fragment",
    "Highlight",
    "HighlightKind",
    "Open",
    "fragments_of",
    "highlights_of",
    "paragraphs_to_show",
]


class HighlightKind(StrEnum):
    """What a highlight marks."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"


@frozen
class Highlight:
    """A stretch of text that is set off from the rest."""

    start: int
    end: int
    kind: HighlightKind
    quote: int
    """Index of the quote among those shown."""
    first: bool
    """Whether it is the first span of its quote."""


@frozen
class Open:
    """The start of a highlight, or its resumption after a break."""

    highlight: Highlight
    resumed: bool

    @property
    def begins_quote(self) -> bool:
        """Whether a quote's content begins here."""
        return self.highlight.first and not self.resumed


@frozen
class Close:
    """The end of the highlight opened last, or a break in it."""

    highlight: Highlight


Fragment = Open | Close | str
"""Text, or what happens between two stretches of it."""


def paragraphs_to_show(text: str, end: int) -> list[Paragraph]:
    """Find the paragraphs up to ``end``, where the last one is cut."""
    return [
        paragraph for paragraph in find_paragraphs(text[:end]) if paragraph.start < paragraph.end
    ]


def highlights_of(quotes: Sequence[Quote], end: int) -> list[Highlight]:
    """List the highlights that start before ``end``, outer before inner."""
    highlights = chain.from_iterable(_highlights(i, q, end) for i, q in enumerate(quotes))
    shown = (highlight for highlight in highlights if highlight.start < highlight.end)
    return sorted(shown, key=lambda highlight: (highlight.start, -highlight.end, highlight.quote))


def _highlights(index: int, quote: Quote, end: int) -> Iterator[Highlight]:
    contents = [(span, HighlightKind.CONTENT) for span in quote.contents]
    mentioned = (quote.source, HighlightKind.SOURCE), (quote.cue, HighlightKind.CUE)
    for place, (span, kind) in enumerate((*contents, *mentioned)):
        if span is not None:
            yield Highlight(span.start, min(span.end, end), kind, index, first=place == 0)


def fragments_of(
    text: str, paragraphs: Sequence[Paragraph], highlights: Sequence[Highlight]
) -> Iterator[list[Fragment]]:
    """Divide each paragraph into fragments, between which highlights open and close.

    Highlights may overlap in any way: where one ends, those inside it that do not end are closed
    and opened again. Every paragraph closes what it opens.
    """
    starts = [highlight.start for highlight in highlights]
    running: list[Highlight] = []
    done = 0
    for paragraph in paragraphs:
        until = bisect_left(starts, paragraph.end)
        running += highlights[done:until]
        running = [highlight for highlight in running if highlight.end > paragraph.start]
        yield _nest(text, paragraph, running)
        done = until


def _nest(text: str, paragraph: Paragraph, highlights: list[Highlight]) -> list[Fragment]:
    ends = (highlight.end for highlight in highlights if highlight.end < paragraph.end)
    starts = (highlight.start for highlight in highlights if highlight.start > paragraph.start)
    fragments: list[Fragment] = []
    stack: list[Highlight] = []
    waiting = highlights[::-1]
    position = paragraph.start
    for cut in sorted({paragraph.start, paragraph.end, *starts, *ends}):
        if cut > position:
            fragments.append(text[position:cut])
        fragments += _close_until(cut, stack)
        while waiting and waiting[-1].start <= cut:
            highlight = waiting.pop()
            stack.append(highlight)
            fragments.append(Open(highlight, resumed=highlight.start < paragraph.start))
        position = cut
    return [*fragments, *map(Close, reversed(stack))]


def _close_until(cut: int, stack: list[Highlight]) -> list[Fragment]:
    """Close the highlights that end here, and reopen those inside them that do not."""
    lowest = next((i for i, highlight in enumerate(stack) if highlight.end <= cut), len(stack))
    unfinished = [highlight for highlight in stack[lowest:] if highlight.end > cut]
    fragments: list[Fragment] = [Close(highlight) for highlight in reversed(stack[lowest:])]
    fragments += [Open(highlight, resumed=True) for highlight in unfinished]
    stack[lowest:] = unfinished
    return fragments
