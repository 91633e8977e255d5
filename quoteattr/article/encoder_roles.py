"""What the encoder takes each word of an article for: a part of a content, a cue or a source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    is_word: tuple[bool, ...]
    """Whether each has a letter or digit, and is no mark."""
    sentences: tuple[int, ...]
    """Index of the sentence of each word."""
    paragraphs: tuple[int, ...]
    """Index of the paragraph of each word."""
    content: tuple[float, ...]
    """How probable it is that each word is part of a content."""
    begins: tuple[float, ...]
    """How probable it is that a content begins at each word."""
    cue: tuple[float, ...]
    """How probable it is that each word is part of a cue."""
    source: tuple[float, ...]
    """How probable it is that each word is part of a source."""
    starts: list[int]
    """First code point of each word."""
    ends: list[int]
    """One past the last code point of each word."""

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> RoleMap | None:
        """Gather the roles of parsed sentences; ``None`` if the model has no such head."""
        if any(sentence.roles is None for sentence in sentences):
            return None
        rows = [row for s in sentences if s.roles is not None for row in s.roles.tolist()]
        columns = dict(zip(ROLES, zip(*rows, strict=True), strict=True)) if rows else {}

        def both(role: str) -> tuple[float, ...]:
            parts = columns.get(f"B-{role}", ()), columns.get(f"I-{role}", ())
            return tuple(begins + inside for begins, inside in zip(*parts, strict=True))

        words = tuple(token for sentence in sentences for token in sentence)
        return cls(
            words=words,
            is_word=tuple(any(map(str.isalnum, word.text)) for word in words),
            sentences=tuple(s.index for s in sentences for _ in s),
            paragraphs=tuple(s.paragraph for s in sentences for _ in s),
            content=both("content"),
            begins=columns.get("B-content", ()),
            cue=both("cue"),
            source=both("source"),
            starts=[word.start for word in words],
            ends=[word.end for word in words],
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
