"""Spans between quotation marks, of every style, with the marks that the text lacks made good."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.characters.mark_costs import find_candidates
from quoteattr.characters.mark_pairing import read_marks
from quoteattr.characters.normalise import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.characters.mark_costs import Candidate
    from quoteattr.characters.mark_pairing import Reading
    from quoteattr.characters.paragraphs import Paragraph

__all__ = ["Marked", "find_marked"]


_FITTING = 10
"""Cost up to which a mark at the start of a paragraph is taken to open."""


@frozen
class Marked:
    """What stands between an opening and a closing mark, within one paragraph."""

    start: int
    """First code point, the opening mark included."""
    end: int
    """One past the last code point, the closing mark included."""
    inner_start: int
    """First code point after the opening mark."""
    inner_end: int
    """Where the closing mark starts."""
    paragraph: int
    """Index of its paragraph."""
    depth: int
    """0 for outermost, 1 for a quotation within it, and so on."""
    opened: bool
    """Whether its opening mark stands in the text; if not, it starts where the paragraph does, or
    after the mark before."""
    closed: bool
    """Whether its closing mark stands in the text; if not, it ends where the paragraph does, or
    before the mark that makes it end."""
    continues: bool
    """Whether it goes on with a quotation that the paragraph before left open."""


def find_marked(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Marked, ...]:
    """The spans between quotation marks.

    Double, single, low, angular and straight marks are recognised, apostrophes and inches told
    apart from them by what stands around each. A quotation never crosses the end of a paragraph:
    one that goes on over several gives one span for each, linked by ``continues``.

    Args:
        text: The text as it was given (curly marks say which way they point).
        paragraphs: Its paragraphs.

    Returns:
        The spans, never blank, in the order in which they start, outer before inner.
    """
    marked: list[Marked] = []
    left_open = ""
    plain = to_plain(text)
    found = chain((list(find_candidates(text, plain, each)) for each in paragraphs), [[]])
    for index, (candidates, following) in enumerate(pairwise(found)):
        reopened = _reopening(following, paragraphs[index + 1].start) if following else ()
        builder = _Builder(text, paragraphs[index], index, left_open)
        for reading in read_marks(candidates, reopened):
            builder.add(reading)
        pieces, left_open = builder.finish()
        marked.extend(_undouble(plain, pieces))
    return tuple(marked)


def _reopening(candidates: Iterable[Candidate], start: int) -> tuple[str, ...]:
    """For each mark with which a paragraph starts, the families that it may well open."""
    families: list[str] = []
    for candidate in candidates:
        fitting = "".join(family for family, cost in candidate.weights.opens if cost < _FITTING)
        if candidate.start != start or not fitting:
            break
        families.append(fitting)
        start = candidate.end
    return tuple(families)


def _undouble(plain: str, marked: list[Marked]) -> list[Marked]:
    """One span for each quotation whose marks are doubled, ""like this""."""
    single: list[Marked] = []
    merged: list[int] = []  # where the inner halves that still enclose what comes end
    for piece in marked:
        while merged and merged[-1] <= piece.start:
            merged.pop()
        if single and _is_doubled(plain, single[-1], piece):
            outer = single.pop()
            single.append(evolve(piece, start=outer.start, end=outer.end, depth=outer.depth))
            merged.append(piece.end)
        else:
            single.append(evolve(piece, depth=piece.depth - len(merged)) if merged else piece)
    return single


def _is_doubled(plain: str, outer: Marked, inner: Marked) -> bool:
    opening = plain[outer.start : outer.inner_start], plain[inner.start : inner.inner_start]
    closing = plain[outer.inner_end : outer.end], plain[inner.inner_end : inner.end]
    fits = outer.inner_start == inner.start and outer.inner_end == inner.end
    return fits and opening[0] == opening[1] and closing[0] == closing[1]


@frozen
class _Open:
    """A quotation whose end has not come yet; without marks if ``start == inner_start``."""

    start: int
    inner_start: int
    continues: bool


class _Builder:
    """Turns the readings of one paragraph into spans."""

    def __init__(self, text: str, paragraph: Paragraph, index: int, left_open: str) -> None:
        self.text = text
        self.paragraph = paragraph
        self.index = index
        self.left_open = left_open
        """Families of the quotations that the paragraph before left open."""
        self.marked: list[Marked] = []
        self.open: list[_Open] = []
        self.edges = [paragraph.start]
        """For each depth, where a span without an opening mark would start."""
        self.lead = paragraph.start
        """End of the opening marks with which the paragraph starts."""
        self.stack = ""
        """Families of the quotations open."""

    def add(self, reading: Reading) -> None:
        candidate, (kind, stack) = reading
        self.stack = stack
        if kind == "opens":
            self._leave_open(len(stack) - 1, candidate.start)
            self._open(candidate, stack[-1])
        elif kind == "closes":
            self._leave_open(len(stack) + 1, candidate.start)
            self._close(candidate.start, candidate.end)
        elif kind == "unopened":
            self._open_before(candidate)
            self._close(candidate.start, candidate.end)

    def finish(self) -> tuple[list[Marked], str]:
        """The spans, and the families of those that the paragraph leaves open."""
        ended = len(self.marked)
        self._leave_open(0, self.paragraph.end)
        left_open = self.stack[: len(self.marked) - ended]  # if any is blank, so are those in it
        return sorted(self.marked, key=lambda marked: (marked.start, marked.depth)), left_open

    def _open(self, candidate: Candidate, family: str) -> None:
        depth = len(self.open)
        leads = candidate.start == self.lead
        if leads:
            self.lead = candidate.end
        continues = leads and self.left_open[depth : depth + 1] == family
        self.open.append(_Open(candidate.start, candidate.end, continues))
        self.edges.append(candidate.end)

    def _open_before(self, candidate: Candidate) -> None:
        """Start a quotation that lacks its opening mark."""
        edge = self.edges[-1]
        inner = self.text[edge : candidate.start]
        start = candidate.start - len(inner.lstrip())
        first = not self.open and edge == self.paragraph.start
        continues = first and any(
            self.left_open[:1] == family for family, _ in candidate.weights.closes
        )
        self.open.append(_Open(start, start, continues))
        self.edges.append(start)

    def _leave_open(self, depth: int, stop: int) -> None:
        """End the quotations from this depth on where no closing mark is."""
        while len(self.open) > depth:
            inner = self.text[self.open[-1].inner_start : stop]
            end = stop - len(inner) + len(inner.rstrip())
            self._close(end, end)

    def _close(self, inner_end: int, end: int) -> None:
        begun = self.open.pop()
        self.edges.pop()
        self.edges[-1] = end
        whole = begun.start < begun.inner_start and inner_end < end
        inner = self.text[begun.inner_start : inner_end]
        if any(map(str.isalnum, inner)) or (whole and inner.strip()):
            self.marked.append(
                Marked(
                    start=begun.start,
                    end=end,
                    inner_start=begun.inner_start,
                    inner_end=inner_end,
                    paragraph=self.index,
                    depth=len(self.open),
                    opened=begun.start < begun.inner_start,
                    closed=inner_end < end,
                    continues=begun.continues,
                )
            )
