"""Turns: the direct speech of each paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.records import Construction, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft

__all__ = ["Turn", "find_turns"]

CLOSING = frozenset("\"'\u201d\u2019\u00bb\u201c")


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


def find_turns(article: Article, drafts: Sequence[Draft]) -> tuple[Turn, ...]:
    """Find the direct speech of each paragraph that has some, in order."""
    turns: list[Turn] = []
    for index, draft in enumerate(drafts):
        if draft.parent is not None or not _is_speech(draft):
            continue
        paragraph = _paragraph(article, draft)
        if not turns or turns[-1].paragraph != paragraph:
            turns.append(_opened(article, draft, turns[-1] if turns else None))
        turn = turns[-1]
        turn.end = max(turn.end, draft.contents[-1][1])
        if draft.source is not None:
            turn.sourced.append(index)
        elif draft.cue is None and _stands_alone(article, draft, drafts):
            turn.open.append(index)
    return tuple(turns)


def _is_speech(draft: Draft) -> bool:
    """Whether a draft is speech in quotation marks, or after the dash of a dialogue."""
    return draft.form is Form.DIRECT or draft.evidence is Construction.DIALOGUE_DASH


def _paragraph(article: Article, draft: Draft) -> int:
    return article.paragraph_at(draft.contents[0][0])


def _opened(article: Article, draft: Draft, before: Turn | None) -> Turn:
    """Make the turn that a draft opens, after another one, if any is before it."""
    turn = Turn(_paragraph(article, draft), draft.contents[0][0], draft.contents[-1][1])
    is_in_marks = draft.form is Form.DIRECT
    if before is not None and before.paragraph == turn.paragraph - 1 and is_in_marks:
        turn.continues = not _is_closed(article.text, before.end)
    return turn


def _is_closed(text: str, end: int) -> bool:
    """Whether a closing mark stands where a content ends."""
    return any(character in CLOSING for character in text[end - 1 : end + 2])


def _stands_alone(article: Article, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a draft is not tied to another one in its own paragraph."""
    if draft.antecedent is None:
        return True
    return _paragraph(article, drafts[draft.antecedent]) != _paragraph(article, draft)
