"""Signatures, a dash and a name after a quotation or tweet: *“We lost all.” — Ada Obi, baker*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence

__all__ = ["find_signed"]

SIGNATURE = re.compile(
    r"(?P<dash>[\u2014\u2015\u2013]|--|(?<!\w)-)\s?"
    r"(?P<name>(?:[a-z]+ ){0,4}[A-Z@][^\n\u2014\u2015\u2013:;!?\"<>\u201c\u201d]{1,60}?)"
    r"(?:,? [A-Z][a-z]{2,8} \d{1,2},? \d{4})?\W*$"
)
"""A dash, a name, and perhaps the date of a tweet, at the end of a paragraph."""

LONGEST = 200
"""Only this many characters at the end of a paragraph are searched, to bound the time."""


def find_signed(article: Article) -> Iterator[Block]:
    """Find quotations and tweets with a signature: [“We lost everything.”] *— Ada Obi, baker*.

    The content is the paragraph up to the dash, or the one before if dash and name stand alone. It
    must be in marks, or the name must come with a handle (``@…``).
    """
    for index, paragraph in enumerate(article.paragraphs):
        start = max(paragraph.start, paragraph.end - LONGEST)
        match = SIGNATURE.search(article.text, start, paragraph.end)
        if match is None:
            continue
        start, end = _signed_text(article, index, match.start("dash"))
        if start < end and ("(@" in match["name"] or _is_in_marks(article, start, end)):
            name, dash = match.span("name"), match.span("dash")
            sentence = article.sentence_at(name[0])
            if sentence is not None and not _is_clause(sentence, *name):
                signed = Construction.SIGNATURE
                yield Block(((start, end),), dash, "\u2014", signed, name, sentence)


def _signed_text(article: Article, index: int, dash: int) -> Offsets:
    """Return the span before the dash in a paragraph, or the paragraph before if that is empty."""
    start = article.paragraphs[index].start
    if start == dash and index > 0:
        before = article.paragraphs[index - 1]
        return before.start, before.end
    return start, dash


def _is_in_marks(article: Article, start: int, end: int) -> bool:
    """Whether a quotation covers a span, but for a space or two at its end."""
    quotation = article.quotation_at(start)
    return quotation is not None and quotation.start == start and end - quotation.end < 3


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words after a dash have a verb: *— the mayor said it twice*."""
    return any(t.upos in {"VERB", "AUX"} and start <= t.start < end for t in sentence)
