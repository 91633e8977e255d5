"""Spouses: *his wife*, where he is Mr. Dunn, is Mrs. Dunn."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold
from quoteattr.names.name import name_key
from quoteattr.records import Gender
from quoteattr.speakers.entities.entity import is_only_titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["spouse_described", "spouse_named"]

WIVES = words("function_words", "spouses.wives")
SPOUSES = WIVES | words("function_words", "spouses.husbands")
MARRIED = words("function_words", "spouses.titles")
MENTIONS = 200
"""How far back to look for a spouse."""


def spouse_named(reference: Reference, owner: Entity | None, seen: Sequence[Seen]) -> Entity | None:
    """Find the spouse of the owner in *his wife*, *her husband*.

    It is who has been described so before, or who shares the family name: *Mrs. Dunn*.

    Args:
        reference: A description.
        owner: Its possessor.
        seen: The mentions before it.
    """
    if owner is None or reference.noun not in SPOUSES:
        return None
    is_wife = reference.noun in WIVES
    for entity in _entities(seen):
        if entity.owner is owner and not entity.descriptors.keys().isdisjoint(_same(is_wife)):
            return entity
        wife, husband = (entity, owner) if is_wife else (owner, entity)
        if _are_titled_alike(wife, husband):
            return entity
    return None


def spouse_described(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """Find whom *Mrs. Dunn* names: so far only *his wife*, where he is Mr. Dunn.

    Args:
        reference: A name.
        seen: The mentions before it.
    """
    name = reference.name
    if name is None or not name.title or fold(name.title[-1]) not in MARRIED:
        return None
    family = name_key(name)[-1]
    for entity in _entities(seen):
        is_wife = not (entity.named or entity.descriptors.keys().isdisjoint(WIVES))
        owner = entity.owner
        if is_wife and owner is not None and family in {n[-1] for n in owner.names}:
            return entity
    return None


def _entities(seen: Sequence[Seen]) -> Iterator[Entity]:
    """Yield the entities mentioned before, the nearest first, each once."""
    found: set[int] = set()
    for mention in islice(reversed(seen), MENTIONS):
        if id(mention.entity) not in found:
            found.add(id(mention.entity))
            yield mention.entity


def _same(is_wife: bool) -> frozenset[str]:
    return WIVES if is_wife else SPOUSES - WIVES


def _are_titled_alike(wife: Entity, husband: Entity) -> bool:
    """Whether two share a family name, and she is only called *Mrs.* with it."""
    if not is_only_titled(wife, Gender.FEMALE) or husband.gender is not Gender.MALE:
        return False
    titles = {fold(r.name.title[-1]) for r in wife.references if r.name and r.name.title}
    families = {name[-1] for name in husband.names}
    return not titles.isdisjoint(MARRIED) and not families.isdisjoint(n[-1] for n in wife.names)
