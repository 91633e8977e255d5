"""Whether a name may belong to an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, given_gender, is_city, is_given
from quoteattr.lexicon.offices import is_place
from quoteattr.records import Kind
from quoteattr.speakers.entities.entity import honorific_of

if TYPE_CHECKING:
    from quoteattr.names.name import Name
    from quoteattr.speakers.entities.entity import Entity

    Words = tuple[str, ...]
    """The folded words of a name."""
    Match = tuple[float, str]
    """How well one name is a form of another, from 0 to 1, and how."""

__all__ = ["clashes", "match_name"]

NAMES = 16
"""How many names of an entity to compare with a new one: the most recent."""
SURE_KIND = 0.9
"""How certain a kind must be, from 0 to 1, to rule out another."""
NO_MATCH = (0.0, "")


def match_name(words: Words, entity: Entity) -> Match:
    """Return how well a name matches those of an entity, from 0 to 1, and in what form."""
    names = entity.names[-NAMES:]
    full = [name for name in names if len(name) > 1]
    compared = full if full and len(words) > 1 else names
    matches = (_compare(words, name, entity.kind) for name in compared)
    return max(matches, key=lambda match: match[0], default=NO_MATCH)


def _compare(words: Words, name: Words, kind: Kind) -> Match:
    """Compare a name with one that an entity of this kind goes by."""
    if words == name or _in_one(words) == _in_one(name):
        return 1.0, "same name"
    if kind is Kind.GROUP:
        return NO_MATCH  # "Americans" are more than "African Americans"
    short, long = sorted((words, name), key=len)
    if len(short) == len(long):
        return (0.8, "initials") if _differ_in_initials(short, long) else NO_MATCH
    if kind is Kind.PERSON:
        return _compare_person(short, long)
    return _compare_others(short, long, kind)


def _compare_person(short: Words, long: Words) -> Match:
    """Compare a person's name with a shorter one: *Berg*, *Jon Berg*, *Jon* for *Jon Olav Berg*.

    The family name may stand before another one: *Prado* for *Ana Prado Sanz*.
    """
    if long[-len(short) :] == short:
        return 0.9, "surname"
    if len(short) > 1:
        if short[-1] == long[-1] and _is_alike(short[0], long[0]):
            return 0.8, "given and family name"
        is_form = _opens(long, short) and not is_given(short[-1])
        return (0.7, "first family name") if is_form else NO_MATCH
    if _opens(long, short):
        return 0.7, "given name"
    return (0.6, "first family name") if short[0] in long[1:-1] else NO_MATCH


def _compare_others(short: Words, long: Words, kind: Kind) -> Match:
    """Compare any other name with a shorter one: *Oduya* for *Oduya Steel*."""
    if long[-len(short) :] == short:
        return 0.9, "short name" if kind is Kind.ORGANISATION else "surname"
    return (0.7, "short name") if _opens(long, short) else NO_MATCH


def _opens(long: Words, short: Words) -> bool:
    """Whether a name begins with a shorter one that is not a place: *Oduya*, not *Norway*."""
    name = " ".join(short)
    return long[: len(short)] == short and not (is_place(name) or is_city(name))


def _in_one(words: Words) -> str:
    """Join the words of a name, hyphens removed: *chi-ming* and *chi ming* become one."""
    return "".join(words).replace("-", "")


def _differ_in_initials(first: Words, other: Words) -> bool:
    """Whether two names differ only by initials for given names: *J Berg*, *Jon Berg*."""
    if len(first) < 2 or first[-1] != other[-1]:
        return False
    return all(_is_alike(a, b) for a, b in zip(first[:-1], other[:-1], strict=True))


def _is_alike(first: str, other: str) -> bool:
    """Whether two words are equal, or one is the initial of the other."""
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def clashes(name: Name, entity: Entity) -> bool:
    """Whether a name cannot belong to an entity, because of its title, gender or kind.

    *Mrs Ruiz* is not a man or a company; nor is she somebody who has been called just *Ana*.
    """
    if _is_fuller_than_title(name, entity) or _is_of_other_state(name, entity):
        return True
    gender = honorific_of(name)
    if gender is None:
        return _clashes_in_given_name(name, entity) or _clashes_in_kind(name, entity)
    if entity.gender not in {None, gender}:
        return True
    if len(name.words) == 1 and entity.by_given_name:
        return fold(name.words[0]) not in {full[0] for full in entity.names if len(full) > 1}
    return _clashes_in_kind(name, entity)


def _is_fuller_than_title(name: Name, entity: Entity) -> bool:
    """Whether a full name, *Jon Ruiz*, meets a person so far only called *Mr Ruiz*."""
    if len(name.words) < 2 or entity.untitled or entity.kind is not Kind.PERSON:
        return False
    return all(len(known) < 2 for known in entity.names)


def _is_of_other_state(name: Name, entity: Entity) -> bool:
    """Whether *Miss Ruiz* meets somebody so far only called *Mrs Ruiz*, or the reverse."""
    others = {UNLIKE[title] for title in map(fold, name.title) if title in UNLIKE}
    if not others or entity.untitled:
        return False
    known = (r.name.title for r in entity.references if r.name is not None)
    return any(fold(title) in others for titles in known for title in titles)


UNLIKE = {"miss": "mrs", "mrs": "miss"}
"""Titles of address that no person has at the same time."""


def _clashes_in_given_name(name: Name, entity: Entity) -> bool:
    """Whether a full name is of the other gender than somebody so far called by family name.

    *Ada Quist* is not *Senator Quist* who has been *he*.
    """
    if len(name.words) < 2 or any(len(known) > 1 for known in entity.names):
        return False
    genders = {entity.gender, given_gender(name.words[0])} - {None}
    return len(genders) > 1 and name.kind is Kind.PERSON


def _clashes_in_kind(name: Name, entity: Entity) -> bool:
    """Whether a name is certainly of one kind, and the entity certainly of another.

    An organisation may be called by the family name that its own begins with.
    """
    sure, known = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE}, entity.kind
    if not {name.kind, known} <= sure or name.kind is known:
        return False
    is_bare = len(name.words) == 1 and not name.title
    if is_bare and known is Kind.ORGANISATION:
        return False
    return name.strength >= SURE_KIND and entity.kinds[known] >= SURE_KIND
