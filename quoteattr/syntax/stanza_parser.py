"""From text to parsed sentences, with exact offsets."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Protocol

from quoteattr.syntax.boundaries import cap_lengths, rejoin
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.syntax.analyser import Analyser, Analysis, Word

__all__ = ["MAX_WORDS", "Parser"]

MAX_WORDS = 200
"""Longer sentences are cut: a parser's time and memory grow with the square of the length."""
_MAX_BLOCK = 4000
"""Characters that the tokenizer gets at once; its own windows are 1,000 characters."""
_BATCH_WORDS = 5000
"""Words that are tagged and parsed together."""
_MAX_FORM = 200
"""Characters of a word that the model reads; what follows in a URL tells it nothing."""
_MARKS = str.maketrans("“”‘’–—", "\"\"''--")


class _Range(Protocol):
    start: int
    end: int


class Parser:
    """Splits and parses text with one loaded model.

    A parser may be shared between threads, which then take turns, and goes on working in
    forked processes, where it uses one thread.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lock = threading.Lock()
        self._process = os.getpid()

    def parse(self, text: str, paragraphs: Sequence[_Range]) -> tuple[Sentence, ...]:
        """The sentences of a text, in its order.

        No sentence crosses the end of a paragraph. A sentence of more than :data:`MAX_WORDS`
        words comes back as several. The same text gives the same sentences, whatever was parsed
        before or is parsed at the same time.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse.
        """
        normal = text.translate(_MARKS)
        sentences: list[Sentence] = []
        with self._exclusive():
            for number, words, analyses in self._analysed(normal, paragraphs):
                sentences.append(_to_sentence(text, number, len(sentences), words, analyses))
        return tuple(sentences)

    def _exclusive(self) -> threading.Lock:
        if self._process != os.getpid():  # a lock that another thread held stays shut in a fork
            import torch  # noqa: PLC0415 - it is loaded already if there is a model

            self._lock = threading.Lock()
            self._process = os.getpid()
            torch.set_num_threads(1)  # OpenMP's threads do not survive a fork
        return self._lock

    def _analysed(
        self, text: str, paragraphs: Sequence[_Range]
    ) -> Iterator[tuple[int, list[Word], list[Analysis]]]:
        batch: list[tuple[int, list[Word]]] = []
        size = 0
        for number, paragraph in enumerate(paragraphs):
            for words in self._split(text, paragraph.start, paragraph.end):
                if batch and size + len(words) > _BATCH_WORDS:
                    yield from self._analyse(batch)
                    batch, size = [], 0
                batch.append((number, words))
                size += len(words)
        yield from self._analyse(batch)

    def _split(self, text: str, start: int, end: int) -> list[list[Word]]:
        sentences: list[list[Word]] = []
        for left, right in _blocks(text, start, end):
            (found,) = self._analyser.split([text[left:right]])
            for sentence in found:
                sentences.append(
                    [w._replace(start=w.start + left, end=w.end + left) for w in sentence]
                )
        return cap_lengths(rejoin(sentences, text), MAX_WORDS)

    def _analyse(
        self, batch: list[tuple[int, list[Word]]]
    ) -> Iterator[tuple[int, list[Word], list[Analysis]]]:
        forms = [[word.form[:_MAX_FORM] for word in words] for _, words in batch]
        if batch:
            for (number, words), analyses in zip(batch, self._analyser.analyse(forms), strict=True):
                yield number, words, analyses


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of at most ``_MAX_BLOCK`` characters, cut at spaces where there are any."""
    while end - start > _MAX_BLOCK:
        cut = next(
            (i for i in range(start + _MAX_BLOCK, start, -1) if text[i - 1].isspace()),
            start + _MAX_BLOCK,
        )
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _to_sentence(
    text: str, paragraph: int, index: int, words: list[Word], analyses: list[Analysis]
) -> Sentence:
    tokens = tuple(
        Token(i, word.start, word.end, text[word.start : word.end], *analysis)
        for i, (word, analysis) in enumerate(zip(words, analyses, strict=True))
    )
    return Sentence(tokens, paragraph, index)
