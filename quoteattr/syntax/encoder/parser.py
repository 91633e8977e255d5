"""From text to parsed sentences with one network, which finds all of it in one pass."""

from __future__ import annotations

import os
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np
import torch
from attrs import define, field

from quoteattr.characters.normalise import normalise
from quoteattr.lexicon import words
from quoteattr.syntax.encoder.network import JOINS, STARTS_SENTENCE, STARTS_TOKEN, head_rows
from quoteattr.syntax.encoder.pieces import find_atoms
from quoteattr.syntax.spanning_tree import best_trees
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

    from quoteattr.syntax.encoder.model import EncoderModel
    from quoteattr.syntax.encoder.pieces import Atom
    from quoteattr.syntax.stanza.portions import HasRange
    from quoteattr.syntax.tree import Roles

__all__ = ["EncoderParser"]

_BATCH_PIECES = 512
"""Pieces that are read together, about: more would not fit a processor's cache."""
_RELATED_TOGETHER = 128
"""Words whose relations are scored together, for the same reason."""
_SAYING = words("cues", "forms.announcing")
"""Words that say something, which is still to come."""
_MARKS = frozenset({'"', "'"})
_LONGEST_GREETING = 3
"""Atoms of *Dear Ada,* or *Best regards,*."""


@define
class _Reading:
    """How far a paragraph has been read.

    It is read window by window. The last sentence of a window is read again at the start of the
    next one, because its end may lie there. If it fills the window, the window grows.
    """

    atoms: Sequence[Atom]
    costs: Sequence[int]
    """Pieces of each atom."""
    normal_size: int
    """Pieces that a window holds."""
    longest: int
    """Pieces that it can grow to; a sentence that is longer is cut there."""
    size: int = field(init=False)
    start: int = 0
    sentences: list[tuple[tuple[Token, ...], Roles | None]] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self.size = self.normal_size

    @property
    def end(self) -> int:
        """End of the next window, which holds one atom at least."""
        room, end = self.size - self.costs[self.start], self.start + 1
        while end < len(self.atoms) and (room := room - self.costs[end]) >= 0:
            end += 1
        return end

    def settle(self, kinds: Sequence[int]) -> int:
        """How many atoms of the window are done with, given what they do; none if it must grow."""
        count = len(kinds)
        if self.start + count < len(self.atoms):
            begins = [place for place, kind in enumerate(kinds) if kind == STARTS_SENTENCE]
            if len(begins) > 1:
                count = begins[-1]
            elif self.size < self.longest:
                self.size = self.longest
                return 0
        self.start += count
        self.size = self.normal_size
        return count


class EncoderParser:
    """Splits, tags and parses text with one model.

    No paragraph sees another, and texts are read one by one, so that the same text gives the same
    sentences whatever else is parsed. Several threads may share a parser. It goes on working in
    forked processes, where torch is set to one thread.
    """

    def __init__(self, model: EncoderModel) -> None:
        self.model = model

    @torch.inference_mode()
    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """The sentences of a text, in its order; none crosses the end of a paragraph.

        All characters of the paragraphs belong to one token each, but for those that
        :func:`~quoteattr.characters.normalise.normalise` makes spaces.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse, in order.
        """
        normal = normalise(text)
        readings = [self._open(normal, part.start, part.end) for part in paragraphs]
        while unread := [reading for reading in readings if reading.start < len(reading.atoms)]:
            for batch in _batches(unread):
                self._read(text, batch)
        numbered = [(number, s) for number, r in enumerate(readings) for s in r.sentences]
        return tuple(
            Sentence(tokens, number, index, roles)
            for index, (number, (tokens, roles)) in enumerate(numbered)
        )

    def _open(self, text: str, start: int, end: int) -> _Reading:
        model = self.model
        atoms = find_atoms(text[start:end], model.splits, start)
        costs = [len(model.pieces.pieces(atom.text)) for atom in atoms]
        return _Reading(atoms, costs, model.window, model.longest)

    def _read(self, text: str, batch: Sequence[_Reading]) -> None:
        """Reads the next window of each, and keeps the sentences that are sure."""
        windows = [reading.atoms[reading.start : reading.end] for reading in batch]
        kinds, states = self._encode(windows)
        offsets = accumulate(map(len, windows), initial=0)
        rows: list[int] = []
        spans: list[tuple[int, int]] = []
        lengths: list[int] = []
        owners: list[_Reading] = []
        for reading, atoms, does, offset in zip(batch, windows, kinds, offsets, strict=False):
            done = reading.settle(does)
            starts, ranges, sizes = _group(atoms[:done], does[:done])
            rows += [offset + start for start in starts]
            spans += ranges
            lengths += sizes
            owners += [reading] * len(sizes)
        if lengths:
            states = states[rows]
            sentences = self._analyse(text, states, spans, lengths)
            roles = self._roles(states, lengths)
            for reading, sentence in zip(owners, zip(sentences, roles, strict=True), strict=True):
                reading.sentences.append(sentence)

    def _encode(self, windows: Sequence[Sequence[Atom]]) -> tuple[list[list[int]], Tensor]:
        """What each atom of each window does, and the states of all atoms, end to end."""
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
            _forced(answers[start:end], atoms)
            for atoms, (start, end) in zip(windows, limits, strict=True)
        ]
        return kinds, states

    def _analyse(
        self, text: str, states: Tensor, spans: list[tuple[int, int]], lengths: list[int]
    ) -> Iterator[tuple[Token, ...]]:
        """The sentences of these tokens."""
        labels = self.model.labels
        upos, xpos, heads, relations = self._score(states, lengths)
        for start, end in pairwise(accumulate(lengths, initial=0)):
            tokens = []
            for index, place in enumerate(range(start, end)):
                left, right = spans[place]
                form, tag = text[left:right], labels.xpos[xpos[place]]
                lemma = self.model.lemmatizer.lemma(form.replace("\u2019", "'"), tag)
                universal, relation = labels.upos[upos[place]], labels.deprel[relations[place]]
                tokens.append(
                    Token(index, left, right, form, lemma, universal, tag, heads[place], relation)
                )
            yield tuple(tokens)

    def _roles(self, states: Tensor, lengths: list[int]) -> Sequence[Roles | None]:
        """For each sentence, the probabilities of its tokens' roles, if the model has them."""
        reader = self.model.net.roles
        if reader is None:
            return [None] * len(lengths)
        return [part.cpu().numpy() for part in reader(states).softmax(1).split(lengths)]

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


def _batches(readings: Sequence[_Reading]) -> Iterator[list[_Reading]]:
    """Those whose next windows are read together."""
    batch: list[_Reading] = []
    room = _BATCH_PIECES
    for reading in readings:
        cost = sum(reading.costs[reading.start : reading.end])
        if batch and cost > room:
            yield batch
            batch, room = [], _BATCH_PIECES
        batch.append(reading)
        room -= cost
    yield batch


def _group(
    atoms: Sequence[Atom], kinds: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]], list[int]]:
    """Tokens by their first atoms, their places in the text, and the length of each sentence."""
    starts = [place for place, kind in enumerate(kinds) if kind != JOINS]
    begins = [i for i, place in enumerate(starts) if kinds[place] == STARTS_SENTENCE]
    limits = pairwise([*starts, len(atoms)])
    spans = [(atoms[left].start, atoms[right - 1].end) for left, right in limits]
    return starts, spans, [end - start for start, end in pairwise([*begins, len(starts)])]


def _forced(kinds: list[int], atoms: Sequence[Atom]) -> list[int]:
    """What cannot be otherwise.

    A window starts a sentence, and a space ends a token.
    """
    kinds[0] = STARTS_SENTENCE
    first = 0
    for place, atom in enumerate(atoms):
        if atom.spaced and kinds[place] == JOINS:
            kinds[place] = STARTS_TOKEN
        if kinds[place] == STARTS_SENTENCE and place:
            if _goes_on(atoms[first:place]):
                kinds[place] = STARTS_TOKEN
            else:
                first = place
    return kinds


def _goes_on(atoms: Sequence[Atom]) -> bool:
    """Whether no sentence can end here, in the middle of a line.

    Neither in a word that says what it reports, *The union says | President Berg …*, nor in a comma
    but for a greeting: *According to a survey, | 51 percent …*, *In "The Mill," | he …*.
    """
    last = atoms[-1].text
    if last in _MARKS and len(atoms) > 1 and atoms[-2].text == ",":
        return True
    return last in _SAYING or (last == "," and len(atoms) > _LONGEST_GREETING)


def _renew_after_fork() -> None:
    """A torch with several threads hangs in a fork, as OpenMP's threads are not there any more."""
    torch.set_num_threads(1)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_after_fork)
