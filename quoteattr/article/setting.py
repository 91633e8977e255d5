"""Where things stand: the paragraphs of a text and the quotes that its offsets lie in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.records import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.drafts import Draft
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence

__all__ = ["Setting"]

VERBATIM = frozenset({Form.DIRECT, Form.BLOCK})
"""Forms whose content is in the speaker's own words: *I* in it is the speaker."""
DEEPEST = 4
"""Quotes within quotes that are told apart."""
CLOSING = frozenset("\"'\u201d\u2019\u00bb\u201c")


@define
class Setting:
    """A text with its sentences and drafts, and ways to find one's place in it."""

    text: str
    sentences: Sequence[Sentence]
    drafts: Sequence[Draft]
    _quoted: list[tuple[int, int, int]] = field(init=False)
    _spoken: list[tuple[int, int, int]] = field(init=False)
    _starts: list[int] = field(init=False)
    _marked: tuple[Marked, ...] | None = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        self._quoted = sorted(
            (start, end, index)
            for index, draft in enumerate(self.drafts)
            if draft.form in VERBATIM
            for start, end in draft.contents
        )
        self._spoken = sorted(
            (draft.contents[0][0], draft.contents[-1][1], index)
            for index, draft in enumerate(self.drafts)
            if draft.form is not Form.INDIRECT and draft.parent is None
        )
        self._starts = [sentence.start for sentence in self.sentences]

    def quote_at(self, offset: int) -> int | None:
        """Index of the innermost draft in whose verbatim content the offset lies."""
        place = bisect_right(self._quoted, offset, key=lambda span: span[0])
        for start, end, index in self._quoted[max(0, place - DEEPEST) : place][::-1]:
            if start <= offset < end:
                return index
        return None

    def spoken_at(self, offset: int) -> int | None:
        """Index of the draft in whose own words the offset lies, though not in its content alone.

        The offset lies between quotation marks; the draft quotes in part there, or it is the last
        one before in the paragraph, and the marks go on with what it quotes.
        """
        place = bisect_right(self._spoken, offset, key=lambda spoken: spoken[0])
        before = self._spoken[max(0, place - DEEPEST) : place][::-1]
        if not before or not self._is_marked(offset):
            return None
        for start, end, index in before:
            if offset < end:
                return index if self.drafts[index].form is Form.MIXED else None
            if self.paragraph(start) == self.paragraph(offset):
                return index
        return None

    def _is_marked(self, offset: int) -> bool:
        if self._marked is None:
            self._marked = find_marked(self.text, find_paragraphs(self.text))
        place = bisect_right(self._marked, offset, key=lambda m: m.inner_start)
        return any(
            m.inner_start <= offset < m.inner_end
            for m in self._marked[max(0, place - DEEPEST) : place]
        )

    def paragraph(self, offset: int) -> int:
        """Index of the paragraph of the sentence that the offset lies in."""
        place = bisect_right(self._starts, offset) - 1
        return self.sentences[max(place, 0)].paragraph if self.sentences else 0

    def sentence(self, offset: int) -> int:
        """Index of the sentence that the offset lies in."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def opens_paragraph(self, offset: int) -> bool:
        """Whether nothing but marks stands before the offset in its paragraph."""
        place = self.sentence(offset)
        own = self.sentences[place]
        is_first = place == 0 or self.sentences[place - 1].paragraph != own.paragraph
        return is_first and not any(map(str.isalnum, self.text[own.start : offset]))

    def tokens(self, start: int, end: int) -> Iterator[tuple[Sentence, int, int]]:
        """Each sentence between two offsets, with the indices of its first and last token there."""
        for number in range(self.sentence(start), len(self.sentences)):
            sentence = self.sentences[number]
            if sentence.start >= end:
                return
            first = bisect_left(sentence.tokens, start, key=lambda t: t.start)
            last = bisect_left(sentence.tokens, end, key=lambda t: t.start) - 1
            if first <= last:
                yield sentence, first, last

    def is_closed(self, draft: Draft) -> bool:
        """Whether a closing mark stands at the end of the content."""
        end = draft.contents[-1][1]
        return any(character in CLOSING for character in self.text[end - 1 : end + 2])

    def follows(self, offset: int) -> int:
        """Index of the first verbatim content that starts at or after the offset."""
        return bisect_left(self._quoted, offset, key=lambda span: span[0])
