"""The speakers that the labels of a transcript name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from quoteattr.records import MentionForm
from quoteattr.speakers.conversation.questioning import Questioning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.lexicon.offices import Body
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.entities.index import Index
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Labels"]


@define
class Labels:
    """The entities of a transcript's labels; the same label always names the same one."""

    article: Article
    index: Index
    _by_key: dict[str, Entity] = field(factory=dict)
    _by_office: dict[str, Entity] = field(factory=dict)
    _questioning: Questioning = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._questioning = Questioning(self.article)

    def read(
        self, reference: Reference, body: Body | None, seen: Sequence[Seen], *, examines: bool
    ) -> Entity:
        """Find or make the entity that a label names.

        Args:
            reference: The label.
            body: The body that it names, if any.
            seen: The mentions before it.
            examines: Whether it only says who examines a witness from here on.
        """
        asked = self._questioning.who(reference.label, seen)
        if asked is not None:
            return _stands_for(reference, asked, "asks or answers")
        short = self._abbreviated(reference)
        if short is not None:
            return _stands_for(reference, short, "initial")
        entity = self._by_key.get(reference.label) or self._officer(reference)
        if entity is not None:
            self.index.add(reference, entity, "same label")
        else:
            entity = self._new(reference, body)
        self._by_key[reference.label] = entity
        if reference.name is not None and reference.descriptors:
            self._by_office[reference.descriptors[-1].removeprefix("the ")] = entity
        if examines:
            self._questioning.asker = entity
        return entity

    def _officer(self, reference: Reference) -> Entity | None:
        """Return whom an earlier label names beside this office: *The Chancellor (Ana Ruiz)*."""
        return self._by_office.get(reference.label) if reference.name is None else None

    def _abbreviated(self, reference: Reference) -> Entity | None:
        """Return whom a label of one letter stands for: *J*, if only *Journalist* begins so."""
        if len(reference.label) > 1 or reference.label in self._by_key:
            return None
        longer = {id(e): e for key, e in self._by_key.items() if key[0] == reference.label}
        return next(iter(longer.values())) if len(longer) == 1 else None

    def _new(self, reference: Reference, body: Body | None) -> Entity:
        """Find or make the entity of a label that has not been there before.

        An office or description in a label is nobody whom another label names; nor is *Mr. Boyle
        of Iowa* the *Mr. Boyle of Ohio*.
        """
        entity, why = next(self._bearers(reference, body), (None, ""))
        others = [key for key, other in self._by_key.items() if other is entity]
        is_taken = any(" of " in key for key in others) and " of " in reference.label
        if is_taken or (reference.name is None and others):
            entity, why = None, ""
        entity = self.index.add(reference, entity, why, body)
        if reference.name is not None:
            self.index.add_initials(entity)
        return entity

    def _bearers(self, reference: Reference, body: Body | None) -> Iterator[tuple[Entity, str]]:
        """Yield the entities that a label may name, the likeliest first, and why."""
        bearer = self.index.bearer(body)
        if bearer is not None:
            yield bearer, "same body"
        if reference.name is not None:
            same = self._of_surname(reference.label)
            if same is not None:
                yield same, "same family name"
            yield from self.index.find_name(reference)[:1]
            return
        entity = self.index.find_description(reference, None)
        if entity is not None:
            yield entity, "same description"

    def _of_surname(self, label: str) -> Entity | None:
        """Return the one whose label ended in this word, though a firm may be called so: *Ford*."""
        if " " in label:
            return None
        fuller = {id(e): e for key, e in self._by_key.items() if key.endswith(f" {label}")}
        return next(iter(fuller.values())) if len(fuller) == 1 else None


def _stands_for(reference: Reference, entity: Entity, why: str) -> Entity:
    """Add a label that has no name of its own to an entity, as a pronoun would be."""
    entity.references.append(evolve(reference, name=None, form=MentionForm.PRONOUN))
    entity.note(why)
    return entity
