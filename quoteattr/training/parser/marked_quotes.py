"""Articles whose quotes are marked by hand, to learn the roles of words in quotes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.errors import InputError
from quoteattr.training.articles import read_articles
from quoteattr.training.parser.marked import label_characters, marked_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quoteattr.training.parser.marked import MarkedParagraph

__all__ = ["is_held_out", "read_quotes"]


def is_held_out(number: int) -> bool:
    """Tell whether an article is held out from the encoder, as every fifth is.

    How far to trust the encoder's roles is learned on these.

    Args:
        number: Place of the article in its file, from 0.
    """
    return number % 5 == 0


def read_quotes(
    path: Path, splits: Mapping[str, Sequence[int]], *, hold_out: bool = True
) -> list[MarkedParagraph]:
    """Read the paragraphs of the articles in a file of JSON lines.

    Args:
        path: Articles with ``text`` and ``quotes``, whose ``content``, ``cue`` and ``source`` are
            lists of spans, start and end in code points.
        splits: Words to divide, see :func:`quoteattr.training.parser.examples.find_splits`.
        hold_out: Whether to leave out the articles that :func:`is_held_out` selects.

    Raises:
        InputError: The file cannot be read, or a line is not such an article.
    """
    articles = read_articles(path)
    kept = [a for n, a in enumerate(articles) if not (hold_out and is_held_out(n))]
    try:
        return [p for article in kept for p in _paragraphs(article, splits)]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} holds no articles with quotes ({error!r})") from error


def _paragraphs(
    article: Mapping[str, Any], splits: Mapping[str, Sequence[int]]
) -> Iterator[MarkedParagraph]:
    text = article["text"]
    labels = label_characters(text, "roles", _spans(article["quotes"]))
    return marked_paragraphs(text, "roles", labels, splits)


def _spans(quotes: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of all sources, then of all cues and contents, which count more."""
    rows = list(quotes)
    for role in ("source", "cue", "content"):
        for start, end in (span for quote in rows for span in quote[role]):
            yield start, end, role
