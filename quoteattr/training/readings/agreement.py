"""Learns how far to trust the encoder's roles, on articles that it was not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Measured", "fit_agreement"]

L2 = 3.0
"""Strength of the pull of weights towards zero, their measures in standard deviations."""
RAREST = 5
"""A measure seen less often gets no weight."""

Measured = tuple[Mapping[str, float], bool]
"""The measures of a reading, and whether it is right."""


def fit_agreement(examples: Sequence[Measured]) -> dict[str, float]:
    """Weights, in log odds, of a logistic model of whether a reading is right (L-BFGS)."""
    counts = Counter(name for found, _ in examples for name in found)
    names = sorted(name for name, n in counts.items() if n >= RAREST and name != "bias")
    rows = [[found.get(name, 0.0) for name in names] for found, _ in examples]
    inputs = torch.tensor(rows, dtype=torch.double)
    answers = torch.tensor([right for _, right in examples], dtype=torch.double)
    means, deviations = inputs.mean(0), inputs.std(0).clamp_min(1e-3)
    inputs = (inputs - means) / deviations
    weights = torch.zeros(len(names), dtype=torch.double, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            inputs @ weights + bias, answers, reduction="sum"
        )
        loss = loss + L2 / 2 * weights.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    plain = weights.detach() / deviations
    shift = (bias.detach() - (plain * means).sum()).item()
    learned = dict(zip(names, plain.tolist(), strict=True))
    return {"bias": round(shift, 4)} | {n: round(w, 4) for n, w in learned.items()}
