"""Sentences that put what was said after a copula: *What the mayor said was* [that it leaks]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import quotatives
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["cleft_clause"]

OPENERS = words("function_words", "clefts")


def cleft_clause(sentence: Sentence, verb: Token) -> list[Token]:
    """What the mayor *said* was [that the bridge leaks]; all he *said* was [that it leaks]."""
    pronoun = sentence.head(verb)
    if pronoun is None or pronoun.lower not in OPENERS or verb.relation != "acl":
        return []
    clause = sentence.head(pronoun)
    if clause is None or pronoun.relation != "nsubj" or verb.lemma.lower() not in quotatives():
        return []
    that = next((t for t in sentence.subtree(clause) if _opens(sentence, t, verb)), None)
    return [] if that is None else [t for t in sentence.subtree(clause) if t.index >= that.index]


def _opens(sentence: Sentence, that: Token, verb: Token) -> bool:
    """Whether *that* follows a form of *be* somewhere after a verb."""
    if that.index <= verb.index + 1 or (that.lower, that.relation) != ("that", "mark"):
        return False
    return sentence[that.index - 1].lemma == "be"
