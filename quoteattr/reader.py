"""The one way from a text to an article: its paragraphs, its trees and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.article import Article
from quoteattr.attribution.marked.repair import repair
from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.syntax.appositions import with_appositions

if TYPE_CHECKING:
    from quoteattr.syntax.parser import SentenceParser

__all__ = ["read"]


def read(text: str, parser: SentenceParser) -> Article:
    """Read a text as extraction, training, tests and benchmarks all see it.

    Args:
        text: Any text; all offsets count its code points.
        parser: Finds its sentences and their trees.
    """
    paragraphs = find_paragraphs(text)
    sentences = with_appositions(parser.parse(text, paragraphs))
    return repair(Article(text, paragraphs, find_marked(text, paragraphs), sentences))
