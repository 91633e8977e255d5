"""Noun phrases around a name or a noun: modifiers, possessors, the name that a phrase is about."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_quantity, noun_family, noun_kind, peoples
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.names.pieces import Piece
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "comment_start",
    "extent",
    "is_dateline",
    "is_language",
    "is_plural",
    "is_surely_person",
    "modifiers",
    "naming_piece",
    "partitive",
    "possessor",
]

AUTHORS = words("function_words", "authors")
MODIFIERS = {"amod", "compound", "nmod", "nummod", "nmod:poss", "nmod:desc", "acl"}
HIGHEST = 20
"""Words up the tree that are looked at."""
SURE = 0.6
"""How sure the words of a name tell its kind, to be at odds with a description."""
LONGEST_ROLE = 6
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
        if len(found) > LONGEST_ROLE:
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
        if case is not None and case.lower in AUTHORS:
            return child.index
    return None


def naming_piece(sentence: Sentence, inside: list[Piece], start: int, end: int) -> Piece | None:
    """The name that the phrase is about, among the names inside it.

    *Ruiz* in *the minister, Ana Ruiz*, and in *Elmstad University Ana Ruiz*; none in *the
    minister of Ruiz's party*.
    """
    if inside and not inside[0].words and _ends_titled(sentence, inside[-1], end):
        return inside[-1]
    persons = {piece.first for piece in inside if piece.kind is Kind.PERSON}
    for piece in inside:
        free = piece.last + 1 not in persons and _stands_free(sentence, piece, start, end)
        if piece.words and free:
            return piece
    return None


def _ends_titled(sentence: Sentence, piece: Piece, end: int) -> bool:
    """*Minister of Ports, Lakes and Mines and Head of the Mint* **Ana Ruiz**."""
    return bool(piece.words and piece.title) and sentence[piece.last].end == end


def _stands_free(sentence: Sentence, piece: Piece, start: int, end: int) -> bool:
    """Not after a preposition, not a possessor, not before the noun that it modifies."""
    following = sentence[piece.last + 1] if piece.last + 1 < len(sentence) else None
    if following is not None and following.xpos == "''" and following.start < end:
        following = sentence.neighbour(following)
    if following is not None and following.start < end:
        if following.upos == "PROPN" and following.text.isalpha() and following.text.islower():
            return False
        if _shares_noun(sentence, piece, end):
            return False
        if following.lower in {"'s", "'"} and following.upos in {"PART", "PUNCT"}:
            return False
        if following.upos in {"NOUN", "ADJ", "NUM"} and following.relation not in {"appos", "flat"}:
            person = is_surely_person(piece) and len(piece.words) > 1
            return person and sentence[_outer(sentence, piece)].relation not in {"compound", "nmod"}
    return not _complement(sentence, piece, start)


def _shares_noun(sentence: Sentence, piece: Piece, end: int) -> bool:
    """The name and another one modify a common noun: *the Fair Trade and Dignity group*."""
    for token in sentence.tokens[piece.name : piece.last + 1]:
        noun = sentence.head(token)
        if noun is not None and token.relation == "compound" and sentence.child(token, "conj"):
            return piece.last < noun.index and noun.start < end and noun.text.islower()
    return False


def _complement(sentence: Sentence, piece: Piece, start: int) -> bool:
    """Whether the name depends on something inside the phrase that it does not name.

    A preposition governs it, *the head of* Oduya Steel; or a verb, *the man who hired* Jon Berg.
    """
    token = sentence[_outer(sentence, piece)]
    if any(t.upos == "VERB" and start <= t.start for t in _above(sentence, token, piece)):
        return True
    before = sentence[piece.first - 1].lower if piece.first > 0 else ""
    if before in {"them", "whom"}:  # "former players, among them Ana Ruiz"
        return True
    if any(t.lower == "including" and t.start >= start for t in sentence.tokens[: piece.first]):
        return True  # "observers including the diplomat Ana Ruiz"
    apart = before == ","
    if apart and (is_surely_person(piece) or _names_person_before(sentence, token, piece)):
        return False
    while token.head >= 0 and (
        token.relation == "conj"
        or (token.relation == "appos" and sentence[token.head].upos == "PROPN")
    ):
        token = sentence[token.head]
    case = sentence.child(token, "case")
    if (
        case is not None
        and case.upos != "PART"
        and start <= case.start < sentence[piece.first].start
    ):
        return True
    return _after_preposition(sentence, piece, start)


def is_surely_person(piece: Piece) -> bool:
    """Whether the words of a name tell a person, whatever a description says."""
    return piece.kind is Kind.PERSON and piece.strength >= SURE


def _names_person_before(sentence: Sentence, token: Token, piece: Piece) -> bool:
    """*The governor of Elmstad,* **Pavlo Hryts**: two words that may be a person's name."""
    may_be_person = piece.kind in {Kind.PERSON, Kind.UNKNOWN} and len(piece.words) > 1
    above = _above(sentence, token, piece)
    return may_be_person and any(noun_kind(t.lemma) is Kind.PERSON for t in above)


def _above(sentence: Sentence, token: Token, piece: Piece) -> Iterator[Token]:
    """The words before the name on which it depends."""
    return (t for t in islice(sentence.ancestors(token), HIGHEST) if t.index < piece.first)


def _outer(sentence: Sentence, piece: Piece) -> int:
    inside = range(piece.first, piece.last + 1)
    return next(
        (i for i in inside if i >= piece.name and sentence[i].head not in inside), piece.last
    )


def _after_preposition(sentence: Sentence, piece: Piece, start: int) -> bool:
    """By the words right before it, where the tree has gone astray."""
    index, governed = piece.first - 1, piece.first
    while index >= 0 and piece.first - index < LONGEST_ROLE and sentence[index].start >= start:
        token = sentence[index]
        if token.upos == "ADP":
            return token.deprel == "case" and token.head >= governed
        owner = sentence[index + 1].xpos == "POS"  # "in the county's Holm Township"
        governed = index if owner else governed
        if token.upos not in {"DET", "ADJ", "PART", "PROPN"} and not owner and token.xpos != "POS":
            return False
        index -= 1
    return False


def is_dateline(sentence: Sentence, piece: Piece) -> bool:
    """The place that opens a report in capitals: *ELMSTAD — The mayor said …*."""
    following = sentence.neighbour(sentence[piece.last])
    return (
        piece.first == 0
        and following is not None
        and following.upos == "PUNCT"
        and following.text not in {"'", "\u2019", "("}
        and all(word.isupper() and len(word) > 2 for word in piece.words)
    )


def is_language(sentence: Sentence, piece: Piece) -> bool:
    """The name of a people after *in*: *she said in* **French**."""
    before = sentence[piece.first - 1].lower if piece.first > 0 else ""
    return before in {"in", "into"} and len(piece.words) == 1 and fold(piece.words[0]) in peoples()
