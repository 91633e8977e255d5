"""What is read of a text, and where it stands in the text given."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import chain, repeat
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Edit = tuple[int, int, str]
    """A range of a text, and what is read instead."""

__all__ = ["View"]


@frozen
class View:
    """What is read of a text, and where each of its characters stands in the text given."""

    text: str
    starts: Sequence[int]
    """For each character the first code point of what it stands for."""
    ends: Sequence[int]
    """For each character one past the last."""

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> View | None:
        """Return what is read of a text by disjoint edits, in order; ``None`` without any."""
        parts: list[str] = []
        starts, ends = array("L"), array("L")
        after = 0
        for first, last, shown in edits:
            parts += [text[after:first], shown]
            starts.extend(chain(range(after, first), repeat(first, len(shown))))
            ends.extend(chain(range(after + 1, first + 1), repeat(last, len(shown))))
            after = last
        if not parts:
            return None
        size = len(text)
        starts.extend(range(after, size))
        ends.extend(range(after + 1, size + 1))
        return cls("".join([*parts, text[after:]]), starts, ends)

    def then(self, other: View) -> View:
        """Return what another view reads of this one's text, with places in the text given."""
        starts = array("L", (self.starts[start] for start in other.starts))
        ends = array("L", (self.ends[end - 1] for end in other.ends))
        return View(other.text, starts, ends)

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the text given of a range that is not empty."""
        return self.starts[start], self.ends[end - 1]

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """Return what is read of a range of the text given, as a range of :attr:`text`."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)
