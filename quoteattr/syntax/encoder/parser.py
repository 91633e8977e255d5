"""From text to parsed sentences with one network, in one pass."""

from __future__ import annotations

import os
from itertools import accumulate, islice, pairwise
from sys import intern
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import torch

from quoteattr.characters.normalise import normalise
from quoteattr.syntax.encoder.boundaries import forced, group
from quoteattr.syntax.encoder.labels import LabelSpans, WordLabels
from quoteattr.syntax.encoder.network import head_rows
from quoteattr.syntax.encoder.pieces import find_atoms, joined
from quoteattr.syntax.encoder.windows import Progress, batch_size, batches
from quoteattr.syntax.spanning_tree import best_trees
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from torch import Tensor, nn

    from quoteattr.syntax.encoder.model import EncoderModel
    from quoteattr.syntax.encoder.pieces import Atom
    from quoteattr.syntax.parser import HasRange

    _Spans = list[tuple[int, int]]
    """Places of tokens in the text."""
    _Words = list[tuple[int, int, str]]
    """Places of tokens in the text, and their letters."""

_Sentence = TypeVar("_Sentence")
"""The analysis of a sentence."""

__all__ = ["EncoderParser"]

_OPEN = 1000
"""Paragraphs that are divided into atoms at a time: those of a long text would take much memory."""
_RELATED_TOGETHER = 128
"""Words whose relations are scored together: more would not fit a processor's cache."""
_LETTERS = 4
"""About how many letters a piece has."""


class EncoderParser:
    """A parser that splits, tags and parses text with one model.

    Paragraphs and texts are read independently of each other, so that a text always gives the same
    sentences, whatever else is parsed. Several threads may share a parser. It still works in
    forked processes, where torch is set to one thread.
    """

    def __init__(self, model: EncoderModel) -> None:
        self.model = model

    @property
    def gains_from_many(self) -> int:
        """How long a text may be, in code points, and still be parsed faster with others."""
        return _LETTERS * batch_size(self.model.device)

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Split a text into sentences and parse them; none crosses the end of a paragraph.

        Every character of the paragraphs belongs to one token, except for those that
        :func:`~quoteattr.characters.normalise.normalise` turns into spaces.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse, in order.
        """
        return self.parse_many([(text, paragraphs)])[0]

    @torch.inference_mode()
    def parse_many(
        self, texts: Sequence[tuple[str, Sequence[HasRange]]]
    ) -> list[tuple[Sentence, ...]]:
        """Parse several texts together: the sentences are those of :meth:`parse`, sooner there.

        Args:
            texts: Texts, and the parts of each to parse, in order.
        """
        return [
            tuple(
                Sentence(tokens, number, index, *labels)
                for index, (number, (tokens, labels)) in enumerate(read)
            )
            for read in self._read_all(texts, self._analyse)
        ]

    @torch.inference_mode()
    def labels(self, text: str, paragraphs: Sequence[HasRange]) -> LabelSpans | None:
        """Find the labels of a text's tokens as :meth:`parse` does, but no tags and no trees.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to read, in order.

        Returns:
            The tokens' places, their roles in quotes and the types of their names; ``None`` if the
            model knows neither.
        """
        if self.model.net.roles is None and self.model.net.names is None:
            return None
        (read,) = self._read_all([(text, paragraphs)], self._label_places)
        return LabelSpans.of(sentence for _, sentence in read)

    def _read_all(
        self,
        texts: Sequence[tuple[str, Sequence[HasRange]]],
        analyse: Callable[[Tensor, _Words, list[int]], Iterable[_Sentence]],
    ) -> list[list[tuple[int, _Sentence]]]:
        """Read all paragraphs of some texts.

        Args:
            texts: Texts, and the parts of each to read.
            analyse: Analyses some sentences, given the states and the places of their tokens, end
                to end, and the number of tokens of each sentence.

        Returns:
            For each text the analysis of each sentence, with its paragraph's index.
        """
        found: list[list[tuple[int, _Sentence]]] = [[] for _ in texts]
        opened: Iterator[tuple[int, int, Progress[_Sentence]]] = self._open(texts)
        while some := list(islice(opened, _OPEN)):
            readings = [reading for _, _, reading in some]
            while unread := [reading for reading in readings if reading.start < len(reading.atoms)]:
                for batch in batches(unread, batch_size(self.model.device)):
                    self._read(batch, analyse)
            for place, number, reading in some:
                found[place] += [(number, sentence) for sentence in reading.sentences]
        return found

    def _open(
        self, texts: Sequence[tuple[str, Sequence[HasRange]]]
    ) -> Iterator[tuple[int, int, Progress[_Sentence]]]:
        """Divide each paragraph of some texts into atoms, none of which is read yet.

        Yields:
            The number of a text and of a paragraph in it, and this.
        """
        model = self.model
        for place, (text, paragraphs) in enumerate(texts):
            normal = normalise(text)
            for number, part in enumerate(paragraphs):
                atoms = find_atoms(normal[part.start : part.end], model.splits, part.start)
                costs = [len(model.pieces.pieces(atom.text)) for atom in atoms]
                reading = Progress[_Sentence](text, atoms, costs, model.window, model.longest)
                yield place, number, reading

    def _read(
        self,
        batch: Sequence[Progress[_Sentence]],
        analyse: Callable[[Tensor, _Words, list[int]], Iterable[_Sentence]],
    ) -> None:
        """Reads the next window of each, and keeps the sentences that are sure."""
        windows = [reading.atoms[reading.start : reading.end] for reading in batch]
        kinds, states = self._encode(windows)
        offsets = accumulate(map(len, windows), initial=0)
        rows: list[int] = []
        words: _Words = []
        lengths: list[int] = []
        owners: list[Progress[_Sentence]] = []
        for reading, atoms, does, offset in zip(batch, windows, kinds, offsets, strict=False):
            done = reading.settle(does)
            starts, ranges, sizes = group(atoms[:done], does[:done])
            rows += [offset + start for start in starts]
            words += [(left, right, intern(reading.text[left:right])) for left, right in ranges]
            lengths += sizes
            owners += [reading] * len(sizes)
        if lengths:
            sentences = analyse(states[rows], words, lengths)
            for reading, sentence in zip(owners, sentences, strict=True):
                reading.sentences.append(sentence)

    def _encode(self, windows: Sequence[Sequence[Atom]]) -> tuple[list[list[int]], Tensor]:
        """Predict what each atom of each window does; also return the states of all atoms."""
        model = self.model
        read = [model.pieces.window(atoms) for atoms in windows]
        ids = torch.tensor([i for window in read for i in window.ids], device=model.device)
        features = [f for window in read for f in window.features]
        lengths = [len(window.ids) for window in read]
        offsets = accumulate(lengths, initial=0)
        firsts = [o + f for o, w in zip(offsets, read, strict=False) for f in w.firsts]
        states = model.net.encoder(ids, torch.tensor(features, device=model.device), lengths)
        states = states[torch.tensor(firsts, device=model.device)]
        answers = model.net.boundary(states).argmax(1).tolist()
        limits = pairwise(accumulate(map(len, windows), initial=0))
        kinds = [
            forced(answers[start:end], atoms)
            for atoms, (start, end) in zip(windows, limits, strict=True)
        ]
        return kinds, states

    def _analyse(
        self, states: Tensor, words: _Words, lengths: list[int]
    ) -> Iterator[tuple[tuple[Token, ...], WordLabels]]:
        """Return the tokens of each sentence, and their labels."""
        trees = self._trees(states, words, lengths)
        return zip(trees, self._label(states, lengths), strict=True)

    def _label_places(
        self, states: Tensor, words: _Words, lengths: list[int]
    ) -> Iterator[tuple[_Spans, WordLabels]]:
        """Return the places of each sentence's tokens, and their labels."""
        spans = [(left, right) for left, right, _ in words]
        limits = pairwise(accumulate(lengths, initial=0))
        places = (spans[start:end] for start, end in limits)
        return zip(places, self._label(states, lengths), strict=True)

    def _label(self, states: Tensor, lengths: list[int]) -> Iterator[WordLabels]:
        """Return the probabilities of the labels of each sentence's tokens."""
        net = self.model.net
        columns = (_probabilities(head, states, lengths) for head in (net.roles, net.names))
        return map(WordLabels, *columns)

    def _trees(
        self, states: Tensor, words: _Words, lengths: list[int]
    ) -> Iterator[tuple[Token, ...]]:
        """The sentences of these tokens."""
        labels = self.model.labels
        upos, xpos, heads, relations = self._score(states, lengths)
        for start, end in pairwise(accumulate(lengths, initial=0)):
            tokens = []
            for index, place in enumerate(range(start, end)):
                left, right, form = words[place]
                tag = labels.xpos[xpos[place]]
                word = joined(form).replace("\u2019", "'")
                lemma = self.model.lemmatizer.lemma(word, tag)
                universal, relation = labels.upos[upos[place]], labels.deprel[relations[place]]
                tokens.append(
                    Token(index, left, right, form, lemma, universal, tag, heads[place], relation)
                )
            yield tuple(tokens)

    def _score(self, states: Tensor, lengths: list[int]) -> tuple[list[int], ...]:
        """Numbers of tags, tags, heads (-1 for the root) and relations of all tokens."""
        net = self.model.net
        scores = net.score(states, lengths)
        arcs = scores.arcs.float().cpu().numpy()
        square = np.concatenate([np.zeros_like(arcs[:, :1]), arcs], axis=1)
        trees = best_trees(square, [length + 1 for length in lengths])
        heads = np.concatenate([tree[1:] for tree in trees])
        rows = head_rows(torch.from_numpy(heads).to(states.device), lengths)
        sides = scores.relation_dependents, scores.relation_heads[rows]
        pairs = zip(*(torch.split(side, _RELATED_TOGETHER) for side in sides), strict=True)
        relations = torch.cat([net.relate(*pair).argmax(1) for pair in pairs])
        tags = scores.upos.argmax(1).tolist(), scores.xpos.argmax(1).tolist()
        return *tags, (heads - 1).tolist(), relations.tolist()


def _probabilities(
    head: nn.Module | None, states: Tensor, lengths: list[int]
) -> Sequence[NDArray[np.float32] | None]:
    """Return tokens × labels for each sentence, or ``None`` for each if there is no such head."""
    if head is None:
        return [None] * len(lengths)
    rows = head(states).softmax(1).cpu().numpy()
    return [rows[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]


def _renew_after_fork() -> None:
    """Set torch to one thread: in a fork it would wait for OpenMP threads that no longer exist."""
    torch.set_num_threads(1)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_after_fork)
