"""How well a network predicts held-out trees and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from quoteattr.syntax.encoder.network import STARTS_SENTENCE
from quoteattr.training.parser.marked import LABELS, UNKNOWN
from quoteattr.training.parser.predictions import predict, predict_marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.batches import Batch, MarkedBatch

__all__ = ["score_marked", "score_trees"]


@torch.inference_mode()
def score_trees(net: JointParser, batches: Iterable[Batch]) -> str:
    """Measure accuracy per word given true words and sentences, and F1 of sentence starts.

    Returns:
        The figures in per cent, as a line for the log. Heads are the best of each word, before
        any tree is made of them.
    """
    right, total = torch.zeros(7), 0
    for batch in batches:
        right += _count_trees(net, batch)
        total += len(batch.heads)
    upos, xpos, uas, las = (100 * right[:4] / total).tolist()
    sentences = (200 * right[4] / (right[5] + right[6])).item()
    return f"UPOS {upos:.2f} XPOS {xpos:.2f} UAS {uas:.2f} LAS {las:.2f} sentences {sentences:.2f}"


def _count_trees(net: JointParser, batch: Batch) -> Tensor:
    """Count right UPOS, XPOS, heads, and heads with relations, and starts of sentences.

    Starts are counted three times: those found that are true, those found, and those true.
    """
    boundary, upos, xpos, heads, relations = (s.argmax(1) for s in predict(net, batch))
    starts, true_starts = boundary == STARTS_SENTENCE, batch.boundaries == STARTS_SENTENCE
    answers = [
        upos == batch.upos,
        xpos == batch.xpos,
        heads == batch.heads,
        (heads == batch.heads) & (relations == batch.relations),
        starts & true_starts,
        starts,
        true_starts,
    ]
    return torch.stack([answer.sum() for answer in answers]).cpu()


@torch.inference_mode()
def score_marked(net: JointParser, batches: Iterable[MarkedBatch]) -> str:
    """Measure F1 per atom of each kind of label, in per cent, as a line for the log."""
    counts: dict[str, Tensor] = {}
    for batch in batches:
        known = batch.labels != UNKNOWN
        found, true = predict_marked(net, batch).argmax(1)[known], batch.labels[known]
        for kind, row in _count_kinds(LABELS[batch.task], found, true).items():
            counts[kind] = counts.get(kind, torch.zeros(3)) + row
    f1 = {kind: 200 * right / (found + true) for kind, (right, found, true) in counts.items()}
    return " ".join(f"{kind} {figure:.2f}" for kind, figure in f1.items())


def _count_kinds(labels: Sequence[str], found: Tensor, true: Tensor) -> dict[str, Tensor]:
    """Count, for each kind of label, the atoms found and true, found, and true.

    Whether a label begins or continues makes no difference.
    """
    kinds = [label.partition("-")[2] for label in labels[1::2]]
    found, true = (found + 1) // 2, (true + 1) // 2  # O is 0, then come the labels in pairs
    rows = {k: (found == n, true == n) for n, k in enumerate(kinds, 1)}
    return {k: torch.tensor([(f & t).sum(), f.sum(), t.sum()]) for k, (f, t) in rows.items()}
