"""Turns of direct speech, paragraph by paragraph, and whether people take them in conversation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.records import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.setting import Setting

__all__ = ["Turn", "find_turns", "is_conversation"]


REPLIES = 4
"""Turns without a cue, each right after another turn, that make a conversation."""


@define(eq=False)
class Turn:
    """The direct speech of one paragraph."""

    paragraph: int
    start: int
    end: int
    sourced: list[int] = field(factory=list)
    """Drafts with a source."""
    open: list[int] = field(factory=list)
    """Drafts without a cue, whose speaker is to be found."""
    goes_on: bool = False
    """The quotation of the paragraph before was not closed."""

    @property
    def is_silent(self) -> bool:
        """Whether no words say who speaks."""
        return bool(self.open) and not self.sourced


def find_turns(setting: Setting) -> list[Turn]:
    """The paragraphs with direct speech, in the order of the text."""
    turns: list[Turn] = []
    for index, draft in enumerate(setting.drafts):
        if draft.parent is not None or draft.form is not Form.DIRECT:
            continue
        start, end = draft.contents[0][0], draft.contents[-1][1]
        paragraph = setting.paragraph(start)
        if not turns or turns[-1].paragraph != paragraph:
            turns.append(Turn(paragraph, start, end))
            if len(turns) > 1 and turns[-2].paragraph == paragraph - 1:
                turns[-1].goes_on = not setting.is_closed(setting.drafts[index - 1])
        turn = turns[-1]
        turn.end = max(turn.end, end)
        if draft.source is not None:
            turn.sourced.append(index)
        elif draft.cue is None and _opens(setting, index, paragraph):
            turn.open.append(index)
    return turns


def is_conversation(setting: Setting, turns: Sequence[Turn]) -> bool:
    """Whether people take turns.

    They do where speech answers a question and some of it has no cue, or where speech without a
    cue follows upon other speech again and again.
    """
    replies = answers = silent = 0
    for before, turn in pairwise(turns):
        if turn.paragraph == before.paragraph + 1:
            replies += turn.is_silent
            silent += turn.is_silent or before.is_silent
            answers += "?" in setting.text[before.start : before.end]
    return (answers > 0 and silent > 0) or replies >= REPLIES


def _opens(setting: Setting, index: int, paragraph: int) -> bool:
    """The draft is not tied to another one in its own paragraph."""
    antecedent = setting.drafts[index].antecedent
    if antecedent is None:
        return True
    return setting.paragraph(setting.drafts[antecedent].contents[0][0]) != paragraph
