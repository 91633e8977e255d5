"""Layers whose weights are stored, and on a CPU multiplied, as whole numbers of eight bits.

Each row of the input gets its own scale, so that what comes out for one row never depends on the
rows beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["QuantisedEmbedding", "QuantisedLinear", "dequantise", "quantise", "replace_layers"]

_LARGEST = 127


def quantise(weights: Tensor) -> tuple[Tensor, Tensor]:
    """Rows of eight-bit numbers, and the scale of each row."""
    scales = weights.float().abs().amax(dim=1).clamp_min(1e-8) / _LARGEST
    return (weights / scales.unsqueeze(1)).round().to(torch.int8), scales


def dequantise(numbers: Tensor, scales: Tensor) -> Tensor:
    """The weights that :func:`quantise` rounded."""
    return numbers.float() * scales.float().unsqueeze(1)


class QuantisedLinear(nn.Module):
    """``nn.Linear`` for inference.

    Args:
        numbers: The weights as :func:`quantise` gives them.
        scales: The scale of each row.
        bias: Added to the output, if there is one.
        exact: Whether to multiply eight-bit numbers, which needs a CPU for which PyTorch has a
            kernel (oneDNN); otherwise the same weights are multiplied as floating-point numbers.
    """

    weight: Tensor
    scales: Tensor
    bias: Tensor | None

    def __init__(self, numbers: Tensor, scales: Tensor, bias: Tensor | None, exact: bool) -> None:
        super().__init__()
        self.exact = exact
        self.register_buffer("bias", None if bias is None else bias.float())
        self.register_buffer("scales", scales.float())
        plain = numbers.t().contiguous() if exact else dequantise(numbers, scales)
        self.register_buffer("weight", plain)

    def forward(self, rows: Tensor) -> Tensor:  # noqa: D102 - as every module
        if not self.exact:
            return functional.linear(rows, self.weight, self.bias)
        flat = rows.flatten(0, -2)
        size = flat.abs().amax(dim=1, keepdim=True).clamp_min_(1e-8).div_(_LARGEST)
        numbers = (flat / size).round_().to(torch.int8)
        products = torch._int_mm(numbers, self.weight).float().mul_(size).mul_(self.scales)
        if self.bias is not None:
            products += self.bias
        return products.view(*rows.shape[:-1], -1)


class QuantisedEmbedding(nn.Module):
    """``nn.Embedding`` for inference, its rows made floating-point numbers when they are read."""

    weight: Tensor
    scales: Tensor

    def __init__(self, numbers: Tensor, scales: Tensor) -> None:
        super().__init__()
        self.register_buffer("weight", numbers)
        self.register_buffer("scales", scales.float())

    def forward(self, places: Tensor) -> Tensor:  # noqa: D102 - as every module
        return dequantise(self.weight[places], self.scales[places])


def replace_layers(module: nn.Module, tensors: Mapping[str, Tensor], exact: bool) -> None:
    """Puts quantised layers in the place of those whose weights are quantised.

    Args:
        module: The network.
        tensors: By name, ``X.weight``, ``X.scales`` and perhaps ``X.bias`` of such a layer ``X``.
        exact: See :class:`QuantisedLinear`.
    """
    for name, layer in list(module.named_modules()):
        if f"{name}.scales" in tensors:
            weight, scales = tensors[f"{name}.weight"], tensors[f"{name}.scales"]
            parent, _, last = name.rpartition(".")
            new: nn.Module = QuantisedEmbedding(weight, scales)
            if isinstance(layer, nn.Linear):
                new = QuantisedLinear(weight, scales, tensors.get(f"{name}.bias"), exact)
            setattr(module.get_submodule(parent), last, new)
