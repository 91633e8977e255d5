"""What a network predicts for a batch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import torch

from quoteattr.syntax.encoder.network import head_rows
from quoteattr.training.parser.soft_labels import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor, nn

    from quoteattr.syntax.encoder.network import JointParser, Scores
    from quoteattr.training.parser.batches import Batch, MarkedBatch, SoftBatch

__all__ = [
    "Predictions",
    "half_precision",
    "possible_arcs",
    "predict",
    "predict_marked",
    "predict_soft",
]


class Predictions(NamedTuple):
    """Scores of every label, one row for each atom (``boundary``) or word (the others)."""

    boundary: Tensor
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    """Words × places in the sentence, from 1; 0 is the root."""
    relations: Tensor


def predict(net: JointParser, batch: Batch, heads: Tensor | None = None) -> Predictions:
    """Score boundaries, tags, heads and relations, given the true words and sentences.

    Args:
        net: The network.
        batch: Windows of treebanks.
        heads: The heads that relations are scored for; by default the best, before any tree is
            made of them.
    """
    with half_precision(batch.ids.device):
        states = net.encoder(batch.ids, batch.features, batch.lengths)
        return _predict(net, states, batch, heads)


def _predict(
    net: JointParser, states: Tensor, batch: Batch | SoftBatch, heads: Tensor | None
) -> Predictions:
    boundary = net.boundary(net.dropout(states[batch.firsts]))
    scores = net.score(states[batch.places], batch.sentences)
    arcs = possible_arcs(scores, batch.sentences)
    if heads is None:
        heads = arcs.argmax(1)
    governors = scores.relation_heads[head_rows(heads, batch.sentences)]
    relations = net.relate(scores.relation_dependents, governors)
    return Predictions(
        boundary.float(), scores.upos.float(), scores.xpos.float(), arcs, relations.float()
    )


def predict_soft(net: JointParser, batch: SoftBatch) -> dict[str, Tensor]:
    """Score everything that a teacher has labelled, by task, given its words and sentences."""
    with half_precision(batch.ids.device):
        states = net.encoder(batch.ids, batch.features, batch.lengths)
        scores = _predict(net, states, batch, batch.heads)
        marked = {
            task: head(net.dropout(states[batch.firsts])).float()
            for task, head in (("roles", net.roles), ("names", net.names))
            if head is not None
        }
    return dict(zip(("boundary", *ANSWERS), scores, strict=True)) | marked


def predict_marked(net: JointParser, batch: MarkedBatch) -> Tensor:
    """Score the labels of all atoms.

    Raises:
        ValueError: The network has no prediction head for them.
    """
    head: nn.Linear | None = getattr(net, batch.task)
    if head is None:
        raise ValueError(f"a network without {batch.task} cannot learn them")
    with half_precision(batch.ids.device):
        states = net.encoder(batch.ids, batch.features, batch.lengths)
        scores: Tensor = head(net.dropout(states[batch.firsts]))
    return scores.float()


def half_precision(device: torch.device) -> torch.autocast:
    """Compute products in sixteen bits, where the processor has an instruction for them."""
    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    able = device.type != "cpu" or capabilities.get("avx512_bf16", False)
    return torch.autocast(device.type, torch.bfloat16, enabled=bool(able))


def possible_arcs(scores: Scores, lengths: Sequence[int]) -> Tensor:
    """Return words × places in the sentence: the scores of heads, of those beyond its end -inf."""
    arcs = scores.arcs.float()
    words = _inside(lengths, arcs.shape[1], arcs.device)
    places = _inside([length + 1 for length in lengths], arcs.shape[2], arcs.device)  # 0 is root
    return arcs.masked_fill(~places.unsqueeze(1), -math.inf)[words]


def _inside(lengths: Sequence[int], longest: int, device: torch.device) -> Tensor:
    """Mark the places of padded rows that are not padding."""
    ends = torch.tensor(lengths, device=device).unsqueeze(1)
    return torch.arange(longest, device=device) < ends
