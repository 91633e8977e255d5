"""What kind of speaker, and of what gender, the words of the lexicon indicate."""

from __future__ import annotations

from functools import cache, lru_cache

from quoteattr.lexicon import table, words
from quoteattr.lexicon.folding import fold
from quoteattr.lexicon.own import own_words
from quoteattr.terms import Gender, Kind

__all__ = [
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
    "is_paper",
    "is_part_of_speaker",
    "is_quantity",
    "is_salutation",
    "is_site",
    "is_title",
    "is_vessel",
    "name_family",
    "noun_family",
    "noun_gender",
    "noun_kind",
    "peoples",
    "pronouns",
    "spelt_out",
]


@cache
def _by_gender(file: str, section: str = "") -> dict[str, Gender | None]:
    """Entries of the lists ``female``, ``male`` and ``neutral``, each with its gender."""
    genders = {"neutral": None, "female": Gender.FEMALE, "male": Gender.MALE}
    return {word: gender for key, gender in genders.items() for word in words(file, section + key)}


def _persons() -> dict[str, Gender | None]:
    return _by_gender("person_nouns")


def _rarer_persons() -> dict[str, Gender | None]:
    return _by_gender("rarer_persons")


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
    """Return the folded pronouns of one section of the lexicon: ``masculine``, ``first``, …."""
    return words("pronouns", section)


def is_honorific(word: str) -> bool:
    """Whether a word is a title of address or rank before a name: *Mrs*, *Captain*."""
    return fold(word) in _honorifics() or word.lower().rstrip(".") in words("titles", "dotted")


def spelt_out(title: str) -> str:
    """Return a folded title of address as the word that it shortens: *senator* for *sen*."""
    whole: str = table("titles")["abbreviations"].get(title, title)
    return whole


def honorific_gender(word: str) -> Gender | None:
    """Return the gender that a title indicates: *Mrs*, *Sir*."""
    return _honorifics().get(fold(word))


def is_title(word: str) -> bool:
    """Whether a word may end the title before a name: *Minister*, *director*, *Executive*."""
    plain = fold(word)
    if is_company(word):
        return False
    if is_honorific(word) or plain in words("titles", "offices") or plain in _persons():
        return True
    if plain in own_words().titles:
        return True
    return plain.endswith(_affixes("role_endings"))


def is_given(word: str) -> bool:
    """Whether a word is a known given name; two or three capitals are none: *US*."""
    return not (word.isupper() and len(word) < 4) and fold(word) in _given()


def is_family(word: str) -> bool:
    """Whether a word is a known family name."""
    return fold(word) in words("surnames")


def given_gender(word: str) -> Gender | None:
    """Return the gender that a given name, or the first part of a hyphenated one, indicates."""
    plain = fold(word)
    return _given().get(plain) or _given().get(plain.partition("-")[0])


def is_company(word: str) -> bool:
    """Whether a word is the name of a well-known organisation, or a part of such a name."""
    return fold(word) in words("organisation_nouns", "names")


def noun_gender(lemma: str) -> Gender | None:
    """Return the gender that a common noun indicates: *spokeswoman*, *father*."""
    noun = fold(lemma)
    gender = _persons().get(noun) or _rarer_persons().get(noun)
    shorter = _without_affix(noun)
    return gender or (noun_gender(shorter) if shorter else None)


def noun_family(lemma: str) -> str | None:
    """Return the family of a noun for organisations: ``business``, ``party``, ``public``."""
    return _families().get(fold(lemma))


def name_family(word: str) -> str | None:
    """Return the family that the last word of a name indicates: ``media`` for *Times*."""
    is_media = fold(word) in words("organisation_nouns", "media")
    return "media" if is_media else noun_family(word)


def is_quantity(noun: str) -> bool:
    """Whether a noun counts others: *majority*, *percent*, *dozens*."""
    return fold(noun) in words("quantities")


def is_epithet(noun: str) -> bool:
    """Whether a noun refers again to somebody who was named: *striker*, *father-of-two*."""
    plain = fold(noun)
    is_parent = "-of-" in plain and noun_kind(plain) is Kind.PERSON
    return plain in words("epithets") or is_parent


def is_paper(name: str) -> bool:
    """Whether a name after *The* is that of a newspaper, though it is another word."""
    return fold(name) in words("organisation_nouns", "papers")


def is_part_of_speaker(noun: str) -> bool:
    """Whether a noun is what speaks or acts for its owner: *Dora's* **voice** *was flat*."""
    return noun.lower() in words("function_words", "parts_of_speakers")


def is_salutation(text: str) -> bool:
    """Whether words greet somebody: *Dear Ruth*, *GENTLE READER*, *Sir*."""
    first, _, rest = text.lower().partition(" ")
    return first in words("function_words", "salutations" if rest else "addresses")


def is_ending(word: str) -> bool:
    """Whether names of organisations end in a word: *Ltd*, *Committee*."""
    return fold(word) in words("organisation_nouns", "endings")


def is_issued(lemma: str) -> bool:
    """Whether a noun is a text that stands for its author: *statement*, *letter*."""
    return fold(lemma) in words("document_nouns", "issued")


def noun_kind(lemma: str, plural: bool = False) -> Kind | None:
    """Return the kind of speaker that a common noun refers to, or ``None``.

    Persons and organisations in the plural are a group.

    >>> noun_kind("minister"), noun_kind("minister", plural=True), noun_kind("survey")
    ('person', 'group', 'document')
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
    if noun in _persons() or noun in _rarer_persons():
        return Kind.PERSON
    if is_document(noun):
        return Kind.DOCUMENT
    if noun_family(noun) is not None:
        return Kind.ORGANISATION
    if noun in words("group_nouns"):
        return Kind.GROUP
    shorter = _without_affix(noun)
    if shorter:
        return _singular_kind(shorter)
    return Kind.PERSON if noun.endswith(_affixes("person_endings")) else None


def _without_affix(noun: str) -> str:
    """Return a noun without what leaves its kind as it is: *ex-wife*, *mother-of-three*."""
    parent, _, number = noun.partition("-of-")
    if number and (number.isdecimal() or number in _affixes("numbers")):
        return parent
    return noun.partition("-")[2] if noun.startswith(_affixes("prefixes")) else ""


def is_document(lemma: str) -> bool:
    """Whether a noun is something written or recorded: *report*, *letter*."""
    sections = ("issued", "works")
    return any(fold(lemma) in words("document_nouns", section) for section in sections)


def is_city(name: str) -> bool:
    """Whether a name is that of a city, a region or a continent, which seldom speaks."""
    return fold(name) in words("cities")


def is_time(word: str) -> bool:
    """Whether a word names a day, a month or a feast: *Monday*, *June*."""
    return fold(word) in words("titles", "times")


def is_site(word: str) -> bool:
    """Whether names of buildings or places in a landscape end in a word: *Bridge*, *Lake*."""
    return fold(word) in words("site_nouns")


def is_vessel(noun: str) -> bool:
    """Whether a noun stands before the name of a ship or a storm: *the ferry Lena Roth*."""
    return fold(noun) in words("vessel_nouns")


@cache
def peoples() -> frozenset[str]:
    """Return the folded adjectives of all lands: ``norwegian``."""
    lands = table("places").values()
    return frozenset(fold(name) for land in lands for name in land.get("adjectives", ()))


@cache
def identities() -> frozenset[str]:
    """Return the folded adjectives that rule each other out: ``republican``, ``norwegian``."""
    return words("identities") | peoples()
