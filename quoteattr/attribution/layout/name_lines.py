"""Names on lines of their own: of who says the quotation above, or the quotations below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block
from quoteattr.attribution.layout.label_signs import tokens_between
from quoteattr.attribution.layout.labels import after_bullet
from quoteattr.attribution.marked.edges import inner_text
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.characters.marks import Marked

__all__ = [
    "NAME_LINE",
    "find_below_names",
    "is_clause",
    "is_in_marks",
    "is_name_of",
    "quotation_at",
]

NAME_LINE = re.compile(
    r"(?P<sign>)(?:\*\*|#{2,4} )?(?P<name>[A-Z\u00c0-\u00de@][^\n:;!?\"<>*\u201c\u201d]{1,60}?)"
    r"(?:\*\*)?(?<!\.)$"
)
"""A name, perhaps in bold or as a heading, and perhaps what somebody is, that fill a paragraph."""


def find_below_names(article: Article) -> Iterator[Block]:
    """Find what several persons say below their names: *Ada Quist, baker* [“I cross it daily.”].

    The names stand on lines of their own. Below them stand paragraphs in marks, or entries of a
    list, of which those with words in marks are what somebody says. One such line alone may be
    a caption or a byline, and after a quotation names may sign what stands above them.
    """
    groups: dict[Offsets, list[tuple[Offsets, ...]]] = {}
    for index in range(len(article.paragraphs)):
        match = _name_line(article, index)
        signs = index > 0 and not groups and is_in_marks(article, index - 1)
        if match is not None and not signs and (said := _said_below(article, index)):
            groups[match.span("name")] = said
    if len(groups) < 2:
        return
    for name, said in groups.items():
        sentence = article.sentence_at(name[0])
        assert sentence is not None, "a name has tokens"
        for contents in said:
            yield Block(contents, None, ":", Construction.LABEL, name, sentence)


def _name_line(article: Article, index: int) -> re.Match[str] | None:
    """Match a paragraph that is the name of a person, and perhaps what that person is."""
    paragraph = article.paragraphs[index]
    match = NAME_LINE.match(article.text, paragraph.start, paragraph.end)
    return match if match and is_name_of(article, match, {Kind.PERSON}) else None


def _said_below(article: Article, index: int) -> list[tuple[Offsets, ...]]:
    """Return what stands in marks right below a line: paragraphs of one speech, or of a list."""
    paragraphs: list[Offsets] = []
    entries: list[tuple[Offsets, ...]] = []
    for place in range(index + 1, len(article.paragraphs)):
        paragraph = article.paragraphs[place]
        start = after_bullet(article, paragraph)
        if start > paragraph.start and not paragraphs:
            if _is_said(article, start, paragraph.end):
                entries.append(((start, paragraph.end),))
        elif is_in_marks(article, place) and not entries:
            paragraphs.append((start, paragraph.end))
        else:
            break
    return entries or ([tuple(paragraphs)] if paragraphs else [])


def _is_said(article: Article, start: int, end: int) -> bool:
    """Whether an entry holds words in marks that are no title: *“Nemesis”*."""
    inner = [inner_text(article, q) for q in article.quotations_between(start, end)]
    return any(text[-1:] in END_MARKS or len(text.split()) > LONGEST_TITLE for text in inner)


END_MARKS = ".?!\u2026"
LONGEST_TITLE = 3
"""Words of titles, without an end mark, that entries of a list may name."""


def is_in_marks(article: Article, index: int) -> bool:
    """Whether a paragraph is whole sentences in marks."""
    paragraph = article.paragraphs[index]
    quotation = quotation_at(article, paragraph.start, paragraph.end)
    return quotation is not None and inner_text(article, quotation)[-1:] in END_MARKS


def quotation_at(article: Article, start: int, end: int) -> Marked | None:
    """Return the quotation that covers a span, but for a space or two at its end, if one does."""
    quotation = article.quotation_at(start)
    is_whole = quotation is not None and quotation.start == start and end - quotation.end < 3
    return quotation if is_whole else None


def is_name_of(article: Article, match: re.Match[str], kinds: Container[Kind]) -> bool:
    """Whether words are a name of one of these kinds, and what its bearer is after a comma."""
    start, end = match.span("name")
    sentence = article.sentence_at(start)
    tokens = [t for t in sentence or () if start <= t.start < end]
    if sentence is None or not tokens or is_clause(article, start, end):
        return False
    found = article.names_in(sentence, tokens[0].index, tokens[-1].index)
    if not found or found[0].first != tokens[0].index or found[0].kind not in kinds:
        return False
    after = sentence.neighbour(sentence[found[0].last])
    return after is None or after.start >= end or after.text in {",", "("}


def is_clause(article: Article, start: int, end: int) -> bool:
    """Whether words have a verb: *the mayor said it twice*."""
    return any(t.upos in {"VERB", "AUX"} for t in tokens_between(article, start, end))
