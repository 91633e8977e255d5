"""Noun phrases around a name or a noun: roles, appositives, modifiers, possessors."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.records import Kind
from quoteattr.speakers.kinds import fold, is_quantity, is_role, noun_family, noun_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.speakers.names import Piece
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "appositive_roles",
    "extent",
    "is_dateline",
    "is_plural",
    "modifiers",
    "naming_piece",
    "partitive",
    "possessor",
    "role_before",
]

MODIFIERS = {"amod", "compound", "nmod", "nummod", "nmod:poss", "nmod:desc", "acl"}
NAMING_TAGS = {"NOUN", "ADJ", "PROPN", "NUM"}
HIGHEST = 20
"""Words up the tree that are looked at."""
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
    for child in sentence.children(head, "nmod"):
        below = _below(sentence, child)
        if below and below[0].index == last + 1 and below[0].lower in {"of", "for"}:
            last = below[-1].index
    return sentence[first].start, sentence[last].end


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
        if case is not None and case.lower in {"by", "from"}:
            return child.index
    return None


def naming_piece(sentence: Sentence, inside: list[Piece], start: int, end: int) -> Piece | None:
    """The name that the phrase is about, among the names inside it.

    *Ruiz* in *the minister, Ana Ruiz*, and in *Elmstad University Ana Ruiz*; none in *the
    minister of Ruiz's party*.
    """
    persons = {piece.first for piece in inside if piece.kind is Kind.PERSON}
    for piece in inside:
        free = piece.last + 1 not in persons and _stands_free(sentence, piece, start, end)
        if piece.words and free:
            return piece
    return None


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
            person = piece.kind is Kind.PERSON and piece.strength >= SURE and len(piece.words) > 1
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
    apart = piece.first > 0 and sentence[piece.first - 1].lower == ","
    if apart and piece.kind is Kind.PERSON and piece.strength >= SURE:
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


def role_before(sentence: Sentence, piece: Piece) -> tuple[tuple[str, ...], set[int]]:
    """The roles before a name, and their heads: *the director, former judge* Jon Berg."""
    roles: list[str] = []
    heads: set[int] = set()
    index = piece.first - 1
    if (
        index >= 0
        and _describes(sentence[index], piece)
        and sentence[index].upos in {"NOUN", "ADJ"}
    ):
        heads.add(index)
        words, index = _words_before(sentence, index)
        roles.append(words)
    joined = _joined_title(sentence, piece)
    if joined is not None:
        roles.append(" ".join((*modifiers(sentence, joined), fold(joined.lemma))))
        heads.add(joined.index)
    elif index > 0 and sentence[index].lower == ",":
        head = _apposed_to(sentence, piece, heads) or _title_before(sentence, index)
        if head is not None:
            roles.append(" ".join((*modifiers(sentence, head), fold(head.lemma))))
            heads.add(head.index)
    return tuple(roles), heads


def _words_before(sentence: Sentence, last: int) -> tuple[str, int]:
    """The nouns and adjectives up to this one, and the index before them."""
    words: list[str] = []
    index = last
    while index >= 0 and last - index < LONGEST_ROLE:
        token = sentence[index]
        if token.upos in NAMING_TAGS:
            words.insert(0, fold(token.text if index < last else token.lemma))
        elif token.text != "-":
            break
        index -= 1
    return " ".join(words), index


def _apposed_to(sentence: Sentence, piece: Piece, heads: set[int]) -> Token | None:
    """The description that the name, or the role before it, is an appositive of.

    If that cannot be, it is what the description complements: *the head of the mill, Petra Holm*.
    """
    for index in (*heads, *range(piece.name, piece.last + 1)):
        token = sentence[index]
        if token.relation != "appos" or token.head >= piece.first:
            continue
        for ancestor in islice(sentence.ancestors(token), HIGHEST):
            if ancestor.upos not in {"NOUN", "PROPN"} or ancestor.index >= piece.first:
                break
            if _describes(ancestor, piece):
                return ancestor
    return None


def _joined_title(sentence: Sentence, piece: Piece) -> Token | None:
    """The title that *and* joins to that of a name: *Minister of Mines and Chairman* Jon Berg."""
    token = sentence[piece.first]
    if not piece.title or token.relation != "conj":
        return None
    while token.relation == "conj" and 0 <= token.head < token.index:
        token = sentence[token.head]
    named = sentence.child(token, "flat") is not None
    return token if is_role(token.text) and not named else None


def _title_before(sentence: Sentence, comma: int) -> Token | None:
    """The capitalised title that ends at this comma: *Deputy Minister of Mines*, Jon Berg."""
    for index in range(comma - 1, max(-1, comma - LONGEST_ROLE), -1):
        token = sentence[index]
        if token.xpos.startswith("NNP") and is_role(token.text) and token.relation != "appos":
            return token
        if token.upos in {"VERB", "PUNCT"}:
            return None
    return None


def appositive_roles(sentence: Sentence, piece: Piece) -> tuple[tuple[str, ...], set[int]]:
    """What follows a name to say who it is: *Jon Berg, a former judge*; *Berg is the director*."""
    nouns: list[Token] = []
    for index in range(piece.name, piece.last + 1):
        token = sentence[index]
        apposed = sentence.children(token, "appos")
        nouns += [t for t in apposed if t.upos in {"NOUN", "ADJ"} and t.index > piece.last]
        head = sentence.head(token)
        predicate = head is not None and head.upos == "NOUN" and sentence.child(head, "cop")
        if head is not None and token.relation == "nsubj" and predicate:
            nouns.append(head)
    described = [t for t in nouns if _describes(t, piece)]
    roles = tuple(" ".join((*modifiers(sentence, t), fold(t.lemma))) for t in described)
    return roles, {t.index for t in described}


def _describes(token: Token, piece: Piece) -> bool:
    """Whether the noun may say who or what the name is: *director* a person, *firm* a firm."""
    kind = noun_kind(token.lemma)
    if is_role(token.text) or kind is Kind.PERSON:
        return piece.kind in {Kind.PERSON, Kind.UNKNOWN} or piece.strength < SURE
    if kind in {None, Kind.DOCUMENT}:
        return False
    return piece.kind is not Kind.PERSON or piece.strength < SURE


SURE = 0.6
"""How sure the words of a name tell its kind, to be at odds with a description."""
