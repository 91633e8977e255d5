"""Spans between quotation marks of every style, even where the text lacks one of a pair."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.characters.mark_costs import find_possible_marks
from quoteattr.characters.mark_pairing import assign_roles
from quoteattr.characters.normalise import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.characters.mark_costs import PossibleMark
    from quoteattr.characters.mark_pairing import MarkRole
    from quoteattr.characters.paragraphs import Paragraph

__all__ = ["Marked", "find_marked"]


_FITTING = 10
"""Cost below which a mark at the start of a paragraph is taken to open."""


@frozen
class Marked:
    """A span of one paragraph between an opening and a closing mark."""

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
    """0 for the outermost, 1 for a quotation inside it, and so on."""
    opened: bool
    """Whether its opening mark is in the text; if not, the span starts where the paragraph does, or
    after the previous mark."""
    closed: bool
    """Whether its closing mark is in the text; if not, the span ends where the paragraph does, or
    before the mark that makes it end."""
    continues: bool
    """Whether it continues a quotation that the previous paragraph left open."""


def find_marked(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Marked, ...]:
    """Find the spans between quotation marks.

    Double, single, low, angular and straight marks are recognised, and apostrophes and inch signs
    are told apart from them by their context. A quotation never crosses the end of a paragraph:
    one that runs over several gives one span in each, linked by ``continues``.

    Args:
        text: The text as given (curly marks say which way they point).
        paragraphs: Its paragraphs.

    Returns:
        The spans, never blank, in the order in which they start, outer before inner.
    """
    marked: list[Marked] = []
    left_open = ""
    plain = to_plain(text)
    found = chain((list(find_possible_marks(text, plain, each)) for each in paragraphs), [[]])
    for index, (possible, following) in enumerate(pairwise(found)):
        reopened = _reopening(following, paragraphs[index + 1].start) if following else ()
        builder = _Builder(text, paragraphs[index], index, left_open)
        for mark, role in assign_roles(possible, reopened):
            builder.add(mark, role)
        pieces, left_open = builder.finish()
        marked.extend(_undouble(plain, pieces))
    return tuple(marked)


def _reopening(possible: Iterable[PossibleMark], start: int) -> tuple[str, ...]:
    """List, for each mark that a paragraph starts with, the families that it is likely to open."""
    families: list[str] = []
    for mark in possible:
        fitting = "".join(family for family, cost in mark.costs.opens if cost < _FITTING)
        if mark.start != start or not fitting:
            break
        families.append(fitting)
        start = mark.end
    return tuple(families)


def _undouble(plain: str, marked: list[Marked]) -> list[Marked]:
    """Merge the two spans of each quotation whose marks are doubled, ""like this""."""
    single: list[Marked] = []
    merged: list[int] = []  # ends of the merged spans that still enclose what follows
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
    """A quotation that has not ended yet; it lacks its mark if ``start == inner_start``."""

    start: int
    inner_start: int
    continues: bool


class _Builder:
    """Builder of the spans of one paragraph from the roles of its marks."""

    def __init__(self, text: str, paragraph: Paragraph, index: int, left_open: str) -> None:
        self.text = text
        self.paragraph = paragraph
        self.index = index
        self.left_open = left_open
        """Families of the quotations that the previous paragraph left open."""
        self.marked: list[Marked] = []
        self.open: list[_Open] = []
        self.edges = [paragraph.start]
        """For each depth, where a span without an opening mark would start."""
        self.lead = paragraph.start
        """End of the opening marks at the start of the paragraph."""
        self.stack = ""
        """Families of the open quotations."""

    def add(self, mark: PossibleMark, role: MarkRole) -> None:
        self.stack = role.stack
        depth = len(role.stack)
        if role.kind == "opens":
            self._leave_open(depth - 1, mark.start)
            self._open(mark, role.stack[-1])
        elif role.kind == "closes":
            self._leave_open(depth + 1, mark.start)
            self._close(mark.start, mark.end)
        elif role.kind == "unopened":
            self._open_before(mark)
            self._close(mark.start, mark.end)

    def finish(self) -> tuple[list[Marked], str]:
        """Return the spans, and the families of those that the paragraph leaves open."""
        ended = len(self.marked)
        self._leave_open(0, self.paragraph.end)
        left_open = self.stack[: len(self.marked) - ended]  # what is inside a blank one is blank
        return sorted(self.marked, key=lambda marked: (marked.start, marked.depth)), left_open

    def _open(self, mark: PossibleMark, family: str) -> None:
        depth = len(self.open)
        leads = mark.start == self.lead
        if leads:
            self.lead = mark.end
        continues = leads and self.left_open[depth : depth + 1] == family
        self.open.append(_Open(mark.start, mark.end, continues))
        self.edges.append(mark.end)

    def _open_before(self, mark: PossibleMark) -> None:
        """Open a quotation that lacks its opening mark, given its closing mark."""
        edge = self.edges[-1]
        inner = self.text[edge : mark.start]
        start = mark.start - len(inner.lstrip())
        first = not self.open and edge == self.paragraph.start
        continues = first and any(self.left_open[:1] == family for family, _ in mark.costs.closes)
        self.open.append(_Open(start, start, continues))
        self.edges.append(start)

    def _leave_open(self, depth: int, stop: int) -> None:
        """End the quotations from this depth on, which have no closing mark."""
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
