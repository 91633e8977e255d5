"""What the encoder takes each word of an article for: a part of a content, a cue or a source."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache, reduce
from operator import add
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.syntax.tree import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["RoleMap", "Run"]

Run = tuple[int, int]
"""Places of the first word of a stretch and of the one after its last."""


@frozen(eq=False)
class RoleMap:
    """How probable each role is for each word of an article, from 0 to 1.

    A word is known by its place among all words of the article, from 0. Whether it begins a role or
    continues it is kept for contents only, which may stand side by side.
    """

    words: tuple[Token, ...]
    """All words and marks of the article, in order."""
    is_word: Sequence[bool]
    """Whether each has a letter or digit, and is no mark."""
    sentences: Sequence[int]
    """Index of the sentence of each word."""
    paragraphs: Sequence[int]
    """Index of the paragraph of each word."""
    content: Sequence[float]
    """How probable it is that each word is part of a content."""
    begins: Sequence[float]
    """How probable it is that a content begins at each word."""
    cue: Sequence[float]
    """How probable it is that each word is part of a cue."""
    source: Sequence[float]
    """How probable it is that each word is part of a source."""
    starts: Sequence[int]
    """First code point of each word."""
    ends: Sequence[int]
    """One past the last code point of each word."""

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> RoleMap | None:
        """Gather the roles of parsed sentences; ``None`` if the model has no such head."""
        if any(sentence.roles is None for sentence in sentences):
            return None
        roles = [sentence.roles for sentence in sentences if sentence.roles is not None]

        def column(*labels: str) -> array[float]:
            places = [ROLES.index(label) for label in labels]
            parts = (reduce(add, each.T[places].astype("float64")).tobytes() for each in roles)
            return array("d", b"".join(parts))

        words = tuple(token for sentence in sentences for token in sentence)
        return cls(
            words=words,
            is_word=[_has_letter(word.text) for word in words],
            sentences=array("I", (s.index for s in sentences for _ in s)),
            paragraphs=array("I", (s.paragraph for s in sentences for _ in s)),
            content=column("B-content", "I-content"),
            begins=column("B-content"),
            cue=column("B-cue", "I-cue"),
            source=column("B-source", "I-source"),
            starts=array("I", (word.start for word in words)),
            ends=array("I", (word.end for word in words)),
        )

    def places(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """Return the places of the words in spans of the text, punctuation left out."""
        return [i for span in spans for i in range(*self._range(*span)) if self.is_word[i]]

    def _range(self, start: int, end: int) -> Run:
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def beside(self, place: int, step: int) -> int | None:
        """Return the place of the next word of the paragraph, to the right (1) or left (-1)."""
        other = place + step
        while 0 <= other < len(self.is_word) and self.paragraphs[other] == self.paragraphs[place]:
            if self.is_word[other]:
                return other
            other += step
        return None

    def sentence_range(self, sentence: int) -> Run:
        """Return the places of the words of a sentence, as a run."""
        return bisect_left(self.sentences, sentence), bisect_right(self.sentences, sentence)

    def runs(self, role: str, first: int, last: int, likely: float) -> list[Run]:
        """Find the stretches between two places that may be one content, cue or source each.

        Args:
            role: ``content``, ``cue`` or ``source``.
            first: The first place.
            last: One past the last.
            likely: How probable the role must be for each word of a run, from 0 to 1.
        """
        probable = getattr(self, role)
        found: list[Run] = []
        for place in range(first, last):
            if probable[place] < likely:
                continue
            is_adjacent = found and found[-1][1] == place
            if is_adjacent and not (role == "content" and 2 * self.begins[place] > probable[place]):
                found[-1] = found[-1][0], place + 1
            else:
                found.append((place, place + 1))
        return found

    def span(self, run: Run) -> tuple[int, int]:
        """Return the first code point of a run and one past its last."""
        return self.starts[run[0]], self.ends[run[1] - 1]


@lru_cache(maxsize=1 << 13)
def _has_letter(text: str) -> bool:
    """Whether a word has a letter or a digit."""
    return any(map(str.isalnum, text))
