"""Descriptors: titles and descriptions beside a name that say who or what it is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import (
    fold,
    is_given,
    is_title,
    noun_family,
    noun_kind,
    spelt_out,
)
from quoteattr.lexicon.roles import rank_words
from quoteattr.records import Kind
from quoteattr.speakers.mentions.naming import HIGHEST, SURE, is_surely_person
from quoteattr.speakers.mentions.noun_phrases import LONGEST_DESCRIPTOR, modifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "appositive_descriptors",
    "descriptor",
    "descriptors_before",
    "may_describe",
    "title_descriptor",
]

NAMING_TAGS = {"NOUN", "ADJ", "PROPN", "NUM"}


def descriptor(sentence: Sentence, noun: Token) -> str:
    """Write a noun with its modifiers as a descriptor: *former judge*."""
    return " ".join((*modifiers(sentence, noun), fold(noun.lemma)))


def title_descriptor(sentence: Sentence, name: Name) -> str:
    """Write the title of a name, and adjectives before it, as a descriptor: *french president*."""
    words = [spelt_out(fold(word)) for word in name.title]
    index = name.first - 1
    while words and index >= 0 and sentence[index].relation == "amod":
        if sentence[index].head not in name.indices:
            break
        words.insert(0, fold(sentence[index].text))
        index -= 1
    return " ".join(words)


def descriptors_before(sentence: Sentence, name: Name) -> tuple[tuple[str, ...], set[int]]:
    """Find the descriptors before a name.

    *The director, former judge* Jon Berg has two descriptors.

    Returns:
        The descriptors, nearest first, and the indices of their nouns.
    """
    descriptors: list[str] = []
    nouns: set[int] = set()
    index = name.first - 1
    if index >= 0 and _is_descriptor_beside(sentence[index], name):
        nouns.add(index)
        words, index = _words_before(sentence, index)
        descriptors.append(words)
    noun = _joined_title(sentence, name) or _noun_before(sentence, name, nouns, index)
    if noun is not None:
        descriptors.append(descriptor(sentence, noun))
        nouns.add(noun.index)
    return tuple(descriptors), nouns


def _is_descriptor_beside(token: Token, name: Name) -> bool:
    """Whether the word right before a name describes it: *former* **judge** *Jon Berg*."""
    is_common = token.upos in {"NOUN", "ADJ"} or token.text.islower()
    return is_common and may_describe(token, name)


def _words_before(sentence: Sentence, last: int) -> tuple[str, int]:
    """Read back over nouns and adjectives: return them as a descriptor, and the index before."""
    words: list[str] = []
    index = last
    while index >= 0 and last - index < LONGEST_DESCRIPTOR:
        token = sentence[index]
        if token.upos in NAMING_TAGS or token.lower in rank_words():
            words.insert(0, fold(token.text if index < last else token.lemma))
        elif token.text != "-":
            break
        index -= 1
    return " ".join(words), index


def _joined_title(sentence: Sentence, name: Name) -> Token | None:
    """Return the title coordinated with that of a name, if any.

    *Minister of Mines and Chairman* Jon Berg is a minister, too.
    """
    token = sentence[name.first]
    if not name.title or token.relation != "conj":
        return None
    while token.relation == "conj" and 0 <= token.head < token.index:
        token = sentence[token.head]
    is_named = sentence.child(token, "flat") is not None
    return token if is_title(token.text) and not is_named else None


def _noun_before(sentence: Sentence, name: Name, nouns: set[int], index: int) -> Token | None:
    """Return the noun that describes a name from further away, if any.

    Args:
        sentence: Where the name stands.
        name: The name.
        nouns: Indices of the nouns right before it that describe it.
        index: Index of the token before those, or before the name.
    """
    if index <= 0:
        return None
    is_after_comma = sentence[index].lower == ","
    if not (is_after_comma or is_surely_person(name)):
        return None
    apposed = _apposed_to(sentence, name, nouns)
    return apposed or (_title_before(sentence, index) if is_after_comma else None)


def _apposed_to(sentence: Sentence, name: Name, nouns: set[int]) -> Token | None:
    """Return the noun to which a name, or the descriptor before it, is in apposition.

    If that noun cannot describe the name, one above it may: *the head of the mill, Petra Holm*.
    """
    for index in (*nouns, *name.bare_indices):
        token = sentence[index]
        if token.relation != "appos" or token.head >= name.first:
            continue
        for ancestor in islice(sentence.ancestors(token), HIGHEST):
            if ancestor.upos not in {"NOUN", "PROPN"} or ancestor.index >= name.first:
                break
            if may_describe(ancestor, name):
                return ancestor
    return None


def _title_before(sentence: Sentence, comma: int) -> Token | None:
    """Return the capitalised title before a comma: *Deputy Minister of Mines*, Jon Berg."""
    for index in range(comma - 1, max(-1, comma - LONGEST_DESCRIPTOR), -1):
        token = sentence[index]
        if token.xpos.startswith("NNP") and is_title(token.text) and token.relation != "appos":
            return token
        if token.upos in {"VERB", "PUNCT"}:
            return None
    return None


def appositive_descriptors(sentence: Sentence, name: Name) -> tuple[tuple[str, ...], set[int]]:
    """Find the descriptors after a name: appositives and predicates.

    *Jon Berg, a former judge*; *Berg is the director*.

    Returns:
        The descriptors in the order of the text, and the indices of their nouns.
    """
    nouns = [
        noun
        for index in name.bare_indices
        for noun in _nouns_after(sentence, sentence[index], name)
        if may_describe(noun, name)
    ]
    return tuple(descriptor(sentence, noun) for noun in nouns), {noun.index for noun in nouns}


def _nouns_after(sentence: Sentence, token: Token, name: Name) -> Iterator[Token]:
    """Yield the appositives of a token of a name, and the noun predicated of it."""
    for appositive in sentence.children(token, "appos"):
        is_noun = appositive.upos in {"NOUN", "ADJ"} or _is_office(sentence, appositive)
        if is_noun and appositive.index > name.last:
            yield appositive
    head = sentence.head(token)
    if head is None or token.relation != "nsubj" or head.upos != "NOUN":
        return
    if sentence.child(head, "cop") is not None:
        yield head


def _is_office(sentence: Sentence, token: Token) -> bool:
    """Whether a word with a capital is an office without a name: *Ana,* **Minister** *of Mines*."""
    return is_title(token.text) and sentence.child(token, "flat") is None


def may_describe(token: Token, name: Name) -> bool:
    """Whether a noun may describe a name: *director* a person, *firm* an organisation.

    A given name alone may also be an organisation's: *the charity Mercy*; so may any name that
    does not begin with one: *the firm, Blue Finch*. A *label* with a name is no document.
    """
    kind = Kind.ORGANISATION if noun_family(token.lemma) else noun_kind(token.lemma)
    if is_title(token.text) or kind is Kind.PERSON:
        return name.kind in {Kind.PERSON, Kind.UNKNOWN} or name.strength < SURE
    if kind in {None, Kind.DOCUMENT}:
        return False
    return not is_surely_person(name) or len(name.words) == 1 or not is_given(name.words[0])
