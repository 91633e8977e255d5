"""A pronoun with the speech around it, the mentions before it, and what it may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Anaphor", "PossibleAntecedent", "Seen"]


@frozen(eq=False)
class Seen:
    """A mention that has been given to an entity."""

    reference: Reference
    entity: Entity


@frozen(eq=False)
class Anaphor:
    """A personal pronoun of the third person, and who speaks around it."""

    reference: Reference
    is_source: bool = False
    """Whether it is the source of a quote."""
    previous: Entity | None = None
    """The speaker of the quote before."""
    outer: Entity | None = None
    """The speaker of the indirect quote in whose content the pronoun stands."""
    rival: Entity | None = None
    """The speaker of the turn before, in a conversation."""
    in_conversation: bool = False
    """Whether people take turns, so that ``previous`` is who speaks on in the paragraph."""
    excluded: tuple[Entity, ...] = ()
    """Entities that it cannot be."""
    any_gender: bool = False
    """Whether it may stand for somebody of the other gender as well."""
    named: frozenset[int] = field(default=frozenset())
    """Identities of the entities that the content calls by name: *He said* **Ruiz** *would go*."""
    speaks_of_other: bool = False
    """Whether the words spoken open with a pronoun of its kind for somebody else."""
    is_issued: bool = False
    """Whether the words are published: *they said* **in a statement**."""


@frozen(eq=False)
class PossibleAntecedent:
    """An entity mentioned before a pronoun, with which it agrees."""

    entity: Entity
    mentions: tuple[Reference, ...]
    """Its mentions within reach, the nearest first."""
    rank: int
    """How many other possible antecedents have been mentioned since."""
