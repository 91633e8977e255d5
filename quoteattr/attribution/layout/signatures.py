"""Dashes and names after a quotation: *“We lost everything.” — Ada Obi, baker*; tweets too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.syntax.tree import Sentence

__all__ = ["find_signed"]

SIGNATURE = re.compile(
    r"(?P<dash>[\u2014\u2015\u2013]|--|(?<!\w)-)\s?"
    r"(?P<name>(?:[a-z]+ ){0,4}[A-Z@][^\n\u2014\u2015\u2013:;!?\"<>\u201c\u201d]{1,60}?)"
    r"(?:,? [A-Z][a-z]{2,8} \d{1,2},? \d{4})?\W*$"
)
"""A dash, a name, and perhaps the date of a tweet, at the end of a paragraph."""

LONGEST = 200
"""Characters of a paragraph's end in which a signature stands, so that long ones cost no more."""


def find_signed(article: Article) -> Iterator[Block]:
    """[“We lost everything.”] — Ada Obi, baker.

    What is signed is the paragraph up to the dash, or the one before if dash and name stand alone.
    It must be in marks, or the name carry a handle (``@…``).
    """
    for index, paragraph in enumerate(article.paragraphs):
        start = max(paragraph.start, paragraph.end - LONGEST)
        match = SIGNATURE.search(article.text, start, paragraph.end)
        if match is None:
            continue
        start, end = paragraph.start, match.start("dash")
        if start == end and index > 0:
            start, end = article.paragraphs[index - 1].start, article.paragraphs[index - 1].end
        quotation = article.quotation_at(start)
        in_marks = quotation is not None and quotation.start == start and end - quotation.end < 3
        sentence = article.sentence_at(match.start("name"))
        if sentence is None or _is_clause(sentence, *match.span("name")):
            continue
        if start < end and (in_marks or "(@" in match["name"]):
            name, dash = match.span("name"), match.span("dash")
            signed = Construction.SIGNATURE
            yield Block(((start, end),), dash, "\u2014", signed, name, sentence)


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands after the dash has a verb: *— the mayor said it twice*."""
    return any(t.upos in {"VERB", "AUX"} and start <= t.start < end for t in sentence)
