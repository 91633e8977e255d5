"""An article with the quotes drafted in it: whose words stand where, and whose turn it is."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quoteattr.article.article import DEEPEST
from quoteattr.records import Construction, Form

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft

__all__ = ["VERBATIM", "Setting", "Turn"]

VERBATIM = frozenset({Form.DIRECT, Form.BLOCK})
"""Forms whose content is in the speaker's own words: *I* in it is the speaker."""
CLOSING = frozenset("\"'\u201d\u2019\u00bb\u201c")
REPLIES = 4
"""Turns without a cue, each right after another turn, that make a conversation."""


@define(eq=False)
class Turn:
    """The direct speech of one paragraph."""

    paragraph: int
    """Index of the paragraph."""
    start: int
    """First code point of its first quote."""
    end: int
    """One past the last code point of its last quote."""
    sourced: list[int] = field(factory=list)
    """Indices of the drafts with a source."""
    open: list[int] = field(factory=list)
    """Indices of the drafts without a cue, whose speaker is to be found."""
    continues: bool = False
    """Whether the quotation of the paragraph before was not closed."""

    @property
    def is_silent(self) -> bool:
        """Whether no words say who speaks."""
        return bool(self.open) and not self.sourced


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

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The direct speech of each paragraph that has some, in order."""
        turns: list[Turn] = []
        for index, draft in enumerate(self.drafts):
            if draft.parent is not None or draft.form is not Form.DIRECT:
                continue
            if not turns or turns[-1].paragraph != self.paragraph_of(index):
                turns.append(self._opened_turn(index, turns[-1] if turns else None))
            turn = turns[-1]
            turn.end = max(turn.end, draft.contents[-1][1])
            if draft.source is not None:
                turn.sourced.append(index)
            elif draft.cue is None and self._stands_alone(index):
                turn.open.append(index)
        return tuple(turns)

    def _opened_turn(self, draft: int, before: Turn | None) -> Turn:
        """Make the turn that a draft opens, after another one, if any is before it."""
        paragraph, contents = self.paragraph_of(draft), self.drafts[draft].contents
        turn = Turn(paragraph, contents[0][0], contents[-1][1])
        if before is not None and before.paragraph == paragraph - 1:
            turn.continues = not self._is_closed(before.end)
        return turn

    @cached_property
    def is_conversation(self) -> bool:
        """Whether people take turns.

        They do where speech answers a question and some of it has no cue, or where speech without
        a cue follows other speech again and again.
        """
        replies = answers = silent = 0
        for before, turn in pairwise(self.turns):
            if turn.paragraph == before.paragraph + 1:
                replies += turn.is_silent
                silent += turn.is_silent or before.is_silent
                answers += "?" in self.article.text[before.start : before.end]
        return (answers > 0 and silent > 0) or replies >= REPLIES

    def _stands_alone(self, draft: int) -> bool:
        """Whether a draft is not tied to another one in its own paragraph."""
        antecedent = self.drafts[draft].antecedent
        return antecedent is None or self.paragraph_of(antecedent) != self.paragraph_of(draft)

    def _is_closed(self, end: int) -> bool:
        """Whether a closing mark stands where a content ends."""
        return any(character in CLOSING for character in self.article.text[end - 1 : end + 2])
