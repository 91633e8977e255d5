"""Excerpts of fiction whose coreference is marked by hand, as JSON lines.

Each lists its characters, places and bodies in ``entities``, with all their ``mentions`` as
``[start, end, form]``. Every fifth excerpt is left out: how well speakers are found in fiction is
measured on those.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import InputError
from quoteattr.training.antecedents.coreference import Annotated, head_of
from quoteattr.training.articles import read_articles
from quoteattr.training.parser.marked_quotes import is_held_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.syntax.tree import Sentence

__all__ = ["read_excerpts"]


def read_excerpts(path: Path, parser: SentenceParser) -> list[Annotated]:
    """Read the excerpts of a file, and parse them.

    Raises:
        InputError: The file cannot be read, or holds something else.
    """
    excerpts = [a for number, a in enumerate(read_articles(path)) if not is_held_out(number)]
    try:
        return [_read_excerpt(excerpt, parser) for excerpt in excerpts]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path} holds no excerpts with mentions ({error!r})") from error


def _read_excerpt(excerpt: Mapping[str, Any], parser: SentenceParser) -> Annotated:
    text = excerpt["text"]
    sentences = parser.parse(text, find_paragraphs(text))
    starts = [sentence.start for sentence in sentences]
    entities: dict[tuple[int, int], frozenset[str]] = {}
    for entity in excerpt["entities"]:
        for start, end, _ in entity["mentions"]:
            place = bisect_right(starts, start) - 1
            head = _head(sentences[place], start, end) if place >= 0 else None
            if head is not None:
                known = entities.get((place, head), frozenset())
                entities[place, head] = known | {entity["id"]}
    return Annotated(str(excerpt.get("id", "")), text, sentences, entities)


def _head(sentence: Sentence, start: int, end: int) -> int | None:
    """Return the index of the head of a mention; ``None`` if it holds no whole word."""
    inside: Sequence[int] = [t.index for t in sentence if start <= t.start and t.end <= end]
    return head_of(sentence.tokens, inside[0], inside[-1]) if inside else None
