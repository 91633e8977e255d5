"""Articles with hand-annotated quotes, and the readings of them that are right."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.attribution.readings.candidates import Candidate, find_candidates
from quoteattr.attribution.readings.constructions import ROWS
from quoteattr.reader import read
from quoteattr.training.articles import read_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft, Phrase
    from quoteattr.syntax.parser import SentenceParser

__all__ = [
    "Annotated",
    "agrees",
    "annotated",
    "letters",
    "letters_of",
    "outer_candidates",
    "read_documents",
    "same_source",
    "with_readings",
]

_log = logging.getLogger(__name__)

Letters = frozenset[int]
"""Offsets of letters and digits."""


@frozen
class Annotated:
    """An article, the readings that the rules propose, and the annotated quotes."""

    article: Article
    candidates: tuple[Candidate, ...]
    quotes: tuple[tuple[Letters, Letters], ...]
    """Letters of the content and of the source of each annotated quote."""
    doubtful: tuple[tuple[Letters, Letters], ...]
    """Likewise of those marked ``optional``: whoever finds them is neither right nor wrong."""
    marked: tuple[Sequence[int], ...]
    """Spans of all annotated contents."""


def read_documents(path: Path, parser: SentenceParser) -> Iterator[Annotated]:
    """Read and parse the articles of a gold file."""
    for number, document in enumerate(read_articles(path), 1):
        yield annotated(document, parser)
        if number % 50 == 0:
            _log.info("%d articles read", number)


def annotated(document: dict[str, Any], parser: SentenceParser) -> Annotated:
    """Parse one article and find its readings."""
    return with_readings(document, read(document["text"], parser))


def with_readings(document: dict[str, Any], article: Article) -> Annotated:
    """Find the readings of one parsed article."""
    text, quotes = document["text"], document["quotes"]
    sure, doubtful = (
        tuple(
            (letters(text, q["content"]), letters(text, q["source"]))
            for q in quotes
            if q.get("optional", False) is is_doubtful
        )
        for is_doubtful in (False, True)
    )
    marked = tuple(span for q in quotes for span in q["content"])
    return Annotated(article, tuple(find_candidates(article)), sure, doubtful, marked)


def outer_candidates(document: Annotated) -> Iterator[Candidate]:
    """Yield the readings outside quotes, as the corpus annotates no quote inside another."""
    inside = [*document.marked]
    for candidate in document.candidates:
        if ROWS[candidate.draft.evidence].holds_quotes:
            inside += candidate.draft.contents
    for candidate in document.candidates:
        if not _is_nested(candidate, inside):
            yield candidate


def _is_nested(candidate: Candidate, inside: Sequence[Sequence[int]]) -> bool:
    """Whether the cue of a candidate stands inside one of these spans."""
    cue = candidate.draft.cue
    return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in inside)


def letters(text: str, spans: Iterable[Sequence[int]]) -> Letters:
    """Return the offsets of the letters and digits of spans, without space and punctuation."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def letters_of(text: str, phrase: Phrase | None) -> Letters:
    """Return the offsets of the letters and digits of a phrase; none if there is no phrase."""
    return letters(text, [(phrase.start, phrase.end)] if phrase else [])


def agrees(document: Annotated, draft: Draft) -> bool | None:
    """Whether an annotated quote shares half of the content and has the same source.

    ``None`` if only a doubtful quote does.
    """
    text = document.article.text
    content, source = letters(text, draft.contents), letters_of(text, draft.source)
    if _is_among(document.quotes, content, source):
        return True
    return None if _is_among(document.doubtful, content, source) else False


def _is_among(quotes: Iterable[tuple[Letters, Letters]], content: Letters, source: Letters) -> bool:
    return any(
        2 * len(content & other) >= len(content | other) and same_source(source, by)
        for other, by in quotes
        if content & other
    )


def same_source(one: Letters, other: Letters) -> bool:
    """Whether half of the shorter of two sources is part of the other, or both are missing."""
    if not one or not other:
        return not one and not other
    return 2 * len(one & other) >= min(len(one), len(other))
