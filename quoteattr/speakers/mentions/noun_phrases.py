"""Noun phrases: their modifiers, possessors and partitives, their start and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_quantity, noun_family, noun_kind, peoples
from quoteattr.lexicon.roles import rank_words
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "comment_start",
    "extent",
    "is_plural",
    "modifiers",
    "partitive",
    "possessor",
    "shown_end",
]

AUTHORS = words("function_words", "authors")
MODIFIERS = {"amod", "compound", "nmod", "nummod", "nmod:poss", "nmod:desc", "acl"}
BEFORE = {"det", "amod", "compound", "nmod", "nummod", "advmod"}
AFTER = {"nmod", "acl", "advcl", "appos", "conj", "obl"}
"""Relations of phrases and clauses after a noun without which the rest still makes sense."""
LONGEST_SHOWN = 60
"""How many code points of a description to show."""
COMMAS = {",", "\u2013", "\u2014", "--"}
LONGEST_DESCRIPTOR = 6
"""Words before a name that may describe it: *Northern Party campaign director* Jon Berg."""


def is_plural(token: Token) -> bool:
    """Whether a noun is a plural in form: *officers*; *police* and *Portuguese* are not."""
    if token.xpos not in {"NNS", "NNPS"}:
        return False
    if fold(token.text) in peoples():
        return False
    return noun_family(token.text) is None or fold(token.text) != fold(token.lemma)


def modifiers(sentence: Sentence, head: Token) -> tuple[str, ...]:
    """Return the folded content words that modify a noun, left to right."""
    found = {
        token.index: fold(token.text)
        for child in sentence.children(head)
        if _modifies(child) and child.upos in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"}
        for token in (child, *sentence.children(child, "compound", "flat", "amod", "case"))
        if token.upos in {"NOUN", "PROPN", "ADJ", "NUM"} or token.lower in rank_words()
    }
    return tuple(found[index] for index in sorted(found))


def _modifies(token: Token) -> bool:
    """Whether a word narrows a noun down, as the number after it does: *officer* **2**."""
    return token.relation in MODIFIERS or (token.relation == "flat" and token.upos == "NUM")


def extent(sentence: Sentence, head: Token) -> tuple[int, int]:
    """Return the start and end of a short description around a noun.

    It covers what precedes the noun, and an *of*-phrase or hyphen right after: *sister-in-law*.
    """
    first = min(_indices_before(sentence, head))
    first = _after_closing_mark(sentence, first, head.index)
    last = head.index
    for child in sentence.children(head, "nmod"):
        below = _below(sentence, child)
        if not below or below[0].index != last + 1:
            continue
        if below[0].lower in {"of", "for"} or below[0].xpos == "HYPH":
            last = below[-1].index
    return sentence[first].start, sentence[last].end


def _indices_before(sentence: Sentence, head: Token) -> Iterator[int]:
    """Yield the indices of a noun and of its dependents before it, with what is below them."""
    yield head.index
    for child in sentence.children(head):
        if child.index < head.index and child.relation in BEFORE:
            yield child.index
            below = _below(sentence, child)
            yield from (t.index for t in below if t.relation not in {"cc", "punct"})


def _after_closing_mark(sentence: Sentence, first: int, head: int) -> int:
    """Move the start of a phrase past the end of a quotation that the parse put inside it.

    Args:
        sentence: Where it stands.
        first: Index of its first token as the parser has it.
        head: Index of its head.
    """
    marks = [t for t in sentence.tokens[first:head] if t.xpos in {"``", "''"}]
    return marks[0].index + 1 if marks and marks[0].xpos == "''" else first


def _below(sentence: Sentence, token: Token) -> list[Token]:
    """Return the subtree of a token, left to right; empty if too long for a short phrase."""
    found = [token]
    for above in found:
        found += sentence.children(above)
        if len(found) > LONGEST_DESCRIPTOR:
            return []
    return sorted(found, key=lambda t: t.index)


def comment_start(sentence: Sentence, head: Token) -> int:
    """Return the offset of the comma or dash that sets off a comment on a noun.

    *the bank*, **which closed in May**. If there is none, it is the end of the sentence.
    """
    for child in sentence.children(head, "acl", "appos", "advcl", "nmod"):
        words = [t for t in sentence.subtree(child) if t.upos != "PUNCT"]
        if not words or words[0].index < head.index:
            continue
        comma = sentence.neighbour(words[0], -1)
        if comma is not None and comma.text in COMMAS:
            return comma.start
    return sentence.end


def shown_end(sentence: Sentence, head: Token, start: int, end: int) -> int:
    """Return where what is shown of a phrase ends: before a relative clause, or when too long.

    *a fan*, of *a fan who added that it rained*; a phrase that is too long ends before the last
    phrase or clause inside it that leaves it short enough.

    Args:
        sentence: Where the phrase stands.
        head: Its head.
        start: Its first code point.
        end: One past its last code point.
    """
    ends = [end]
    for token in sentence.tokens[head.index + 1 :]:
        if token.start >= end:
            break
        first = sentence.subtree(token)[0]
        if token.relation not in AFTER or first.index <= head.index:
            continue
        before = sentence[first.index - 1]
        if before is not head and before.head > before.index:
            continue  # the phrase would end in *the* or *of*
        if token.deprel == "acl:relcl" and head.upos in {"NOUN", "PROPN", "NUM"}:
            ends = [before.end, *(e for e in ends if e < before.end)]
            break
        ends.append(before.end)
    return max((e for e in ends if e - start <= LONGEST_SHOWN), default=end)


def partitive(sentence: Sentence, head: Token) -> Token | None:
    """Return what a quantity counts: *voters* in *two thirds of voters*, *one of the voters*."""
    if not is_quantity(head.lower) and head.lower != "one":
        return None
    for child in sentence.children(head, "nmod"):
        case = sentence.child(child, "case")
        if case is not None and case.lower == "of":
            return child
    return None


def possessor(sentence: Sentence, head: Token) -> int | None:
    """Return the index of a noun's possessor: *Orlova's statement*, *the statement by Orlova*.

    A person is of a place, not its property: *the baker* **from Elmstad**.
    """
    owner = sentence.child(head, "nmod:poss")
    if owner is not None:
        return owner.index
    if noun_kind(head.lemma) is Kind.PERSON:
        return None
    for child in sentence.children(head, "nmod", "obl:agent"):
        case = sentence.child(child, "case")
        if case is not None and case.lower in AUTHORS:
            return child.index
    return None
