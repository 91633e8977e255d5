"""Grammar of verbs and phrases: tags, infinitives, hearers, prepositions, subtrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import verbs
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Kind
from quoteattr.syntax.tags import FINITE, FINITE_VERBS

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "DASHES",
    "FINITE",
    "FINITE_VERBS",
    "bracketed",
    "called_on",
    "case_words",
    "is_as_clause",
    "is_infinitive",
    "is_marked_name",
    "is_raising",
    "is_reflexive",
    "makes_document",
    "merge",
    "noun_in_brackets",
    "puts_it",
    "subtrees",
    "takes_hearer",
    "without_case",
]

DASHES = frozenset({"-", "\u2013", "\u2014"})
"""Dashes, and the hyphen that may stand for one."""


def is_as_clause(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb heads an adverbial clause or an aside that *as* introduces."""
    marks = sentence.children(verb, "mark", "advmod", "case")
    return verb.relation in {"advcl", "parataxis"} and any(m.lower == "as" for m in marks)


def is_infinitive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is an infinitive marked by *to*."""
    return any(c.lower == "to" for c in sentence.children(verb, "mark"))


def takes_hearer(verb: Token) -> bool:
    """Whether the object of a verb is the hearer, not part of the content: **urge** *them* to …."""
    return verb.lemma.lower() in verbs("hearers")


def is_raising(verb: Token) -> bool:
    """Whether the subject of a verb is raised, and so no source: *it* **seems**."""
    return verb.lemma.lower() in verbs("raising")


def makes_document(verb: Token, noun: Token) -> bool:
    """Whether the subject of a verb speaks through its object: *issued a statement*."""
    return verb.lemma.lower() in verbs("light") and noun_kind(noun.lemma) is Kind.DOCUMENT


def called_on(sentence: Sentence, verb: Token) -> Token | None:
    """Return the head of the phrase for those *called on*, or *upon*, to do something."""
    if verb.lemma.lower() != "call":
        return None
    clauses = sentence.children(verb, "xcomp", "ccomp", "advcl")
    if not any(is_infinitive(sentence, c) for c in clauses):
        return None
    obliques = sentence.children(verb, "obl")
    return next((o for o in obliques if case_words(sentence, o) in {"on", "upon"}), None)


def puts_it(sentence: Sentence, verb: Token) -> bool:
    """Whether the object of a verb stands for the content: *as one of them* **put** *it*."""
    obj = sentence.child(verb, "obj")
    return verb.lemma == "put" and obj is not None and obj.lower == "it"


def case_words(sentence: Sentence, token: Token) -> str:
    """Return the preposition of a noun phrase or gerund in lower case, or an empty string."""
    words = [
        c
        for c in sentence.children(token, "case", "mark")
        if c.upos in {"ADP", "SCONJ"} and c.index < token.index
    ]
    return words[0].lower if words else ""


def without_case(sentence: Sentence, token: Token) -> list[Token]:
    """Return the subtree of a token without its preposition or conjunction."""
    cases = [c for c in sentence.children(token, "case", "mark") if c.index < token.index]
    return [t for t in sentence.subtree(token) if t not in cases]


def subtrees(sentence: Sentence, *tokens: Token) -> list[Token]:
    """Return the tokens of several subtrees, each once, in order."""
    return merge(*(sentence.subtree(token) for token in tokens))


def merge(*parts: list[Token]) -> list[Token]:
    """Return the tokens of all parts, each once, in order."""
    return sorted({t.index: t for part in parts for t in part}.values(), key=lambda t: t.index)


def noun_in_brackets(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun that a clause with *as*, in brackets, says to be somebody's word.

    After marks it is the noun in them, wherever a parser attached the clause.
    """
    marks = sentence.children(verb, "mark", "advmod", "case")
    first = sentence.subtree(verb)[0]
    opening = first if first.text == "(" else sentence.neighbour(first, -1)
    if opening is None or opening.text != "(" or all(m.lower != "as" for m in marks):
        return None
    if sentence.child(verb, "obl:agent", "nsubj") is None:
        return None
    before = sentence.tokens[: opening.index]
    if before and before[-1].xpos == "''":
        return next((t for t in reversed(before) if t.upos in {"NOUN", "PROPN"}), None)
    noun = sentence.head(verb)
    is_noun = noun is not None and noun.upos in {"NOUN", "PROPN"}
    return noun if is_noun and verb.relation == "acl" else None


def bracketed(sentence: Sentence, verb: Token) -> list[Token]:
    """Return the clause of a verb with the brackets around it, if there are any."""
    below = sentence.subtree(verb)
    before, after = sentence.neighbour(below[0], -1), sentence.neighbour(below[-1])
    return [*below, *(t for t in (before, after) if t is not None and t.text in {"(", ")"})]


def is_reflexive(token: Token) -> bool:
    """Whether a word is *himself*, *themselves* or the like."""
    return token.upos == "PRON" and token.lower.endswith(("self", "selves"))


def is_marked_name(sentence: Sentence, obj: Token, predicate: Token) -> bool:
    """Whether a name in marks is given: *whom they call “Sparrow”*, *calls himself “Bo”*."""
    first = sentence.subtree(predicate)[0]
    is_marked = "``" in {first.xpos, sentence[first.index - 1].xpos}
    return is_marked and predicate.upos == "PROPN" and (obj.xpos == "WP" or is_reflexive(obj))
