"""Finds the entity that a name or a description refers to."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import islice
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.lexicon import table, words
from quoteattr.lexicon.kinds import identities, noun_family, noun_gender
from quoteattr.lexicon.offices import Body, land_of, named_titles, title_key, title_words
from quoteattr.lexicon.roles import is_held_by_one, rank_words, ranked_role
from quoteattr.names.name import name_key
from quoteattr.records import Gender, Kind
from quoteattr.speakers.entities.entity import Entity, is_only_titled
from quoteattr.speakers.entities.matching import clashes, match_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Index"]

LOOSE = words("loose_modifiers")
"""Modifiers that distinguish nobody."""
LEFT_OUT = words("function_words", "name_joiners") | {"the"}
"""Words of a name that its initials leave out."""
KIN = words("function_words", "kin")

NEWEST = 8
"""How many entities to keep for each word: the most recent."""


@define
class Index:
    """The entities of a document by the words of their names and descriptors."""

    entities: list[Entity] = field(factory=list)
    _by_word: dict[str, deque[Entity]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    """By the folded words of their names, and by ``#`` and the initials of a name."""
    _by_descriptor: dict[str, deque[Entity]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    _by_body: dict[Body, Entity] = field(factory=dict)

    def new(self) -> Entity:
        """Add an entity about which nothing is known yet."""
        self.entities.append(Entity())
        return self.entities[-1]

    def add(
        self, reference: Reference, entity: Entity | None, why: str = "", body: Body | None = None
    ) -> Entity:
        """Give a mention to an entity, and index the entity by its words.

        Args:
            reference: The mention.
            entity: The entity it refers to; ``None`` for a new one.
            why: The reason, for the evidence of the speaker.
            body: The body that the mention names, if any.

        Returns:
            The entity.
        """
        entity = entity or self.new()
        entity.add(reference, why)
        if body is not None and entity.body is None:
            entity.body = body
            self._by_body.setdefault(body, entity)
        for word in set(entity.names[-1]) if reference.name else ():
            self._touch(self._by_word, word, entity)
        for descriptor in islice(reversed(entity.descriptors), NEWEST):
            self._touch(self._by_descriptor, descriptor, entity)
        if reference.name is not None and entity.kind is not Kind.PERSON:
            *others, last = entity.names[-1]
            for word in (*filter(noun_family, others), last):
                self._touch(self._by_descriptor, word, entity)
        return entity

    def add_initials(self, entity: Entity) -> None:
        """Index an entity by the initials of its name as well, with and without small words."""
        name = entity.names[-1]
        if len(name) > 1:
            letters = "".join(w[:1] for w in name if w not in LEFT_OUT)
            self._touch(self._by_word, "#" + letters, entity)
            self._touch(self._by_word, "#" + "".join(w[:1] for w in name), entity)

    def _touch(self, index: dict[str, deque[Entity]], key: str, entity: Entity) -> None:
        """Make an entity the most recent one for a key."""
        entries = index[key]
        if entries and entries[-1] is entity:
            return
        if entity in entries:
            entries.remove(entity)
        entries.append(entity)

    def bearer(self, body: Body | None) -> Entity | None:
        """Return the entity that stands for a body, if any does."""
        return self._by_body.get(body) if body is not None else None

    def find_name(self, reference: Reference) -> list[tuple[Entity, str]]:
        """Find the entities that go by a name, or by a fuller or shorter form of it.

        A family name by itself is rather that of somebody who is not only called *Mrs* or *Miss*,
        and of somebody who was not introduced as a relative: *his wife, Nora Vale*.

        Returns:
            Each with the form of the name, the best match first, of equals the most recent.
        """
        name = reference.name
        assert name is not None
        words = name_key(name)
        is_bare = len(words) == 1 and not name.title
        matches = [
            (is_bare and _is_less_likely_bare(entity), score, age, entity, why)
            for age, entity in self._similar(words)
            for score, why in (match_name(words, entity),)
            if score > 0 and not clashes(name, entity)
        ]
        matches.sort(key=lambda match: (not match[0], *match[1:3]), reverse=True)
        acronym = self._spelt_out(words) if name.words[0].isupper() and not matches else None
        found = [(entity, why) for *_, entity, why in matches]
        return [(acronym, "acronym")] if acronym is not None else found

    def _similar(self, words: tuple[str, ...]) -> Iterator[tuple[int, Entity]]:
        """Yield the entities that share the first or last word of a name, or its first initial.

        Each comes once, with a number that is higher for the more recent ones of that word.
        """
        seen: set[int] = set()
        for word in dict.fromkeys((words[0], words[-1], words[0][:1])):
            for age, entity in enumerate(self._by_word.get(word, ())):
                if id(entity) not in seen:
                    seen.add(id(entity))
                    yield age, entity

    def _spelt_out(self, words: tuple[str, ...]) -> Entity | None:
        """Return the organisation with these initials: *United Millers Association* for *UMA*."""
        if len(words) != 1 or len(words[0]) < 2:
            return None
        bearers = self._by_word.get("#" + words[0])
        return bearers[-1] if bearers else None

    def find_description(self, reference: Reference, owner: Entity | None) -> Entity | None:
        """Find the entity that has been described in these words before.

        Args:
            reference: A definite description.
            owner: Its possessor, which is never the entity itself. An entity belongs to one
                possessor only: *her brother* and *his brother* are two.
        """
        for key in (*_descriptor_keys(reference), *_leaders(reference)):
            for entity in reversed(self._by_descriptor.get(key, deque())):
                if _is_unrelated(reference, entity):
                    continue
                if _may_belong_to(entity, owner) and _fits(reference, entity):
                    return entity
        return None


def _is_less_likely_bare(entity: Entity) -> bool:
    """Whether a family name by itself is rather somebody else's, if another bears it."""
    first = entity.references[0]
    is_introduced = first.name is not None and not first.name.title
    is_kin = is_introduced and any(d.rsplit(" ")[-1] in KIN for d in first.descriptors)
    return is_kin or is_only_titled(entity, Gender.FEMALE)


def _descriptor_keys(reference: Reference) -> list[str]:
    """Return the keys that a description may be indexed by, the more specific first.

    *Foreign minister*, *diplomat* for *top US diplomat*. A *former minister* may have been the
    minister before; *the minister* is no former one, but *the judge* may be.
    """
    words = reference.descriptors[0].split(" ") if reference.descriptors else [reference.noun]
    rank, role = ranked_role(words, reference.noun)
    keys = [*_titles_of(reference), role, title_key(role)]
    if rank:
        return [f"{rank} {key}" for key in keys] + (keys if rank == "former" else [])
    open_to_all = [f"former {key}" for key in keys if not is_held_by_one(key)]
    return keys + [f"acting {key}" for key in keys] + open_to_all


def _titles_of(reference: Reference) -> list[str]:
    """Return the titles that a description names in other words: *foreign minister*."""
    words = reference.descriptors[0].split(" ") if reference.descriptors else [reference.noun]
    return sorted(named_titles(tuple(words)))


def _leaders(reference: Reference) -> list[str]:
    """Return the titles of those who lead a land, for *the French leader*."""
    is_of_land = reference.noun == "leader" and any(map(land_of, reference.modifiers))
    leaders: list[str] = table("offices")["leaders"] if is_of_land else []
    return leaders


def _may_belong_to(entity: Entity, owner: Entity | None) -> bool:
    """Whether an entity may be described as belonging to an owner, if there is one."""
    return owner is None or (entity is not owner and entity.owner in {None, owner})


def _is_unrelated(reference: Reference, entity: Entity) -> bool:
    """Whether a relative of somebody's meets one of nobody's: *his wife*, *to want* **a wife**."""
    first = entity.references[0]
    is_of_nobody = not (entity.named or first.definite or first.bare)
    return reference.possessor is not None and reference.noun in KIN and is_of_nobody


def _fits(reference: Reference, entity: Entity) -> bool:
    """Whether a description is compatible with everything known about an entity."""
    return (
        _agrees_in_number(reference, entity)
        and _agrees_in_gender(reference, entity)
        and _agrees_in_modifiers(reference, entity)
    )


def _agrees_in_number(reference: Reference, entity: Entity) -> bool:
    """Whether a description agrees in number; only groups have names and are plural."""
    if entity.named:
        return not reference.plural or entity.kind is Kind.GROUP
    return reference.plural == entity.plural


def _agrees_in_gender(reference: Reference, entity: Entity) -> bool:
    """Whether the noun of a description agrees in gender, if it has one: *spokeswoman*."""
    gender = noun_gender(reference.noun)
    return gender is None or entity.gender in {None, gender}


def _agrees_in_modifiers(reference: Reference, entity: Entity) -> bool:
    """Whether the modifiers of a description are known of an entity.

    For an entity with a name some of them are enough, unless the rest names a people, faith or
    party.
    """
    named = set[str]().union(*map(title_words, _titles_of(reference)))
    telling = reference.modifiers - LOOSE - named - rank_words().keys()
    unknown = {w for w in telling if w not in entity.words and land_of(w) not in entity.lands}
    if not unknown:
        return True
    is_partly_known = len(unknown) < len(telling) and entity.named
    return is_partly_known and unknown.isdisjoint(identities())
