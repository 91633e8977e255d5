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
            asked.references.append(evolve(reference, name=None, form=MentionForm.PRONOUN))
            asked.note("asks or answers")
            return asked
        entity = self._by_key.get(reference.label)
        if entity is not None:
            self.index.add(reference, entity, "same label")
        else:
            entity = self._by_key[reference.label] = self._new(reference, body)
        if examines:
            self._questioning.asker = entity
        return entity

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
        if reference.name is None:
            entity, why = self.index.find_description(reference, None), "same description"
        else:
            entity, why = self.index.find_name(reference)
        if entity is not None:
            yield entity, why
