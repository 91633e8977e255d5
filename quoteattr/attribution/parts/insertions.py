"""Advertisements, captions, links and dates that stand between the paragraphs of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked

__all__ = ["past_insertions", "start_without_insertions"]

OPENING = re.compile(
    r"[\[(]?(?P<word>[^\W\d_]+)(?: (?P<second>[^\W\d_]+))?(?P<after>.*)", re.DOTALL
)
LONGEST = 20
"""Words that an insertion may have."""
DAY, MONTH = r"\d{1,2}(?:st|nd|rd|th)?", r"[A-Z][a-z]{2,8}\.?"
IN_DIGITS = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
DATE = rf"(?:{MONTH} {DAY},? \d{{4}}|{DAY} {MONTH},? \d{{4}}|{IN_DIGITS})"
TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?"
STAMP = re.compile(
    rf"(?:{DATE}(?:,? (?:at )?{TIME})?|\d{{1,3}} (?:minute|hour|day|week|month|year)s? ago)"
)
"""The date of a comment, on a line of its own: *March 4, 2023 at 7:45 am*."""


def _is_inserted(article: Article, index: int) -> bool:
    """Whether a paragraph is no part of the article: *Advertisement*, *Photo by …*."""
    paragraph = article.paragraphs[index]
    text = article.text[paragraph.start : paragraph.end]
    if STAMP.fullmatch(text):
        return True
    match = OPENING.match(text) if len(text.split()) <= LONGEST else None
    if match is None or text[-1] in '"\u201d\u2019':
        return False
    insertions = words("insertions", "openings")
    word, second = fold(match["word"]), fold(match["second"] or "")
    if second and f"{word} {second}" in insertions:
        return True
    return word in insertions and (not second or second in words("insertions", "following"))


def past_insertions(article: Article, index: int) -> int:
    """Return the index of the next paragraph of the article, from this one on."""
    while index < len(article.paragraphs) - 1 and _is_inserted(article, index):
        index += 1
    return index


def start_without_insertions(article: Article, quotation: Marked) -> int:
    """Return where a quotation would begin but for the insertions right before it."""
    start, before = quotation.start, quotation.paragraph - 1
    if start > article.paragraphs[quotation.paragraph].start:
        return start
    while before > 0 and _is_inserted(article, before):
        start, before = article.paragraphs[before].start, before - 1
    return start
