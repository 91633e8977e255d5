"""An office without its holder's name, and a name without its office, side by side.

British news names first: *…, Ada Quist said. ¶ The transport secretary told MPs …*. Agencies give
the office first: *The health minister said …. In an interview, Ada Quist said …*.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    given_gender,
    honorific_gender,
    is_document,
    is_issued,
    noun_gender,
)
from quoteattr.lexicon.offices import held_by
from quoteattr.lexicon.roles import is_held_by_one
from quoteattr.records import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.names.name import Name
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence

__all__ = ["holder_named_before", "office_given_before"]

LEAD = 4
"""Paragraphs at the start of a text in which persons are introduced."""
NEAR = 2
"""Sentences from an office to the name of its holder."""
FULL_NAME = 2
"""Words of the full name of a person, at least."""
ADDRESSES = words("titles", "addresses")
INTERVIEWS = words("document_nouns", "interviews")


def holder_named_before(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """Find who has just been named, as the only person so far, and is called by an office now.

    *The grant is safe, Ruth Calder said. ¶* **The transport secretary** *told members …*

    Args:
        reference: A definite description that opens a paragraph or follows the name's sentence.
        seen: The mentions before it.
    """
    if not reference.subject or reference.plural or reference.possessor is not None:
        return None
    if not is_held_by_one(reference.noun) or not 0 < reference.paragraph <= LEAD:
        return None
    persons = {id(s.entity): s for s in seen if _is_person(s.entity)}
    if len(persons) != 1:
        return None
    (last,) = persons.values()
    entity = last.entity
    is_near = reference.paragraph - last.reference.paragraph == 1
    is_undescribed = all(map(_tells_no_role, entity.descriptors))
    is_undescribed &= any(len(name) >= FULL_NAME for name in entity.names)
    is_known = any(held_by(word) for name in entity.names for word in name[-1:])
    agrees = _agree(entity, reference)
    return entity if is_near and is_undescribed and agrees and not is_known else None


def office_given_before(
    reference: Reference, sentence: Sentence, seen: Sequence[Seen]
) -> Entity | None:
    """Find whose office was given in the sentence before a name without one.

    *Norvia's health minister said the ward would close. In a letter to nurses,* **Ana Pires** *said
    nobody would lose her post.*

    Args:
        reference: A name.
        sentence: Where it stands.
        seen: The mentions before it.
    """
    name = reference.name
    if name is None or not reference.subject or reference.descriptors or name.title:
        return None
    if len(name.words) < FULL_NAME or not _opens_with_occasion(sentence, name):
        return None
    near = takewhile(lambda s: reference.sentence - s.reference.sentence <= NEAR, reversed(seen))
    persons = {id(s.entity): s.entity for s in near if s.reference.subject and _is_person(s.entity)}
    if len(persons) != 1:
        return None
    (entity,) = persons.values()
    first = entity.references[0]
    is_office = first.form is MentionForm.DESCRIPTION and is_held_by_one(first.noun)
    if entity.named or entity.plural or not is_office or not (first.definite and first.subject):
        return None
    genders = {entity.gender, given_gender(name.words[0])} - {None}
    return entity if len(genders) < 2 else None


def _is_person(entity: Entity) -> bool:
    return entity.kind is Kind.PERSON and not entity.members


def _tells_no_role(title: str) -> bool:
    return title in ADDRESSES or honorific_gender(title) is not None


def _agree(entity: Entity, reference: Reference) -> bool:
    return len({entity.gender, noun_gender(reference.noun)} - {None}) < 2


def _opens_with_occasion(sentence: Sentence, name: Name) -> bool:
    """Whether the occasion of what is said opens a sentence, right before a name and its comma.

    *In an interview with Radio Costa, …*; *Speaking to reporters, …*
    """
    before = sentence.tokens[: name.first]
    if not before or before[-1].text != ",":
        return False
    if before[0].xpos == "VBG":
        return True
    noun = sentence.head(before[0])
    if noun is None or noun.index >= name.first or before[0].relation != "case":
        return False
    return noun.lower in INTERVIEWS or is_issued(noun.lemma) or is_document(noun.lemma)
