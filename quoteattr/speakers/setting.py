"""Where things stand: the paragraphs of a text and the quotes that its offsets lie in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.records import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.attribution.draft import Draft
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
    _starts: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._quoted = sorted(
            (start, end, index)
            for index, draft in enumerate(self.drafts)
            if draft.form in VERBATIM
            for start, end in draft.contents
        )
        self._starts = [sentence.start for sentence in self.sentences]

    def quote_at(self, offset: int) -> int | None:
        """Index of the innermost draft in whose verbatim content the offset lies."""
        place = bisect_right(self._quoted, offset, key=lambda span: span[0])
        for start, end, index in self._quoted[max(0, place - DEEPEST) : place][::-1]:
            if start <= offset < end:
                return index
        return None

    def paragraph(self, offset: int) -> int:
        """Index of the paragraph of the sentence that the offset lies in."""
        place = bisect_right(self._starts, offset) - 1
        return self.sentences[max(place, 0)].paragraph if self.sentences else 0

    def sentence(self, offset: int) -> int:
        """Index of the sentence that the offset lies in."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def tokens(self, start: int, end: int) -> Iterator[tuple[Sentence, int, int]]:
        """Each sentence between two offsets, with the indices of its first and last token there."""
        for number in range(self.sentence(start), len(self.sentences)):
            sentence = self.sentences[number]
            if sentence.start >= end:
                return
            inside = [t.index for t in sentence if start <= t.start < end]
            if inside:
                yield sentence, inside[0], inside[-1]

    def is_closed(self, draft: Draft) -> bool:
        """Whether a closing mark stands at the end of the content."""
        end = draft.contents[-1][1]
        return any(character in CLOSING for character in self.text[end - 1 : end + 2])

    def follows(self, offset: int) -> int:
        """Index of the first verbatim content that starts at or after the offset."""
        return bisect_left(self._quoted, offset, key=lambda span: span[0])
