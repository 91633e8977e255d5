"""Lines that an e-mail or Markdown quotes, each with the sign ``>`` before it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["quoted_before", "quoted_from"]


def quoted_from(article: Article, first: int) -> list[Offsets]:
    """Return the spans of the quoted paragraphs from one on, one a paragraph; none if it is not."""
    return _spans(article, range(first, len(article.paragraphs)))


def quoted_before(article: Article, index: int) -> list[Offsets]:
    """Return the spans of the quoted paragraphs right before one."""
    return _spans(article, range(index - 1, -1, -1))[::-1]


def _spans(article: Article, places: range) -> list[Offsets]:
    """Return the spans of paragraphs as long as they are quoted no less deep than the first."""
    depths = article.quote_depths
    depth = max(1, depths[places[0]]) if places else 1
    quoted = takewhile(lambda place: depths[place] >= depth, places)
    return [(article.paragraphs[place].start, article.paragraphs[place].end) for place in quoted]
