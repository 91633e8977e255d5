"""Speakers who say their own names: *“I am Mary Quist,” the girl said*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.anaphora.pronouns import pronoun_gender
from quoteattr.speakers.introductions import introductions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.tracker import Tracker
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["hear_introductions"]


def hear_introductions(tracker: Tracker) -> None:
    """Let whoever says in a quote who she is go by that name all through the text."""
    joined: dict[int, Entity] = {}
    """Who goes by a name, by the identity of the entity that this is one with."""
    for draft, named in list(_introduced(tracker)):
        speaker = tracker.speakers[draft]
        if speaker is None and tracker.setting.drafts[draft].source is None:
            tracker.speakers[draft] = named
            named.note("names itself")
        elif speaker is not None and id(speaker) not in joined and _may_be(speaker, named):
            _join(speaker, named)
            joined[id(speaker)] = named
    if joined:
        _replace(tracker, joined)


def _introduced(tracker: Tracker) -> Iterator[tuple[int, Entity]]:
    """Yield the index of each draft in which *I* is given a name, and who goes by it."""
    for sentence in tracker.setting.article.sentences:
        for first, name in introductions(sentence):
            draft = tracker.setting.quote_at(first.start)
            named = _bearer(tracker, sentence, name)
            if draft is not None and named is not None and named.kind is Kind.PERSON:
                yield draft, named


def _bearer(tracker: Tracker, sentence: Sentence, token: Token) -> Entity | None:
    """Return who goes by the name that a token is a part of: *I am* **Parson** *Lind*."""
    names = tracker.setting.article.names_in(sentence)
    name = next((name for name in names if name.first <= token.index <= name.last), None)
    if name is None or (name.first > 0 and sentence[name.first - 1].xpos == "HYPH"):
        return None  # "Spider-Man" is nobody called Man
    return tracker.heads.get((sentence.index, name.last))


def _is_person(entity: Entity) -> bool:
    return entity.kind in {Kind.PERSON, Kind.UNKNOWN} and not entity.plural


def _may_be(speaker: Entity, named: Entity) -> bool:
    """Whether a speaker without a name may be the one who goes by it."""
    if speaker is named or speaker.named or not _is_person(speaker):
        return False
    return speaker.gender in {None, named.gender} or named.gender is None


def _join(speaker: Entity, named: Entity) -> None:
    """Let who goes by a name also be the speaker who gives it."""
    for reference in speaker.references:
        if reference.form is MentionForm.PRONOUN:
            named.add_pronoun(reference, pronoun_gender(reference.noun))
        else:
            named.add(reference)
    named.narrates = named.narrates or speaker.narrates
    named.note("names itself")


def _replace(tracker: Tracker, joined: Mapping[int, Entity]) -> None:
    """Put who goes by a name in the place of each speaker who gave it."""
    tracker.speakers = [joined.get(id(entity), entity) for entity in tracker.speakers]
    tracker.seen = [evolve(s, entity=joined.get(id(s.entity), s.entity)) for s in tracker.seen]
    known = tracker.heads.items()
    tracker.heads = {at: joined.get(id(entity), entity) for at, entity in known}
