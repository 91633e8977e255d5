"""What one document says about one of its speakers, to be compared with other documents."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    honorific_gender,
    is_ending,
    is_honorific,
    is_title,
    noun_family,
    noun_gender,
)
from quoteattr.lexicon.offices import bare, is_body_name, named_titles, title_key
from quoteattr.records import Gender, Kind, MentionForm, Speaker
from quoteattr.speakers.anaphora.pronouns import pronoun_gender
from quoteattr.view import readable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.lexicon.offices import Body, Offices

__all__ = ["Profile", "Reach", "profile_of"]

LONGEST_ACRONYM = 8
WORD = re.compile(r"[^\W_](?:[\w.'’-]*\w)?")


class Reach(Enum):
    """How far the names of a speaker identify it."""

    BODY = auto()
    """An office or government, which is one speaker whatever it is called: *the Elysée*."""
    FULL = auto()
    """A full name: *Ada Quist*, *Elmstad Harbour Trust*."""
    SHORT = auto()
    """A surname with a title, or with an initial: *Mayor Quist*, *A. Quist*."""
    LOCAL = auto()
    """Identified within its document only: *Quist*, *Ada*, *the mayor*, *Parliament*."""


@frozen
class Profile:
    """What one document says about one of its speakers."""

    speaker: Speaker
    words: tuple[str, ...]
    """The words of the name, folded, without titles of address."""
    acronyms: tuple[str, ...]
    """Names in capitals that an organisation also goes by, folded."""
    body: Body | None
    gender: Gender | None
    titles: frozenset[str]
    reach: Reach

    @property
    def is_personal(self) -> bool:
        """Whether it is named as persons are."""
        return self.speaker.kind in {Kind.PERSON, Kind.UNKNOWN}


def profile_of(speaker: Speaker, offices: Offices) -> Profile:
    """Collect what the name and the mentions of a speaker say."""
    words = _name_words(speaker.name)
    body = None
    if speaker.kind not in {Kind.PERSON, Kind.GROUP, Kind.DOCUMENT}:
        body = offices.body(speaker.name, *_names(speaker))
    if body is None:
        body = offices.given(speaker.name)
    titles = _titles(speaker, words)
    return Profile(
        speaker=speaker,
        words=words,
        acronyms=_acronyms(speaker),
        body=body,
        gender=_gender(speaker, words),
        titles=titles,
        reach=Reach.BODY if body is not None else _reach(speaker, words, titles),
    )


def _names(speaker: Speaker) -> Iterable[str]:
    return (readable(m.text) for m in speaker.mentions if m.form is MentionForm.NAME)


def _split(text: str) -> list[str]:
    return [fold(word) for word in WORD.findall(text.replace("’s ", " ").replace("'s ", " "))]


def _name_words(name: str) -> tuple[str, ...]:
    words = _split(bare(name))
    while len(words) > 1 and is_honorific(words[0]):
        words = words[1:]
    return tuple(words)


def _reach(speaker: Speaker, words: tuple[str, ...], titles: frozenset[str]) -> Reach:
    if not words or not any(True for _ in _names(speaker)):
        return Reach.LOCAL
    if speaker.kind not in {Kind.PERSON, Kind.UNKNOWN}:
        return Reach.LOCAL if _is_common(speaker.kind, words) else Reach.FULL
    if len(words) > 1:
        return Reach.SHORT if len(words[0]) == 1 else Reach.FULL
    return Reach.SHORT if titles and speaker.kind is Kind.PERSON else Reach.LOCAL


def _is_common(kind: Kind, words: tuple[str, ...]) -> bool:
    """Tell whether many may bear the name: *Parliament*, *the Foreign Ministry*, *Liberals*."""
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


def _titles(speaker: Speaker, words: tuple[str, ...]) -> frozenset[str]:
    """Collect the titles in the mentions, each in one form: *mayor*, *foreign minister*."""
    titles: set[str] = set()
    for mention in speaker.mentions:
        if mention.form is not MentionForm.PRONOUN:
            others = tuple(w for w in _split(readable(mention.text)) if w not in words)
            titles.update(named_titles(others))
            titles.update(title_key(word) for word in others if _is_title(word))
    return frozenset(titles)


def _is_title(word: str) -> bool:
    """Tell whether the word names a function: *mayor*; not *Mrs*, *woman* or *Dr*."""
    if not is_title(word) or word in _addresses():
        return False
    return noun_gender(word) is None or title_key(word) != word


@cache
def _addresses() -> frozenset[str]:
    """Return the titles of address that name no function."""
    gendered = words("titles", "honorifics.female") | words("titles", "honorifics.male")
    return gendered | words("titles", "addresses")


def _gender(speaker: Speaker, words: tuple[str, ...]) -> Gender | None:
    counts: Counter[Gender] = Counter()
    for mention in speaker.mentions:
        others = [w for w in _split(readable(mention.text)) if w not in words]
        if mention.form is MentionForm.PRONOUN:
            found = [pronoun_gender(fold(mention.text))]
        else:
            found = [honorific_gender(word) or noun_gender(word) for word in others]
        counts.update(gender for gender in found if gender is not None)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
