"""Noun phrases around a noun: modifiers, possessors, partitives, where they start and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, is_quantity, noun_family

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "comment_start",
    "extent",
    "is_plural",
    "modifiers",
    "partitive",
    "possessor",
]

MODIFIERS = {"amod", "compound", "nmod", "nummod", "nmod:poss", "nmod:desc", "acl"}
LONGEST_DESCRIPTOR = 6
"""Words before a name that may describe it: *Northern Party campaign director* Jon Berg."""


def is_plural(token: Token) -> bool:
    """Whether the noun is a plural in form: *officers*; *police* is one."""
    if token.xpos not in {"NNS", "NNPS"}:
        return False
    return noun_family(token.text) is None or fold(token.text) != fold(token.lemma)


def modifiers(sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Folded content words that narrow the noun down, left to right."""
    found = []
    for child in sentence.children(head):
        if child.relation in MODIFIERS and child.upos in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"}:
            parts = [
                t
                for t in sentence.children(child)
                if t.relation in {"compound", "flat", "amod", "case"}
            ]
            for token in sorted([child, *parts], key=lambda t: t.index):
                if token.upos in {"NOUN", "PROPN", "ADJ", "NUM"} and token.index != head.index:
                    found.append((token.index, fold(token.text)))
    return tuple(word for _, word in sorted(set(found)))


def extent(sentence: Sentence, head: Token) -> tuple[int, int]:
    """Offsets of a short description: what stands before its noun, and an *of*-phrase after it."""
    first = last = head.index
    for child in sentence.children(head):
        if child.index < head.index and child.relation in BEFORE:
            below = _below(sentence, child) or [child]
            places = (t.index for t in below if t.relation not in {"cc", "punct"})
            first = min(first, *places, child.index)
    first = _after_closing_mark(sentence, first, head.index)
    for child in sentence.children(head, "nmod"):
        below = _below(sentence, child)
        if below and below[0].index == last + 1 and below[0].lower in {"of", "for"}:
            last = below[-1].index
    return sentence[first].start, sentence[last].end


def comment_start(sentence: Sentence, head: Token) -> int:
    """Offset of the comma or dash before what is only added: *the bank*, **which closed in May**.

    Where nothing is, the end of the sentence.
    """
    for child in sentence.children(head, "acl", "appos", "advcl", "nmod"):
        words = [t for t in sentence.subtree(child) if t.upos != "PUNCT"]
        if not words or words[0].index < head.index:
            continue
        comma = sentence.neighbour(words[0], -1)
        if comma is not None and comma.text in COMMAS:
            return comma.start
    return sentence.end


COMMAS = {",", "\u2013", "\u2014", "--"}


def _after_closing_mark(sentence: Sentence, first: int, head: int) -> int:
    """Where a phrase starts that a parser has drawn over the end of a quotation."""
    marks = [t for t in sentence.tokens[first:head] if t.xpos in {"``", "''"}]
    return marks[0].index + 1 if marks and marks[0].xpos == "''" else first


def _below(sentence: Sentence, token: Token) -> list[Token]:
    """The token and all below it, left to right; none if they are too many for a short phrase."""
    found = [token]
    for above in found:
        found += sentence.children(above)
        if len(found) > LONGEST_DESCRIPTOR:
            return []
    return sorted(found, key=lambda t: t.index)


BEFORE = {"det", "amod", "compound", "nmod", "nummod", "advmod"}


def partitive(sentence: Sentence, head: Token) -> Token | None:
    """What a quantity is of: *voters* in *two thirds of voters*, *a majority of voters*."""
    if not is_quantity(head.lower):
        return None
    for child in sentence.children(head, "nmod"):
        case = sentence.child(child, "case")
        if case is not None and case.lower == "of":
            return child
    return None


def possessor(sentence: Sentence, head: Token) -> int | None:
    """Index of the head of whose it is: *Orlova's statement*, *the statement by Orlova*."""
    owner = sentence.child(head, "nmod:poss")
    if owner is not None:
        return owner.index
    for child in sentence.children(head, "nmod", "obl:agent"):
        case = sentence.child(child, "case")
        if case is not None and case.lower in {"by", "from"}:
            return child.index
    return None
