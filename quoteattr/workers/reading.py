"""Texts read in batches, as they are needed."""

from __future__ import annotations

from itertools import islice
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Batches"]


class Batches:
    """Texts in lists, with those read before an error in a list of their own.

    Args:
        texts: The texts, or an exception in the place of one.
        size: The most texts in a list.
    """

    def __init__(self, texts: Iterable[str | Exception], size: int) -> None:
        self._texts, self._size = iter(texts), size
        self._error: Exception | None = None
        self.ended = False

    def next(self, room: float = inf) -> list[str | Exception]:
        """Return the next texts; none at the end, and from the last ones on ``ended`` is true.

        Args:
            room: The code points after which a list is full.
        """
        batch: list[str | Exception] = []
        try:
            for text in islice(self._texts, self._size):
                batch.append(text)
                room -= len(text) if isinstance(text, str) else 0
                if room <= 0:
                    return batch
        except Exception as error:
            self._error = error
        self.ended = self._error is not None or len(batch) < self._size
        return batch

    def raise_error(self) -> None:
        """Raise what was raised when the texts were read."""
        if self._error is not None:
            raise self._error
