"""Passages that say who *I*, *we* and *you* are: introductions, *as* with a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, noun_kind, pronouns
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["addressed_as", "introductions", "person_of"]

ADJUNCTS = frozenset({"obl", "nmod"})
NEAR = 3
"""How many words before *as* to search for the pronoun."""


def person_of(word: str) -> str:
    """Return the person of a pronoun: ``first``, ``first_plural``, ``second`` or, else, ``""``."""
    persons = ("first", "first_plural", "second")
    return next((person for person in persons if word in pronouns(person)), "")


# Introductions


def introductions(sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """Yield each *I*, *me* or *my* that is given a name, with the head of that name.

    *I am Ana Ruiz*; *I, Ana Ruiz, …*; *my name is Ana Ruiz*; *they called me Ana*.
    """
    for token in sentence:
        if token.lower in pronouns("first"):
            for name in _names_given_to(sentence, token):
                yield token, name


def _names_given_to(sentence: Sentence, first: Token) -> Iterator[Token]:
    """Yield the heads of the names that an *I*, *me* or *my* is given."""
    yield from _proper(sentence.children(first, "appos"))
    head = sentence.head(first)
    if head is None:
        return
    if first.relation == "nsubj" and _is_name_predicate(sentence, first, head):
        yield head
    yield from _proper(_predicates_of_name(sentence, head))
    yield from _proper(_called(sentence, first, head))


def _proper(tokens: list[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.upos == "PROPN")


def _is_name_predicate(sentence: Sentence, first: Token, predicate: Token) -> bool:
    """Whether a name is a predicate: *I am* **Ana Ruiz**.

    Not in *I am not Ana Ruiz*, *I'm no Ana Ruiz*, *if I were Ana Ruiz*, *I might be Ana Ruiz*, *am
    I Ana Ruiz?*, *I was Ana Ruiz*.
    """
    if predicate.upos != "PROPN":
        return False
    if sentence.child(predicate, "advmod", "case", "det", "aux", "mark") is not None:
        return False
    copula = sentence.child(predicate, "cop")
    return copula is not None and copula.index > first.index and copula.xpos != "VBD"


def _predicates_of_name(sentence: Sentence, noun: Token) -> list[Token]:
    """Return what is predicated of the noun *name*: *my name is* **Ana Ruiz**."""
    above = sentence.head(noun)
    is_subject = noun.lemma == "name" and noun.relation == "nsubj"
    return [above] if is_subject and above is not None else []


def _called(sentence: Sentence, first: Token, verb: Token) -> list[Token]:
    """Return what somebody is called: *they called me* **Ana**; not what one asks to be called."""
    if verb.lemma not in {"call", "name"} or first.relation not in {"obj", "iobj"}:
        return []
    if verb.xpos == "VB" or sentence.child(verb, "mark") is not None:
        return []
    return sentence.children(verb, "obj", "xcomp")


# *As* with a noun


def addressed_as(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Yield each pronoun that *as* and a noun describe, with the index of the noun.

    *As* visitors, **you** *should …*; *for* **us**, *as* teachers; **your** *work as a* teacher.
    """
    for preposition in sentence:
        noun = _noun_after_as(sentence, preposition)
        if noun is None:
            continue
        words = (fold(token.text) for token in _meant(sentence, preposition, noun))
        word = next(filter(person_of, words), None)
        if word is not None:
            yield word, noun.index


def _noun_after_as(sentence: Sentence, preposition: Token) -> Token | None:
    """Return the noun for persons that *as* governs by itself: *as* **visitors**."""
    noun = sentence.head(preposition) if preposition.text in {"as", "As"} else None
    if noun is None or noun.relation not in ADJUNCTS:
        return None
    is_alone = sentence.children(noun, "case") == [preposition]
    return noun if is_alone and noun_kind(noun.lemma) is Kind.PERSON else None


def _meant(sentence: Sentence, preposition: Token, noun: Token) -> Iterator[Token]:
    """Yield the words that *as* may refer to: the subject of its clause, those right before."""
    place = preposition.index
    opens_clause = place == 0 or sentence[place - 1].upos == "PUNCT"
    verb = sentence.head(noun) if opens_clause else None
    subject = sentence.child(verb, "nsubj") if verb is not None else None
    if subject is not None:
        yield subject
    yield from reversed(sentence.tokens[max(0, place - NEAR) : place])
