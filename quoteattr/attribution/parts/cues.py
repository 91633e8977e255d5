"""Reporting words: which tokens of a sentence may be cues, and which act they express."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.parts.multiword import is_idiomatic
from quoteattr.lexicon import table, words
from quoteattr.lexicon.stems import stems
from quoteattr.records import Act
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CueWord",
    "PlacedCue",
    "WordClass",
    "acts_of",
    "cue_span",
    "cue_word",
    "find_cue_words",
    "is_negated",
    "is_utterance_noun",
    "quotatives",
    "reporting_lemma",
    "speech_verb",
    "verbs",
]


class WordClass(StrEnum):
    """Word class of a reporting word; it decides which rules are tried."""

    VERB = "verbs"
    NOUN = "nouns"
    ADJECTIVE = "adjectives"
    PREPOSITION = "prepositions"


@frozen
class CueWord:
    """A token that may report."""

    token: Token
    lemma: str
    word_class: WordClass
    act: Act


PlacedCue = tuple[Sentence, CueWord]
"""A cue and its sentence."""

NEGATIONS = words("function_words", "negations")
CLASSES = {
    "VERB": WordClass.VERB,
    "AUX": WordClass.VERB,
    "NOUN": WordClass.NOUN,
    "ADJ": WordClass.ADJECTIVE,
}


def find_cue_words(sentence: Sentence) -> Iterator[CueWord]:
    """Yield the reporting words of a sentence, left to right."""
    words = (word for word in map(cue_word, sentence) if word and not _is_attribute(word))
    return (word for word in words if not is_idiomatic(sentence, word.token))


def _is_attribute(word: CueWord) -> bool:
    """Whether a verb modifies a noun as an adjective does: *her* **repeated** *claim*."""
    return word.word_class is WordClass.VERB and word.token.relation == "amod"


def cue_word(token: Token) -> CueWord | None:
    """Return a token as a reporting word, or ``None`` if the lexicon does not list it."""
    word_class = CLASSES.get(token.upos)
    lemma = reporting_lemma(token, word_class) if word_class else ""
    if word_class is None or not lemma:
        return None
    return CueWord(token, lemma, word_class, acts_of(word_class)[lemma])


def speech_verb(token: Token) -> CueWord | None:
    """Return a token as a verb that can introduce or follow direct speech, or ``None``."""
    word = cue_word(token)
    is_verb = word is not None and word.word_class is WordClass.VERB
    return word if word and is_verb and word.lemma in quotatives() else None


def quotatives() -> frozenset[str]:
    """Return the verbs that can introduce, interrupt or follow direct speech."""
    return verbs("quotative")


@cache
def verbs(name: str) -> frozenset[str]:
    """The verbs of one list of the lexicon, such as ``hearers`` or ``naming``."""
    return words("cues", f"verbs.{name}")


def is_utterance_noun(noun: Token) -> bool:
    """Whether a noun denotes an utterance: *answer*, *verdict*."""
    lemma = reporting_lemma(noun, WordClass.NOUN) if noun.upos == "NOUN" else ""
    return lemma in words("cues", "nouns.utterances")


@cache
def acts_of(word_class: WordClass) -> dict[str, Act]:
    """Return every reporting word of a class with its act: speech before writing and thought."""
    lists = table("cues")[word_class.value]
    return {
        lemma: act
        for act in (Act.THOUGHT, Act.WRITING, Act.SPEECH)
        for lemma in lists.get(act.value, ())
    }


def reporting_lemma(token: Token, word_class: WordClass) -> str:
    """Return the lemma under which the lexicon lists a token, or an empty string.

    A lemmatizer may leave an unknown form unchanged, so regular endings are tried too.
    """
    known = acts_of(word_class)
    lemma = token.lemma.lower()
    if lemma in known:
        return lemma
    if word_class is WordClass.ADJECTIVE:
        return ""
    return next((stem for stem in stems(token.lower) if stem in known), "")


def is_negated(sentence: Sentence, token: Token) -> bool:
    """Whether the report itself is negated: **did not say** when, **declined to say** when."""
    head = sentence.head(token)
    if head is not None and token.relation == "xcomp" and head.lemma in verbs("denying"):
        return True
    return any(child.lower in NEGATIONS for child in sentence.children(token, "advmod"))


def cue_span(sentence: Sentence, token: Token, excluded: set[int]) -> tuple[int, int]:
    """Return the start and end of a cue: a word with its auxiliaries, adverbs and particle.

    A preposition between it and the content belongs to it too: **called for** *a strike*.
    """
    first = last = token.index
    while first > 0 and _belongs(sentence, first - 1, token, excluded):
        first -= 1
    while last + 1 < len(sentence) and _follows(sentence, last + 1, token, excluded):
        last += 1
    last = _with_preposition(sentence, last, excluded)
    return sentence[first].start, sentence[last].end


def _belongs(sentence: Sentence, index: int, head: Token, excluded: set[int]) -> bool:
    """Whether a token before a reporting word is its auxiliary, adverb or negation."""
    token = sentence[index]
    if token.head != head.index or index in excluded:
        return False
    is_adverb = (token.deprel, token.upos) == ("advmod", "ADV") and token.xpos != "WRB"
    return token.relation in {"aux", "cop"} or is_adverb or token.lower in NEGATIONS | {"to"}


def _follows(sentence: Sentence, index: int, head: Token, excluded: set[int]) -> bool:
    """Whether a token after a reporting word is its particle, adverb or negation."""
    token = sentence[index]
    if token.head != head.index or index in excluded:
        return False
    is_idiom = head.lemma == "put" and token.lower == "it"  # as she put it
    return (
        is_idiom
        or token.deprel == "compound:prt"
        or (token.deprel, token.upos) == ("advmod", "ADV")
        or token.lower in NEGATIONS
    )


def _with_preposition(sentence: Sentence, last: int, content: set[int]) -> int:
    """Return the last index of a cue, prepositions that lead to the content included."""
    end = last
    while end + 1 < len(sentence) and _is_preposition(sentence[end + 1]) and end + 1 not in content:
        end += 1
    return end if end + 1 in content else last


def _is_preposition(token: Token) -> bool:
    return token.upos in {"ADP", "SCONJ"} and token.relation in {"case", "mark", "fixed"}
