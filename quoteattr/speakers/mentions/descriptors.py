"""Roles: what stands before or after a name to say who it is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, is_title, noun_kind
from quoteattr.records import Kind
from quoteattr.speakers.mentions.naming import HIGHEST, SURE, is_surely_person
from quoteattr.speakers.mentions.noun_phrases import LONGEST_DESCRIPTOR, modifiers

if TYPE_CHECKING:
    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["appositive_descriptors", "descriptors_before", "title_descriptor"]

NAMING_TAGS = {"NOUN", "ADJ", "PROPN", "NUM"}


def descriptors_before(sentence: Sentence, name: Name) -> tuple[tuple[str, ...], set[int]]:
    """The roles before a name, and their heads: *the director, former judge* Jon Berg."""
    roles: list[str] = []
    heads: set[int] = set()
    index = name.first - 1
    if (
        index >= 0
        and _describes(sentence[index], name)
        and (sentence[index].upos in {"NOUN", "ADJ"} or sentence[index].text.islower())
    ):
        heads.add(index)
        words, index = _words_before(sentence, index)
        roles.append(words)
    joined = _joined_title(sentence, name)
    if joined is not None:
        roles.append(" ".join((*modifiers(sentence, joined), fold(joined.lemma))))
        heads.add(joined.index)
    elif index > 0 and (sentence[index].lower == "," or is_surely_person(name)):
        head = _apposed_to(sentence, name, heads)
        if head is None and sentence[index].lower == ",":
            head = _title_before(sentence, index)
        if head is not None:
            roles.append(" ".join((*modifiers(sentence, head), fold(head.lemma))))
            heads.add(head.index)
    return tuple(roles), heads


def title_descriptor(sentence: Sentence, name: Name) -> str:
    """The title before a name as a role, with the adjectives before it: *French* President."""
    words = [fold(word) for word in name.title]
    index = name.first - 1
    while words and index >= 0 and sentence[index].relation == "amod":
        if not name.first <= sentence[index].head <= name.last:
            break
        words.insert(0, fold(sentence[index].text))
        index -= 1
    return " ".join(words)


def _words_before(sentence: Sentence, last: int) -> tuple[str, int]:
    """The nouns and adjectives up to this one, and the index before them."""
    words: list[str] = []
    index = last
    while index >= 0 and last - index < LONGEST_DESCRIPTOR:
        token = sentence[index]
        if token.upos in NAMING_TAGS:
            words.insert(0, fold(token.text if index < last else token.lemma))
        elif token.text != "-":
            break
        index -= 1
    return " ".join(words), index


def _apposed_to(sentence: Sentence, name: Name, heads: set[int]) -> Token | None:
    """The description that the name, or the role before it, is an appositive of.

    If that cannot be, it is what the description complements: *the head of the mill, Petra Holm*.
    """
    for index in (*heads, *name.bare_indices):
        token = sentence[index]
        if token.relation != "appos" or token.head >= name.first:
            continue
        for ancestor in islice(sentence.ancestors(token), HIGHEST):
            if ancestor.upos not in {"NOUN", "PROPN"} or ancestor.index >= name.first:
                break
            if _describes(ancestor, name):
                return ancestor
    return None


def _joined_title(sentence: Sentence, name: Name) -> Token | None:
    """The title that *and* joins to that of a name: *Minister of Mines and Chairman* Jon Berg."""
    token = sentence[name.first]
    if not name.title or token.relation != "conj":
        return None
    while token.relation == "conj" and 0 <= token.head < token.index:
        token = sentence[token.head]
    named = sentence.child(token, "flat") is not None
    return token if is_title(token.text) and not named else None


def _title_before(sentence: Sentence, comma: int) -> Token | None:
    """The capitalised title that ends at this comma: *Deputy Minister of Mines*, Jon Berg."""
    for index in range(comma - 1, max(-1, comma - LONGEST_DESCRIPTOR), -1):
        token = sentence[index]
        if token.xpos.startswith("NNP") and is_title(token.text) and token.relation != "appos":
            return token
        if token.upos in {"VERB", "PUNCT"}:
            return None
    return None


def appositive_descriptors(sentence: Sentence, name: Name) -> tuple[tuple[str, ...], set[int]]:
    """What follows a name to say who it is: *Jon Berg, a former judge*; *Berg is the director*."""
    nouns: list[Token] = []
    for index in name.bare_indices:
        token = sentence[index]
        apposed = sentence.children(token, "appos")
        nouns += [t for t in apposed if t.upos in {"NOUN", "ADJ"} and t.index > name.last]
        head = sentence.head(token)
        predicate = head is not None and head.upos == "NOUN" and sentence.child(head, "cop")
        if head is not None and token.relation == "nsubj" and predicate:
            nouns.append(head)
    described = [t for t in nouns if _describes(t, name)]
    roles = tuple(" ".join((*modifiers(sentence, t), fold(t.lemma))) for t in described)
    return roles, {t.index for t in described}


def _describes(token: Token, name: Name) -> bool:
    """Whether the noun may say who or what the name is: *director* a person, *firm* a firm."""
    kind = noun_kind(token.lemma)
    if is_title(token.text) or kind is Kind.PERSON:
        return name.kind in {Kind.PERSON, Kind.UNKNOWN} or name.strength < SURE
    if kind in {None, Kind.DOCUMENT}:
        return False
    return not is_surely_person(name) or len(name.words) == 1  # "the charity Mercy"
