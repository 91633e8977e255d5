"""A Stanza pipeline as an :class:`~quoteattr.syntax.analyser.Analyser`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import stanza
import torch

from quoteattr.syntax.analyser import Analysis, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["StanzaAnalyser"]


class StanzaAnalyser:
    """Runs the processors of one pipeline."""

    def __init__(self, pipeline: stanza.Pipeline) -> None:
        processors = pipeline.processors
        self._splitters = [processors[name] for name in ("tokenize", "mwt") if name in processors]
        self._annotators = [processors[name] for name in ("pos", "lemma", "depparse")]

    def split(self, blocks: Sequence[str]) -> list[list[list[Word]]]:
        """The sentences of each block, as words with offsets into the block."""
        return [self._split_block(block) for block in blocks]

    def _split_block(self, block: str) -> list[list[Word]]:
        document: Any = block
        for processor in self._splitters:
            document = processor.process(document)
        return [_words(sentence, block) for sentence in document.sentences]

    @torch.inference_mode()
    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """One analysis for every word form; each sentence gets a tree with a single root."""
        document = stanza.Document(
            [
                [{"id": (index,), "text": form} for index, form in enumerate(sentence, 1)]
                for sentence in sentences
            ]
        )
        for processor in self._annotators:
            document = processor.process(document)
        return [
            [
                Analysis(
                    word.lemma or word.text, word.upos, word.xpos or "", word.head - 1, word.deprel
                )
                for word in sentence.words
            ]
            for sentence in document.sentences
        ]


def _words(sentence: Any, block: str) -> list[Word]:
    """The words of a Stanza sentence, parts of contractions as words of their own."""
    words = []
    for token in sentence.tokens:
        start, end = token.start_char, token.end_char
        if len(token.words) == 1:
            words.append(Word(start, end, block[start:end]))
        else:
            words += _parts(start, end, [word.text for word in token.words], block)
    return words


def _parts(start: int, end: int, forms: list[str], block: str) -> list[Word]:
    """Words for the parts of a contraction: ``don't`` is ``do`` + ``n't``.

    Where a form stands in the text (case aside), it takes its characters. Otherwise the
    characters are shared out in order, at least one to each part as long as they last.
    """
    words: list[Word] = []
    for index, form in enumerate(forms):
        left = len(forms) - index - 1
        stop = end - left if left else end
        if left and block[start : start + len(form)].lower() == form.lower():
            stop = start + len(form)
        stop = min(max(stop, start + 1), max(end - left, start + 1), end)
        if stop > start:
            words.append(Word(start, stop, form))
        start = stop
    return words
