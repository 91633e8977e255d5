"""How finely the inputs of a network's layers are rounded.

The columns of an input differ in size by more than ten times. A column gets a step of its own, the
geometric mean of the step that it alone would need and the largest of the layer, and its weights
are multiplied by it: half of the difference is left to the inputs, half moves to the weights, which
have a scale for each row (SmoothQuant: Xiao and others 2023, arXiv 2211.10438).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from quoteattr.syntax.encoder.quantised import LEAST_GELU
from quoteattr.training.parser.losses import tree_losses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.batches import Batch

__all__ = ["find_steps"]

_SIDES, _VALUES = 127, 255
"""Steps on each side of zero, and steps from the least value to the largest."""
_LARGEST_GELU = 8.0
"""Larger values, which only the special pieces reach, are cut off: the others need finer steps."""
_SMALLEST = 1e-3
"""Columns that are never larger get the step of this."""


@torch.no_grad()
def find_steps(net: JointParser, batches: Iterable[Batch]) -> dict[str, Tensor]:
    """Find the steps of the inputs of all linear layers.

    Args:
        net: The network, in floats.
        batches: Text to read.

    Returns:
        By the name of each layer that was used, the step of each column of its input.
    """
    largest: dict[str, Tensor] = {}
    names: dict[nn.Module, str] = {
        part: name for name, part in net.named_modules() if isinstance(part, nn.Linear)
    }

    def keep_largest(layer: nn.Module, inputs: tuple[Tensor]) -> None:
        size, name = inputs[0].float().abs().flatten(0, -2).amax(0), names[layer]
        largest[name] = torch.maximum(largest[name], size) if name in largest else size

    hooks = [layer.register_forward_pre_hook(keep_largest) for layer in names]
    for batch in batches:
        tree_losses(net, batch)
    for hook in hooks:
        hook.remove()
    return {name: _steps(name, size) for name, size in largest.items()}


def _steps(name: str, largest: Tensor) -> Tensor:
    """Return the steps of a layer's columns, given the largest absolute value of each."""
    if name.endswith(".outer"):  # the GELU of another layer, rounded there with one step
        most = min(float(largest.max()), _LARGEST_GELU)
        return torch.full_like(largest, (most - LEAST_GELU) / _VALUES)
    return (largest.clamp_min(_SMALLEST) * largest.max()).sqrt() / _SIDES
