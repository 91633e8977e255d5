"""Signatures, names after quotations, tweets or quoted lines: *“We lost all.” — Ada Obi, baker*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block, is_set_off
from quoteattr.attribution.layout.labels import after_bullet
from quoteattr.attribution.layout.name_lines import (
    NAME_LINE,
    is_clause,
    is_in_marks,
    is_name_of,
    quotation_at,
)
from quoteattr.attribution.layout.quoted_lines import quoted_before
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["find_signed"]

CAPITAL = r"[A-Z\u00c0-\u00de@]"

SIGNATURE = re.compile(
    r"(?P<sign>[\u2014\u2015\u2013~]|--|(?<!\w)-)\s?[*_]*"
    rf"(?P<name>(?:[a-z]+ ){{0,4}}{CAPITAL}"
    r"[^\n\u2014\u2015\u2013~*_:;!?\"<>\u201c\u201d]{0,60}?)"
    r"(?:,? [*_][^*_\n]+[*_]|,? [A-Z][a-z]{2,8} \d{1,2},? \d{4})?\W*$"
)
"""A dash or tilde, a name, and perhaps a work or the date of a tweet, that end a paragraph."""

BRACKETS = re.compile(
    rf"(?P<sign>[(\[])(?P<name>{CAPITAL}"
    r"[^\n()\[\]:;!?\"<>\u201c\u201d\d]{1,60}?)"
    r"(?:,? \d{1,4})?[)\]]\W*$"
)
"""A name in brackets, perhaps with an age or a year, at the end of a paragraph."""

LONGEST = 200
"""Only this many characters at the end of a paragraph are searched, to bound the time."""


def find_signed(article: Article) -> Iterator[Block]:
    """Find quotations, tweets and quoted lines with a signature: [“We lost everything.”] *— Obi*.

    The content is the paragraph up to the signature, or what stands before that if it stands alone.
    It must be in marks or be lines with the sign of a quotation, or the name must come with a
    handle (``@…``). A name in brackets or on a line of its own must be a person's or, in brackets,
    an organisation's.
    """
    signatures: set[int] = set()
    for index in range(len(article.paragraphs)):
        match = _signature(article, index, signatures)
        if match is None:
            continue
        name, sign = match.span("name"), match.span("sign")
        contents = _signed_contents(article, index, sign[0])
        sentence = article.sentence_at(name[0])
        if contents and sentence is not None and _may_sign(article, contents, match["name"]):
            signatures.add(index)
            signed = Construction.SIGNATURE
            cue = sign if match["sign"] else None
            yield Block(tuple(contents), cue, "\u2014", signed, name, sentence)


def _signature(article: Article, index: int, signatures: Container[int]) -> re.Match[str] | None:
    """Find the signature at the end of a paragraph, or that fills it."""
    paragraph = article.paragraphs[index]
    start = max(paragraph.start, paragraph.end - LONGEST)
    match = SIGNATURE.search(article.text, start, paragraph.end)
    if match is not None:
        return None if is_clause(article, *match.span("name")) else match
    match = BRACKETS.search(article.text, start, paragraph.end)
    if match is not None:
        names_source = is_name_of(article, match, {Kind.PERSON, Kind.ORGANISATION})
        return match if names_source else None
    match = NAME_LINE.match(article.text, paragraph.start, paragraph.end)
    if match is not None and _signs_quotation_above(article, index, signatures):
        return match if is_name_of(article, match, {Kind.PERSON}) else None
    return None


def _signs_quotation_above(article: Article, index: int, signatures: Container[int]) -> bool:
    """Whether the paragraph before is whole sentences in marks, with no name line before it.

    If a blank line stands between, another paragraph in marks must follow, or none.
    """
    if index == 0 or not is_in_marks(article, index - 1):
        return False
    is_apart = is_set_off(article, index) and index + 1 < len(article.paragraphs)
    if is_apart and not is_in_marks(article, index + 1):
        return False
    if index == 1 or index - 2 in signatures:
        return True
    earlier = article.paragraphs[index - 2]
    return NAME_LINE.match(article.text, earlier.start, earlier.end) is None


def _signed_contents(article: Article, index: int, sign: int) -> list[Offsets]:
    """Return the spans before the signature in a paragraph, or those before it if it is alone."""
    start = after_bullet(article, article.paragraphs[index])
    if start < sign:
        above = quoted_before(article, index) if article.quote_depths[index] else []
        return [*above, (start, sign)]
    if index == 0:
        return []
    if _ends_quoted_text(article, index):
        return [(before.start, before.end) for before in article.paragraphs[:index]]
    before = article.paragraphs[index - 1]
    return quoted_before(article, index) or [(before.start, before.end)]


def _ends_quoted_text(article: Article, index: int) -> bool:
    """Whether a paragraph is the last of a text of which each line has the sign of a quotation."""
    return article.is_all_quoted and index + 1 == len(article.paragraphs)


def _may_sign(article: Article, contents: list[Offsets], name: str) -> bool:
    """Whether contents are in marks or quoted lines, or a name has a handle."""
    start, end = contents[0][0], contents[-1][1]
    first = article.paragraph_at(start)
    is_quoted = article.quote_depths[first] > 0
    is_quoted = is_quoted or _ends_quoted_text(article, article.paragraph_at(end) + 1)
    return is_quoted or "(@" in name or quotation_at(article, start, end) is not None
