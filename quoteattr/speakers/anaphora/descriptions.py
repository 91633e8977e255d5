"""Antecedents of descriptions: *the company*, *the statement*, *Orlova's office*."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    is_epithet,
    is_issued,
    name_family,
    noun_family,
    noun_gender,
    peoples,
)
from quoteattr.lexicon.offices import land_of
from quoteattr.lexicon.roles import narrower_titles, ranked_role
from quoteattr.records import Gender, Kind, MentionForm
from quoteattr.speakers.anaphora.anaphor import Anaphor
from quoteattr.speakers.anaphora.pronouns import antecedent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.lexicon.offices import Offices
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.anaphora.pronouns import AntecedentWeights
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.entities.index import Index
    from quoteattr.speakers.mentions.reference import Reference

__all__ = [
    "author",
    "broadly_described_before",
    "is_called_so",
    "named_before",
    "office_of_holder",
    "organisation_before",
    "organisation_speaking",
]

BOTH_NUMBERS = "ese"
"""End of names for one of a people and for all: *the Portuguese*."""
LOOSE = words("loose_modifiers")
"""Modifiers that distinguish nobody."""

MENTIONS, SENTENCES = 25, 6
"""How far back to look for the organisation that *the company* stands for."""
TELLING = frozenset({"public", "force"})
"""Families of organisations whose names contain their noun."""
DRAFTS = 12
"""How many quotes back to look for the author of *the statement*."""


def office_of_holder(
    reference: Reference, index: Index, setting: Setting, offices: Offices
) -> Entity | None:
    """Find the office that is called by its holder, and named elsewhere in the text.

    *Macron's office* is the French presidency.
    """
    if reference.noun != "office" or reference.possessor is None:
        return None
    holder = setting.article.sentences[reference.sentence][reference.possessor]
    found = (index.bearer(body) for body in offices.held_by(holder.text))
    return next((entity for entity in found if entity is not None), None)


def organisation_before(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """Find the organisation that *the company* or *the party* refers to: the last of its family."""
    family = _sought_family(reference)
    if family is None:
        return None
    for mention in seen[: -MENTIONS - 1 : -1]:
        if reference.sentence - mention.reference.sentence > SENTENCES:
            return None
        entity = mention.entity
        if entity.kind is Kind.ORGANISATION and entity.named and _may_be_of(family, entity):
            return entity
    return None


def _sought_family(reference: Reference) -> str | None:
    """Return the family of organisations that a description names without narrowing it down."""
    is_narrowed = reference.possessor is not None or reference.modifiers or reference.plural
    return None if is_narrowed else noun_family(reference.noun)


def organisation_speaking(
    reference: Reference, draft: int, setting: Setting, speakers: Sequence[Entity | None]
) -> Entity | None:
    """Find the organisation that has just spoken by its name, if *the company* fits it.

    *Veldt said it had lost money.* **The company** *said …*, whatever company it was before.

    Args:
        reference: A definite description.
        draft: Index of the draft that it is the source of.
        setting: The article and its drafts.
        speakers: Who speaks each draft, as far as known.
    """
    family = _sought_family(reference)
    if family is None:
        return None
    outer = (i for i in range(draft - 1, -1, -1) if setting.drafts[i].parent is None)
    last = next(outer, None)
    if last is None or setting.paragraph_of(draft) - setting.paragraph_of(last) > 1:
        return None
    entity = speakers[last]
    if entity is None or not entity.named or entity.kind is not Kind.ORGANISATION:
        return None
    return entity if _may_be_of(family, entity) else None


def is_called_so(entity: Entity | None, reference: Reference) -> bool:
    """Whether the noun of a description is in the name, or first description, of an entity."""
    if entity is None:
        return False
    is_in_name = any(reference.noun in name for name in entity.names)
    return is_in_name or entity.references[0].noun == reference.noun


def _may_be_of(family: str, entity: Entity) -> bool:
    """Whether an entity's descriptors and names belong to a family of organisations, or to none.

    Names of companies, parties and papers often say nothing of their family; those of public
    bodies and forces do: *the Harbour* **Committee**, *Elmstad* **Police**.
    """
    recent = islice(reversed(entity.descriptors), MENTIONS)
    families = {noun_family(descriptor) for descriptor in recent}
    families |= {name_family(name[-1]) for name in entity.names[-MENTIONS:]}
    families.discard(None)
    return family in families or not (families or family in TELLING)


def named_before(
    reference: Reference, seen: Sequence[Seen], weights: AntecedentWeights
) -> Entity | None:
    """Find the person that *the striker*, *the Italian* or *the 29-year-old* refers to, if named.

    It is the antecedent that *he* or *she* would have in its place.
    """
    is_alone = not reference.plural and reference.possessor is None
    is_from = reference.noun in peoples()
    if not is_alone or not (is_from or is_epithet(reference.noun) or _is_age(reference)):
        return None
    gender = noun_gender(reference.noun)
    pronoun = evolve(
        reference, form=MentionForm.PRONOUN, noun="she" if gender is Gender.FEMALE else "he"
    )
    anaphor = Anaphor(pronoun, is_source=True, any_gender=gender is None)
    persons = [s for s in seen if s.entity.named and s.entity.kind is Kind.PERSON]
    if is_from:
        persons = _of_land(land_of(reference.noun), persons)
        if reference.noun.endswith(BOTH_NUMBERS) and len({id(s.entity) for s in persons}) > 1:
            return None
    return antecedent(anaphor, persons, weights)


def _of_land(land: str | None, persons: Sequence[Seen]) -> list[Seen]:
    """Return the mentions of persons from a land; if none are, of those who may be."""
    known = [s for s in persons if land in s.entity.lands]
    return known or [s for s in persons if s.entity.lands <= _lands_in_names(s.entity)]


def _lands_in_names(entity: Entity) -> set[str]:
    """Return the lands that are merely in a name: Peru, for somebody called *Lima*."""
    return {land for name in entity.names for word in name if (land := land_of(word))}


def broadly_described_before(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """Find who *the official* or *the cleric* is: the last with such a role, a spokesman, a bishop.

    Args:
        reference: A definite description.
        seen: The mentions before it.
    """
    rank, noun = ranked_role(reference.descriptors[0].split(" "), reference.noun)
    roles = {f"{rank} {role}".strip() for role in narrower_titles(noun)}
    is_narrowed = reference.possessor is not None or reference.modifiers - LOOSE - {rank}
    if not roles or is_narrowed or reference.plural:
        return None
    for mention in seen[: -MENTIONS - 1 : -1]:
        entity = mention.entity
        if reference.sentence - mention.reference.sentence > SENTENCES:
            return None
        if entity.kind is Kind.PERSON and not roles.isdisjoint(entity.descriptors):
            return entity
    return None


def _is_age(reference: Reference) -> bool:
    """Whether a description is an age: *the 29-year-old*."""
    return reference.noun.endswith("old") and any("year" in d for d in reference.descriptors)


def author(
    reference: Reference, draft: int, setting: Setting, speakers: Sequence[Entity | None]
) -> Entity | None:
    """Find the author of *the statement*: whoever spoke last, nested quotes aside.

    Args:
        reference: The document.
        draft: Index of the draft that it is the source of.
        setting: The article and its drafts.
        speakers: Who speaks each draft, as far as known.
    """
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
