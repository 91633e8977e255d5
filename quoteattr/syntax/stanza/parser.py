"""A parser from text to sentences with exact offsets, for analysers such as Stanza's."""

from __future__ import annotations

import os
import sys
import threading
import weakref
from itertools import groupby
from typing import TYPE_CHECKING

from quoteattr.characters.normalise import normalise
from quoteattr.syntax.stanza.boundaries import cap_lengths, rejoin
from quoteattr.syntax.stanza.portions import Chunk, cut_paragraphs, portions
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.syntax.parser import HasRange
    from quoteattr.syntax.stanza.analyser import Analyser, Analysis, Word

__all__ = ["MAX_WORDS", "Parser"]

MAX_WORDS = 200
"""Longer sentences are cut: a parser's time and memory grow with the square of their length."""
_MAX_FORM = 100
"""Characters of a word that the model reads; the rest of a long URL tells it nothing."""


class Parser:
    """Splits and parses text with one loaded model.

    A parser may be shared between threads, which then take turns. It also works in forked
    processes, where torch is limited to one thread.
    """

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lock = threading.Lock()
        _PARSERS.add(self)

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Return the sentences of a text, in order.

        Each character of the paragraphs belongs to one token, except those that
        :func:`~quoteattr.characters.normalise.normalise` turns into spaces. No sentence crosses
        the end of a paragraph. A sentence of more than :data:`MAX_WORDS` words is cut into several.
        The result does not depend on what was parsed before or is parsed at the same time.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse, in order.
        """
        sentences: list[Sentence] = []
        for portion in portions(cut_paragraphs(normal := normalise(text), paragraphs)):
            with self._lock:
                split = [
                    (number, words)
                    for number, found in self._split(normal, portion)
                    for words in cap_lengths(rejoin(found, normal), MAX_WORDS)
                ]
                forms = [[word.form[:_MAX_FORM] for word in words] for _, words in split]
                analyses = self._analyser.analyse(forms)
            for (number, words), analysis in zip(split, analyses, strict=True):
                sentences.append(_to_sentence(text, words, analysis, number, len(sentences)))
        return tuple(sentences)

    def _split(self, text: str, chunks: Sequence[Chunk]) -> Iterator[tuple[int, list[list[Word]]]]:
        """Yield the sentences of each paragraph, as words with offsets into the text."""
        split = self._analyser.split([text[chunk.start : chunk.end] for chunk in chunks])
        pairs = zip(chunks, split, strict=True)
        for number, group in groupby(pairs, key=lambda pair: pair[0].paragraph):
            yield (
                number,
                [
                    [
                        word._replace(start=word.start + chunk.start, end=word.end + chunk.start)
                        for word in sentence
                    ]
                    for chunk, found in group
                    for sentence in found
                ],
            )


def _to_sentence(
    text: str, words: list[Word], analyses: list[Analysis], paragraph: int, index: int
) -> Sentence:
    """Make a sentence from its words and their analyses."""
    tokens = tuple(
        Token(i, word.start, word.end, text[word.start : word.end], *analysis)
        for i, (word, analysis) in enumerate(zip(words, analyses, strict=True))
    )
    return Sentence(tokens, paragraph, index)


_PARSERS: weakref.WeakSet[Parser] = weakref.WeakSet()


def _renew_after_fork() -> None:
    """Replace locks that other threads may have held when the process was forked.

    With several threads torch would hang in the fork, where OpenMP's threads no longer exist.
    """
    for parser in _PARSERS:
        parser._lock = threading.Lock()
    if _PARSERS and "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_after_fork)
