"""Texts of many lengths for what is measured of speed and memory, cut from the development sets."""

from __future__ import annotations

import re
from itertools import chain, cycle, islice
from random import Random
from typing import TYPE_CHECKING

from tests.benchmarks.predict import read_gold
from tests.benchmarks.scorer import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["WORD", "articles", "count_words", "first_words", "long_text", "posts", "short_texts"]

WORD = re.compile(r"\w+|[^\w\s]")
"""Words and punctuation marks, counted in the same way for every tool."""
LONGEST = 400
"""Words of the longest of the short texts."""


def count_words(texts: Sequence[str]) -> int:
    """Count words and marks."""
    return sum(len(WORD.findall(text)) for text in texts)


def articles(count: int | None = None, name: str = "polnear") -> list[str]:
    """Return so many development articles, or all."""
    return [article["text"] for article in read_gold(DATA / name / "dev.jsonl")[:count]]


def first_words(text: str, count: int, start: int = 0) -> str:
    """Return so many words and marks of a text, from one of them on."""
    found = list(islice(WORD.finditer(text), start, start + count))
    return text[found[0].start() : found[-1].end()] if found else ""


def posts(count: int, words: int) -> list[str]:
    """Return texts of so many words each, without line breaks, from news articles."""
    cut = (
        first_words(text, words, start)
        for text in articles()
        for start in range(0, count_words([text]) - words, words)
    )
    return [" ".join(text.split()) for text in islice(cut, count)]


def short_texts(count: int) -> Iterator[str]:
    """Yield the same texts of all lengths up to some hundred words, from news and fiction."""
    draw = Random(1)
    texts = articles() + articles(name="litbank")
    for text in islice(cycle(texts), count):
        words = draw.randint(1, LONGEST)
        start = draw.randrange(len(text))
        yield first_words(text[start : start + 8 * words], words) or text[:words]


def long_text(size: int) -> str:
    """Return one text of so many characters: news and fiction in turn, again and again."""
    texts = chain.from_iterable(zip(articles(78), articles(name="litbank"), strict=True))
    whole = "\n\n".join(texts)
    return (whole * (size // len(whole) + 1))[:size]
