"""Noun phrases around a name or a noun: roles, appositives, modifiers, possessors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.speakers.kinds import fold, is_role, noun_family, noun_kind

if TYPE_CHECKING:
    from quoteattr.speakers.names import Piece
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "appositive_roles",
    "is_plural",
    "modifiers",
    "naming_piece",
    "possessor",
    "role_before",
]

MODIFIERS = {"amod", "compound", "nmod", "nummod", "nmod:poss", "nmod:desc", "acl"}
LONGEST_ROLE = 6
"""Words before a name that may describe it: *Northern Party campaign director* Jon Berg."""


def is_plural(token: Token) -> bool:
    """Whether the noun is a plural."""
    return token.xpos in {"NNS", "NNPS"}


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


def naming_piece(sentence: Sentence, inside: list[Piece], end: int) -> Piece | None:
    """The name that the phrase is about, among the names inside it.

    *Ruiz* in *the minister, Ana Ruiz*; none in *the minister of Ruiz's party*.
    """
    for piece in inside:
        if piece.words and _stands_free(sentence, piece, end):
            return piece
    return None


def _stands_free(sentence: Sentence, piece: Piece, end: int) -> bool:
    """Not after a preposition, not a possessor, not before the noun that it modifies."""
    following = sentence[piece.last + 1] if piece.last + 1 < len(sentence) else None
    if following is not None and following.start < end:
        if following.lower in {"'s", "'"} and following.upos in {"PART", "PUNCT"}:
            return False
        if following.upos in {"NOUN", "ADJ", "NUM"} and following.relation not in {"appos", "flat"}:
            return False
    return not _after_preposition(sentence, piece)


def _after_preposition(sentence: Sentence, piece: Piece) -> bool:
    index = piece.first - 1
    while (
        index >= 0
        and sentence[index].upos in {"DET", "ADJ", "NOUN", "NUM"}
        and index > piece.first - LONGEST_ROLE
    ):
        if sentence[index].upos == "NOUN" and noun_kind(sentence[index].lemma) is not None:
            break
        index -= 1
    if index < 0 or sentence[index].upos != "ADP":
        return False
    # "according to X": the preposition is the cue, not part of the phrase
    return (
        sentence[index].head >= 0
        and sentence[sentence[index].head].index >= piece.first
        and (_governor_is_noun(sentence, piece))
    )


def _governor_is_noun(sentence: Sentence, piece: Piece) -> bool:
    """Whether the name hangs on a noun before it: *head of* Oduya Steel."""
    for index in range(piece.name, piece.last + 1):
        head = sentence[index].head
        if head >= 0 and not piece.first <= head <= piece.last:
            return head < piece.first and sentence[head].upos in {"NOUN", "PROPN", "ADJ"}
    return False


def role_before(sentence: Sentence, piece: Piece) -> tuple[tuple[str, ...], set[int]]:
    """The role right before a name, and the tokens that it takes: *campaign director* Jon Berg."""
    first = piece.first - 1
    if first >= 0 and sentence[first].lower == "," and first > 0:
        return _title_before_comma(sentence, piece, first - 1)
    if (
        first < 0
        or sentence[first].upos not in {"NOUN", "ADJ"}
        or noun_kind(sentence[first].lemma) is None
    ):
        return (), set()
    words: list[str] = []
    index = first
    while (
        index >= 0
        and first - index < LONGEST_ROLE
        and sentence[index].upos in {"NOUN", "ADJ", "PROPN", "NUM"}
    ):
        words.insert(0, fold(sentence[index].text if index < first else sentence[index].lemma))
        index -= 1
    return (" ".join(words),), {first}


def _title_before_comma(
    sentence: Sentence, piece: Piece, last: int
) -> tuple[tuple[str, ...], set[int]]:
    """The description that a name follows as an appositive: *the director of the mill*, Jon Berg."""
    name = range(piece.name, piece.last + 1)
    for index in name:
        token = sentence[index]
        head = sentence.head(token)
        if token.relation == "appos" and head is not None and head.index < piece.first:
            if head.upos in {"NOUN", "PROPN"} and noun_kind(head.lemma) is not None:
                return (" ".join((*modifiers(sentence, head), fold(head.lemma))),), {head.index}
    for index in range(last, max(-1, last - LONGEST_ROLE), -1):
        token = sentence[index]
        if token.xpos.startswith("NNP") and is_role(token.text) and token.relation != "appos":
            return (fold(token.text),), {token.index}
        if token.upos in {"VERB", "PUNCT"}:
            break
    return (), set()


def appositive_roles(sentence: Sentence, piece: Piece) -> tuple[tuple[str, ...], set[int]]:
    """What follows a name to say who it is: *Jon Berg, a former judge*; *Berg is the director*."""
    roles, tokens = [], set()
    for index in range(piece.name, piece.last + 1):
        token = sentence[index]
        for child in sentence.children(token, "appos"):
            if child.upos in {"NOUN", "PROPN"} and child.index > piece.last and _describes(child):
                roles.append(" ".join((*modifiers(sentence, child), fold(child.lemma))))
                tokens.add(child.index)
        head = sentence.head(token)
        if token.relation == "nsubj" and head is not None and head.upos == "NOUN":
            if sentence.child(head, "cop") is not None and _describes(head):
                roles.append(" ".join((*modifiers(sentence, head), fold(head.lemma))))
                tokens.add(head.index)
    return tuple(roles), tokens


def _describes(token: Token) -> bool:
    return (
        is_role(token.text)
        or noun_kind(token.lemma) is not None
        or noun_family(token.lemma) is not None
    )
