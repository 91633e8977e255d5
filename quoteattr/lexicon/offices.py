"""Offices, institutions and lands: which names mean one body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.lexicon import table
from quoteattr.lexicon.kinds import fold
from quoteattr.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "named_titles",
    "office_kind",
    "title_key",
    "title_words",
]


@frozen
class Body:
    """Who speaks under a name of an office: ``Body("france", "presidency")``."""

    land: str
    """Folded name of its land, or ``""``."""
    name: str
    """What the body is to its land, or the name that the caller gave."""
    given: bool = False
    """Whether the caller gave it as an alias; ``name`` is then the name to show."""


@frozen
class _Office:
    body: Body
    kind: Kind
    holders: frozenset[str]


@lru_cache(maxsize=1 << 13)
def bare(name: str) -> str:
    """Return a name folded, without a leading article."""
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
    """Return the names and capitals of lands, each with the folded name of its land."""
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
def _titles() -> dict[str, str]:
    return {
        fold(name): title
        for title, names in table("offices")["roles"].items()
        for name in (title, *names)
    }


def is_main_name(name: str) -> bool:
    """Whether an office is best known by a name: *the CIA*, not *Langley*."""
    return bare(name) in _main_names()


@cache
def _main_names() -> frozenset[str]:
    return frozenset(bare(entry["name"]) for entry in table("offices")["office"])


def is_place(name: str) -> bool:
    """Whether a name is that of a land or capital, which may stand for its government."""
    return bare(name) in _lands()


def is_capital(name: str) -> bool:
    """Whether a name is that of the capital of a land, and not of the land itself."""
    return bare(name) in _capitals()


@cache
def _capitals() -> frozenset[str]:
    lands = table("places")
    names = {bare(name) for name in lands}
    return frozenset(bare(c) for land in lands.values() for c in land.get("capitals", ())) - names


def office_kind(name: str) -> Kind | None:
    """Return the kind of a known office or institution, or ``None``."""
    office = _offices().get(bare(name))
    return office.kind if office else None


def land_of(word: str) -> str | None:
    """Return the folded name of the land that a word refers to: *French*, *France*, *Paris*."""
    plain = bare(word)
    return _adjectives().get(plain) or _lands().get(plain)


def title_key(title: str) -> str:
    """Return one name for titles of one office: ``foreign minister`` for *secretary of state*."""
    plain = fold(title)
    return _titles().get(plain, plain)


def title_words(title: str) -> set[str]:
    """Return all words of all names of a title, given as :func:`title_key` returns it."""
    return {word for name, key in _titles().items() if key == title for word in name.split(" ")}


@lru_cache(maxsize=4096)
def named_titles(words: tuple[str, ...]) -> frozenset[str]:
    """Return the titles that a phrase names in other words.

    *Top us diplomat* is a ``foreign minister``.

    Args:
        words: The folded words of the phrase.
    """
    phrase, known = f" {' '.join(words)} ", set(words)
    return frozenset(title for name, title in _compounds() if _names(name, phrase, known))


def _names(name: str, phrase: str, known: set[str]) -> bool:
    """Whether a name stands in a phrase, or its words do and its head ends the phrase."""
    if f" {name} " in phrase:
        return True
    return phrase.endswith(f" {name.rsplit(' ', maxsplit=1)[-1]} ") and known.issuperset(
        name.split(" ")
    )


@cache
def _compounds() -> tuple[tuple[str, str], ...]:
    """Return the names of titles that have several words, each with the title."""
    return tuple((name, title) for name, title in _titles().items() if " " in name)


@lru_cache(maxsize=1 << 13)
def body_of(words: tuple[str, ...]) -> Body | None:
    """Return the body that some words name, or ``None``.

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
    """Whether a name is that of a body that most lands have: *the foreign ministry*."""
    return _unowned(bare(name)) in _bodies()


def held_by(surname: str) -> list[Body]:
    """Return the bodies that are called by the name of their holder: *Macron's office*."""
    plain = fold(surname)
    held = (office.body for office in _offices().values() if plain in office.holders)
    return list(dict.fromkeys(held))


@frozen
class Offices:
    """Which names mean one body, by the built-in list and the caller's aliases."""

    shown: Mapping[str, str] = field(factory=dict)
    """Bare names that the caller gave, each with the name to show."""
    known: Mapping[Body, str] = field(factory=dict)
    """Bodies of the built-in list that the caller named, each with the name to show."""
    listed: bool = True
    """Whether to use the built-in list of offices."""

    @classmethod
    def of(cls, aliases: Mapping[str, Sequence[str]] | None, listed: bool = True) -> Offices:
        """Combine the aliases of the caller with the built-in list of offices.

        Args:
            aliases: Names to show, each with other names of the same speaker.
            listed: Whether to use the built-in list.
        """
        shown = {bare(other): name for name, others in (aliases or {}).items() for other in others}
        shown.update({bare(name): name for name in aliases or {}})
        bodies = ((body_of(tuple(name.split(" "))), to_show) for name, to_show in shown.items())
        known = {body: to_show for body, to_show in bodies if body is not None}
        return cls(shown, known if listed else {}, listed)

    def body(self, *names: str) -> Body | None:
        """Return the body that goes by one of these names, the caller's own first."""
        given = next((body for name in names if (body := self.given(name)) is not None), None)
        if given is not None:
            return given
        found = (body_of(tuple(name.split())) for name in names) if self.listed else ()
        return self._named(next((body for body in found if body is not None), None))

    def given(self, name: str) -> Body | None:
        """Return the body that the caller gave a name of, or ``None``."""
        to_show = self.shown.get(bare(name))
        return Body("", to_show, given=True) if to_show is not None else None

    def held_by(self, surname: str) -> list[Body]:
        """Return the bodies that are called by the name of their holder: *Macron's office*."""
        held = held_by(surname) if self.listed else []
        return [body for body in map(self._named, held) if body is not None]

    def _named(self, body: Body | None) -> Body | None:
        """Return a body under the name that the caller gave it, if any."""
        to_show = self.known.get(body) if body is not None else None
        return Body("", to_show, given=True) if to_show is not None else body


def checked_aliases(aliases: Mapping[str, Sequence[str]] | None) -> dict[str, tuple[str, ...]]:
    """Return the caller's aliases, each with a tuple of other names.

    Raises:
        TypeError: It is no mapping, or the other names of a speaker are no list of names.
        ValueError: A name is empty.
    """
    if not isinstance(aliases, Mapping | None):
        raise TypeError(f"aliases must be a dict of names, not {aliases!r}")
    checked = {name: _other_names(name, others) for name, others in (aliases or {}).items()}
    if any(not each.strip() for name, others in checked.items() for each in (name, *others)):
        raise ValueError(f"aliases must not have empty names: {aliases!r}")
    return checked


def _other_names(name: str, others: Iterable[str]) -> tuple[str, ...]:
    if isinstance(others, str):
        raise TypeError(f"aliases must be several names: {{{name!r}: [{others!r}]}}")
    names = tuple(others) if isinstance(others, Iterable) else (others,)
    if not all(isinstance(each, str) for each in (name, *names)):
        raise TypeError(f"aliases must be lists of names by name, not {{{name!r}: {others!r}}}")
    return names
