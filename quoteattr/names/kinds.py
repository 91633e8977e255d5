"""What the words of a name tell by themselves about its bearer's kind."""

from __future__ import annotations

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    is_city,
    is_company,
    is_document,
    is_ending,
    is_family,
    is_given,
    noun_family,
    noun_kind,
    peoples,
)
from quoteattr.lexicon.offices import is_place
from quoteattr.records import Kind

__all__ = ["name_kind"]

PREPOSITIONS = words("function_words", "name_prepositions")


def name_kind(name: tuple[str, ...]) -> tuple[Kind, float]:
    """Kind that the words of a name tell, and how strongly from 0 to 1.

    >>> name_kind(("Lena", "Roth")), name_kind(("Veldt", "Steel"))
    ((<Kind.PERSON: 'person'>, 0.8), (<Kind.ORGANISATION: 'organisation'>, 0.9))
    """
    return _institution(name) or _person(name) or (Kind.UNKNOWN, 0.0)


def _institution(name: tuple[str, ...]) -> tuple[Kind, float] | None:
    first, last = name[0], name[-1]
    if is_company(last) or is_company(" ".join(name)):
        return Kind.ORGANISATION, 0.9
    if is_company(first) and not (is_given(first) and is_family(last)):  # "Mercedes Luna"
        return Kind.ORGANISATION, 0.9
    if any("&" in word for word in name) or _has_ending(name) or _has_complement(name):
        return Kind.ORGANISATION, 0.9
    if is_city(" ".join(name)):
        return Kind.PLACE, 0.7
    if len(name) > 2 and is_city(" ".join(name[:2])):
        return Kind.ORGANISATION, 0.4  # "Los Angeles Millers"
    if _is_people(last) and (len(name) == 1 or not is_given(first)):
        more = len(name) > 2  # "United Mill Workers"
        return (Kind.ORGANISATION, 0.5) if more else (Kind.GROUP, 0.9)
    if len(name) > 1 and is_document(last):
        return Kind.DOCUMENT, 0.9
    if _is_acronym(last) and (len(name) == 1 or not is_given(first)):
        return Kind.ORGANISATION, 0.7
    if _is_acronym(first) and len(first) > 2 and is_place(last):
        return Kind.ORGANISATION, 0.7  # NHS England
    return None


def _person(name: tuple[str, ...]) -> tuple[Kind, float] | None:
    first, last = name[0], name[-1]
    if is_given(first):
        return Kind.PERSON, 0.8 if len(name) > 1 else 0.6
    if len(name) > 1 and (len(fold(first)) == 1 or is_family(last)):
        return Kind.PERSON, 0.6
    if is_family(last):
        return Kind.PERSON, 0.4
    if is_ending(last):
        return Kind.ORGANISATION, 0.5
    return (Kind.PERSON, 0.2) if 1 < len(name) <= 3 else None


def _has_ending(name: tuple[str, ...]) -> bool:
    """*Veldt Steel*; not *Anna Steel*, who has a given and a family name."""
    if len(name) < 2 or not is_ending(name[-1]):
        return False
    return is_city(name[0]) or not (is_given(name[0]) and is_family(name[-1]))


def _has_complement(name: tuple[str, ...]) -> bool:
    """*Bank of Elmstad*, *Commission on Harbours*, *National Library of the Isles*."""
    place = next((i for i, word in enumerate(name[:-1]) if word in PREPOSITIONS), 0)
    return place > 0 and (is_ending(name[place - 1]) or noun_family(name[place - 1]) is not None)


def _is_people(word: str) -> bool:
    """Whether it names the members of a people or a party: *Norwegians*, *Liberals*."""
    plain = fold(word)
    one = plain.removesuffix("s")
    return plain.endswith("s") and (one in peoples() or noun_kind(one) is Kind.PERSON)


def _is_acronym(word: str) -> bool:
    return (
        word.isupper() and 2 <= len(word.replace(".", "")) <= 6 and word.replace(".", "").isalpha()
    )
