"""The case of texts that have only one: *THE MINISTER, PETER QUILL, SAID*, *peter quill said*.

What is a name is known by the parser, which sees it by its place as well as by its capital. Names
are then written as elsewhere, and so is all else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon import words
from quoteattr.lexicon.common import rank
from quoteattr.lexicon.kinds import is_city, is_family, is_given, noun_kind
from quoteattr.view import with_capitals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["with_case"]

_START, _SHORTEST = 400, 40
"""The beginning of a text, and letters that it must have there for their case to say anything."""
_CAPITAL_AMID = re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z]")
"""A capital that neither begins a sentence nor is *I*."""
_TAGS = {"NN": "NNP", "NNP": "NNP", "NNS": "NNPS", "NNPS": "NNPS", "JJ": "NNP"}
"""Those of words that names consist of, and what they are there."""
_LONGEST_ACRONYM = {"organisation": 5, "place": 3}
"""Letters of a single word that is no other name, by the type of the entity."""
_COMMON = 5000
"""Rank below which a word is no acronym."""
_OF_CLAN = re.compile(r"\bMc([a-z])(?=[a-z]{2})")
"""What has a capital within the word: *McDonald*."""


def with_case(text: str, sentences: Sequence[Sentence]) -> tuple[str, tuple[Sentence, ...]]:
    """Return a text of one case as it would be in both, and its sentences; others as they are.

    No offset moves.
    """
    in_capitals = text.isupper()
    if sum(map(str.isalpha, text[:_START])) < _SHORTEST or not (in_capitals or _is_lower(text)):
        return text, tuple(sentences)
    names = [_names(sentence) for sentence in sentences]
    letters = list(_lowered(text))
    for found in names:
        for token, is_acronym in found.values():
            is_upper = (is_acronym and in_capitals) or _is_known_acronym(token.text)
            shown = token.text.upper() if is_upper else _titled(token.text)
            if len(shown) == len(token.text):
                letters[token.start : token.end] = shown
    cased = with_capitals("".join(letters))
    return cased, tuple(
        evolve(sentence, tokens=tuple(_with_case(token, cased, found) for token in sentence))
        for sentence, found in zip(sentences, names, strict=True)
    )


def _is_lower(text: str) -> bool:
    """Tell whether only what begins a sentence, and *I*, has a capital."""
    if _CAPITAL_AMID.search(text, 0, _START):
        return False
    return all(with_capitals(_lowered(piece)) == piece for piece in text.split("\n"))


def _lowered(text: str) -> str:
    """Lower each letter that stays one character."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _titled(word: str) -> str:
    """Write a word as a name: *Quill*, *O'Hara*, *McDonald*."""
    return _OF_CLAN.sub(lambda match: f"Mc{match[1].upper()}", word.title())


def _is_known_acronym(word: str) -> bool:
    return word.lower() in words("organisation_nouns", "acronyms")


def _may_be_acronym(word: str) -> bool:
    """Tell whether a short word in the name of an organisation is neither a word nor a name."""
    common = rank(word.lower())
    is_word = (common is not None and common < _COMMON) or noun_kind(word) is not None
    return not is_word and not (is_given(word.title()) or is_family(word) or is_city(word))


def _names(sentence: Sentence) -> dict[int, tuple[Token, bool]]:
    """Return the words of names by their index, and whether each is an acronym."""
    found = {token.index: (token, False) for token in sentence if token.xpos in {"NNP", "NNPS"}}
    for entity in sentence.entities:
        longest = _LONGEST_ACRONYM.get(entity.type, 0)
        for token in sentence.tokens[entity.first : entity.last + 1]:
            if token.xpos in _TAGS:
                is_short = len(token.text) <= longest
                is_alone = entity.first == entity.last
                found[token.index] = (
                    token,
                    is_short
                    and (
                        is_alone or (entity.type == "organisation" and _may_be_acronym(token.text))
                    ),
                )
    return found


def _with_case(token: Token, text: str, names: dict[int, tuple[Token, bool]]) -> Token:
    shown = text[token.start : token.end]
    is_name = token.index in names
    lemma = token.lemma.lower()
    return evolve(
        token,
        text=shown,
        lemma=shown if is_name and lemma == shown.lower() else lemma,
        upos="PROPN" if is_name else token.upos,
        xpos=_TAGS[token.xpos] if is_name else token.xpos,
    )
