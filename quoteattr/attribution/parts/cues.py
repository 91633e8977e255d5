"""Words that report: which tokens of a sentence may be cues, and what act they stand for."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.parts.multiword import is_idiomatic
from quoteattr.lexicon import table, words
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "CueWord",
    "WordClass",
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
    """Grammar of a reporting word; it decides which rules are tried."""

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


NEGATIONS = words("function_words", "negations")
CLASSES = {
    "VERB": WordClass.VERB,
    "AUX": WordClass.VERB,
    "NOUN": WordClass.NOUN,
    "ADJ": WordClass.ADJECTIVE,
}


def find_cue_words(sentence: Sentence) -> Iterator[CueWord]:
    """The reporting words of a sentence, left to right."""
    words = (word for word in map(cue_word, sentence) if word and not _is_attribute(word))
    return (word for word in words if not is_idiomatic(sentence, word.token))


def _is_attribute(word: CueWord) -> bool:
    """*her* **repeated** *claim*: a verb before a noun."""
    return word.word_class is WordClass.VERB and word.token.relation == "amod"


def cue_word(token: Token) -> CueWord | None:
    """The token as a reporting word, if the lexicon has it."""
    word_class = CLASSES.get(token.upos)
    lemma = reporting_lemma(token, word_class) if word_class else ""
    if word_class is None or not lemma:
        return None
    return CueWord(token, lemma, word_class, acts_of(word_class)[lemma])


def speech_verb(token: Token) -> CueWord | None:
    """The token as a verb that can introduce or follow direct speech, if the lexicon has it."""
    word = cue_word(token)
    is_verb = word is not None and word.word_class is WordClass.VERB
    return word if word and is_verb and word.lemma in quotatives() else None


def quotatives() -> frozenset[str]:
    """Verbs that can introduce, interrupt or follow direct speech."""
    return verbs("quotative")


@cache
def verbs(name: str) -> frozenset[str]:
    """The verbs of one list of the lexicon, such as ``hearers`` or ``naming``."""
    return words("cues", f"verbs.{name}")


def is_utterance_noun(noun: Token) -> bool:
    """Whether a noun stands for words as they were said: *answer*, *verdict*."""
    lemma = reporting_lemma(noun, WordClass.NOUN) if noun.upos == "NOUN" else ""
    return lemma in words("cues", "nouns.utterances")


@cache
def acts_of(word_class: WordClass) -> dict[str, Act]:
    """Every reporting word of a class, with its act; speech goes before writing, then thought."""
    lists = table("cues")[word_class.value]
    return {
        lemma: act
        for act in (Act.THOUGHT, Act.WRITING, Act.SPEECH)
        for lemma in lists.get(act.value, ())
    }


def reporting_lemma(token: Token, word_class: WordClass) -> str:
    """The lemma under which the lexicon has the token; empty if it has not.

    A lemmatizer may leave an unknown form as it is, so the regular endings are tried too.
    """
    known = acts_of(word_class)
    lemma = token.lemma.lower()
    if lemma in known:
        return lemma
    if word_class is WordClass.ADJECTIVE:
        return ""
    return next((stem for stem in _stems(token.lower) if stem in known), "")


ENDINGS = (("ing", ("", "e")), ("ied", ("y",)), ("ies", ("y",)), ("ed", ("", "e")), ("s", ("",)))


def _stems(form: str) -> Iterator[str]:
    for ending, replacements in ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        yield from (stem + replacement for replacement in replacements)
        if stem[-1] == stem[-2]:
            yield stem[:-1]


def is_negated(sentence: Sentence, token: Token) -> bool:
    """Whether the reporting itself is denied: **did not say** when, **declined to say** when."""
    head = sentence.head(token)
    if head is not None and token.relation == "xcomp" and head.lemma in verbs("denying"):
        return True
    return any(child.lower in NEGATIONS for child in sentence.children(token, "advmod"))


def cue_span(sentence: Sentence, token: Token, excluded: set[int]) -> tuple[int, int]:
    """First and last code point of the cue: a word, its auxiliaries, and particle or adverb.

    A preposition between them and the content is theirs too: **called for** *a strike*.
    """
    first = last = token.index
    while first > 0 and _belongs(sentence, first - 1, token, excluded):
        first -= 1
    while last + 1 < len(sentence) and _follows(sentence, last + 1, token, excluded):
        last += 1
    last = _with_preposition(sentence, last, excluded)
    return sentence[first].start, sentence[last].end


def _belongs(sentence: Sentence, index: int, head: Token, excluded: set[int]) -> bool:
    token = sentence[index]
    if token.head != head.index or index in excluded:
        return False
    is_adverb = (token.deprel, token.upos) == ("advmod", "ADV") and token.xpos != "WRB"
    return token.relation in {"aux", "cop"} or is_adverb or token.lower in NEGATIONS | {"to"}


def _follows(sentence: Sentence, index: int, head: Token, excluded: set[int]) -> bool:
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
    end = last
    while end + 1 < len(sentence) and _is_preposition(sentence[end + 1]) and end + 1 not in content:
        end += 1
    return end if end + 1 in content else last


def _is_preposition(token: Token) -> bool:
    return token.upos in {"ADP", "SCONJ"} and token.relation in {"case", "mark", "fixed"}
