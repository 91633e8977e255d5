"""What stands at the edges of a quotation in marks, inside them and before it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from quoteattr.attribution.parts.insertions import start_without_insertions
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked

__all__ = [
    "DASH",
    "INNER_EDGE",
    "character_before",
    "follows_dash",
    "inner_text",
    "is_introduced",
    "is_title_like",
    "opens_paragraph",
    "opens_sentence",
]

INNER_EDGE = " \t\r\n\u00a0\"'\u2018\u2019\u201c\u201d"
"""White space and inner marks at the edges of what stands inside the marks."""


def inner_text(article: Article, quotation: Marked) -> str:
    """Return the text inside the marks, without white space, inner marks or emoji at its edges."""
    text = article.text[quotation.inner_start : quotation.inner_end].strip(INNER_EDGE)
    while text and unicodedata.category(text[-1]) in EMOJI:
        text = text[:-1].rstrip(INNER_EDGE)
    return text


EMOJI = {"So", "Sk", "Mn", "Cf"}
"""Categories of emoji and of the invisible characters that vary and join them."""


def is_introduced(article: Article, quotation: Marked) -> bool:
    """Whether a comma or colon stands right before the quotation, or a dash after either of them.

    A dash alone ends the paragraph before it: *She said--*.
    """
    start = start_without_insertions(article, quotation)
    before = article.text[max(0, start - 8) : start].rstrip()
    plain = before.rstrip(DASH)
    if plain[-1:] in {",", ":"}:
        return True
    return plain != before and opens_paragraph(article, quotation)


DASH = "-\u2013\u2014"
"""Dashes, and the hyphens that may stand for one."""


def character_before(article: Article, quotation: Marked) -> str:
    """Return the last character before a quotation that is not white space.

    Advertisements and captions between the two are left out.
    """
    start = start_without_insertions(article, quotation)
    return article.text[max(0, start - 3) : start].rstrip()[-1:]


def opens_paragraph(article: Article, quotation: Marked) -> bool:
    """Whether a quotation is the first thing in its paragraph."""
    return quotation.start == article.paragraphs[quotation.paragraph].start


def is_title_like(article: Article, quotation: Marked) -> bool:
    """Whether all words but small ones begin with a capital, as in a title: *"Half a Loaf."*."""
    inner = inner_text(article, quotation)
    return all(w[:1].isupper() or w in SMALL_IN_TITLES for w in inner.split())


SMALL_IN_TITLES = words("function_words", "small_in_titles")


def opens_sentence(article: Article, quotation: Marked) -> bool:
    """Whether a quotation begins with a capital where a sentence may begin."""
    starts = opens_paragraph(article, quotation)
    is_upper = inner_text(article, quotation)[:1].isupper()
    return is_upper and (starts or character_before(article, quotation) in {".", "?", "!"})


def follows_dash(article: Article, quotation: Marked) -> bool:
    """Whether a quotation follows a dash: ``It will split in May — "maybe sooner", Ruud says.``."""
    before = article.text[max(0, quotation.start - 3) : quotation.start].rstrip()
    return before.endswith(("\u2013", "\u2014", "--"))
