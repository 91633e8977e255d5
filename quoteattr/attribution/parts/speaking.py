"""Who can speak: what rules ask about the word that heads a noun phrase.

A name, a pronoun or a noun for somebody can speak, and so can a document; a *thing* cannot. Of
pronouns the impersonal ones speak for nobody. What a whole mention or an entity tells besides is
asked by :mod:`quoteattr.speakers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Kind

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Token

__all__ = [
    "can_speak",
    "is_impersonal",
    "is_people",
    "is_person",
    "is_speaking_subject",
    "is_thing",
]

IMPERSONAL = words("pronouns", "impersonal")
PERSONAL = words("pronouns", "personal")


def can_speak(token: Token) -> bool:
    """Return whether a word may be the last of a name, or of what somebody is."""
    return token.upos == "PROPN" or (token.upos == "NOUN" and not is_thing(token))


def is_thing(token: Token) -> bool:
    """Return whether a word is a common noun for what cannot speak: *size*, *fares*."""
    return token.upos == "NOUN" and noun_kind(token.lemma) is None


def is_impersonal(subject: Token) -> bool:
    """Return whether a subject is a pronoun that stands for nobody who speaks: *it*, *these*."""
    return subject.upos != "PROPN" and subject.lower in IMPERSONAL


def is_speaking_subject(subject: Token) -> bool:
    """Return whether a subject can speak: no thing and no impersonal pronoun."""
    return not (is_thing(subject) or is_impersonal(subject))


def is_person(subject: Token) -> bool:
    """Return whether a subject is a noun for a person or a pronoun for persons: *she*, *we*."""
    return subject.lower in PERSONAL or noun_kind(subject.lemma) is Kind.PERSON


def is_people(noun: Token) -> bool:
    """Return whether a noun stands for persons: *official*, *critics*."""
    return noun_kind(noun.lemma) in {Kind.PERSON, Kind.GROUP}
