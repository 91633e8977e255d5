"""A Stanza pipeline as an :class:`~quoteattr.syntax.analyser.Analyser`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import stanza
import torch

from quoteattr.syntax.analyser import Analysis, Word
from quoteattr.syntax.annotator import Annotator
from quoteattr.syntax.tokenizer import CharacterTokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["StanzaAnalyser"]


class StanzaAnalyser:
    """Runs the processors of one pipeline: models of the usual kinds fast, others as Stanza does.

    Args:
        pipeline: With the processors ``tokenize``, ``pos``, ``lemma`` and ``depparse``, and with
            ``mwt`` if there are multi-word tokens. It is left as it is.
        fast: ``False`` runs all models as Stanza does, to compare.
    """

    def __init__(self, pipeline: stanza.Pipeline, *, fast: bool = True) -> None:
        processors = pipeline.processors
        annotators = [processors[name] for name in ("pos", "lemma", "depparse")]
        suits = (
            fast and "mwt" not in processors and CharacterTokenizer.suits(processors["tokenize"])
        )
        tokenizer = CharacterTokenizer(processors["tokenize"]) if suits else _Splitter(processors)
        self.split = tokenizer.split
        suits = fast and Annotator.suits(*annotators)
        annotator = Annotator(*annotators) if suits else _Processors(annotators)
        self.analyse = annotator.analyse


class _Splitter:
    """Sentences and words from Stanza's own tokenizer and expansion of multi-word tokens."""

    def __init__(self, processors: dict[str, Any]) -> None:
        self._processors = [processors[name] for name in ("tokenize", "mwt") if name in processors]

    def split(self, blocks: Sequence[str]) -> list[list[list[Word]]]:
        return [self._split_block(block) for block in blocks]

    def _split_block(self, block: str) -> list[list[Word]]:
        document: Any = block
        for processor in self._processors:
            document = processor.process(document)
        return [_words(sentence, block) for sentence in document.sentences]


class _Processors:
    """Analyses from Stanza's own processors."""

    def __init__(self, processors: Sequence[Any]) -> None:
        self._processors = processors

    @torch.inference_mode()
    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        document = stanza.Document(
            [
                [{"id": (index,), "text": form} for index, form in enumerate(sentence, 1)]
                for sentence in sentences
            ]
        )
        for processor in self._processors:
            document = processor.process(document)
        return [[_analysis(word) for word in s.words] for s in document.sentences]


def _analysis(word: Any) -> Analysis:
    lemma = word.lemma or word.text
    return Analysis(lemma, word.upos, word.xpos or "_", word.head - 1, word.deprel)


def _words(sentence: Any, block: str) -> list[Word]:
    """The words of a Stanza sentence, parts of contractions as words of their own."""
    words = []
    for token in sentence.tokens:
        start = token.start_char
        end = start + len(block[start : token.end_char].rstrip())  # a space may end a token
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
