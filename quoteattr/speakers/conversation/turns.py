"""Conversations: whose turn it is when the text does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.speakers.anaphora.pronouns import pronoun_gender
from quoteattr.speakers.conversation.hints import (
    find_hints,
    subjects_by_paragraph,
    voice_after,
)
from quoteattr.speakers.conversation.scenes import Place, best_speakers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.article.turns import Turn
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.conversation.hints import Heads, Hints
    from quoteattr.speakers.entities.entity import Entity

    Turned = tuple[Entity | None, str]
    """Whose turn it is, and why."""

__all__ = ["take_turns"]

FARTHEST = 3
"""How many paragraphs a turn of a scene may be from the one before it."""
REACH = 40
"""How many turns before and after a turn are searched for who may speak it."""
MOST = 8
"""How many may speak a turn, at most."""


def take_turns(
    setting: Setting, speakers: Sequence[Entity | None], seen: Sequence[Seen], heads: Heads
) -> dict[int, Turned]:
    """Find who speaks the direct quotes without a cue.

    Args:
        setting: The article and its drafts. Outside conversations such a quote can only continue
            another one.
        speakers: Who speaks each draft, as far as known.
        seen: The mentions outside quotes, in the order of the text.
        heads: The entities of the mentions of the text.

    Returns:
        For each draft, by its index, the speaker and why; ``None`` if the quote is surely nobody's.
    """
    subjects = subjects_by_paragraph(setting, seen)
    found: dict[int, Turned] = {}
    if setting.is_conversation:
        hints = find_hints(setting, heads, subjects)
        for turned, turn in _taken(setting, speakers, hints):
            unknown = [i for i in turn.sourced if speakers[i] is None and _pronoun(setting, turn)]
            found.update(dict.fromkeys((*turn.open, *unknown), turned))
    else:
        for turned, turn in _continued(setting, speakers):
            found.update(dict.fromkeys(turn.open, turned))
    for draft in (draft for turn in setting.turns for draft in turn.open):
        owner = voice_after(setting, draft, subjects)
        if owner is not None:
            found[draft] = owner, "subject of the paragraph"
    return found


def _continued(
    setting: Setting, speakers: Sequence[Entity | None]
) -> Iterator[tuple[Turned, Turn]]:
    """Yield the turns that go on with what is said, and who speaks them.

    Another quote of the paragraph tells that, or an unclosed one in the paragraph before.
    """
    last: Entity | None = None
    for turn in setting.turns:
        known = _sourced_speaker(turn, speakers)
        last = known if turn.sourced or not turn.continues else last
        if last is not None:
            yield (last, "same paragraph" if turn.sourced else "speech goes on"), turn


def _sourced_speaker(turn: Turn, speakers: Sequence[Entity | None]) -> Entity | None:
    """Return the first known speaker of those quotes of a turn that have a source."""
    return next((speakers[i] for i in turn.sourced if speakers[i] is not None), None)


def _taken(
    setting: Setting, speakers: Sequence[Entity | None], hints: Sequence[Hints]
) -> Iterator[tuple[Turned, Turn]]:
    """Yield the turns of a conversation and who most likely speaks each, scene by scene."""
    known = [_sourced_speaker(turn, speakers) for turn in setting.turns]
    for scene in _scenes(setting.turns):
        openers = [number for number in scene if not setting.turns[number].continues]
        places = [_place(setting, scene, number, known, hints) for number in openers]
        speaking = frozenset(id(known[i]) for i in scene if known[i] is not None)
        best = dict(zip(openers, best_speakers(places, speaking), strict=True))
        who: Entity | None = None
        for number in scene:
            who = best.get(number, who)
            heard = known[number]
            turned = (heard, "same paragraph") if heard else (who, _reason(who, hints[number]))
            yield turned, setting.turns[number]


def _reason(who: Entity | None, hints: Hints) -> str:
    """Tell why a turn is likely somebody's."""
    if who is not None and who is hints.acting:
        return "subject of the paragraph"
    is_told = who is not None and who is hints.told
    return "subject of the paragraph before" if is_told else "turns taken"


def _scenes(turns: Sequence[Turn]) -> list[list[int]]:
    """Divide the turns, by their numbers, where nobody speaks for some paragraphs."""
    scenes: list[list[int]] = []
    for number, turn in enumerate(turns):
        if number and turn.paragraph - turns[number - 1].paragraph <= FARTHEST:
            scenes[-1].append(number)
        else:
            scenes.append([number])
    return scenes


def _place(
    setting: Setting,
    scene: Sequence[int],
    number: int,
    known: Sequence[Entity | None],
    hints: Sequence[Hints],
) -> Place:
    """Make the place of a turn in its scene, with those who may speak it."""
    turn = setting.turns[number]
    gap = turn.paragraph - setting.turns[number - 1].paragraph if number > scene[0] else 0
    if known[number] is not None or (turn.sourced and not _pronoun(setting, turn)):
        return Place((known[number],), hints[number], gap, is_fixed=True)
    found: dict[int, Entity] = {}
    place = number - scene[0]
    near = scene[max(0, place - REACH) : place + REACH + 1]
    for other in sorted(near, key=lambda i: abs(i - number)):
        heard = known[other]
        persons = (*([heard] if heard is not None else []), *hints[other].persons())
        found.update((id(entity), entity) for entity in persons if id(entity) not in found)
    gender = pronoun_gender(_pronoun(setting, turn))
    fitting = [e for e in found.values() if gender is None or e.gender in {None, gender}]
    return Place((*fitting[:MOST], None), hints[number], gap)


def _pronoun(setting: Setting, turn: Turn) -> str:
    """Return the pronoun for who speaks a turn, if it is *he* or *she*; else nothing."""
    for draft in turn.sourced:
        source = setting.drafts[draft].source
        word = setting.article.text[source.start : source.end].lower() if source else ""
        if pronoun_gender(word) is not None:
            return word
    return ""
