"""One text with everything that the steps before found in it, and quick ways to look things up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.article.encoder_roles import RoleMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.characters.marks import Marked
    from quoteattr.characters.paragraphs import Paragraph
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Article"]


@frozen(slots=False, eq=False)
class Article:
    """A text, its paragraphs, its marked spans and its parsed sentences."""

    text: str = field(repr=False)
    paragraphs: tuple[Paragraph, ...]
    marked: tuple[Marked, ...]
    sentences: tuple[Sentence, ...] = field(repr=False)

    @cached_property
    def quotations(self) -> tuple[Marked, ...]:
        """The outermost marked spans that hold a letter or digit, left to right."""
        return tuple(m for m in self.marked if m.depth == 0 and self._has_words(m))

    @cached_property
    def inner_quotations(self) -> tuple[Marked, ...]:
        """The marked spans inside others that hold a letter or digit, left to right."""
        return tuple(m for m in self.marked if m.depth > 0 and self._has_words(m))

    @cached_property
    def roles(self) -> RoleMap | None:
        """What the model takes each word for; ``None`` if it has no opinion."""
        return RoleMap.of(self.sentences)

    def _has_words(self, marked: Marked) -> bool:
        return any(map(str.isalnum, self.text[marked.inner_start : marked.inner_end]))

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [m.start for m in self.quotations]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def quotation_at(self, offset: int) -> Marked | None:
        """The outermost marked span around a code point, or ``None``."""
        place = bisect_right(self._quotation_starts, offset) - 1
        if place >= 0 and offset < self.quotations[place].end:
            return self.quotations[place]
        return None

    def depth_at(self, offset: int) -> int:
        """How many marked spans stand around a code point."""
        return bisect_right(self._span_starts, offset) - bisect_right(self._span_ends, offset)

    def depths(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """``text[start:end]`` cut at every mark: each piece with its depth, in order."""
        edges = self._span_edges
        inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        for left, right in pairwise([start, *inner, end]):
            yield left, right, self.depth_at(left)

    @cached_property
    def _span_edges(self) -> list[int]:
        return sorted({*self._span_starts, *self._span_ends})

    @cached_property
    def _span_starts(self) -> list[int]:
        return sorted(m.start for m in self.marked)

    @cached_property
    def _span_ends(self) -> list[int]:
        return sorted(m.end for m in self.marked)

    def quotations_between(self, start: int, end: int) -> Sequence[Marked]:
        """The outermost marked spans that share a code point with ``text[start:end]``."""
        first = max(0, bisect_right(self._quotation_starts, start) - 1)
        last = bisect_right(self._quotation_starts, end - 1)
        return [m for m in self.quotations[first:last] if m.end > start]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence around a code point, or the last one before it."""
        place = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[place] if place >= 0 else None

    @cached_property
    def sentences_of(self) -> dict[int, tuple[Sentence, ...]]:
        """The sentences of each paragraph, by its index."""
        groups: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            groups.setdefault(sentence.paragraph, []).append(sentence)
        return {index: tuple(group) for index, group in groups.items()}

    def is_marked(self, token: Token) -> bool:
        """Whether a token stands inside quotation marks."""
        return self.quotation_at(token.start) is not None
