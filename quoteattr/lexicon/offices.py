"""Offices, institutions and lands: which names mean the same body."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.lexicon import table
from quoteattr.lexicon.kinds import fold
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Body",
    "Offices",
    "bare",
    "body_of",
    "checked_aliases",
    "held_by",
    "is_body_name",
    "is_capital",
    "is_main_name",
    "is_place",
    "land_of",
    "named_roles",
    "office_kind",
    "role_key",
    "role_names",
]


@frozen
class Body:
    """Who speaks under a name of an office: ``Body("france", "presidency")``."""

    land: str
    name: str
    given: bool = False
    """The caller gave it as an alias; ``name`` is the name to show."""


@frozen
class _Office:
    body: Body
    kind: Kind
    holders: frozenset[str]


@lru_cache(maxsize=1 << 13)
def bare(name: str) -> str:
    """Folded, without a leading article."""
    plain = " ".join(fold(name).split())
    return plain.removeprefix("the ")


@cache
def _offices() -> dict[str, _Office]:
    offices: dict[str, _Office] = {}
    for entry in table("offices")["office"]:
        office = _Office(
            Body(fold(entry.get("country", "")), entry["body"]),
            Kind(entry["kind"]),
            frozenset(map(fold, entry.get("holders", ()))),
        )
        for name in (entry["name"], *entry.get("variants", ())):
            offices[bare(name)] = office
    return offices


@cache
def _lands() -> dict[str, str]:
    """Names, adjectives and capitals of lands, each with the folded name of its land."""
    lands: dict[str, str] = {}
    for name, land in table("places").items():
        for other in (name, *land.get("names", ()), *land.get("capitals", ())):
            lands.setdefault(bare(other), fold(name))
    return lands


@cache
def _adjectives() -> dict[str, str]:
    adjectives: dict[str, str] = {}
    for name, land in table("places").items():
        for other in land.get("adjectives", ()):
            adjectives.setdefault(fold(other), fold(name))
    return adjectives


@cache
def _bodies() -> dict[str, str]:
    bodies = table("offices")["bodies"]
    return {_unowned(fold(noun)): body for body, nouns in bodies.items() for noun in nouns}


def _unowned(name: str) -> str:
    """The name without the *'s* of a possessor: *france president office*."""
    return name.replace("'s ", " ")


@cache
def _roles() -> dict[str, str]:
    return {
        fold(name): role
        for role, names in table("offices")["roles"].items()
        for name in (role, *names)
    }


def is_main_name(name: str) -> bool:
    """Whether an office is best known by the name: *the CIA*, not *Langley*."""
    return bare(name) in _main_names()


@cache
def _main_names() -> frozenset[str]:
    return frozenset(bare(entry["name"]) for entry in table("offices")["office"])


def is_place(name: str) -> bool:
    """Whether it is a land or a capital that may speak for its government."""
    return bare(name) in _lands()


def is_capital(name: str) -> bool:
    """Whether it is the capital of a land, and not the land itself."""
    return bare(name) in _capitals()


@cache
def _capitals() -> frozenset[str]:
    lands = table("places")
    names = {bare(name) for name in lands}
    return frozenset(bare(c) for land in lands.values() for c in land.get("capitals", ())) - names


def office_kind(name: str) -> Kind | None:
    """Kind of a known office or institution, or ``None``."""
    office = _offices().get(bare(name))
    return office.kind if office else None


def land_of(word: str) -> str | None:
    """Land that a name or an adjective tells: ``French``, ``France``, ``Paris``."""
    plain = bare(word)
    return _adjectives().get(plain) or _lands().get(plain)


def role_key(role: str) -> str:
    """One name for roles that are one office: ``secretary of state`` is ``foreign minister``."""
    plain = fold(role)
    return _roles().get(plain, plain)


def role_names(role: str) -> set[str]:
    """All words of all names of a role."""
    return {word for name, key in _roles().items() if key == role for word in name.split(" ")}


@lru_cache(maxsize=4096)
def named_roles(words: tuple[str, ...]) -> frozenset[str]:
    """Roles that the phrase names in other words: *top us diplomat* a ``foreign minister``."""
    phrase, known = f" {' '.join(words)} ", set(words)
    return frozenset(role for name, role in _compounds() if _names(name, phrase, known))


def _names(name: str, phrase: str, known: set[str]) -> bool:
    """The name stands in the phrase, or its words do and its head ends it."""
    if f" {name} " in phrase:
        return True
    return phrase.endswith(f" {name.rsplit(' ', maxsplit=1)[-1]} ") and known.issuperset(
        name.split(" ")
    )


@cache
def _compounds() -> tuple[tuple[str, str], ...]:
    """Names of roles of several words, each with the role."""
    return tuple((name, role) for name, role in _roles().items() if " " in name)


@lru_cache(maxsize=1 << 13)
def body_of(words: tuple[str, ...]) -> Body | None:
    """The body that these words name, or ``None``.

    >>> body_of(("the", "Elysée")) == body_of(("the", "French", "presidency"))
    True
    """
    whole = bare(" ".join(words))
    office = _offices().get(whole)
    if office is not None:
        return office.body
    land = _lands().get(whole)
    if land is not None:
        return Body(land, "government")
    plain = _unowned(whole).split(" ")
    for length in (3, 2, 1):
        if length < len(plain):
            land = land_of(" ".join(plain[:length]))
            body = _bodies().get(" ".join(plain[length:]))
            if land is not None and body is not None:
                return Body(land, body)
    return None


def is_body_name(name: str) -> bool:
    """Whether it names a body that most lands have, and not whose: *the foreign ministry*."""
    return _unowned(bare(name)) in _bodies()


def held_by(surname: str) -> list[Body]:
    """Bodies that are called by this person's name: ``Macron's office``."""
    plain = fold(surname)
    held = (office.body for office in _offices().values() if plain in office.holders)
    return list(dict.fromkeys(held))


@frozen
class Offices:
    """Which names mean one body, by the lexicon and by what the caller knows."""

    shown: Mapping[str, str] = field(factory=dict)
    """Bare names that the caller gave, each with the name to show."""
    known: Mapping[Body, str] = field(factory=dict)
    """Bodies of the lexicon that the caller gave a name of, each with the name to show."""
    listed: bool = True
    """Whether the lexicon counts."""

    @classmethod
    def of(cls, aliases: Mapping[str, Sequence[str]] | None, listed: bool = True) -> Offices:
        """The lexicon, if it is to count, and the aliases of the caller."""
        shown = {bare(other): name for name, others in (aliases or {}).items() for other in others}
        shown.update({bare(name): name for name in aliases or {}})
        bodies = ((body_of(tuple(name.split(" "))), to_show) for name, to_show in shown.items())
        known = {body: to_show for body, to_show in bodies if body is not None}
        return cls(shown, known if listed else {}, listed)

    def body(self, *names: str) -> Body | None:
        """The body that goes by one of these names, the caller's own first."""
        given = next((body for name in names if (body := self.given(name)) is not None), None)
        if given is not None:
            return given
        found = (body_of(tuple(name.split())) for name in names) if self.listed else ()
        return self._named(next((body for body in found if body is not None), None))

    def given(self, name: str) -> Body | None:
        """What the caller knows this name for."""
        to_show = self.shown.get(bare(name))
        return Body("", to_show, given=True) if to_show is not None else None

    def held_by(self, surname: str) -> list[Body]:
        """Bodies that are called by this person's name: ``Macron's office``."""
        held = held_by(surname) if self.listed else []
        return [body for body in map(self._named, held) if body is not None]

    def _named(self, body: Body | None) -> Body | None:
        to_show = self.known.get(body) if body is not None else None
        return Body("", to_show, given=True) if to_show is not None else body


def checked_aliases(aliases: Mapping[str, Sequence[str]] | None) -> dict[str, tuple[str, ...]]:
    """The caller's aliases, if they are what they should be.

    Raises:
        TypeError: Other names of a speaker are given as one ``str``.
    """
    for name, others in (aliases or {}).items():
        if isinstance(others, str):
            raise TypeError(f"aliases must be several names: {{{name!r}: [{others!r}]}}")
    return {name: tuple(others) for name, others in (aliases or {}).items()}
