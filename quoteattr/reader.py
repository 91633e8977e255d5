"""The only way from a text to an article: its paragraphs, its marks and its parsed sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.article import Article
from quoteattr.attribution.marked.repair import repair
from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.syntax.appositions import with_appositions
from quoteattr.syntax.case import with_case
from quoteattr.syntax.given_names import with_given_names
from quoteattr.syntax.habits import with_habits
from quoteattr.syntax.own_cues import with_own_cues
from quoteattr.syntax.predicates import with_predicates

if TYPE_CHECKING:
    from quoteattr.syntax.parser import SentenceParser

__all__ = ["read"]


def read(text: str, parser: SentenceParser) -> Article:
    """Read a text as extraction, training, tests and benchmarks all see it.

    Args:
        text: Any text; all offsets count its code points.
        parser: Splits it into sentences and parses them.

    Returns:
        The article, its missing quotation marks restored with the help of the parse. Its text is
        the one given, or, if that has only capitals or only small letters, as long.
    """
    paragraphs = find_paragraphs(text)
    text, sentences = with_case(text, parser.parse(text, paragraphs))
    for mend in (with_given_names, with_appositions, with_predicates, with_habits, with_own_cues):
        sentences = mend(sentences)
    return repair(Article(text, paragraphs, find_marked(text, paragraphs), sentences))
