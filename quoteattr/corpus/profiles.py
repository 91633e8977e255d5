"""What one document tells of one of its speakers, for comparing it with those of others."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    Gender,
    fold,
    honorific_gender,
    is_ending,
    is_honorific,
    is_role,
    noun_family,
    noun_gender,
)
from quoteattr.lexicon.offices import bare, is_body_name, named_roles, role_key
from quoteattr.records import Kind, MentionForm, Speaker
from quoteattr.speakers.anaphora.pronouns import pronoun_gender

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.lexicon.offices import Body, Offices

__all__ = ["Profile", "Reach", "profile"]

WORD = re.compile(r"[^\W_](?:[\w.'’-]*\w)?")


class Reach(Enum):
    """How far what a speaker is called tells it from others."""

    BODY = auto()
    """An office or government, which is one whatever it is called: *the Elysée*."""
    FULL = auto()
    """A full name: *Ada Quist*, *Elmstad Harbour Trust*."""
    SHORT = auto()
    """A surname with a title, or with an initial: *Mayor Quist*, *A. Quist*."""
    LOCAL = auto()
    """Only its own document knows whom it means: *Quist*, *Ada*, *the mayor*, *Parliament*."""


@frozen
class Profile:
    """What one document tells of one of its speakers."""

    speaker: Speaker
    words: tuple[str, ...]
    """Folded words of the name, titles of address left out."""
    acronyms: tuple[str, ...]
    """Names in capitals that an organisation goes by as well, folded."""
    body: Body | None
    gender: Gender | None
    roles: frozenset[str]
    reach: Reach

    @property
    def is_personal(self) -> bool:
        """Whether it goes by the names of a person."""
        return self.speaker.kind in {Kind.PERSON, Kind.UNKNOWN}


def profile(speaker: Speaker, offices: Offices) -> Profile:
    """What the name and the mentions of a speaker tell."""
    words = _name_words(speaker.name)
    body = None
    if speaker.kind not in {Kind.PERSON, Kind.GROUP, Kind.DOCUMENT}:
        body = offices.body(speaker.name, *_names(speaker))
    if body is None:
        body = offices.given(speaker.name)
    roles = _roles(speaker, words)
    return Profile(
        speaker=speaker,
        words=words,
        acronyms=_acronyms(speaker),
        body=body,
        gender=_gender(speaker, words),
        roles=roles,
        reach=Reach.BODY if body is not None else _reach(speaker, words, roles),
    )


def _names(speaker: Speaker) -> Iterable[str]:
    return (m.text for m in speaker.mentions if m.form is MentionForm.NAME)


def _split(text: str) -> list[str]:
    return [fold(word) for word in WORD.findall(text.replace("’s ", " ").replace("'s ", " "))]


def _name_words(name: str) -> tuple[str, ...]:
    words = _split(bare(name))
    while len(words) > 1 and is_honorific(words[0]):
        words = words[1:]
    return tuple(words)


def _reach(speaker: Speaker, words: tuple[str, ...], roles: frozenset[str]) -> Reach:
    if not words or not any(True for _ in _names(speaker)):
        return Reach.LOCAL
    if speaker.kind not in {Kind.PERSON, Kind.UNKNOWN}:
        return Reach.LOCAL if _is_common(speaker.kind, words) else Reach.FULL
    if len(words) > 1:
        return Reach.SHORT if len(words[0]) == 1 else Reach.FULL
    return Reach.SHORT if roles and speaker.kind is Kind.PERSON else Reach.LOCAL


def _is_common(kind: Kind, words: tuple[str, ...]) -> bool:
    """A name that many may bear: *Parliament*, *the Foreign Ministry*, *Liberals*."""
    if len(words) == 1:
        return kind is Kind.GROUP or noun_family(words[0]) is not None or is_ending(words[0])
    return is_body_name(" ".join(words))


def _acronyms(speaker: Speaker) -> tuple[str, ...]:
    if speaker.kind is not Kind.ORGANISATION:
        return ()
    names = (name.strip("()") for name in _names(speaker))
    short = (
        fold(n) for n in names if n.isupper() and n.isalpha() and 2 < len(n) <= LONGEST_ACRONYM
    )
    return tuple(dict.fromkeys(short))


LONGEST_ACRONYM = 8


def _roles(speaker: Speaker, words: tuple[str, ...]) -> frozenset[str]:
    """Titles and roles in the mentions, one name for each: *mayor*, *foreign minister*."""
    roles: set[str] = set()
    for mention in speaker.mentions:
        if mention.form is not MentionForm.PRONOUN:
            told = tuple(w for w in _split(mention.text) if w not in words)
            roles.update(named_roles(told))
            roles.update(role_key(word) for word in told if _is_telling(word))
    return frozenset(roles)


def _is_telling(word: str) -> bool:
    """Whether it is a role of its own: *mayor*; not *Mrs*, *woman*, *Dr*."""
    if not is_role(word) or word in _addresses():
        return False
    return noun_gender(word) is None or role_key(word) != word


@cache
def _addresses() -> frozenset[str]:
    """Titles that tell no role."""
    told = words("titles", "honorifics.female") | words("titles", "honorifics.male")
    return told | words("titles", "addresses")


def _gender(speaker: Speaker, words: tuple[str, ...]) -> Gender | None:
    counts: Counter[Gender] = Counter()
    for mention in speaker.mentions:
        told = [w for w in _split(mention.text) if w not in words]
        if mention.form is MentionForm.PRONOUN:
            found = [pronoun_gender(fold(mention.text))]
        else:
            found = [honorific_gender(word) or noun_gender(word) for word in told]
        counts.update(gender for gender in found if gender is not None)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
