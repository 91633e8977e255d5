"""Lines that an e-mail or Markdown quotes, each with the sign ``>`` before it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["quote_depth", "quoted_before", "quoted_from"]


def quote_depth(article: Article, index: int) -> int:
    """Count the signs before the first line of a paragraph: 2 in ``>> It is safe.``."""
    start = article.paragraphs[index].start
    line = max(article.text.rfind("\n", 0, start), article.text.rfind("\r", 0, start)) + 1
    return article.text.count(">", line, start)


def quoted_from(article: Article, first: int) -> list[Offsets]:
    """Return the spans of the quoted paragraphs from one on, one a paragraph; none if it is not."""
    return _spans(article, range(first, len(article.paragraphs)))


def quoted_before(article: Article, index: int) -> list[Offsets]:
    """Return the spans of the quoted paragraphs right before one."""
    return _spans(article, range(index - 1, -1, -1))[::-1]


def _spans(article: Article, places: range) -> list[Offsets]:
    """Return the spans of paragraphs as long as they are quoted no less deep than the first."""
    depth = max(1, quote_depth(article, places[0])) if places else 1
    quoted = takewhile(lambda place: quote_depth(article, place) >= depth, places)
    return [(article.paragraphs[place].start, article.paragraphs[place].end) for place in quoted]
