"""A Stanza pipeline as an :class:`~quoteattr.syntax.stanza.analyser.Analyser`."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import stanza
import torch

from quoteattr.syntax.stanza.analyser import Analysis
from quoteattr.syntax.stanza.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.stanza.analyser import Word

__all__ = ["StanzaAnalyser"]

_BLANK_LINE = "\n\n"


class StanzaAnalyser:
    """Runs the processors of one pipeline: first those that split, then those that annotate.

    Args:
        pipeline: A pipeline with the processors ``tokenize``, ``pos``, ``lemma`` and ``depparse``,
            and ``mwt`` if there are multi-word tokens. It is not changed.
    """

    def __init__(self, pipeline: stanza.Pipeline) -> None:
        processors = pipeline.processors
        self._splitters = [processors[name] for name in ("tokenize", "mwt") if name in processors]
        self._annotators = [processors[name] for name in ("pos", "lemma", "depparse")]

    def split(self, blocks: Sequence[str]) -> list[list[list[Word]]]:
        """Return the sentences of each block, as words with offsets into the block.

        No sentence crosses blocks, because Stanza treats a blank line as a boundary.
        """
        text = _BLANK_LINE.join(blocks)
        document: Any = text
        for processor in self._splitters:
            document = processor.process(document)
        starts = list(accumulate((len(block) + len(_BLANK_LINE) for block in blocks), initial=0))
        split: list[list[list[Word]]] = [[] for _ in blocks]
        for sentence in document.sentences:
            number = bisect_right(starts, sentence.tokens[0].start_char) - 1
            words = (word for token in sentence.tokens for word in words_of(token, text))
            split[number].append([_moved(word, -starts[number]) for word in words])
        return split

    @torch.inference_mode()
    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """Return one analysis for each word form."""
        document = stanza.Document(
            [
                [{"id": (index,), "text": form} for index, form in enumerate(sentence, 1)]
                for sentence in sentences
            ]
        )
        for processor in self._annotators:
            document = processor.process(document)
        return [[_analysis(word) for word in s.words] for s in document.sentences]


def _moved(word: Word, offset: int) -> Word:
    """Return a word with its offsets shifted."""
    return word._replace(start=word.start + offset, end=word.end + offset)


def _analysis(word: Any) -> Analysis:
    """Convert the annotations of a Stanza word."""
    lemma = word.lemma or word.text
    return Analysis(lemma, word.upos, word.xpos or "_", word.head - 1, word.deprel)
