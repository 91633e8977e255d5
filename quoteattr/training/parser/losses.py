"""What a network is trained to minimise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch.nn.functional import cross_entropy

from quoteattr.training.parser.predictions import predict, predict_marked, predict_soft
from quoteattr.training.parser.soft_labels import ANSWERS

if TYPE_CHECKING:
    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.batches import Batch, MarkedBatch, SoftBatch

__all__ = ["marked_loss", "of_likeliest", "soft_losses", "tree_losses"]


def tree_losses(net: JointParser, batch: Batch) -> dict[str, Tensor]:
    """Return the cross entropies of boundaries, tags, heads, and relations to true heads."""
    predicted = predict(net, batch, batch.heads)
    true = batch.boundaries, batch.upos, batch.xpos, batch.heads, batch.relations
    pairs = zip(("boundary", *ANSWERS), predicted, true, strict=True)
    return {task: cross_entropy(scores, answers) for task, scores, answers in pairs}


def marked_loss(net: JointParser, batch: MarkedBatch) -> Tensor:
    """Return the cross entropy of the labels."""
    return cross_entropy(predict_marked(net, batch), batch.labels)


def soft_losses(net: JointParser, batch: SoftBatch) -> dict[str, Tensor]:
    """Return the cross entropies of a teacher's answers, by task."""
    predicted = predict_soft(net, batch)
    targets = batch.targets
    return {
        task: of_likeliest(scores, targets[f"{task}_likely"], targets[f"{task}_numbers"])
        if task in ANSWERS
        else cross_entropy(scores, targets[task])
        for task, scores in predicted.items()
    }


def of_likeliest(scores: Tensor, likely: Tensor, numbers: Tensor) -> Tensor:
    """Return the cross entropy of the answers that a teacher finds likeliest.

    An answer without any probability may be none of a student's: a head outside the sentence.
    """
    impossible = likely == 0
    found = scores.log_softmax(1).gather(1, numbers.masked_fill(impossible, 0))
    return -(likely * found.masked_fill(impossible, 0.0)).sum(1).mean()
