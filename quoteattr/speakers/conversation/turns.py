"""Conversations: whose turn it is where no words say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.setting import Setting, Turn
    from quoteattr.speakers.anaphora.pronouns import Seen
    from quoteattr.speakers.entities.entity import Entity

    Spoken = Sequence[Entity | None]
    """Who speaks each turn, as far as known."""

__all__ = ["take_turns"]

FARTHEST = 2
"""Paragraphs of narration that a conversation goes on over."""


def take_turns(
    setting: Setting,
    speakers: Sequence[Entity | None],
    seen: Sequence[Seen],
) -> dict[int, tuple[Entity | None, str]]:
    """Speakers of direct quotes without a cue, and why; ``None`` where it is nobody's for sure.

    Args:
        setting: The article and its drafts. Where it is no conversation, such a quote only goes on
            from another.
        speakers: Who speaks each draft, as far as known.
        seen: The mentions outside quotes, in the order of the text.
    """
    turns, conversation = setting.turns, setting.is_conversation
    spoken = [_sourced_speaker(turn, speakers) for turn in turns]
    subjects = _subjects(setting, seen) if conversation else {}
    found: dict[int, tuple[Entity | None, str]] = {}
    for place, turn in enumerate(turns):
        if not turn.open:
            continue
        speaker, why = _known(turns, spoken, place)
        if speaker is None and conversation and not turn.sourced:
            speaker, why = _next(turns, spoken, place, subjects)
        spoken[place] = spoken[place] or speaker
        if speaker is not None or conversation:
            found.update(dict.fromkeys(turn.open, (speaker, why)))
    return found


def _subjects(setting: Setting, seen: Sequence[Seen]) -> dict[int, list[Seen]]:
    """Persons that are subjects outside quotes, by paragraph."""
    subjects: dict[int, list[Seen]] = {}
    for mention in seen:
        if mention.reference.subject and _may_take_turn(mention.entity):
            paragraph = setting.article.sentences[mention.reference.sentence].paragraph
            subjects.setdefault(paragraph, []).append(mention)
    return subjects


def _may_take_turn(entity: Entity) -> bool:
    return entity.kind is Kind.PERSON or (entity.kind is Kind.UNKNOWN and entity.named)


def _sourced_speaker(turn: Turn, speakers: Sequence[Entity | None]) -> Entity | None:
    """The first known speaker of a turn's quotes with a source."""
    return next((speakers[i] for i in turn.sourced if speakers[i] is not None), None)


def _known(turns: Sequence[Turn], spoken: Spoken, place: int) -> tuple[Entity | None, str]:
    """The speaker that the paragraph itself, or an unclosed mark before it, gives."""
    turn = turns[place]
    if turn.sourced:
        return spoken[place], "same paragraph"
    if turn.goes_on:
        return spoken[place - 1], "speech goes on"
    return None, ""


def _next(
    turns: Sequence[Turn], spoken: Spoken, place: int, subjects: dict[int, list[Seen]]
) -> tuple[Entity | None, str]:
    """Whose turn it is."""
    turn = turns[place]
    before = turns[place - 1] if place else None
    acting = _nearest(turn, subjects.get(turn.paragraph, []))
    if acting is not None:
        return acting, "subject of the paragraph"
    if before is not None and turn.paragraph - before.paragraph > FARTHEST:
        before = None
    last = spoken[place - 1] if before is not None else None
    other = _alternating(turns, spoken, place)
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


def _alternating(turns: Sequence[Turn], spoken: Spoken, place: int) -> Entity | None:
    """Who spoke two turns before, or speaks two turns after."""
    for step in (-2, 2):
        other, between = place + step, place + step // 2
        if 0 <= other < len(turns) and spoken[other] is not None:
            near = abs(turns[place].paragraph - turns[between].paragraph) <= FARTHEST
            near = near and abs(turns[between].paragraph - turns[other].paragraph) <= FARTHEST
            if near and spoken[other] is not spoken[between]:
                return spoken[other]
    return None
