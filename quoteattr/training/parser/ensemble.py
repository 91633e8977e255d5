"""Ensembles of networks: more accurate than each of them, and as slow as all of them together.

Another network can learn from the trees of an ensemble (Kuncoro et al. 2016, "Distilling an
Ensemble of Greedy Dependency Parsers into One MST Parser").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import torch
from attrs import evolve

from quoteattr.errors import InputError
from quoteattr.syntax.encoder.network import Scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor, nn

    from quoteattr.syntax.encoder.model import EncoderModel
    from quoteattr.syntax.encoder.network import Encoder, JointParser

__all__ = ["make_ensemble"]


def make_ensemble(models: Sequence[EncoderModel]) -> EncoderModel:
    """Make one model whose scores are the sums of those of several; it gives words no labels.

    Raises:
        InputError: The models differ in word pieces, labels or the width of their states.
    """
    first = models[0]
    if any(_interface(model) != _interface(first) for model in models[1:]):
        raise InputError("only models with the same word pieces, labels and width parse together")
    net = _Ensemble([model.net for model in models])
    return evolve(first, net=cast("JointParser", net))


def _interface(model: EncoderModel) -> tuple[object, ...]:
    """Return what models must have in common to parse together."""
    return model.pieces.vocabulary, model.splits, model.labels, len(model.net.root)


class _Ensemble:
    """A stand-in for :class:`JointParser`, whose states are those of its members side by side."""

    roles = names = None

    def __init__(self, members: Sequence[JointParser]) -> None:
        self.members = members
        self.encoder = _Encoders([member.encoder for member in members])

    def boundary(self, states: Tensor) -> Tensor:
        parts = states.chunk(len(self.members), 1)
        return _sum([m.boundary(part) for m, part in zip(self.members, parts, strict=True)])

    def score(self, states: Tensor, lengths: Sequence[int]) -> Scores:
        parts = states.chunk(len(self.members), 1)
        scores = [m.score(part, lengths) for m, part in zip(self.members, parts, strict=True)]
        return Scores(
            upos=_sum([s.upos for s in scores]),
            xpos=_sum([s.xpos for s in scores]),
            arcs=_sum([s.arcs for s in scores]),
            relation_dependents=torch.cat([s.relation_dependents for s in scores], 1),
            relation_heads=torch.cat([s.relation_heads for s in scores], 1),
        )

    def relate(self, dependents: Tensor, heads: Tensor) -> Tensor:
        sides = (side.chunk(len(self.members), 1) for side in (dependents, heads))
        return _sum([m.relate(*pair) for m, *pair in zip(self.members, *sides, strict=True)])


class _Encoders:
    """The encoders of the members, as one."""

    def __init__(self, members: Sequence[Encoder]) -> None:
        self.members = members

    @property
    def positions(self) -> nn.Embedding:
        return min((m.positions for m in self.members), key=lambda table: table.num_embeddings)

    def __call__(self, ids: Tensor, features: Tensor, lengths: list[int]) -> Tensor:
        return torch.cat([member(ids, features, lengths) for member in self.members], 1)


def _sum(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(scores)).sum(0)
