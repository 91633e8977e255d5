"""Conversations: whose turn it is when the text does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.setting import Setting, Turn
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity

    Spoken = Sequence[Entity | None]
    """Who speaks each turn, as far as known."""
    Turned = tuple[Entity | None, str]
    """Whose turn it is, and why."""

__all__ = ["take_turns"]

FARTHEST = 2
"""How many paragraphs a turn may be from the one that it answers."""


def take_turns(
    setting: Setting,
    speakers: Sequence[Entity | None],
    seen: Sequence[Seen],
) -> dict[int, Turned]:
    """Find who speaks the direct quotes without a cue.

    Args:
        setting: The article and its drafts. Outside conversations such a quote can only continue
            another one.
        speakers: Who speaks each draft, as far as known.
        seen: The mentions outside quotes, in the order of the text.

    Returns:
        For each draft, by its index, the speaker and why; ``None`` if the quote is surely nobody's.
    """
    turns, conversation = setting.turns, setting.is_conversation
    spoken = [_sourced_speaker(turn, speakers) for turn in turns]
    subjects = _subjects(setting, seen) if conversation else {}
    found: dict[int, Turned] = {}
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
    """Return the subjects outside quotes that are persons, by the index of their paragraph."""
    subjects: dict[int, list[Seen]] = {}
    for mention in seen:
        if mention.reference.subject and _may_take_turn(mention.entity):
            paragraph = setting.article.sentences[mention.reference.sentence].paragraph
            subjects.setdefault(paragraph, []).append(mention)
    return subjects


def _may_take_turn(entity: Entity) -> bool:
    """Whether an entity may take part in a conversation."""
    return entity.kind is Kind.PERSON or (entity.kind is Kind.UNKNOWN and entity.named)


def _sourced_speaker(turn: Turn, speakers: Sequence[Entity | None]) -> Entity | None:
    """Return the first known speaker of those quotes of a turn that have a source."""
    return next((speakers[i] for i in turn.sourced if speakers[i] is not None), None)


def _known(turns: Sequence[Turn], spoken: Spoken, place: int) -> Turned:
    """Return the speaker given by another quote of the paragraph, or by an unclosed one before."""
    turn = turns[place]
    if turn.sourced:
        return spoken[place], "same paragraph"
    if turn.continues:
        return spoken[place - 1], "speech goes on"
    return None, ""


def _next(
    turns: Sequence[Turn], spoken: Spoken, place: int, subjects: dict[int, list[Seen]]
) -> Turned:
    """Return whose turn it is, judging by who acts and who spoke before."""
    turn = turns[place]
    acting = _nearest(turn, subjects.get(turn.paragraph, []))
    if acting is not None:
        return acting, "subject of the paragraph"
    last = spoken[place - 1] if place and _are_near(turns[place - 1], turn) else None
    other = _alternating(turns, spoken, place)
    if other is not None and other is not last:
        return other, "turns taken"
    told = subjects.get(turn.paragraph - 1, [])
    if told and told[-1].entity is not last:
        return told[-1].entity, "subject of the paragraph before"
    return None, ""


def _nearest(turn: Turn, subjects: list[Seen]) -> Entity | None:
    """Return the subject of the narration nearest to the speech in its paragraph."""
    best = min(
        subjects,
        key=lambda s: min(abs(s.reference.start - turn.end), abs(turn.start - s.reference.end)),
        default=None,
    )
    return best.entity if best is not None else None


def _alternating(turns: Sequence[Turn], spoken: Spoken, place: int) -> Entity | None:
    """Return who speaks two turns before or after, with somebody else in between."""
    for step in (-2, 2):
        other, between = place + step, place + step // 2
        if not 0 <= other < len(turns) or spoken[other] is None:
            continue
        is_near = _are_near(turns[place], turns[between]) and _are_near(
            turns[between], turns[other]
        )
        if is_near and spoken[other] is not spoken[between]:
            return spoken[other]
    return None


def _are_near(one: Turn, other: Turn) -> bool:
    """Whether two turns are close enough for one to answer the other."""
    return abs(one.paragraph - other.paragraph) <= FARTHEST
