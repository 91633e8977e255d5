"""Quotations that stand for themselves: whole sentences in marks, no headings and no titles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import (
    DASH,
    INNER_EDGE,
    follows_dash,
    inner_text,
    is_title_like,
    opens_paragraph,
)
from quoteattr.attribution.parts.grammar import DASHES
from quoteattr.attribution.parts.speaking import is_impersonal
from quoteattr.lexicon.kinds import is_given, is_honorific

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Token

__all__ = ["stands_alone"]


def stands_alone(article: Article, quotation: Marked) -> bool:
    """Whether the marks enclose whole sentences."""
    if not quotation.opened or _is_heading(article, quotation):
        return False
    if not _starts(article, quotation) or not _ends(article, quotation):
        return False
    inner = inner_text(article, quotation)
    return inner[-1:] in ".?!\u2026,\u2014-" or len(inner.split()) > 2


def _starts(article: Article, quotation: Marked) -> bool:
    """Whether a quotation begins where a sentence may begin, or with a capital after a dash."""
    before = article.text[max(quotation.start - 5, 0) : quotation.start].rstrip(INNER_EDGE)[-1:]
    if opens_paragraph(article, quotation) or before in ".?!:)":
        return True
    return follows_dash(article, quotation) and inner_text(article, quotation)[:1].isupper()


def _ends(article: Article, quotation: Marked) -> bool:
    """Whether a quotation ends as a sentence does, or breaks off before a dash outside its marks.

    With a comma it does unless it may be named: *"What the dog saw,"* **a book** *by …*.
    """
    inner = inner_text(article, quotation)
    following = article.text[quotation.end : quotation.end + 6].strip()
    if inner[-1:] in ".?!\u2026\u2014-" or following.startswith(".") or not quotation.closed:
        return True
    if is_title_like(article, quotation):
        return False
    if following[:1] in DASHES:
        return following.lstrip(DASH)[:1].islower()
    return inner[-1:] == "," and not _is_commented(article, quotation)


def _is_commented(article: Article, quotation: Marked) -> bool:
    """Whether what follows a quotation says what it names, or tells something about it.

    *"What the dog saw,"* **a book** *by …*; *"We start at dawn,"* **which** *…*; **it** *emerged*.
    """
    sentence = article.sentence_at(quotation.end)
    following = (t for t in sentence or () if t.start >= quotation.end and t.upos != "PUNCT")
    first = next(following, None)
    if first is None:
        return False
    return first.upos in {"DET", "NOUN", "ADJ", "NUM"} or is_impersonal(first)


def _is_heading(article: Article, quotation: Marked) -> bool:
    """Whether a quotation is a paragraph of its own in title case: *'Half a Loaf.'*.

    Who is addressed is no part of a title: *"Good-bye, Mrs. Holt."*.
    """
    paragraph = article.paragraphs[quotation.paragraph]
    words = inner_text(article, quotation).split()
    return (
        (quotation.start, quotation.end) == (paragraph.start, paragraph.end)
        and 2 < len(words) <= LONGEST_HEADING
        and words[-1][-1] not in "!?"
        and is_title_like(article, quotation)
        and not _addresses(_tokens(article, quotation))
    )


LONGEST_HEADING = 10
"""Words."""
ADDRESSING = {"vocative", "discourse"}
"""Relations of who is addressed, and of words such as *yes*."""


def _addresses(tokens: Sequence[Token]) -> bool:
    """Whether somebody is addressed, by the tree or by a title or given name after a comma."""
    if any(t.relation in ADDRESSING for t in tokens):
        return True
    after_comma = (t.text for before, t in pairwise(tokens) if before.text == ",")
    return any(is_honorific(word) or is_given(word) for word in after_comma)


def _tokens(article: Article, quotation: Marked) -> list[Token]:
    """Return the tokens in a quotation."""
    return [token for _, token in article.words_between(quotation.start, quotation.end)]
