"""Windows of a paragraph that the encoder reads one by one, and batches of such windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import define, field

from quoteattr.syntax.encoder.network import STARTS_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import torch

    from quoteattr.syntax.encoder.pieces import Atom

__all__ = ["Progress", "batch_size", "batches"]

_CACHED_PIECES = 512
"""About how many pieces a processor reads together: more would not fit its cache."""
_PARALLEL_PIECES = 16_384
"""About how many pieces another device reads together, such as a GPU: it would idle with fewer."""

_Sentence = TypeVar("_Sentence")
"""The analysis of a sentence."""


@define
class Progress(Generic[_Sentence]):
    """How far a paragraph has been read.

    It is read window by window. The last sentence of a window is read again at the start of the
    next window, because it may end there. If one sentence fills the window, the window grows.
    """

    text: str
    """The whole text."""
    atoms: Sequence[Atom]
    costs: Sequence[int]
    """Number of pieces of each atom."""
    normal_size: int
    """Pieces that a window usually holds."""
    longest: int
    """Pieces to which a window can grow; a longer sentence is cut there."""
    size: int = field(init=False)
    """Pieces that the next window holds."""
    start: int = 0
    """The first atom of the next window."""
    sentences: list[_Sentence] = field(init=False, factory=list)
    """The sentences read so far."""

    def __attrs_post_init__(self) -> None:
        self.size = self.normal_size

    @property
    def end(self) -> int:
        """End of the next window, which holds at least one atom."""
        room, end = self.size - self.costs[self.start], self.start + 1
        while end < len(self.atoms) and (room := room - self.costs[end]) >= 0:
            end += 1
        return end

    def settle(self, kinds: Sequence[int]) -> int:
        """Advance past the finished sentences of a window; return the number of their atoms.

        Args:
            kinds: What each atom of the window does, as :data:`STARTS_SENTENCE`.

        Returns:
            Zero if the window must grow.
        """
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
        if self.start == len(self.atoms):
            self.atoms = self.costs = ()  # a long text has very many
        return count


def batch_size(device: torch.device) -> int:
    """Return about how many pieces are best read together on a device."""
    return _CACHED_PIECES if device.type == "cpu" else _PARALLEL_PIECES


def batches(
    paragraphs: Sequence[Progress[_Sentence]], size: int
) -> Iterator[list[Progress[_Sentence]]]:
    """Group paragraphs whose next windows are read together, about so many pieces at a time."""
    batch: list[Progress[_Sentence]] = []
    room = size
    for paragraph in paragraphs:
        cost = sum(paragraph.costs[paragraph.start : paragraph.end])
        if batch and cost > room:
            yield batch
            batch, room = [], size
        batch.append(paragraph)
        room -= cost
    yield batch
