"""Learn how likely the grammar makes a reading, by the features that rules saw of it."""

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
EPOCHS = 12
BATCH = 512
LEARNING_RATE = 0.03
"""At the start; it falls to zero in a straight line."""
L2 = 1e-4
"""Strength of the pull of all weights towards zero."""
RAREST = 2
"""A feature seen less often gets no weight."""
SMALLEST = 0.02
"""Weights nearer to zero than this are left out of the file."""


@frozen
class Example:
    """The features of a reading, and whether the annotators have it."""

    features: tuple[str, ...]
    is_right: bool


def examples_of(document: Annotated) -> Iterator[Example]:
    """Yield the readings of one article, each with whether it is right."""
    for candidate in outer_candidates(document):
        yield Example(candidate.features, agrees(document, candidate.draft))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """ReadingWeights, in log odds, of a logistic model of whether a reading is right.

    Adam on shuffled batches, with a pull towards zero; the same examples give the same weights.
    """
    counts = Counter(f for example in examples for f in set(example.features))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RAREST))}
    rows = [[index[f] for f in sorted(set(e.features)) if f in index] for e in examples]
    labels = torch.tensor([float(e.is_right) for e in examples])
    weights = torch.zeros(len(index), 1, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=LEARNING_RATE)
    generator = torch.Generator().manual_seed(SEED)
    for epoch in range(EPOCHS):
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * (1 - epoch / EPOCHS)
        for batch in torch.split(torch.randperm(len(rows), generator=generator), BATCH):
            loss = _loss(weights, [rows[i] for i in batch.tolist()], labels[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        _log.info("epoch %d of %d: last loss %.4f", epoch + 1, EPOCHS, loss.item())
    values = weights.detach().squeeze(1).tolist()
    return {f: round(values[i], 4) for f, i in index.items() if abs(values[i]) >= SMALLEST}


def _loss(weights: torch.Tensor, rows: list[list[int]], labels: torch.Tensor) -> torch.Tensor:
    flat = torch.tensor([feature for row in rows for feature in row])
    offsets = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
    bag = torch.nn.functional.embedding_bag(flat, weights, offsets, mode="sum").squeeze(1)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(bag, labels)
    return entropy + L2 * weights.square().sum()
