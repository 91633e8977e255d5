"""Between a model and what further training made of it.

Training for a second task costs the first some of what it knew. The average of the weights before
and after keeps most of both (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Only
the reader of roles, which is new, has to be fitted to the averaged encoder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from quoteattr.training.parser.losses import collate_roles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.role_labels import RoleExample

__all__ = ["average", "refit_roles"]

EPOCHS = 3
BATCH = 2048
RATE = 1e-3
DROPOUT = 0.1


def average(net: JointParser, before: Mapping[str, Tensor], share: float) -> None:
    """Moves the weights of a network towards those it had before.

    Args:
        net: The network after training.
        before: Weights before, by name; those that are missing stay as they are.
        share: How far to move, from 0 to 1.
    """
    weights = {
        name: torch.lerp(tensor, before[name].to(tensor), share) if name in before else tensor
        for name, tensor in net.state_dict().items()
    }
    net.load_state_dict(weights)


def refit_roles(net: JointParser, examples: Sequence[RoleExample], device: torch.device) -> None:
    """Fits the reader of roles, and nothing else, to the states of the encoder."""
    if net.roles is None:
        raise ValueError("a network without roles cannot learn them")
    states, roles = _read(net, examples, device)
    optimizer = torch.optim.AdamW(net.roles.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(states) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
    for _ in range(EPOCHS):
        for chosen in torch.split(torch.randperm(len(states)), BATCH):
            inputs = nn.functional.dropout(states[chosen].float(), DROPOUT)
            optimizer.zero_grad()
            cross_entropy(net.roles(inputs), roles[chosen]).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()


@torch.no_grad()
def _read(
    net: JointParser, examples: Sequence[RoleExample], device: torch.device
) -> tuple[Tensor, Tensor]:
    """The states of all atoms, in half precision to save memory, and their roles."""
    net.eval()
    states, roles = [], []
    for start in range(0, len(examples), 12):
        batch = collate_roles(examples[start : start + 12], device)
        read = net.encoder(batch.ids, batch.features, batch.lengths)
        states.append(read[batch.firsts].half())
        roles.append(batch.roles)
    return torch.cat(states), torch.cat(roles)
