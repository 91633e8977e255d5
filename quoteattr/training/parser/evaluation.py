"""How well a network predicts held-out trees and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from quoteattr.syntax.encoder.network import STARTS_SENTENCE
from quoteattr.syntax.tree import ROLES
from quoteattr.training.parser.predictions import predict, predict_roles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.batches import Batch, RoleBatch

__all__ = ["score_roles", "score_trees"]


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
def score_roles(net: JointParser, batches: Iterable[RoleBatch]) -> str:
    """Measure F1 per atom of content, cue and source, in per cent, as a line for the log."""
    counts = torch.zeros(len(ROLES) // 2, 3)
    for batch in batches:
        counts += _count_roles(net, batch)
    f1 = (200 * counts[:, 0] / (counts[:, 1] + counts[:, 2])).tolist()
    return "content {:.2f} cue {:.2f} source {:.2f}".format(*f1)


def _count_roles(net: JointParser, batch: RoleBatch) -> Tensor:
    """Count, for content, cue and source, the atoms found and true, found, and true."""
    found = predict_roles(net, batch).argmax(1)
    # O is 0, then come the roles in pairs: whether one begins or continues makes no difference.
    found, true = (found + 1) // 2, (batch.roles + 1) // 2
    kinds = range(1, (len(ROLES) + 1) // 2)
    rows = [((found == k) & (true == k), found == k, true == k) for k in kinds]
    return torch.tensor([[int(answers.sum()) for answers in row] for row in rows])
