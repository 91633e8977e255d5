"""Boundaries for quotations that lack one of their marks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.clauses.comma_rules import cue_after_content, cue_inside_content
from quoteattr.attribution.marked.unclosed import end_before_tag, is_stray
from quoteattr.attribution.parts.cues import speech_verb

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["repair"]


def repair(article: Article) -> Article:
    """Return the article, with unmatched quotation marks completed where syntax suggests.

    A quotation without an opening mark starts with the sentence in which it is closed, or after a
    colon in that sentence. One without a closing mark ends before the first cue that follows its
    content after a comma or a question mark, or else where the scan for marks ended it. A mark
    before the words that lead to another quotation is dropped.
    """
    if all(m.opened and m.closed for m in article.marked):
        return article
    kept = (m for m in article.marked if not is_stray(article, m))
    return evolve(article, marked=tuple(_repaired(article, m) for m in kept))


def _repaired(article: Article, quotation: Marked) -> Marked:
    if quotation.depth:
        return quotation
    if not quotation.opened:
        start = _likely_start(article, quotation)
        return evolve(quotation, start=start, inner_start=start)
    if not quotation.closed:
        end = _likely_end(article, quotation)
        return evolve(quotation, end=end, inner_end=end)
    return quotation


def _likely_start(article: Article, quotation: Marked) -> int:
    sentence = article.sentence_at(max(quotation.inner_end - 1, 0))
    if sentence is None or sentence.start >= quotation.inner_end:
        return quotation.start
    start = max(quotation.start, sentence.start)
    for token, following in pairwise(sentence):
        if token.text == ":" and start <= token.start and following.start < quotation.inner_end:
            start = following.start
    return start


def _likely_end(article: Article, quotation: Marked) -> int:
    for sentence in article.sentences_of.get(quotation.paragraph, ()):
        if sentence.end <= quotation.start or sentence.start >= quotation.end:
            continue
        for token in sentence:
            before = _before_cue(article, sentence, token) if token.start > quotation.start else []
            if before:
                return min(before[-1].end, quotation.end)
    return end_before_tag(article, quotation)


def _before_cue(article: Article, sentence: Sentence, token: Token) -> list[Token]:
    """Return the part of a cue's content that stands before it, if a comma separates the two.

    If the content goes on after the cue, a mark must open there: *"Later, she said, "we left."*
    """
    if speech_verb(token) is None:
        return []
    content = cue_after_content(sentence, token)
    if not content:
        content = cue_inside_content(sentence, token)
        after = next((t for t in content if t.index > token.index), None)
        opened = article.quotation_at(after.start) if after is not None else None
        if after is None or opened is None or opened.start != after.start:
            return []
    return [t for t in content if t.index < token.index]
