"""Which entity a name or a description belongs to."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import islice
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.lexicon import table
from quoteattr.lexicon.kinds import identities, noun_gender
from quoteattr.lexicon.offices import Body, land_of, named_titles, title_key, title_words
from quoteattr.names.name import name_key
from quoteattr.records import Kind
from quoteattr.speakers.entities.entity import Entity
from quoteattr.speakers.entities.matching import clash, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Index"]

LOOSE = frozenset(
    {"new", "former", "late", "old", "young", "same", "top", "senior", "veteran", "own"}
)
"""Modifiers that tell nobody from anybody."""

NEWEST = 8
"""Entities looked at for each word: the most recent ones."""


@define
class Index:
    """The entities of a document by the words of their names and roles."""

    entities: list[Entity] = field(factory=list)
    _by_word: dict[str, deque[Entity]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    _by_descriptor: dict[str, deque[Entity]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    _by_body: dict[Body, Entity] = field(factory=dict)

    def new(self) -> Entity:
        """An entity of which nothing is known yet."""
        self.entities.append(Entity())
        return self.entities[-1]

    def add(
        self, reference: Reference, entity: Entity | None, why: str = "", body: Body | None = None
    ) -> Entity:
        """Give the mention to the entity, or to a new one."""
        entity = entity or self.new()
        entity.add(reference, why)
        if body is not None and entity.body is None:
            entity.body = body
            self._by_body.setdefault(body, entity)
        for word in set(entity.names[-1]) if reference.name else ():
            self._touch(self._by_word, word, entity)
        for role in islice(reversed(entity.descriptors), NEWEST):
            self._touch(self._by_descriptor, role, entity)
        if reference.name is not None and entity.kind is not Kind.PERSON:
            self._touch(self._by_descriptor, entity.names[-1][-1], entity)
        return entity

    def bearer(self, body: Body | None) -> Entity | None:
        """The entity that speaks for this body."""
        return self._by_body.get(body) if body is not None else None

    def _touch(self, index: dict[str, deque[Entity]], key: str, entity: Entity) -> None:
        entries = index[key]
        if entries and entries[-1] is entity:
            return
        if entity in entries:
            entries.remove(entity)
        entries.append(entity)

    def find_name(self, reference: Reference) -> tuple[Entity | None, str]:
        """The entity that bears this name or a fuller or shorter form of it, and why."""
        name = reference.name
        assert name is not None
        words = name_key(name)
        best: tuple[float, int, Entity, str] | None = None
        seen: set[int] = set()
        for word in dict.fromkeys((words[0], words[-1], words[0][:1])):
            for age, entity in enumerate(self._by_word.get(word, ())):
                if id(entity) in seen:
                    continue
                seen.add(id(entity))
                score, why = same_name(words, entity)
                if score and not clash(name, entity):
                    candidate = (score, age, entity, why)
                    if best is None or candidate[:2] > best[:2]:
                        best = candidate
        if best is None:
            acronym = self._acronym(words, reference)
            return acronym, "acronym" if acronym else ""
        return best[2], best[3]

    def _acronym(self, words: tuple[str, ...], reference: Reference) -> Entity | None:
        """The organisation whose initials these are: *UMA* for *United Millers Association*."""
        name = reference.name
        assert name is not None
        if len(words) != 1 or not name.words[0].isupper() or len(words[0]) < 2:
            return None
        for entity in self._by_initials(words[0]):
            return entity
        return None

    def _by_initials(self, letters: str) -> Iterable[Entity]:
        return reversed(self._by_word.get("#" + letters, deque()))

    def add_initials(self, entity: Entity) -> None:
        """Make the entity known by the initials of its name."""
        words = entity.names[-1]
        if len(words) > 1:
            letters = "".join(
                w[0] for w in words if w not in {"of", "the", "and", "for", "&", "on"}
            )
            self._touch(self._by_word, "#" + letters, entity)
            self._touch(self._by_word, "#" + "".join(w[0] for w in words), entity)

    def find_description(self, reference: Reference, owner: Entity | None) -> Entity | None:
        """The entity that this definite description was said of before.

        Never its own owner, and nobody described as another one's: *her* and *his brother* are two.
        """
        for key in (*_descriptor_keys(reference), *_headed(reference)):
            for entity in reversed(self._by_descriptor.get(key, deque())):
                if owner is not None and (entity is owner or entity.owner not in {None, owner}):
                    continue
                if _fits(reference, entity):
                    return entity
        return None


def _descriptor_keys(reference: Reference) -> list[str]:
    """The description as keys of roles, the more telling first: *top diplomat*, *diplomat*."""
    words = reference.descriptors[0].split(" ") if reference.descriptors else [reference.noun]
    return [*sorted(named_titles(tuple(words))), reference.noun, title_key(reference.noun)]


def _headed(reference: Reference) -> list[str]:
    """Roles of those who lead a land, for *the French leader*."""
    of_land = reference.noun == "leader" and any(map(land_of, reference.modifiers))
    leaders: list[str] = table("offices")["leaders"] if of_land else []
    return leaders


def _fits(reference: Reference, entity: Entity) -> bool:
    """The description's other words are not at odds with what is known."""
    if reference.plural != entity.plural and not entity.named:
        return False
    if reference.plural and entity.named and entity.kind is not Kind.GROUP:
        return False
    gender = noun_gender(reference.noun)
    if gender is not None and entity.gender not in {None, gender}:
        return False
    named = set().union(*(title_words(role) for role in _descriptor_keys(reference)[:-2]))
    telling = {word for word in reference.modifiers - LOOSE if word not in named}
    unknown = {w for w in telling if w not in entity.words and land_of(w) not in entity.lands}
    if not unknown:
        return True
    return len(unknown) < len(telling) and not unknown & identities() and entity.named
