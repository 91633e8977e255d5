"""Fitting of the grammar's scores of readings, from their features."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

import torch
from attrs import frozen

from quoteattr.training.readings.annotated import agrees, outer_candidates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.training.readings.annotated import Annotated

__all__ = ["Example", "examples_of", "fit"]

_log = logging.getLogger(__name__)

SEED = 0
EPOCHS = 20
BATCH = 512
LEARNING_RATE = 0.03
"""Initial learning rate; it decays linearly to zero."""
L2 = 3e-4
"""Strength of the L2 penalty on all weights."""
RAREST = 2
"""A feature seen less often gets no weight."""
SMALLEST = 0.02
"""Weights nearer to zero than this are left out of the file."""


@frozen
class Example:
    """The features of a reading, and whether it agrees with the annotation."""

    features: tuple[str, ...]
    is_right: bool
    weight: float = 1.0
    """How much it counts."""


def examples_of(document: Annotated, weight: float = 1.0) -> Iterator[Example]:
    """Yield an example for each reading of one article, but for those that are doubtful."""
    for candidate in outer_candidates(document):
        is_right = agrees(document, candidate.draft)
        if is_right is not None:
            yield Example(candidate.features, is_right, weight)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic model of whether a reading is right; return its weights in log odds.

    Adam on shuffled batches, with an L2 penalty. The seed is fixed, so that training can be
    repeated.
    """
    counts = Counter(f for example in examples for f in set(example.features))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RAREST))}
    rows = [[index[f] for f in sorted(set(e.features)) if f in index] for e in examples]
    labels = torch.tensor([float(e.is_right) for e in examples])
    counting = torch.tensor([e.weight for e in examples])
    weights = torch.zeros(len(index), 1, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=LEARNING_RATE)
    generator = torch.Generator().manual_seed(SEED)
    for epoch in range(EPOCHS):
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * (1 - epoch / EPOCHS)
        for batch in torch.split(torch.randperm(len(rows), generator=generator), BATCH):
            chosen = [rows[i] for i in batch.tolist()]
            loss = _loss(weights, chosen, labels[batch], counting[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        _log.info("epoch %d of %d: last loss %.4f", epoch + 1, EPOCHS, loss.item())
    values = weights.detach().squeeze(1).tolist()
    kept = (f for f, i in index.items() if f == "bias" or abs(values[i]) >= SMALLEST)
    return {f: round(values[index[f]], 4) for f in kept}


def _loss(
    weights: torch.Tensor, rows: list[list[int]], labels: torch.Tensor, counting: torch.Tensor
) -> torch.Tensor:
    """Return the cross-entropy of a batch, with the L2 penalty."""
    flat = torch.tensor([feature for row in rows for feature in row])
    offsets = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
    bag = torch.nn.functional.embedding_bag(flat, weights, offsets, mode="sum").squeeze(1)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(bag, labels, counting)
    return entropy + L2 * weights.square().sum()
