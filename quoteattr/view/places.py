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

_PLACE = "I"
"""The type of places in arrays: as small as may be, as there is one for each character."""


@frozen
class View:
    """What is read of a text, and where each of its characters stands in the text given."""

    text: str
    starts: Sequence[int]
    """For each character the first code point of what it stands for."""
    ends: Sequence[int]
    """For each character one past the last; the first, if the text given lacks the character."""

    @classmethod
    def whole(cls, text: str) -> View:
        """Return a text as it is."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> View | None:
        """Return what is read of a text by disjoint edits, in order; ``None`` without any."""
        parts: list[str] = []
        starts, ends = array(_PLACE), array(_PLACE)
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
        starts, ends = array(_PLACE), array(_PLACE)
        for place in zip(other.starts, other.ends, strict=True):
            start, end = self.given(*place)
            starts.append(start)
            ends.append(end)
        return View(other.text, starts, ends)

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the text given; an empty one stands after what is before it."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.ends[start - 1] if start else 0
        return place, place

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """Return what is read of a range of the text given, as a range of :attr:`text`.

        Characters at its ends that the text given lacks do not belong to it.
        """
        first, last = bisect_left(self.starts, start), bisect_right(self.ends, end)
        while first < last and self.starts[first] == self.ends[first]:
            first += 1
        while first < last and self.starts[last - 1] == self.ends[last - 1]:
            last -= 1
        return first, last

    def adds(self, sign: str, start: int, end: int) -> bool:
        """Tell whether a range of :attr:`text` has a sign that the text given lacks."""
        place = self.text.find(sign, max(0, start), end)
        return place >= 0 and self.starts[place] == self.ends[place]
