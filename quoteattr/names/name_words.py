"""Which words are part of a name, by their tags and their place in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, identities, is_ending, is_given, is_time

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "is_capital_head",
    "is_day_in_name",
    "is_given_in_name",
    "is_name_word",
    "is_numeral",
    "is_rest",
    "modifies_name",
    "opens_name_of_body",
]


def is_name_word(token: Token) -> bool:
    """Whether a word may be part of a name: a proper noun or an acronym, but no day or month."""
    is_proper = token.xpos in {"NNP", "NNPS"} or token.upos == "PROPN" or _is_acronym(token)
    if not is_proper or not any(map(str.isalpha, token.text)) or token.text.islower():
        return False
    return not is_time(token.text)


def _is_acronym(token: Token) -> bool:
    """Whether a word is an acronym that was tagged as a common noun: *UMA*."""
    return token.upos == "NOUN" and token.text.isupper() and 2 <= len(token.text) <= 6


def is_day_in_name(sentence: Sentence, token: Token) -> bool:
    """Whether a word for a day is part of the name before it: *Elmstad* **Sun**."""
    if token.upos != "PROPN" or not is_time(token.text):
        return False
    head, before = sentence.head(token), sentence[token.index - 1]
    if head is not None and token.relation == "flat":
        return is_name_word(head)
    return before.relation == "compound" and before.head == token.index and is_name_word(before)


def modifies_name(sentence: Sentence, token: Token) -> bool:
    """Whether a capitalised noun or adjective modifies a proper noun: **Food** *Office*."""
    if not token.text[0].isupper() or token.upos not in {"NOUN", "ADJ", "PROPN"}:
        return False
    modifies = token.relation in {"compound", "amod"} or token.deprel == "nmod:desc"
    return modifies and token.head > token.index and is_name_word(sentence[token.head])


def opens_name_of_body(sentence: Sentence, token: Token) -> bool:
    """Whether an adjective of a people opens the name of a body: **European** *Mill Board*."""
    if token.relation not in {"amod", "compound"} or fold(token.text) not in identities():
        return False
    return is_ending(sentence[token.head].text) and is_name_word(sentence[token.head])


def is_rest(token: Token, first: int) -> bool:
    """Whether a capitalised word is attached to the name as a flat part of it: *Sri* **Lankan**."""
    is_below_name = first <= token.head < token.index
    return is_below_name and token.relation == "flat" and token.text[0].isupper()


def is_capital_head(sentence: Sentence, first: int, token: Token) -> bool:
    """Whether a capitalised plural is modified by the name before it: *United Mill* **Workers**."""
    if token.xpos != "NNS" or not token.text[0].isupper():
        return False
    before = sentence[token.index - 1]
    is_seen = any(e.first <= before.index and token.index <= e.last for e in sentence.entities)
    is_modified = before.head == token.index and before.relation == "compound"
    return is_modified and (first < before.index or is_seen)


def is_given_in_name(sentence: Sentence, token: Token) -> bool:
    """Whether a word for a month is a given name here: **Jan** *Berg*, **June** *Ruiz*."""
    following = sentence.neighbour(token)
    if following is None or following.relation != "flat" or following.head != token.index:
        return False
    return token.upos == "PROPN" and is_given(token.text) and is_name_word(following)


def is_numeral(token: Token, first: int) -> bool:
    """Whether a number belongs to the single word before it: *Channel* **4**."""
    belongs = first == token.head == token.index - 1 and token.relation in {"flat", "nummod"}
    return belongs and token.text.isdecimal()
