"""Conversations: whose turn it is where no words say so."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.records import Form, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.speakers.anaphora.pronouns import Seen
    from quoteattr.speakers.entities.entity import Entity

__all__ = ["Turn", "find_turns", "is_conversation", "take_turns"]

FARTHEST = 2
"""Paragraphs of narration that a conversation goes on over."""
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
    speaker: Entity | None = None

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


def take_turns(
    setting: Setting,
    turns: Sequence[Turn],
    conversation: bool,
    speakers: Sequence[Entity | None],
    seen: Sequence[Seen],
) -> dict[int, tuple[Entity | None, str]]:
    """Speakers of direct quotes without a cue, and why; ``None`` where it is nobody's for sure.

    Args:
        setting: The text and its drafts.
        turns: Its direct speech.
        conversation: Whether people take turns; elsewhere such a quote only goes on from another.
        speakers: Who speaks each draft, as far as known.
        seen: The mentions outside quotes, in the order of the text.
    """
    for turn in turns:
        known = (speakers[i] for i in turn.sourced)
        turn.speaker = next((entity for entity in known if entity is not None), None)
    subjects = _subjects(setting, seen) if conversation else {}
    found: dict[int, tuple[Entity | None, str]] = {}
    for place, turn in enumerate(turns):
        if not turn.open:
            continue
        speaker, why = _known(turns, place)
        if speaker is None and conversation and not turn.sourced:
            speaker, why = _next(turns, place, subjects)
        turn.speaker = turn.speaker or speaker
        if speaker is not None or conversation:
            found.update(dict.fromkeys(turn.open, (speaker, why)))
    return found


def _opens(setting: Setting, index: int, paragraph: int) -> bool:
    """The draft is not tied to another one in its own paragraph."""
    antecedent = setting.drafts[index].antecedent
    if antecedent is None:
        return True
    return setting.paragraph(setting.drafts[antecedent].contents[0][0]) != paragraph


def _subjects(setting: Setting, seen: Sequence[Seen]) -> dict[int, list[Seen]]:
    """Persons that are subjects outside quotes, by paragraph."""
    subjects: dict[int, list[Seen]] = {}
    for mention in seen:
        if mention.reference.subject and _may_speak(mention.entity):
            paragraph = setting.sentences[mention.reference.sentence].paragraph
            subjects.setdefault(paragraph, []).append(mention)
    return subjects


def _may_speak(entity: Entity) -> bool:
    return entity.kind is Kind.PERSON or (entity.kind is Kind.UNKNOWN and entity.named)


def _known(turns: Sequence[Turn], place: int) -> tuple[Entity | None, str]:
    """The speaker that the paragraph itself, or an unclosed mark before it, gives."""
    turn = turns[place]
    if turn.sourced:
        return turn.speaker, "same paragraph"
    if turn.goes_on:
        return turns[place - 1].speaker, "speech goes on"
    return None, ""


def _next(
    turns: Sequence[Turn], place: int, subjects: dict[int, list[Seen]]
) -> tuple[Entity | None, str]:
    """Whose turn it is."""
    turn = turns[place]
    before = turns[place - 1] if place else None
    acting = _nearest(turn, subjects.get(turn.paragraph, []))
    if acting is not None:
        return acting, "subject of the paragraph"
    if before is not None and turn.paragraph - before.paragraph > FARTHEST:
        before = None
    last = before.speaker if before is not None else None
    other = _alternating(turns, place)
    if other is not None and other is not last:
        return other, "turns taken"
    told = subjects.get(turn.paragraph - 1, [])
    if told and told[-1].entity is not last:
        return told[-1].entity, "subject of the paragraph before"
    return None, ""


def _nearest(turn: Turn, subjects: list[Seen]) -> Entity | None:
    """The subject of the narration that stands nearest to the quote in its paragraph."""
    best = min(
        subjects,
        key=lambda s: min(abs(s.reference.start - turn.end), abs(turn.start - s.reference.end)),
        default=None,
    )
    return best.entity if best is not None else None


def _alternating(turns: Sequence[Turn], place: int) -> Entity | None:
    """Who spoke two turns before, or speaks two turns after."""
    for step in (-2, 2):
        other, between = place + step, place + step // 2
        if 0 <= other < len(turns) and turns[other].speaker is not None:
            near = abs(turns[place].paragraph - turns[between].paragraph) <= FARTHEST
            near = near and abs(turns[between].paragraph - turns[other].paragraph) <= FARTHEST
            if near and turns[other].speaker is not turns[between].speaker:
                return turns[other].speaker
    return None
