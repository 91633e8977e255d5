"""Whether a word can stand for somebody who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import noun_kind

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Token

__all__ = ["can_speak", "is_speaking_subject"]


IMPERSONAL = {"it", "that", "this", "these", "those", "there", "which", "what"}


def is_speaking_subject(subject: Token) -> bool:
    """Whether a subject is a name, a pronoun, or a noun for a person, a group or a document."""
    is_pronoun = subject.upos != "NOUN" and subject.lower not in IMPERSONAL
    return can_speak(subject) or is_pronoun


def can_speak(token: Token) -> bool:
    """Whether the word may be the last of a name, or of what somebody is."""
    return token.upos == "PROPN" or (token.upos == "NOUN" and noun_kind(token.lemma) is not None)
