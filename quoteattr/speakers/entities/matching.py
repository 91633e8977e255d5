"""Whether a name may be the name of an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, is_city
from quoteattr.lexicon.offices import is_place
from quoteattr.records import Kind
from quoteattr.speakers.entities.entity import honorific_of

if TYPE_CHECKING:
    from quoteattr.names.name import Name
    from quoteattr.speakers.entities.entity import Entity

__all__ = ["clash", "same_name"]

NAMES = 16
"""Names of one entity compared with a new one: the most recent ones."""


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


def clash(name: Name, entity: Entity) -> bool:
    """A *Mrs* is no man, a company no person; and who is called *Ana* is not *Mrs Ruiz* as well."""
    gender = honorific_of(name)
    if gender is not None:
        if entity.gender not in {None, gender}:
            return True
        if len(name.words) == 1 and entity.by_given_name:
            full = {key[0] for key in entity.names if len(key) > 1}
            return fold(name.words[0]) not in full
    elif len(name.words) > 1 and not entity.untitled and entity.kind is Kind.PERSON:
        return True
    sure = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE}
    known = entity.kind
    if name.strength >= 0.9 and name.kind in sure and known in sure and name.kind is not known:
        return entity.kinds[known] >= 0.9
    return False
