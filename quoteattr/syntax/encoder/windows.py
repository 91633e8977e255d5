"""How a paragraph is read window by window, and which windows are read together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import define, field

from quoteattr.syntax.encoder.network import STARTS_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.syntax.encoder.pieces import Atom

__all__ = ["Reading", "batches"]

_BATCH_PIECES = 512
"""Pieces that are read together, about: more would not fit a processor's cache."""

_Sentence = TypeVar("_Sentence")
"""The analysis of a sentence."""


@define
class Reading(Generic[_Sentence]):
    """How far a paragraph has been read.

    It is read window by window. The last sentence of a window is read again at the start of the
    next one, because its end may lie there. If it fills the window, the window grows.
    """

    atoms: Sequence[Atom]
    costs: Sequence[int]
    """Pieces of each atom."""
    normal_size: int
    """Pieces that a window holds."""
    longest: int
    """Pieces that it can grow to; a sentence that is longer is cut there."""
    size: int = field(init=False)
    start: int = 0
    sentences: list[_Sentence] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self.size = self.normal_size

    @property
    def end(self) -> int:
        """End of the next window, which holds one atom at least."""
        room, end = self.size - self.costs[self.start], self.start + 1
        while end < len(self.atoms) and (room := room - self.costs[end]) >= 0:
            end += 1
        return end

    def settle(self, kinds: Sequence[int]) -> int:
        """How many atoms of the window are done with, given what they do; none if it must grow."""
        count = len(kinds)
        if self.start + count < len(self.atoms):
            begins = [place for place, kind in enumerate(kinds) if kind == STARTS_SENTENCE]
            if len(begins) > 1:
                count = begins[-1]
            elif self.size < self.longest:
                self.size = self.longest
                return 0
        self.start += count
        self.size = self.normal_size
        return count


def batches(readings: Sequence[Reading[_Sentence]]) -> Iterator[list[Reading[_Sentence]]]:
    """Those whose next windows are read together."""
    batch: list[Reading[_Sentence]] = []
    room = _BATCH_PIECES
    for reading in readings:
        cost = sum(reading.costs[reading.start : reading.end])
        if batch and cost > room:
            yield batch
            batch, room = [], _BATCH_PIECES
        batch.append(reading)
        room -= cost
    yield batch
