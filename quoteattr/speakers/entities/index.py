"""Which entity a name or a description belongs to."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import islice
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.lexicon import table, words
from quoteattr.lexicon.kinds import fold, identities, is_city, noun_gender
from quoteattr.lexicon.offices import Body, is_place, land_of, named_roles, role_key, role_names
from quoteattr.names.pieces import name_key
from quoteattr.records import Kind
from quoteattr.speakers.entities.entity import Entity, honorific_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.names.pieces import Piece
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Index"]

LOOSE = words("loose_modifiers")
"""Modifiers that tell nobody from anybody."""
LEFT_OUT = words("function_words", "name_joiners") | {"the"}
"""Words of a name that its initials leave out."""

NAMES = 16
"""Names of one entity compared with a new one: the most recent ones."""
NEWEST = 8
"""Entities looked at for each word: the most recent ones."""


@define
class Index:
    """The entities of a document by the words of their names and roles."""

    entities: list[Entity] = field(factory=list)
    _by_word: dict[str, deque[Entity]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    _by_role: dict[str, deque[Entity]] = field(
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
        for word in set(entity.names[-1]) if reference.piece else ():
            self._touch(self._by_word, word, entity)
        for role in islice(reversed(entity.roles), NEWEST):
            self._touch(self._by_role, role, entity)
        if reference.piece is not None and entity.kind is not Kind.PERSON:
            self._touch(self._by_role, entity.names[-1][-1], entity)
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
        piece = reference.piece
        assert piece is not None
        words = name_key(piece)
        best: tuple[float, int, Entity, str] | None = None
        seen: set[int] = set()
        for word in dict.fromkeys((words[0], words[-1], words[0][:1])):
            for age, entity in enumerate(self._by_word.get(word, ())):
                if id(entity) in seen:
                    continue
                seen.add(id(entity))
                score, why = same_name(words, entity)
                if score and not _clash(piece, entity):
                    candidate = (score, age, entity, why)
                    if best is None or candidate[:2] > best[:2]:
                        best = candidate
        if best is None:
            acronym = self._acronym(words, reference)
            return acronym, "acronym" if acronym else ""
        return best[2], best[3]

    def _acronym(self, words: tuple[str, ...], reference: Reference) -> Entity | None:
        """The organisation whose initials these are: *UMA* for *United Millers Association*."""
        piece = reference.piece
        assert piece is not None
        if len(words) != 1 or not piece.words[0].isupper() or len(words[0]) < 2:
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
            letters = "".join(w[0] for w in words if w not in LEFT_OUT)
            self._touch(self._by_word, "#" + letters, entity)
            self._touch(self._by_word, "#" + "".join(w[0] for w in words), entity)

    def find_description(self, reference: Reference, owner: Entity | None) -> Entity | None:
        """The entity that this definite description was said of before.

        Never its own owner, and nobody described as another one's: *her* and *his brother* are two.
        """
        for key in (*_role_keys(reference), *_headed(reference)):
            for entity in reversed(self._by_role.get(key, deque())):
                if owner is not None and (entity is owner or entity.owner not in {None, owner}):
                    continue
                if _fits(reference, entity):
                    return entity
        return None


def _role_keys(reference: Reference) -> list[str]:
    """The description as keys of roles, the more telling first: *top diplomat*, *diplomat*."""
    words = reference.roles[0].split(" ") if reference.roles else [reference.noun]
    return [*sorted(named_roles(tuple(words))), reference.noun, role_key(reference.noun)]


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
    named = set().union(*(role_names(role) for role in _role_keys(reference)[:-2]))
    telling = {word for word in reference.modifiers - LOOSE if word not in named}
    unknown = {w for w in telling if w not in entity.words and land_of(w) not in entity.lands}
    if not unknown:
        return True
    return len(unknown) < len(telling) and not unknown & identities() and entity.named


def same_name(words: tuple[str, ...], entity: Entity) -> tuple[float, str]:
    """How well the words name the entity, from 0 to 1, and why."""
    best: tuple[float, str] = (0.0, "")
    names = entity.names[-NAMES:]
    full = [name for name in names if len(name) > 1]
    for name in full if full and len(words) > 1 else names:
        score, why = _compare(words, name, entity.kind)
        if score > best[0]:
            best = (score, why)
    return best


def _compare(words: tuple[str, ...], name: tuple[str, ...], kind: Kind) -> tuple[float, str]:
    if words == name or _plain(words) == _plain(name):
        return 1.0, "same name"
    if kind is Kind.GROUP:
        return 0.0, ""  # "Americans" are more than "African Americans"
    short, long = (words, name) if len(words) < len(name) else (name, words)
    if len(short) == len(long):
        return (0.8, "initials") if _initials(short, long) else (0.0, "")
    if long[-len(short) :] == short:
        return 0.9, "surname" if kind is not Kind.ORGANISATION else "short name"
    if kind is Kind.PERSON and len(short) > 1:
        middle_left_out = short[-1] == long[-1] and _like(short[0], long[0])
        return (0.8, "given and family name") if middle_left_out else (0.0, "")
    if long[: len(short)] == short and not (is_place(" ".join(short)) or is_city(" ".join(short))):
        return 0.7, "given name" if kind is Kind.PERSON else "short name"
    return 0.0, ""


def _plain(words: tuple[str, ...]) -> str:
    return "".join(words).replace("-", "")


def _like(first: str, other: str) -> bool:
    """Equal, or one the initial of the other."""
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _initials(first: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Same family name, and given names of which one is an initial: *J Berg*, *Jon Berg*."""
    if len(first) < 2 or first[-1] != other[-1]:
        return False
    return all(_like(a, b) for a, b in zip(first[:-1], other[:-1], strict=True))


def _clash(piece: Piece, entity: Entity) -> bool:
    """A *Mrs* is no man, a company no person; and who is called *Ana* is not *Mrs Ruiz* as well."""
    gender = honorific_of(piece)
    if gender is not None:
        if entity.gender not in {None, gender}:
            return True
        if len(piece.words) == 1 and entity.by_given_name:
            full = {name[0] for name in entity.names if len(name) > 1}
            return fold(piece.words[0]) not in full
    elif len(piece.words) > 1 and not entity.untitled and entity.kind is Kind.PERSON:
        return True
    sure = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE}
    known = entity.kind
    if piece.strength >= 0.9 and piece.kind in sure and known in sure and piece.kind is not known:
        return entity.kinds[known] >= 0.9
    return False
