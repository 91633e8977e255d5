"""Quotations that a copula joins to words for speech: *"No" was* **her answer**."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import character_before, inner_text
from quoteattr.attribution.parts.cues import CueWord, WordClass, cue_word, is_utterance_noun
from quoteattr.attribution.parts.noun_sources import named_author, noun_source
from quoteattr.lexicon import words
from quoteattr.records import Act

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["copular_cue"]

POINTING = words("function_words", "pointing")
"""Words that may refer to a quotation from the sentence after it."""
RELATIVE = {"acl:relcl", "advcl:relcl"}
LONGEST_COMMENT = 4
"""Words that may stand between copula and colon: *Her answer was* **short and clear**: *…*."""


def copular_cue(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the word for speech that a copula joins to a quotation, its source in its sentence.

    *"X" was* **the reply** *from the bank*; *"X." Those were her* **words**; *"X" is what he*
    **told** *us*; *Her* **answer** *was: "X"*. So does a colon: *that famous Ana Ruiz* **line**:
    *"X"*.
    """
    if by_colon := _named_at_colon(article, quotation):
        return by_colon
    sentence = article.sentence_at(quotation.end - 1)
    if sentence is None:
        return None
    after = [t for t in sentence if t.start >= quotation.end and t.upos != "PUNCT"]
    if not after and sentence.index + 1 < len(article.sentences):
        sentence = article.sentences[sentence.index + 1]
        is_next = sentence.paragraph == quotation.paragraph and sentence[0].lower in POINTING
        after = list(sentence.tokens[1:]) if is_next else []
    word = _named_by(sentence, after[0]) if after else None
    return (sentence, word) if word else _named_before(article, quotation)


def _named_by(sentence: Sentence, copula: Token) -> CueWord | None:
    """Return the word for speech that follows a copula whose subject is the quotation."""
    predicate = sentence.head(copula) if copula.relation == "cop" else None
    if predicate is None or predicate.index < copula.index:
        return None
    if predicate.lower in {"what", "how"}:
        clauses = (t for t in sentence.children(predicate) if t.deprel in RELATIVE)
        word = next(filter(None, map(cue_word, clauses)), None)
        return word if word and word.act is not Act.THOUGHT else None
    return _noun_of_speech(sentence, predicate)


def _noun_of_speech(sentence: Sentence, noun: Token) -> CueWord | None:
    """Return a noun as a cue, if it means something said and its source is named."""
    is_sourced = is_utterance_noun(noun) and noun_source(sentence, noun, ()) is not None
    return cue_word(noun) if is_sourced else None


def _named_at_colon(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the noun in *that famous Ana Ruiz* **line**: *"X"*, whose source stands before it."""
    sentence = article.sentence_at(max(quotation.start - 1, 0))
    before = [t for t in sentence or () if t.end <= quotation.start]
    if sentence is None or len(before) < 2 or before[-1].text not in {":", ","}:
        return None
    noun = before[-2]
    if noun.upos != "NOUN" or not (is_utterance_noun(noun) or noun.lemma.lower() in SAYINGS):
        return None
    source = noun_source(sentence, noun, ()) or named_author(sentence, noun)
    if source is None or source.index > noun.index:
        return None
    return sentence, CueWord(noun, noun.lemma.lower(), WordClass.NOUN, Act.SPEECH)


SAYINGS = words("cues", "nouns.sayings")


def _named_before(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the noun in *Her* **answer** *was: "X"*: the subject of a copula before a quotation."""
    sentence = article.sentence_at(max(quotation.start - 1, 0))
    before = [t for t in sentence or () if t.end <= quotation.start and t.upos != "PUNCT"]
    copula = next((t for t in reversed(before) if t.lemma == "be"), None)
    if sentence is None or copula is None:
        return None
    place = before.index(copula)
    subject = _subject_beside(sentence, before[:place], copula)
    if subject is None or not _leads_to(article, quotation, before[place + 1 :]):
        return None
    word = _noun_of_speech(sentence, subject)
    return (sentence, word) if word else None


def _subject_beside(sentence: Sentence, before: list[Token], copula: Token) -> Token | None:
    """Return the subject whose phrase ends right before a copula."""
    for noun in reversed(before):
        if noun.relation == "nsubj" and sentence.subtree(noun)[-1].index == copula.index - 1:
            return noun
    return None


def _leads_to(article: Article, quotation: Marked, comment: list[Token]) -> bool:
    """Whether a copula leads to a quotation: at once, or by a short comment and a colon."""
    if len(comment) > LONGEST_COMMENT or any(t.upos == "VERB" for t in comment):
        return False
    if character_before(article, quotation) == ":":
        return True
    return not comment and inner_text(article, quotation)[:1].isupper()
