"""The extent of marked speech, which may include words of its clauses outside the marks.

Marks often enclose only a part of a clause: *said that in her state, "it is grim."*, or *"It is
just a bill" for the owners, he said.*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.comma_rules import cue_region
from quoteattr.attribution.marked.edges import character_before, inner_text
from quoteattr.attribution.parts.cues import speech_verb
from quoteattr.attribution.parts.spans import Offsets, has_words, quotation_span, tidy
from quoteattr.lexicon import words
from quoteattr.records import Construction

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.clauses.report import Report
    from quoteattr.attribution.marked.speech import Speech
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["speech_spans", "words_in_marks"]


def speech_spans(article: Article, speech: Speech) -> list[Offsets]:
    """Return the content of each quotation of a speech, with its clauses' words outside marks."""
    spans = _clause_before(article, speech)
    for quotation in speech.quotations:
        opener = _opener(article, speech, quotation)
        start = opener.start if opener else quotation.start
        end = _end(article, speech, quotation, opener)
        is_whole = (start, end) == (quotation.start, quotation.end)
        spans.append(quotation_span(article, quotation) if is_whole else tidy(article, start, end))
    return spans


def _clause_before(article: Article, speech: Speech) -> list[Offsets]:
    """Find the clause that marks complete: **If the frost stays**, *she said, "all is lost."*.

    A single word, such as *But* or *Still*, is left out.
    """
    first, sentence, word = speech.quotations[0], speech.sentence, speech.word
    if not _follows_cue(speech) or sentence is None or word is None:
        return []
    if not first.opened or not inner_text(article, first)[:1].islower():
        return []
    region = cue_region(sentence, word.token)
    if region is None or not _is_between_commas(article, sentence, region, first):
        return []
    return [tidy(article, sentence.start, sentence[region[0] - 1].start)]


def _is_between_commas(
    article: Article, sentence: Sentence, cue: tuple[int, int], quotation: Marked
) -> bool:
    """Whether a cue stands between a clause with a comma, and a comma right before a quotation."""
    first, last = cue
    if first < MIN_CLAUSE:
        return False
    before, after = sentence[first - 1], sentence.neighbour(sentence[last])
    if before.xpos == "''":  # It means "he does it well," she said, "but …"
        before = sentence[first - 2]
    if before.text != "," or after is None or after.text != ",":
        return False
    return after.end <= quotation.start and not article.text[after.end : quotation.start].strip()


def _follows_cue(speech: Speech) -> bool:
    """Whether the cue stands before the first quotation."""
    return speech.construction is Construction.CUE_BEFORE_QUOTATION


MIN_CLAUSE = 3
"""The fewest tokens of a clause before the cue, including its comma."""


def _opener(article: Article, speech: Speech, quotation: Marked) -> Token | None:
    """Find the conjunction before the marks that opens their clause.

    *"X," he said,* **but** *"y."* *She said* **that** *in her state, "it is grim."*
    """
    sentence = article.sentence_at(quotation.start)
    before = [t for t in sentence or () if t.end <= quotation.start]
    if quotation is not speech.quotations[0]:
        return before[-1] if before and before[-1].upos == "CCONJ" else None
    if not _follows_cue(speech) or speech.word is None:
        return None
    if sentence is not speech.sentence or character_before(article, quotation) == ":":
        return None
    after_cue = before[speech.word.token.index + 1 :]
    return next((t for t in after_cue if t.lower == "that" and t.deprel == "mark"), None)


def _end(article: Article, speech: Speech, quotation: Marked, opener: Token | None) -> int:
    """Find the end of a quotation, or of its clause where that goes on after the closing mark.

    The clause ends at the comma before the cue, or, where no cue follows, with the sentence.
    """
    sentence = article.sentence_at(quotation.end - 1)
    after = [t for t in sentence or () if t.start >= quotation.end]
    if not _is_clause_unfinished(article, quotation, after):
        return quotation.end
    if quotation is speech.quotations[0] and opener is None:
        return _comma_before_cue(speech, after) or quotation.end
    is_cut_off = any(speech_verb(t) or article.is_marked(t) for t in after)
    return quotation.end if is_cut_off else after[-1].end


def _comma_before_cue(speech: Speech, after: list[Token]) -> int | None:
    """Return the offset of the last comma between a quotation and the cue after it."""
    if speech.construction is not Construction.CUE_AFTER_QUOTATION or speech.word is None:
        return None
    cue = speech.word.token
    commas = (t.start for t in reversed(after) if t.text == "," and t.start < cue.start)
    return next(commas, None)


def _is_clause_unfinished(article: Article, quotation: Marked, after: list[Token]) -> bool:
    """Whether marks that end without punctuation are followed by words in lower case."""
    inner = inner_text(article, quotation)
    return quotation.closed and inner[-1:].isalnum() and bool(after) and after[0].text[:1].islower()


VERBATIM = words("cues", "prepositions.verbatim")
"""Expressions that introduce somebody's exact words."""


def words_in_marks(article: Article, report: Report) -> Marked | None:
    """Find the quotation that such words introduce: *was, in the words of Ruiz,* [*"a mess"*]."""
    if report.word.lemma not in VERBATIM:
        return None
    sentence = report.sentence
    phrase = [t for t in sentence if t.index not in report.content and t.upos != "PUNCT"]
    for quotation in article.quotations_between(sentence.start, sentence.end):
        between = (phrase[-1].end, quotation.start), (quotation.end, phrase[0].start)
        if any(a <= b and not has_words(article, (a, b)) for a, b in between):
            return quotation
    return None
