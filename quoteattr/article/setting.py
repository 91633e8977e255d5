"""An article with the quotes drafted in it: whose words stand where, and whose turn it is."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.article.article import DEEPEST
from quoteattr.article.conversation import is_conversation
from quoteattr.article.turns import find_turns
from quoteattr.records import Construction, Form

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft
    from quoteattr.article.turns import Turn

__all__ = ["VERBATIM", "Setting"]

VERBATIM = frozenset({Form.DIRECT, Form.BLOCK})
"""Forms whose content is in the speaker's own words: *I* in it is the speaker."""


_CLOSING = "\"'\u201d\u2019\u00bb \n"
"""Marks and spaces that may stand after the end of what is said."""


@frozen(slots=False, eq=False)
class Setting:
    """An article and the drafts of its quotes, in the order of the text."""

    article: Article
    drafts: tuple[Draft, ...]

    @cached_property
    def _verbatim(self) -> list[tuple[int, int, int]]:
        return sorted(
            (start, end, index)
            for index, draft in enumerate(self.drafts)
            if draft.form in VERBATIM or draft.evidence is Construction.DIALOGUE_DASH
            for start, end in draft.contents
        )

    @cached_property
    def _spoken(self) -> list[tuple[int, int, int]]:
        return sorted(
            (draft.contents[0][0], draft.contents[-1][1], index)
            for index, draft in enumerate(self.drafts)
            if draft.form is not Form.INDIRECT and draft.parent is None
        )

    def quote_at(self, offset: int) -> int | None:
        """Return the index of the innermost draft in whose verbatim content a code point lies."""
        place = bisect_right(self._verbatim, offset, key=lambda span: span[0])
        for start, end, index in self._verbatim[max(0, place - DEEPEST) : place][::-1]:
            if start <= offset < end:
                return index
        return None

    def spoken_at(self, offset: int) -> int | None:
        """Return the index of the draft whose speaker's words stand at a code point.

        The code point lies between quotation marks, yet the content of the draft need not hold it:
        the draft may quote only in part there, or be the last one before in the paragraph, whose
        quotation goes on.
        """
        place = bisect_right(self._spoken, offset, key=lambda spoken: spoken[0])
        before = self._spoken[max(0, place - DEEPEST) : place][::-1]
        if not before or not self.article.is_between_marks(offset):
            return None
        for start, end, index in before:
            if offset < end:
                return index if self.drafts[index].form is Form.MIXED else None
            if self.article.paragraph_at(start) == self.article.paragraph_at(offset):
                return index
        return None

    def paragraph_of(self, draft: int) -> int:
        """Return the index of the paragraph in which the content of a draft begins."""
        return self.article.paragraph_at(self.drafts[draft].contents[0][0])

    def asks(self, draft: int) -> bool:
        """Whether the words of a draft end in a question mark."""
        start, end = self.drafts[draft].contents[-1]
        last = self.article.text[max(start, end - 8) : end + 1]
        return last.rstrip(_CLOSING).endswith("?")

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The direct speech of each paragraph that has some, in order."""
        return find_turns(self.article, self.drafts)

    @cached_property
    def is_conversation(self) -> bool:
        """Whether people take turns."""
        return is_conversation(self.article, self.drafts, self.turns)
