"""Descriptions of somebody named elsewhere: *the company*, *the statement*, *Orlova's office*."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon.kinds import (
    Gender,
    given_gender,
    is_epithet,
    is_issued,
    name_family,
    noun_family,
    noun_gender,
)
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.anaphora.pronouns import Anaphor, antecedent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.lexicon.offices import Offices
    from quoteattr.names.pieces import Piece
    from quoteattr.speakers.anaphora.pronouns import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.entities.index import Index
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence

__all__ = ["author", "described_before", "generic", "named_before", "office_of_holder"]

MENTIONS, SENTENCES = 25, 6
"""How far back the organisation is looked for that *the company* stands for."""
DRAFTS = 12
"""How many quotes back the author of *the statement* is looked for."""


def office_of_holder(
    reference: Reference, index: Index, setting: Setting, offices: Offices
) -> Entity | None:
    """The office named elsewhere in the text that is called by its holder: *Macron's office*."""
    if reference.noun != "office" or reference.possessor is None:
        return None
    holder = setting.article.sentences[reference.sentence][reference.possessor]
    found = (index.bearer(body) for body in offices.held_by(holder.text))
    return next((entity for entity in found if entity is not None), None)


def generic(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """The organisation spoken of most recently, for *the company* or *the party*."""
    family = noun_family(reference.noun)
    if family is None or reference.possessor is not None or reference.modifiers or reference.plural:
        return None
    for mention in seen[: -MENTIONS - 1 : -1]:
        if reference.sentence - mention.reference.sentence > SENTENCES:
            return None
        entity = mention.entity
        if entity.kind is Kind.ORGANISATION and entity.named and _of_family(entity, family):
            return entity
    return None


def _of_family(entity: Entity, family: str) -> bool:
    families = {f for role in islice(reversed(entity.roles), MENTIONS) if (f := noun_family(role))}
    families |= {f for name in entity.names[-MENTIONS:] if (f := name_family(name[-1]))}
    return not families or family in families


def named_before(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """The person named before whom *the striker* or *the 29-year-old* means.

    Such a description stands for whom *he* or *she* would stand for in its place.
    """
    is_alone = not reference.plural and reference.possessor is None
    if not is_alone or not (is_epithet(reference.noun) or _is_age(reference)):
        return None
    gender = noun_gender(reference.noun)
    pronoun = evolve(
        reference, form=MentionForm.PRONOUN, noun="she" if gender is Gender.FEMALE else "he"
    )
    anaphor = Anaphor(pronoun, is_source=True, any_gender=gender is None)
    persons = [s for s in seen if s.entity.named and s.entity.kind is Kind.PERSON]
    return antecedent(anaphor, persons)


def _is_age(reference: Reference) -> bool:
    """*the 29-year-old*."""
    return reference.noun.endswith("old") and any("year" in role for role in reference.roles)


def described_before(
    reference: Reference, sentence: Sentence, seen: Sequence[Seen]
) -> Entity | None:
    """*A former manager* of the paragraph before, who opens this one by name and age.

    So begin reports of courts and accidents: *A manager denied it. ¶* **Ada Quist, 54,** *said …*.
    """
    piece = reference.piece
    if piece is None or not reference.subject or not _opens_with_age(piece, sentence):
        return None
    subjects = {
        id(s.entity): s.entity
        for s in seen
        if s.reference.paragraph == reference.paragraph - 1
        and s.reference.subject
        and s.entity.kind is Kind.PERSON
    }
    if len(subjects) != 1:
        return None
    (entity,) = subjects.values()
    genders = {entity.gender, given_gender(piece.words[0])} - {None}
    first = entity.references[0]
    known = first.definite or first.bare or entity.named or entity.plural
    return entity if not known and len(genders) < 2 else None


def _opens_with_age(piece: Piece, sentence: Sentence) -> bool:
    following = [t.text for t in sentence.tokens[piece.last + 1 : piece.last + 4]]
    if piece.first > 0 or len(piece.words) < 2 or len(following) < 3:
        return False
    comma, age, end = following
    return (comma, end) == (",", ",") and age.isdecimal() and len(age) < 4


def author(
    reference: Reference, draft: int, setting: Setting, speakers: Sequence[Entity | None]
) -> Entity | None:
    """Whose *the statement* is: of the one who spoke last, outside what others are quoted with."""
    if not is_issued(reference.noun) or not reference.definite:
        return None
    if reference.modifiers or reference.possessor is not None:
        return None
    for index in range(draft - 1, max(-1, draft - DRAFTS), -1):
        before = setting.drafts[index]
        speaker = speakers[index]
        if before.parent is None and before.source is not None and speaker is not None:
            return speaker if speaker.kind is not Kind.DOCUMENT else None
    return None
