"""How far the content of marked speech reaches: to what of its clauses has no marks.

Marks often stand around a part of a clause only: *said that in her state, "it is grim."*, or *"It
is just a bill" for the owners, he said.*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.comma_rules import cue_region
from quoteattr.attribution.marked.cue_beside import inner_text
from quoteattr.attribution.parts.cues import speech_verb
from quoteattr.attribution.parts.spans import Offsets, has_words, quotation_span, tidy
from quoteattr.records import Construction

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.clauses.report import Report
    from quoteattr.attribution.marked.speech import Speech
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Token

__all__ = ["speech_spans", "words_in_marks"]


def speech_spans(article: Article, speech: Speech) -> list[Offsets]:
    """The content of each quotation of a speech, with what of its clauses has no marks."""
    spans = _clause_before(article, speech)
    for quotation in speech.quotations:
        opener = _opener(article, speech, quotation)
        start = opener.start if opener else quotation.start
        end = _end(article, speech, quotation, opener)
        is_whole = (start, end) == (quotation.start, quotation.end)
        spans.append(quotation_span(article, quotation) if is_whole else tidy(article, start, end))
    return spans


def _clause_before(article: Article, speech: Speech) -> list[Offsets]:
    """*If the frost stays*, *she said, "the blossom is lost."*: what the marks go on with.

    One word, such as *But* or *Still*, is left out.
    """
    first, sentence = speech.quotations[0], speech.sentence
    starts_low = inner_text(article, first)[:1].islower()
    if not _follows_cue(speech) or not (speech.word and sentence and starts_low):
        return []
    region = cue_region(sentence, speech.word.token)
    if region is None or not first.opened or region[0] < MIN_CLAUSE:
        return []
    before, after = sentence[region[0] - 1], sentence.neighbour(sentence[region[1]])
    end = before.start
    if before.xpos == "''":  # It means "he does it well," she said, "but …"
        before = sentence[region[0] - 2]
    if before.text != "," or after is None or after.text != "," or after.end > first.start:
        return []
    if article.text[after.end : first.start].strip():
        return []
    return [tidy(article, sentence.start, end)]


def _follows_cue(speech: Speech) -> bool:
    return speech.construction is Construction.CUE_BEFORE_QUOTATION


MIN_CLAUSE = 3
"""The fewest tokens of such a clause, its comma with them."""


def _opener(article: Article, speech: Speech, quotation: Marked) -> Token | None:
    """The conjunction before the marks with which the clause begins.

    *"X," he said,* **but** *"y."* *She said* **that** *in her state, "it is grim."*
    """
    sentence = article.sentence_at(quotation.start)
    before = [t for t in sentence or () if t.end <= quotation.start]
    if quotation is not speech.quotations[0]:
        return before[-1] if before and before[-1].upos == "CCONJ" else None
    if not _follows_cue(speech) or speech.word is None:
        return None
    if sentence is not speech.sentence:
        return None
    after_cue = before[speech.word.token.index + 1 :]
    return next((t for t in after_cue if t.lower == "that" and t.deprel == "mark"), None)


def _end(article: Article, speech: Speech, quotation: Marked, opener: Token | None) -> int:
    """Where a clause that goes on behind the closing mark ends, or else that mark.

    It ends at the comma before the cue, or, where the cue does not follow, with the sentence.
    """
    sentence = article.sentence_at(quotation.end - 1)
    after = [t for t in sentence or () if t.start >= quotation.end]
    if not _goes_on(article, quotation, after):
        return quotation.end
    if quotation is not speech.quotations[0] or opener is not None:
        cut_off = any(speech_verb(t) or article.is_marked(t) for t in after)
        return quotation.end if cut_off else after[-1].end
    if speech.construction is not Construction.CUE_AFTER_QUOTATION or speech.word is None:
        return quotation.end
    cue = speech.word.token
    commas = [t.start for t in after if t.text == "," and t.start < cue.start]
    return commas[-1] if commas else quotation.end


def _goes_on(article: Article, quotation: Marked, after: list[Token]) -> bool:
    """Whether words in lower case follow marks that no punctuation ends."""
    inner = inner_text(article, quotation)
    return quotation.closed and inner[-1:].isalnum() and bool(after) and after[0].text[:1].islower()


VERBATIM = {"in the words of", "words"}
"""Expressions that announce words as they were said."""


def words_in_marks(article: Article, report: Report) -> Marked | None:
    """The words that an expression announces: *was, in the words of Ruiz,* [*"a mess"*]."""
    if report.word.lemma not in VERBATIM:
        return None
    sentence = report.sentence
    phrase = [t for t in sentence if t.index not in report.content and t.upos != "PUNCT"]
    for quotation in article.quotations_between(sentence.start, sentence.end):
        between = (phrase[-1].end, quotation.start), (quotation.end, phrase[0].start)
        if any(a <= b and not has_words(article, (a, b)) for a, b in between):
            return quotation
    return None
