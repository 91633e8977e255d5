"""The trees that Stanza's graph parser finds, several times faster.

Stanza scores all relations of all pairs of words and searches the best tree of every sentence in
Python. Here relations are scored for the chosen heads alone, and a search is made only where the
best heads are not a tree already. Nothing in Stanza is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import (
    find_head_constraint_violations,
    resolve_head_constraint_violations,
)

from quoteattr.syntax.spanning_tree import best_trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

__all__ = ["GraphDecoder", "Tree"]

_NODES_AT_ONCE = 512
"""Places, padding among them, whose arcs are scored together: long sentences by themselves."""
_HEADS_AT_ONCE = 64
"""Heads whose relations are scored together: some megabytes, which fit a processor's cache."""


class Tree(NamedTuple):
    """The analysis of one sentence."""

    heads: list[int]
    """Head of each word, words counted from 1; 0 for the root."""
    relations: list[str]


class GraphDecoder:
    """Decodes batches with a ``GraphParser`` of Stanza's.

    Args:
        model: The parser, in evaluation mode.
        repair: Whether words with two subjects or objects are given another tree, as Stanza does
            with ``resolve_head_constraints``.
    """

    def __init__(self, model: Any, repair: bool) -> None:
        self._model = model
        self._repair = repair
        if not model.args.get("use_arc_embedding"):
            # Heads first: what depends on the head alone is computed once for all its dependents.
            self._weight = model.deprel.scorer.W_bilin.weight.detach().transpose(0, 1).contiguous()

    def decode(self, inputs: Sequence[Any], lengths: Sequence[int]) -> list[Tree]:
        """The trees of a batch of sentences, in its order.

        Args:
            inputs: What the parser's ``predict`` takes: sentences from long to short.
            lengths: Nodes of each sentence, the root node among them.
        """
        if self._model.args.get("use_arc_embedding"):  # relations are scored on the way to arcs
            arcs, relations, *_ = self._model.forward_scores(*inputs)
            return self._finish(arcs, _AllRelations(relations), lengths)
        states = self._model.embed(*inputs)
        trees = []
        for start, end in _slices(lengths):
            part = states[start:end, : lengths[start]]
            scorer = _ChosenRelations(self._model.deprel, part, self._weight)
            trees += self._finish(self._score_arcs(part), scorer, lengths[start:end])
        return trees

    def _score_arcs(self, states: Tensor) -> Tensor:
        """Scores of all heads (last dimension) for all words, as ``forward_scores`` has them."""
        model = self._model
        arcs = _pairs(model.unlabeled, states)
        places = torch.arange(states.shape[1], device=states.device)
        offsets = places[None, :] - places[:, None]
        if model.args["linearization"]:
            arcs += F.logsigmoid(_pairs(model.linearization, states) * offsets.sign())
        if model.args["distance"]:
            expected = 1 + F.softplus(_pairs(model.distance, states))
            arcs -= torch.log((offsets.abs() - expected) ** 2 / 2 + 1)
        return arcs.masked_fill_(offsets == 0, -torch.inf)

    def _finish(
        self, arcs: Tensor, scorer: _AllRelations | _ChosenRelations, lengths: Sequence[int]
    ) -> list[Tree]:
        scores = F.log_softmax(arcs, 2).cpu().numpy()
        trees = best_trees(scores, lengths)
        results = []
        for i, (tree, ids) in enumerate(zip(trees, scorer.best(trees), strict=True)):
            relations = self._names(ids)
            if self._repair and find_head_constraint_violations(tree, relations):
                size = len(tree)
                results.append(self._repaired(scores[i, :size, :size], scorer.grid(i, size), tree))
            else:
                results.append(Tree(tree[1:].tolist(), relations))
        return results

    def _repaired(
        self, scores: NDArray[np.floating], relations: Tensor, tree: NDArray[np.intp]
    ) -> Tree:
        labels = F.log_softmax(relations, 2).cpu().numpy()
        vocabulary = self._model.vocab["deprel"]
        tree, ids = resolve_head_constraint_violations(scores, labels, tree, vocabulary)
        return Tree(tree[1:].tolist(), self._names(ids))

    def _names(self, ids: Sequence[int]) -> list[str]:
        names: list[str] = self._model.vocab["deprel"].unmap([i + VOCAB_PREFIX_SIZE for i in ids])
        return names


class _AllRelations:
    """Relations that were scored for all pairs of words."""

    def __init__(self, scores: Tensor) -> None:
        self._scores = scores
        self._best = scores.argmax(3).cpu().numpy()

    def best(self, trees: Sequence[NDArray[np.intp]]) -> list[list[int]]:
        """Number of the best relation of each word to its head."""
        return [
            self._best[i, np.arange(1, len(tree)), tree[1:]].tolist()
            for i, tree in enumerate(trees)
        ]

    def grid(self, index: int, size: int) -> Tensor:
        """Scores of all relations (last) of all words to all heads of a sentence."""
        return self._scores[index, :size, :size]


class _ChosenRelations:
    """Relations that a ``DeepBiaffineScorer`` scores for words and their heads alone."""

    def __init__(self, scorer: Any, states: Tensor, weight: Tensor) -> None:
        self._scorer = scorer
        self._states = states
        self._weight = weight

    def best(self, trees: Sequence[NDArray[np.intp]]) -> list[list[int]]:
        """Number of the best relation of each word to its head."""
        width = self._states.shape[1]
        words = np.concatenate([i * width + np.arange(1, len(t)) for i, t in enumerate(trees)])
        heads = np.concatenate([i * width + t[1:] for i, t in enumerate(trees)])
        best = self._best_of(words, heads)
        ends = np.cumsum([len(tree) - 1 for tree in trees])
        return [part.tolist() for part in np.split(best, ends[:-1])]

    def _best_of(self, words: NDArray[np.intp], heads: NDArray[np.intp]) -> NDArray[np.intp]:
        dependents, governors = _sides(self._scorer, self._states.flatten(0, 1))
        order = np.argsort(heads, kind="stable")
        governing, first, count = np.unique(heads[order], return_index=True, return_counts=True)
        best = np.empty_like(words)
        for start in range(0, len(governing), _HEADS_AT_ONCE):
            group = slice(start, start + _HEADS_AT_ONCE)
            half = torch.tensordot(governors[governing[group]], self._weight, 1)
            end = first[group][-1] + count[group][-1]
            members = order[first[start] : end]
            rows = np.repeat(np.arange(len(half)), count[group])
            scores = torch.bmm(dependents[words[members]].unsqueeze(1), half[rows]).squeeze(1)
            best[members] = (scores + self._scorer.scorer.W_bilin.bias).argmax(1).cpu().numpy()
        return best

    def grid(self, index: int, size: int) -> Tensor:
        """Scores of all relations (last) of all words to all heads of a sentence."""
        states = self._states[index : index + 1, :size]
        scores: Tensor = self._scorer(states, states)[0]
        return scores


def _slices(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cuts a batch, long sentences first, into parts with little padding."""
    start = 0
    for i in range(1, len(lengths) + 1):
        if i == len(lengths) or (i + 1 - start) * lengths[start] > _NODES_AT_ONCE:
            yield start, i
            start = i


def _sides(scorer: Any, states: Tensor) -> tuple[Tensor, Tensor]:
    """Words as dependents and as heads, with a constant for the linear terms."""

    def side(linear: Any) -> Tensor:
        return F.pad(scorer.hidden_func(linear(states)), (0, 1), value=1.0)

    return side(scorer.W1), side(scorer.W2)


def _pairs(scorer: Any, states: Tensor) -> Tensor:
    """Scores of all pairs of words by a ``DeepBiaffineScorer`` with one output."""
    dependents, heads = _sides(scorer, states)
    bilinear = scorer.scorer.W_bilin
    scores: Tensor = dependents @ bilinear.weight[:, :, 0] @ heads.transpose(1, 2) + bilinear.bias
    return scores
