"""Conversations: whose turn it is where no words say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.records import Form, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.speakers.entities import Entity
    from quoteattr.speakers.pronouns import Seen
    from quoteattr.speakers.setting import Setting

__all__ = ["take_turns"]

FARTHEST = 2
"""Paragraphs of narration that a conversation goes on over."""
EARLIER = 30
"""Mentions before a turn among which the other one who is present is looked for."""


@define(eq=False)
class _Turn:
    """The direct speech of one paragraph."""

    paragraph: int
    start: int
    end: int
    open: list[int] = field(factory=list)
    """Drafts without a cue, whose speaker is to be found."""
    speaker: Entity | None = None
    given: bool = False
    """The speaker is named by a source, not by turn-taking."""
    goes_on: bool = False
    """The quotation of the paragraph before was not closed."""


def take_turns(
    setting: Setting, speakers: Sequence[Entity | None], seen: Sequence[Seen]
) -> dict[int, tuple[Entity, str]]:
    """Speakers of direct quotes without a cue, and why.

    Args:
        setting: The text and its drafts.
        speakers: Who speaks each draft, as far as known.
        seen: The mentions outside quotes, in the order of the text.
    """
    turns = _turns(setting, speakers)
    by_paragraph = _narration(setting, seen)
    found: dict[int, tuple[Entity, str]] = {}
    for place, turn in enumerate(turns):
        if not turn.open:
            continue
        speaker, why = _speaker(setting, turns, place, by_paragraph, seen)
        turn.speaker = turn.speaker or speaker
        if speaker is not None:
            found.update(dict.fromkeys(turn.open, (speaker, why)))
    return found


def _turns(setting: Setting, speakers: Sequence[Entity | None]) -> list[_Turn]:
    turns: list[_Turn] = []
    for index, draft in enumerate(setting.drafts):
        if draft.parent is not None or draft.form is not Form.DIRECT:
            continue
        start, end = draft.contents[0][0], draft.contents[-1][1]
        paragraph = setting.paragraph(start)
        if not turns or turns[-1].paragraph != paragraph:
            turns.append(_Turn(paragraph, start, end))
            if len(turns) > 1 and turns[-2].paragraph == paragraph - 1:
                turns[-1].goes_on = not setting.is_closed(setting.drafts[index - 1])
        turn = turns[-1]
        turn.end = max(turn.end, end)
        if speakers[index] is not None and not turn.given:
            turn.speaker, turn.given = speakers[index], True
        elif draft.source is None and draft.cue is None:
            turn.open.append(index)
    return turns


def _narration(setting: Setting, seen: Sequence[Seen]) -> dict[int, list[Seen]]:
    """Persons that are subjects outside quotes, by paragraph."""
    subjects: dict[int, list[Seen]] = {}
    for mention in seen:
        if mention.reference.subject and _may_speak(mention.entity):
            paragraph = setting.sentences[mention.reference.sentence].paragraph
            subjects.setdefault(paragraph, []).append(mention)
    return subjects


def _may_speak(entity: Entity) -> bool:
    return entity.kind is Kind.PERSON or (entity.kind is Kind.UNKNOWN and entity.named)


def _speaker(
    setting: Setting,
    turns: list[_Turn],
    place: int,
    narration: dict[int, list[Seen]],
    seen: Sequence[Seen],
) -> tuple[Entity | None, str]:
    turn = turns[place]
    if turn.given:
        return turn.speaker, "same paragraph"
    before = turns[place - 1] if place else None
    if turn.goes_on and before is not None:
        return before.speaker, "speech goes on"
    subject = _nearest(turn, narration.get(turn.paragraph, []))
    if subject is not None:
        return subject, "subject of the paragraph"
    if before is not None and turn.paragraph - before.paragraph > FARTHEST:
        before = None
    taken = before.speaker if before is not None else None
    other = _alternating(turns, place)
    if other is not None and other is not taken:
        return other, "turns taken"
    subjects = narration.get(turn.paragraph - 1, [])
    if subjects and (before is None or before.paragraph < turn.paragraph):
        last = subjects[-1].entity
        if last is not taken:
            return last, "subject of the paragraph before"
    return None, ""


def _nearest(turn: _Turn, subjects: list[Seen]) -> Entity | None:
    """The subject of the narration that stands nearest to the quote in its paragraph."""
    best = min(
        subjects,
        key=lambda s: min(abs(s.reference.start - turn.end), abs(turn.start - s.reference.end)),
        default=None,
    )
    return best.entity if best is not None else None


def _alternating(turns: list[_Turn], place: int) -> Entity | None:
    """Who spoke two turns before, or speaks two turns after."""
    for step in (-2, 2):
        other, between = place + step, place + step // 2
        if 0 <= other < len(turns) and turns[other].speaker is not None:
            near = abs(turns[place].paragraph - turns[between].paragraph) <= FARTHEST
            near = near and abs(turns[between].paragraph - turns[other].paragraph) <= FARTHEST
            if near and turns[other].speaker is not turns[between].speaker:
                return turns[other].speaker
    return None
