"""What a network is trained to minimise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch.nn.functional import cross_entropy

from quoteattr.training.parser.predictions import predict, predict_marked

if TYPE_CHECKING:
    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.batches import Batch, MarkedBatch

__all__ = ["marked_loss", "tree_losses"]


def tree_losses(net: JointParser, batch: Batch) -> list[Tensor]:
    """Return the cross entropies of boundaries, UPOS, XPOS, heads, and relations to true heads."""
    predicted = predict(net, batch, batch.heads)
    true = batch.boundaries, batch.upos, batch.xpos, batch.heads, batch.relations
    return [cross_entropy(*pair) for pair in zip(predicted, true, strict=True)]


def marked_loss(net: JointParser, batch: MarkedBatch) -> Tensor:
    """Return the cross entropy of the labels."""
    return cross_entropy(predict_marked(net, batch), batch.labels)
