"""A Stanza pipeline as an :class:`~quoteattr.syntax.parser.Analyser`."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import stanza
import torch

from quoteattr.syntax.annotator import Annotator
from quoteattr.syntax.parser import Analysis, Word
from quoteattr.syntax.tokenizer import CharacterTokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["StanzaAnalyser"]

_BLANK_LINE = "\n\n"


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
        """Sentences end where blocks do, as a blank line is a boundary for Stanza."""
        text = _BLANK_LINE.join(blocks)
        document: Any = text
        for processor in self._processors:
            document = processor.process(document)
        starts = list(accumulate((len(block) + len(_BLANK_LINE) for block in blocks), initial=0))
        split: list[list[list[Word]]] = [[] for _ in blocks]
        for sentence in document.sentences:
            number = bisect_right(starts, sentence.tokens[0].start_char) - 1
            split[number].append(_words(sentence, text, starts[number]))
        return split


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


def _words(sentence: Any, text: str, offset: int) -> list[Word]:
    """The words of a Stanza sentence, with offsets from ``offset`` on."""
    words = []
    for token in sentence.tokens:
        form = text[token.start_char : token.end_char].rstrip()  # a space may end a token
        parts = [form] if len(token.words) == 1 else [word.text for word in token.words]
        words += _parts(token.start_char - offset, form, parts)
    return words


def _parts(start: int, token: str, forms: list[str]) -> list[Word]:
    """Words for the parts of a contraction: ``don't`` is ``do`` + ``n't``.

    Where a form stands in the text (case aside), it takes its characters. Otherwise the
    characters are shared out in order, at least one to each part as long as they last.
    """
    words = []
    place = 0
    for left, form in zip(range(len(forms) - 1, -1, -1), forms, strict=True):
        end = max(len(token) - left, place + 1)  # leaves a character for each part to come
        if left and token[place:].lower().startswith(form.lower()):
            end = min(place + len(form), end)
        if place < len(token):
            words.append(Word(start + place, start + end, form))
        place = end
    return words
