"""Who one paragraph only describes, and the next one names.

News reports often begin so: *The port will close its terminal, its chief executive said. ¶ “There
was nothing left to wait for,” said* **Ingrid Solvay**, *who has run the port since 2019.*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import given_gender
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.names.name import Name
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.relations import Relation
    from quoteattr.syntax.tree import Sentence

__all__ = ["described_before", "described_in_lead"]

DESCRIBING: tuple[Relation, ...] = ("amod", "appos", "compound", "nmod")
"""Relations of what says what somebody is, other than clauses."""
FULL_NAME = 2
"""Words of the name of a person, at least, whose age follows, or nothing that describes them."""
LAST = 2
"""The last paragraph, from 0, that can name who was described: a headline may come first."""


def described_in_lead(
    reference: Reference, sentence: Sentence, seen: Sequence[Seen]
) -> Entity | None:
    """Find who was only described in the paragraph before, if a name says no more than it.

    A full name fits: alone, or with a relative clause after it, but without a title or apposition,
    which would introduce somebody else. The description tells more than a noun does, as leads and
    headlines do: *A hill farmer* or *Farmer*, but not *the judge*.

    Args:
        reference: A name.
        sentence: Where it stands.
        seen: The mentions before it.
    """
    name = reference.name
    if (
        name is None
        or name.title
        or reference.descriptors
        or len(name.words) < FULL_NAME
        or not 0 < reference.paragraph <= LAST
    ):
        return None
    if not reference.subject or sentence.child(sentence[name.after_title], *DESCRIBING):
        return None
    entity = _only_person_before(reference, seen)
    if entity is None or entity.named or entity.plural or not _is_told_of(entity):
        return None
    return entity if _may_be_called(entity, name) else None


def _is_told_of(entity: Entity) -> bool:
    """Whether the first description of an entity narrows its noun down, or is a headline's."""
    first = entity.references[0]
    return bool(first.bare or first.modifiers or first.possessor is not None)


def _only_person_before(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """Return the person of the paragraph before, if there is one alone."""
    before = (s for s in seen if s.reference.paragraph == reference.paragraph - 1)
    persons = {id(s.entity): s.entity for s in before if s.entity.kind is Kind.PERSON}
    return next(iter(persons.values())) if len(persons) == 1 else None


def described_before(
    reference: Reference, sentence: Sentence, seen: Sequence[Seen]
) -> Entity | None:
    """Find who was only described in the paragraph before a name with an age.

    Reports from courts and of accidents begin like this: *A manager denied it. ¶* **Ada Quist,
    54,** *said …*.
    """
    name = reference.name
    if name is None or not reference.subject or not _opens_with_age(name, sentence):
        return None
    entity = _only_person_before(reference, [s for s in seen if s.reference.subject])
    if entity is None or not _is_newly_described(entity):
        return None
    return entity if _may_be_called(entity, name) else None


def _opens_with_age(name: Name, sentence: Sentence) -> bool:
    """Whether a full name and an age open a sentence: *Ada Quist, 54, …*."""
    following = [t.text for t in sentence.tokens[name.last + 1 : name.last + 4]]
    if name.first > 0 or len(name.words) < FULL_NAME or len(following) < 3:
        return False
    comma, age, end = following
    return (comma, end) == (",", ",") and age.isdecimal() and len(age) < 4


def _is_newly_described(entity: Entity) -> bool:
    """Whether an entity has no name yet and was introduced by a description: *a manager*."""
    first = entity.references[0]
    return not (first.definite or first.bare or entity.named or entity.plural)


def _may_be_called(entity: Entity, name: Name) -> bool:
    """Whether a given name is compatible with the gender of an entity."""
    return len({entity.gender, given_gender(name.words[0])} - {None}) < 2
