"""Batches as tensors, what the network is trained to do with them, and how well it does."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch.nn.functional import cross_entropy

from quoteattr.syntax.encoder.network import STARTS_SENTENCE, head_rows
from quoteattr.syntax.tree import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser, Labels
    from quoteattr.syntax.encoder.pieces import Window
    from quoteattr.training.parser.examples import Example
    from quoteattr.training.parser.role_labels import RoleExample

__all__ = [
    "Batch",
    "RoleBatch",
    "collate",
    "collate_roles",
    "count_right",
    "count_right_roles",
    "losses",
    "role_loss",
]

_UNKNOWN = -100
"""Number of a label that the training treebanks do not have; cross entropy leaves it out."""


class Batch(NamedTuple):
    """Windows end to end, and the answers."""

    lengths: list[int]
    """Pieces of each window."""
    sentences: list[int]
    """Words of each sentence."""
    ids: Tensor
    features: Tensor
    firsts: Tensor
    """Place of each atom's first piece."""
    boundaries: Tensor
    places: Tensor
    """Place of the piece that stands for each word."""
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    relations: Tensor


class RoleBatch(NamedTuple):
    """Windows of articles end to end, and the roles of their atoms."""

    lengths: list[int]
    """Pieces of each window."""
    ids: Tensor
    features: Tensor
    firsts: Tensor
    """Place of each atom's first piece."""
    roles: Tensor


def collate(examples: Sequence[Example], labels: Labels, device: torch.device) -> Batch:
    """One batch of some examples."""
    lengths, rows = _end_to_end([example.window for example in examples])
    shifted = list(zip(examples, accumulate(lengths, initial=0), strict=False))
    words = [word for example in examples for word in example.words]
    upos, xpos, deprel = (
        {label: number for number, label in enumerate(names)}
        for names in (labels.upos, labels.xpos, labels.deprel)
    )
    rows |= {
        "boundaries": [kind for e in examples for kind in e.boundaries],
        "places": [offset + place for e, offset in shifted for place in e.places],
        "upos": [upos.get(word.upos, _UNKNOWN) for word in words],
        "xpos": [xpos.get(word.xpos, _UNKNOWN) for word in words],
        "heads": [word.head for word in words],
        "relations": [deprel.get(word.deprel, _UNKNOWN) for word in words],
    }
    tensors = {name: torch.tensor(row, device=device) for name, row in rows.items()}
    sentences = [length for e in examples for length in e.lengths]
    return Batch(lengths, sentences, **tensors)


def collate_roles(examples: Sequence[RoleExample], device: torch.device) -> RoleBatch:
    """One batch of windows of articles."""
    lengths, rows = _end_to_end([example.window for example in examples])
    rows["roles"] = [role for e in examples for role in e.roles]
    tensors = {name: torch.tensor(row, device=device) for name, row in rows.items()}
    return RoleBatch(lengths, **tensors)


def _end_to_end(windows: Sequence[Window]) -> tuple[list[int], dict[str, list[int]]]:
    """The length of each window, and pieces, features and first pieces of all."""
    lengths = [len(window.ids) for window in windows]
    offsets = accumulate(lengths, initial=0)
    return lengths, {
        "ids": [i for w in windows for i in w.ids],
        "features": [f for w in windows for f in w.features],
        "firsts": [o + place for w, o in zip(windows, offsets, strict=False) for place in w.firsts],
    }


def losses(net: JointParser, batch: Batch) -> list[Tensor]:
    """Cross entropy of boundaries, tags, tags, heads, and relations given the true heads."""
    with _half_precision(batch.ids.device):
        states = net.encoder(batch.ids, batch.features, batch.lengths)
        boundary = net.boundary(net.dropout(states[batch.firsts]))
        scores = net.score(states[batch.places], batch.sentences)
        inside = _inside(batch.sentences, scores.arcs.shape[1], batch.ids.device)
        governors = scores.relation_heads[head_rows(batch.heads, batch.sentences)]
        relations = net.relate(scores.relation_dependents, governors)
    arcs = _possible(scores.arcs.float(), batch.sentences)[inside]
    return [
        cross_entropy(boundary.float(), batch.boundaries),
        cross_entropy(scores.upos.float(), batch.upos),
        cross_entropy(scores.xpos.float(), batch.xpos),
        cross_entropy(arcs, batch.heads),
        cross_entropy(relations.float(), batch.relations),
    ]


def role_loss(net: JointParser, batch: RoleBatch) -> Tensor:
    """Cross entropy of the roles."""
    with _half_precision(batch.ids.device):
        scores = _role_scores(net, batch)
    return cross_entropy(scores.float(), batch.roles)


def count_right_roles(net: JointParser, batch: RoleBatch) -> Tensor:
    """For content, cue and source: how many atoms are found and true, found, and true."""
    with _half_precision(batch.ids.device):
        found = _role_scores(net, batch).argmax(1)
    # O is 0, and then come the roles in pairs: whether one is begun or goes on is set aside.
    found, true = (found + 1) // 2, (batch.roles + 1) // 2
    kinds = range(1, (len(ROLES) + 1) // 2)
    rows = [((found == k) & (true == k), found == k, true == k) for k in kinds]
    return torch.tensor([[int(answers.sum()) for answers in row] for row in rows])


def _role_scores(net: JointParser, batch: RoleBatch) -> Tensor:
    if net.roles is None:
        raise ValueError("a network without roles cannot learn them")
    states = net.encoder(batch.ids, batch.features, batch.lengths)
    scores: Tensor = net.roles(net.dropout(states[batch.firsts]))
    return scores


def _half_precision(device: torch.device) -> torch.autocast:
    """Products in sixteen bits, where PyTorch can tell that the processor has them."""
    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    able = device.type != "cpu" or capabilities.get("avx512_bf16", False)
    return torch.autocast(device.type, torch.bfloat16, enabled=bool(able))


def count_right(net: JointParser, batch: Batch) -> Tensor:
    """How many words have the right tag, tag, head, and head with relation.

    Tokens and sentences are the true ones, and heads the best, before any tree is made. Then:
    starts of sentences found and true, found, and true.
    """
    with _half_precision(batch.ids.device):
        states = net.encoder(batch.ids, batch.features, batch.lengths)
        starts = net.boundary(states[batch.firsts]).argmax(1) == STARTS_SENTENCE
        scores = net.score(states[batch.places], batch.sentences)
        inside = _inside(batch.sentences, scores.arcs.shape[1], batch.ids.device)
        heads = _possible(scores.arcs.float(), batch.sentences)[inside].argmax(1)
        governors = scores.relation_heads[head_rows(heads, batch.sentences)]
        relations = net.relate(scores.relation_dependents, governors).argmax(1)
    true_starts = batch.boundaries == STARTS_SENTENCE
    right = [
        scores.upos.argmax(1) == batch.upos,
        scores.xpos.argmax(1) == batch.xpos,
        heads == batch.heads,
        (heads == batch.heads) & (relations == batch.relations),
        starts & true_starts,
        starts,
        true_starts,
    ]
    return torch.stack([answers.sum() for answers in right]).cpu()


def _inside(lengths: Sequence[int], longest: int, device: torch.device) -> Tensor:
    """True where a padded row holds something."""
    ends = torch.tensor(lengths, device=device).unsqueeze(1)
    return torch.arange(longest, device=device) < ends


def _possible(arcs: Tensor, lengths: Sequence[int]) -> Tensor:
    """The scores, with heads beyond the sentence made impossible; column 0 is the root."""
    possible = _inside([length + 1 for length in lengths], arcs.shape[2], arcs.device)
    return arcs.masked_fill(~possible.unsqueeze(1), -math.inf)
