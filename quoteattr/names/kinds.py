"""The kind of speaker that the words of a name indicate by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from quoteattr.lexicon.own import own_words
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    Words = tuple[str, ...]
    """The words of a name, as they stand in the text."""

__all__ = ["name_kind"]

PREPOSITIONS = words("function_words", "name_prepositions")


def name_kind(name: Words) -> tuple[Kind, float]:
    """Return the kind that the words of a name indicate, and how strongly, from 0 to 1.

    >>> name_kind(("Lena", "Roth")), name_kind(("Veldt", "Steel"))
    (('person', 0.8), ('organisation', 0.9))
    """
    own = own_words().names.get(fold(" ".join(name)))
    if own is not None:
        return own, 1.0
    signs = ((kind, strength) for applies, kind, strength in SIGNS if applies(name))
    return next(signs, (Kind.UNKNOWN, 0.0))


# Organisations, places, groups and documents


def _is_company_name(name: Words) -> bool:
    """Whether it is, begins or ends like the name of a well-known organisation: *Mercedes*.

    Not *Mercedes Luna*, who is a person.
    """
    first, last = name[0], name[-1]
    if is_company(last) or is_company(" ".join(name)):
        return True
    return is_company(first) and not (is_given(first) and is_family(last))


def _is_listed(name: Words) -> bool:
    """Whether it is, in several words, that of a well-known organisation: *Real Madrid*."""
    return len(name) > 1 and is_company(" ".join(name))


def _has_ampersand(name: Words) -> bool:
    """Whether it contains an ampersand: *Holm & Berg*."""
    return any("&" in word for word in name)


def _has_ending(name: Words) -> bool:
    """Whether it ends like the name of an organisation: *Veldt Steel*; not *Jon Church*."""
    if len(name) < 2 or not is_ending(name[-1]):
        return False
    return is_city(name[0]) or not (is_given(name[0]) and is_family(name[-1]))


def _is_surely_firm(name: Words) -> bool:
    """Whether it is a family name with the ending of an organisation: *Holm Steel*."""
    is_ended = _has_ending(name) and not is_family(name[-1])
    return is_ended and is_family(name[0]) and not is_given(name[0])


def _has_complement(name: Words) -> bool:
    """Whether it is a body with a complement: *Bank of Elmstad*, *Library of the Isles*."""
    place = next((i for i, word in enumerate(name[:-1]) if word in PREPOSITIONS), 0)
    return place > 0 and (is_ending(name[place - 1]) or noun_family(name[place - 1]) is not None)


def _is_city_name(name: Words) -> bool:
    """Whether it is a city: *Los Angeles*."""
    return is_city(" ".join(name))


def _begins_with_city(name: Words) -> bool:
    """Whether it begins with a city: *Los Angeles Millers*, most likely a club."""
    return len(name) > 2 and is_city(" ".join(name[:2]))


def _is_union(name: Words) -> bool:
    """Whether it names its members, in three words or more: *United Mill Workers*."""
    return len(name) > 2 and _names_members(name)


def _names_members(name: Words) -> bool:
    """Whether it names its members: *Norwegians*, *Elmstad Farmers*; not *Jon Farmers*."""
    return _is_people(name[-1]) and _has_no_given_name(name)


def _is_document_name(name: Words) -> bool:
    """Whether it names a document: *Harbour Declaration*."""
    return len(name) > 1 and is_document(name[-1])


def _ends_in_acronym(name: Words) -> bool:
    """Whether it ends in an acronym: *UMA*, *Northern UMA*; not *Anna MK*."""
    return _is_acronym(name[-1]) and _has_no_given_name(name)


def _is_branch(name: Words) -> bool:
    """Whether it is an acronym with a place: *NHS England*."""
    return _is_acronym(name[0]) and len(name[0]) > 2 and is_place(name[-1])


def _has_no_given_name(name: Words) -> bool:
    """Whether it does not begin with a given name before other words."""
    return len(name) == 1 or not is_given(name[0])


def _is_people(word: str) -> bool:
    """Whether a word names the members of a people, party or trade: *Norwegians*, *Liberals*."""
    plain = fold(word)
    one = plain.removesuffix("s")
    return plain.endswith("s") and (one in peoples() or noun_kind(one) is Kind.PERSON)


def _is_acronym(word: str) -> bool:
    """Whether a word is two to six capitals: *UMA*, *U.M.A.*."""
    letters = word.replace(".", "")
    return word.isupper() and 2 <= len(letters) <= 6 and letters.isalpha()


# Persons


def _has_given_name(name: Words) -> bool:
    """Whether it begins with a given name: *Lena Roth*."""
    return len(name) > 1 and is_given(name[0])


def _is_given_name(name: Words) -> bool:
    """Whether it is a given name alone: *Lena*."""
    return len(name) == 1 and is_given(name[0])


def _has_initial_or_family_name(name: Words) -> bool:
    """Whether it begins with an initial or ends in a family name: *J. Quell*, *Xandra Moll*."""
    return len(name) > 1 and (len(fold(name[0])) == 1 or is_family(name[-1]))


def _is_family_name(name: Words) -> bool:
    """Whether it is a family name alone: *Moll*."""
    return is_family(name[-1])


def _is_bare_ending(name: Words) -> bool:
    """Whether it is the noun of a body alone: *Parliament*."""
    return is_ending(name[-1])


def _is_short(name: Words) -> bool:
    """Whether it has two or three words, and no other sign: *Xandra Quell*."""
    return 1 < len(name) <= 3


SIGNS: tuple[tuple[Callable[[Words], bool], Kind, float], ...] = (
    (_is_listed, Kind.ORGANISATION, 1.0),
    (_is_company_name, Kind.ORGANISATION, 0.9),
    (_has_ampersand, Kind.ORGANISATION, 0.9),
    (_is_surely_firm, Kind.ORGANISATION, 1.0),
    (_has_ending, Kind.ORGANISATION, 0.9),
    (_has_complement, Kind.ORGANISATION, 0.9),
    (_is_city_name, Kind.PLACE, 0.7),
    (_begins_with_city, Kind.ORGANISATION, 0.4),
    (_is_union, Kind.ORGANISATION, 0.5),
    (_names_members, Kind.GROUP, 0.9),
    (_is_document_name, Kind.DOCUMENT, 0.9),
    (_ends_in_acronym, Kind.ORGANISATION, 0.7),
    (_is_branch, Kind.ORGANISATION, 0.7),
    (_has_given_name, Kind.PERSON, 0.8),
    (_is_given_name, Kind.PERSON, 0.6),
    (_has_initial_or_family_name, Kind.PERSON, 0.6),
    (_is_family_name, Kind.PERSON, 0.4),
    (_is_bare_ending, Kind.ORGANISATION, 0.5),
    (_is_short, Kind.PERSON, 0.2),
)
"""Signs of a kind, each with the kind and how strongly it indicates it; the first one counts."""
