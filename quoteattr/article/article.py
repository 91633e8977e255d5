"""A text with all that has been read in it before attribution, and quick ways to look things up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.article.encoder_roles import RoleMap
from quoteattr.names.find import find_names, names_by_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.characters.marks import Marked
    from quoteattr.characters.paragraphs import Paragraph
    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["DEEPEST", "Article"]

DEEPEST = 4
"""How deep quotes may be nested and still be told apart."""


@frozen(slots=False, eq=False)
class Article:
    """A text, its paragraphs, its marked spans and its parsed sentences.

    All offsets count the code points of the text, from 0.
    """

    text: str = field(repr=False)
    paragraphs: tuple[Paragraph, ...]
    marked: tuple[Marked, ...]
    sentences: tuple[Sentence, ...] = field(repr=False)
    _names: dict[int, list[tuple[tuple[int, int], tuple[Name, ...]]]] = field(
        factory=dict, init=False, repr=False
    )
    """The names found so far, by the index of the sentence, each with its run of words."""

    @cached_property
    def quotations(self) -> tuple[Marked, ...]:
        """The outermost marked spans that hold a letter or digit, left to right."""
        return tuple(m for m in self.marked if m.depth == 0 and self._has_words(m))

    @cached_property
    def inner_quotations(self) -> tuple[Marked, ...]:
        """The marked spans inside others that hold a letter or digit, left to right."""
        return tuple(m for m in self.marked if m.depth > 0 and self._has_words(m))

    @cached_property
    def quote_depths(self) -> tuple[int, ...]:
        """How deep each paragraph is quoted by signs before it: 2 for ``>> It is safe.``.

        Signs that all paragraphs have are not counted: nobody is quoted against anybody then.
        """
        shallowest = min(self._quote_signs, default=0)
        return tuple(signs - shallowest for signs in self._quote_signs)

    @property
    def is_all_quoted(self) -> bool:
        """Whether such a sign stands before each paragraph."""
        return min(self._quote_signs, default=0) > 0

    @cached_property
    def _quote_signs(self) -> list[int]:
        """The number of ``>`` before each paragraph."""
        ends = [0, *(paragraph.end for paragraph in self.paragraphs)]
        gaps = [self.text[end : p.start] for end, p in zip(ends, self.paragraphs, strict=False)]
        return [gap.count(">", max(gap.rfind("\n"), gap.rfind("\r")) + 1) for gap in gaps]

    @cached_property
    def roles(self) -> RoleMap | None:
        """What the encoder takes each word for; ``None`` if the model has no such head."""
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
        """Return the outermost marked span around a code point, or ``None``."""
        place = bisect_right(self._quotation_starts, offset) - 1
        if place >= 0 and offset < self.quotations[place].end:
            return self.quotations[place]
        return None

    def depth_at(self, offset: int) -> int:
        """Count the marked spans around a code point."""
        return bisect_right(self._span_starts, offset) - bisect_right(self._span_ends, offset)

    def depths(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Cut ``text[start:end]`` at every mark.

        Yields:
            The start and end of each part, and how many marked spans stand around it.
        """
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
        """Return the outermost marked spans that share a code point with ``text[start:end]``."""
        first = max(0, bisect_right(self._quotation_starts, start) - 1)
        last = bisect_right(self._quotation_starts, end - 1)
        return [m for m in self.quotations[first:last] if m.end > start]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence around a code point, or the last one before it."""
        place = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[place] if place >= 0 else None

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph in which the sentence around a code point stands.

        Before the first sentence it is the first one's; 0 if there is no sentence.
        """
        place = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[max(place, 0)].paragraph if self.sentences else 0

    def opens_paragraph(self, offset: int) -> bool:
        """Whether nothing but marks stands before a code point in its paragraph."""
        place = max(bisect_right(self._sentence_starts, offset) - 1, 0)
        own = self.sentences[place]
        is_first = place == 0 or self.sentences[place - 1].paragraph != own.paragraph
        return is_first and not any(map(str.isalnum, self.text[own.start : offset]))

    def tokens_between(self, start: int, end: int) -> Iterator[tuple[Sentence, int, int]]:
        """Yield the sentences in ``text[start:end]``, each with its first and last token there.

        The tokens are given by their indices; those count that start in the stretch.
        """
        place = max(bisect_right(self._sentence_starts, start) - 1, 0)
        for index in range(place, len(self.sentences)):
            sentence = self.sentences[index]
            if sentence.start >= end:
                return
            first = bisect_left(sentence.tokens, start, key=lambda t: t.start)
            last = bisect_left(sentence.tokens, end, key=lambda t: t.start) - 1
            if first <= last:
                yield sentence, first, last

    def words_between(self, start: int, end: int) -> Iterator[tuple[Sentence, Token]]:
        """Yield the tokens that start in ``text[start:end]``, each with its sentence."""
        for sentence, first, last in self.tokens_between(start, end):
            yield from ((sentence, token) for token in sentence.tokens[first : last + 1])

    def names_in(self, sentence: Sentence, first: int = 0, last: int | None = None) -> list[Name]:
        """Return the names and capitalised titles of a sentence, or of a stretch of its tokens.

        They are found once in a sentence; only a stretch that cuts a run of names is searched anew.

        Args:
            sentence: A sentence of the article.
            first: Index of the first token of the stretch.
            last: Index of its last token; the sentence's last by default.
        """
        end = len(sentence) - 1
        if sentence.index not in self._names:
            self._names[sentence.index] = list(names_by_run(sentence, 0, end))
        last = end if last is None else last
        runs = self._names[sentence.index]
        if any(a < first <= b or a <= last < b for (a, b), _ in runs):
            return find_names(sentence, first, last)
        return [name for (a, b), names in runs if first <= a and b <= last for name in names]

    @cached_property
    def sentences_of(self) -> dict[int, tuple[Sentence, ...]]:
        """The sentences of each paragraph, by its index."""
        groups: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            groups.setdefault(sentence.paragraph, []).append(sentence)
        return {index: tuple(group) for index, group in groups.items()}

    def is_between_marks(self, offset: int) -> bool:
        """Whether a code point stands inside some marked span, its marks aside."""
        return bisect_right(self._inner_starts, offset) > bisect_right(self._inner_ends, offset)

    @cached_property
    def _inner_starts(self) -> list[int]:
        return sorted(m.inner_start for m in self.marked)

    @cached_property
    def _inner_ends(self) -> list[int]:
        return sorted(m.inner_end for m in self.marked)

    def is_marked(self, token: Token) -> bool:
        """Whether a token stands inside quotation marks."""
        return self.quotation_at(token.start) is not None
