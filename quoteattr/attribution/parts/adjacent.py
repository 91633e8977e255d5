"""The noun phrase beside a verb that the tree leaves without a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.grammar import FINITE_VERBS
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["adjacent_source", "first_noun_phrase", "noun_phrase_from", "phrase_after"]

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}


def adjacent_source(sentence: Sentence, verb: Token) -> Token | None:
    """Return the head of the noun phrase beside a finite verb that has no subject in the tree.

    It stands right before the verb, or after one that follows a comma: *, says the mayor*.
    """
    is_finite = verb.xpos in FINITE_VERBS or not verb.xpos.startswith("VB")  # taken for a noun
    if not is_finite or sentence.child(verb, "nsubj:pass", "csubj"):
        return None
    before = sentence.neighbour(verb, -1)
    if before is not None and before.text == ",":
        return noun_phrase_from(sentence, verb.index + 1, set())
    end = verb.index
    while end > 0 and sentence[end - 1].upos in {"AUX", "ADV"}:
        end -= 1
    first = end
    while first > 0 and _in_phrase(sentence[first - 1]):
        first -= 1
    return first_noun_phrase(sentence, first, end) or _determiner_before(sentence, end)


def _determiner_before(sentence: Sentence, end: int) -> Token | None:
    """Return a determiner that stands for a noun right before a verb: **Another** *quipped*."""
    before = sentence[end - 1] if end else None
    return before if before is not None and before.lower in STANDING_ALONE else None


STANDING_ALONE = words("function_words", "standing_alone")


def _in_phrase(token: Token) -> bool:
    """Whether a token can be part of a noun phrase without commas."""
    return token.upos in PHRASE or token.xpos in {"-LRB-", "-RRB-", "HYPH"}


PHRASE = NOMINAL | {"ADJ", "DET", "ADP", "PART", "SYM", "X"}
"""Parts of speech in a noun phrase without commas."""


def noun_phrase_from(sentence: Sentence, first: int, inside: Collection[int]) -> Token | None:
    """Return the head of the noun phrase that starts at ``first``, outside ``inside``."""
    for token in sentence.tokens[first:]:
        if token.index in inside or token.upos in {"PUNCT", "VERB", "ADP", "SCONJ", "CCONJ"}:
            return None
        if token.deprel == "obl:unmarked":  # said Tuesday
            return None
        if token.upos in NOMINAL:
            return _topmost(sentence, token, first, len(sentence), inside)
    return None


def phrase_after(
    sentence: Sentence, verb: Token, inside: Collection[int] = frozenset()
) -> Token | None:
    """Return the head of the noun phrase after a verb, its adverbs and particle: *broke in Holt*.

    Parsers take it for an object, or for an oblique if a particle stands before it.

    Args:
        sentence: The sentence of the verb.
        verb: The verb.
        inside: Indices of tokens that are not looked at.
    """
    first = _past_adverbs(sentence, verb.index + 1)
    following = sentence.tokens[first : first + 1]
    if following and following[0].text == ",":  # interposed, more softly, a young wife
        end = _past_adverbs(sentence, first + 1)
        is_aside = first + 1 < end < len(sentence) and sentence[end].text == ","
        first = end + 1 if is_aside else first
    return noun_phrase_from(sentence, first, inside)


def _past_adverbs(sentence: Sentence, first: int) -> int:
    """Return the index after the adverbs and particles that begin at a place."""
    while first < len(sentence) and _goes_with_verb(sentence[first]):
        first += 1
    return first


def _goes_with_verb(token: Token) -> bool:
    """Whether a word after a verb is its adverb or may be its particle."""
    return token.upos == "ADV" or token.lower in PARTICLES


PARTICLES = words("function_words", "particles")


def first_noun_phrase(sentence: Sentence, first: int, end: int) -> Token | None:
    """Return the head of the first noun phrase from ``first`` up to ``end``."""
    for token in sentence.tokens[first:end]:
        if token.upos in NOMINAL:
            return _topmost(sentence, token, first, end, set())
    return None


def _topmost(
    sentence: Sentence, token: Token, first: int, end: int, inside: Collection[int]
) -> Token:
    """Climb from a token to the highest nominal head from ``first`` up to ``end``."""
    head = sentence.head(token)
    while (
        head is not None
        and head.upos in NOMINAL
        and first <= head.index < end
        and head.index not in inside
    ):
        token, head = head, sentence.head(head)
    return token
