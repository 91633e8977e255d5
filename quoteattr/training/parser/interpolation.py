"""Interpolation between a model and what further training made of it.

Training for a second task makes a model forget part of the first. The average of the weights before
and after keeps most of both (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Only
the prediction heads of new tasks must be fitted to the averaged encoder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from quoteattr.training.parser.batches import collate_marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.marked import MarkedExample

__all__ = ["interpolate", "refit"]

EPOCHS = 3
BATCH = 2048
RATE = 1e-3
DROPOUT = 0.1


def interpolate(net: JointParser, before: Mapping[str, Tensor], share: float) -> None:
    """Move the weights of a network towards those it had before training.

    Args:
        net: The network after training.
        before: The weights before training, by name; weights missing here stay as they are.
        share: How far to move, from 0 to 1.
    """
    weights = {
        name: torch.lerp(tensor, before[name].to(tensor), share) if name in before else tensor
        for name, tensor in net.state_dict().items()
    }
    net.load_state_dict(weights)


def refit(net: JointParser, examples: Sequence[MarkedExample], device: torch.device) -> None:
    """Fit the prediction head of one task, and nothing else, to the states of the encoder."""
    head: nn.Linear = getattr(net, examples[0].task)
    states, labels = _encode(net, examples, device)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(states) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
    for _ in range(EPOCHS):
        for chosen in torch.split(torch.randperm(len(states)), BATCH):
            inputs = nn.functional.dropout(states[chosen].float(), DROPOUT)
            optimizer.zero_grad()
            cross_entropy(head(inputs), labels[chosen]).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()


@torch.no_grad()
def _encode(
    net: JointParser, examples: Sequence[MarkedExample], device: torch.device
) -> tuple[Tensor, Tensor]:
    """Compute the states of all atoms, in half precision to save memory, and list their labels."""
    net.eval()
    states, labels = [], []
    for start in range(0, len(examples), 12):
        batch = collate_marked(examples[start : start + 12], device)
        encoded = net.encoder(batch.ids, batch.features, batch.lengths)
        states.append(encoded[batch.firsts].half())
        labels.append(batch.labels)
    return torch.cat(states), torch.cat(labels)
