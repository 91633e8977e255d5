"""What words say about a speaker: person, organisation, place, group or document; woman or man."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache

from quoteattr.lexicon import table, words
from quoteattr.lexicon.folding import fold
from quoteattr.records import Kind

__all__ = [
    "Gender",
    "fold",
    "given_gender",
    "honorific_gender",
    "identities",
    "is_city",
    "is_company",
    "is_document",
    "is_ending",
    "is_epithet",
    "is_family",
    "is_given",
    "is_honorific",
    "is_issued",
    "is_quantity",
    "is_role",
    "is_site",
    "name_family",
    "noun_family",
    "noun_gender",
    "noun_kind",
    "peoples",
    "pronouns",
]


class Gender(StrEnum):
    """What the text tells of a person's gender."""

    FEMALE = "female"
    MALE = "male"


@cache
def _by_gender(file: str, section: str = "") -> dict[str, Gender | None]:
    """Entries of the lists ``female``, ``male`` and ``neutral``, each with its gender."""
    genders = {"neutral": None, "female": Gender.FEMALE, "male": Gender.MALE}
    return {word: gender for key, gender in genders.items() for word in words(file, section + key)}


def _persons() -> dict[str, Gender | None]:
    return _by_gender("person_nouns")


def _honorifics() -> dict[str, Gender | None]:
    return _by_gender("titles", "honorifics.")


@cache
def _given() -> dict[str, Gender | None]:
    genders = {"given_neutral": None, "given_female": Gender.FEMALE, "given_male": Gender.MALE}
    return {name: gender for file, gender in genders.items() for name in words(file)}


@cache
def _families() -> dict[str, str]:
    """Nouns for organisations, each with its family."""
    families = table("organisation_nouns")["nouns"]
    return {noun: f for f in families for noun in words("organisation_nouns", f"nouns.{f}")}


@cache
def _affixes(name: str) -> tuple[str, ...]:
    """One list of beginnings or ends of nouns."""
    return tuple(words("affixes", name))


@cache
def pronouns(section: str) -> frozenset[str]:
    """Folded pronouns of one list of the lexicon: ``masculine``, ``first``, …."""
    return words("pronouns", section)


def is_honorific(word: str) -> bool:
    """Whether it is a title of address or rank before a name: ``Mrs``, ``Captain``."""
    return fold(word) in _honorifics() or word.lower().rstrip(".") in words("titles", "dotted")


def honorific_gender(word: str) -> Gender | None:
    """Gender that a title tells: ``Mrs``, ``Sir``."""
    return _honorifics().get(fold(word))


def is_role(word: str) -> bool:
    """Whether it may end the role before a name: ``Minister``, ``director``, ``Executive``."""
    plain = fold(word)
    if is_company(word):
        return False
    if is_honorific(word) or plain in words("titles", "offices") or plain in _persons():
        return True
    return plain.endswith(_affixes("role_endings"))


def is_given(word: str) -> bool:
    """Whether it is a known given name; ``US`` in capitals is none."""
    return not (word.isupper() and len(word) < 4) and fold(word) in _given()


def is_family(word: str) -> bool:
    """Whether it is a known family name."""
    return fold(word) in words("surnames")


def given_gender(word: str) -> Gender | None:
    """Gender that a given name tells, of a hyphenated one that its first part tells."""
    plain = fold(word)
    return _given().get(plain) or _given().get(plain.partition("-")[0])


def is_company(word: str) -> bool:
    """Whether it is the name of a well-known organisation, or a part of one."""
    return fold(word) in words("organisation_nouns", "names")


def noun_gender(lemma: str) -> Gender | None:
    """Gender that a common noun tells: ``spokeswoman``, ``father``."""
    return _persons().get(fold(lemma))


def noun_family(lemma: str) -> str | None:
    """Family of a noun for organisations: ``business``, ``party``, ``public``."""
    return _families().get(fold(lemma))


def name_family(word: str) -> str | None:
    """Family that the last word of an organisation's name tells: ``media`` for ``Times``."""
    is_media = fold(word) in words("organisation_nouns", "media")
    return "media" if is_media else noun_family(word)


def is_quantity(noun: str) -> bool:
    """Whether it counts others: ``majority``, ``percent``, ``dozens``."""
    return fold(noun) in words("quantities")


def is_epithet(noun: str) -> bool:
    """Whether somebody who was named is called again by it: ``striker``, ``Frenchman``."""
    return fold(noun) in words("epithets")


def is_ending(word: str) -> bool:
    """Whether names of organisations end in it: ``Ltd``, ``Committee``."""
    return fold(word) in words("organisation_nouns", "endings")


def is_issued(lemma: str) -> bool:
    """Whether it is a text that stands for its author: ``statement``, ``letter``."""
    return fold(lemma) in words("document_nouns", "issued")


def noun_kind(lemma: str, plural: bool = False) -> Kind | None:
    """Kind that a common noun tells, or ``None``.

    >>> noun_kind("minister"), noun_kind("minister", plural=True), noun_kind("survey")
    (<Kind.PERSON: 'person'>, <Kind.GROUP: 'group'>, <Kind.DOCUMENT: 'document'>)
    """
    plain = fold(lemma)
    kind = _singular_kind(plain)
    if kind is None and plain.endswith("s"):
        kind, plural = _singular_kind(plain.removesuffix("s")), True
    if plural and kind in {Kind.PERSON, Kind.ORGANISATION}:
        return Kind.GROUP
    return kind


@lru_cache(maxsize=1 << 13)
def _singular_kind(noun: str) -> Kind | None:
    if noun in _persons():
        return Kind.PERSON
    if is_document(noun):
        return Kind.DOCUMENT
    if noun_family(noun) is not None:
        return Kind.ORGANISATION
    if noun in words("group_nouns"):
        return Kind.GROUP
    if noun.startswith(_affixes("prefixes")):
        return _singular_kind(noun.partition("-")[2])
    return Kind.PERSON if noun.endswith(_affixes("person_endings")) else None


def is_document(lemma: str) -> bool:
    """Whether it is something written or recorded: ``report``, ``letter``."""
    plain = fold(lemma)
    return plain in words("document_nouns", "issued") or plain in words("document_nouns", "works")


def is_city(name: str) -> bool:
    """Whether it is a city, a region or a continent, which seldom speaks."""
    return fold(name) in words("cities")


def is_time(word: str) -> bool:
    """Whether it names a day, a month or a feast: ``Monday``, ``June``."""
    return fold(word) in words("titles", "times")


def is_site(word: str) -> bool:
    """Whether names of what is built or lies in a landscape end in it: ``Bridge``, ``Lake``."""
    return fold(word) in words("site_nouns")


@cache
def peoples() -> frozenset[str]:
    """Folded adjectives of all lands: ``norwegian``."""
    lands = table("places").values()
    return frozenset(fold(name) for land in lands for name in land.get("adjectives", ()))


@cache
def identities() -> frozenset[str]:
    """Adjectives of which nobody is called by two: *Republican*, *deputy*, *Norwegian*."""
    return words("identities") | peoples()
