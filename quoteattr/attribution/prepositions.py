"""Sources that a preposition names: *according to the bank*, *in the minister's words*."""

from __future__ import annotations


from quoteattr.attribution.cues import CueWord, WordClass
from quoteattr.attribution.report import Report
from quoteattr.lexicon import table
from quoteattr.records import Act
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token
    from collections.abc import Iterator

__all__ = ["find_prepositional"]


def find_prepositional(sentence: Sentence) -> Iterator[Report]:
    """[Prices fell], **according to** the bank. In her **words**, [it was a mistake]."""
    for token in sentence:
        words = _opening(sentence, token)
        if words:
            report = _with_following_source(sentence, token, words)
        elif token.lower == "in":
            report = _with_possessor(sentence, token)
        else:
            report = None
        if report is not None:
            yield report


def _opening(sentence: Sentence, token: Token) -> tuple[str, ...]:
    """The words of the expression that starts here, if one does."""
    for expression in table("cues")["prepositions"]["speech"]:
        words = tuple(expression.split())
        following = sentence.tokens[token.index : token.index + len(words)]
        if tuple(t.lower for t in following) == words:
            return words
    return ()


def _with_following_source(
    sentence: Sentence, token: Token, words: tuple[str, ...]
) -> Report | None:
    start, after = token.index, token.index + len(words)
    source = _noun_phrase_head(sentence, after, set(range(start, after)))
    if source is None:
        return None
    phrase = {t.index for t in sentence.subtree(source)} | set(range(start, after))
    phrase = _stretch(phrase, source.index) | set(range(start, after))
    return _report(sentence, token, " ".join(words), phrase, source)


def _with_possessor(sentence: Sentence, token: Token) -> Report | None:
    """In the minister's words"""
    noun = sentence.head(token)
    if noun is None or noun.lower not in table("cues")["prepositions"]["possessed"]:
        return None
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is None or noun.index < token.index:
        return None
    phrase = set(range(token.index, noun.index + 1))
    return _report(sentence, noun, noun.lower, phrase, possessor)


def _report(
    sentence: Sentence, token: Token, lemma: str, phrase: set[int], source: Token
) -> Report | None:
    content = _content(sentence, phrase)
    if not content:
        return None
    word = CueWord(token, lemma, WordClass.PREPOSITION, Act.SPEECH)
    return Report(sentence, word, "source-phrase", frozenset(content), source)


def _noun_phrase_head(sentence: Sentence, first: int, cue: set[int]) -> Token | None:
    """The head of the noun phrase that starts at ``first``, whatever it is attached to."""
    if first >= len(sentence):
        return None
    token = sentence[first]
    while True:
        head = sentence.head(token)
        if head is None or head.index < first or head.upos not in NOMINAL:
            return token if token.upos in NOMINAL else None
        token = head


NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM"}


def _stretch(indices: set[int], around: int) -> set[int]:
    """The run of neighbouring indices around one of them."""
    first = last = around
    while first - 1 in indices:
        first -= 1
    while last + 1 in indices:
        last += 1
    return set(range(first, last + 1))


def _content(sentence: Sentence, phrase: set[int]) -> set[int]:
    """The sentence around the phrase, if commas set the phrase off or it ends the sentence."""
    left = set(range(min(phrase)))
    right = set(range(max(phrase) + 1, len(sentence)))
    words = {i for i in left | right if sentence[i].upos != "PUNCT"}
    return left | right if len(words) > 1 else set()
