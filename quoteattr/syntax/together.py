"""Short texts parsed together, which is faster than one by one, with the same sentences."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.syntax.parser import GivenTrees, ParserOfMany

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.parser import SentenceParser

__all__ = ["parsers_for", "read_together"]


def read_together(parser: SentenceParser) -> int:
    """Return how many code points of texts are best parsed together; 1 where none are."""
    return 2 * parser.gains_from_many if isinstance(parser, ParserOfMany) else 1


def parsers_for(parser: SentenceParser, texts: Sequence[str]) -> list[SentenceParser]:
    """Return a parser for each text: one that gives the sentences found already, where it may.

    Long texts, and those at which the parser fails, are left to be parsed one by one; so are all of
    them by a parser that parses no others.
    """
    parsers = [parser] * len(texts)
    if not isinstance(parser, ParserOfMany):
        return parsers
    short = [place for place, text in enumerate(texts) if len(text) <= parser.gains_from_many]
    if len(short) < 2:
        return parsers
    with suppress(Exception):  # whose fault it is shows where each is parsed by itself
        parsed = parser.parse_many([(texts[i], find_paragraphs(texts[i])) for i in short])
        for place, sentences in zip(short, parsed, strict=True):
            parsers[place] = GivenTrees(sentences)
    return parsers
