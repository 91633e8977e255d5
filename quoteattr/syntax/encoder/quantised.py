"""Layers whose weights are stored, and on a CPU multiplied, as integers.

Each row of the input has its own scale, so that the output for one row never depends on the rows
beside it. Weights have seven bits and inputs eight: processors without an instruction for such
products (VNNI) add pairs of them in sixteen bits, which larger numbers would overflow.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LARGEST_WEIGHT",
    "QuantisedEmbedding",
    "QuantisedLinear",
    "dequantise",
    "has_kernel",
    "quantise",
    "replace_layers",
]

LARGEST_WEIGHT = 63
_LARGEST_INPUT = 127
_ZERO = 128
"""The zero point of the inputs, which the kernel takes as numbers from 0 to 255."""
_ROUNDING = 2.0**23
"""Added to a float, it leaves the nearest integer in the lowest bits: one pass over the rows
instead of two, and a faster conversion."""
_ROWS = 16
"""Rows are filled up to a multiple of this: oneDNN makes and keeps a kernel for each number."""


def quantise(weights: Tensor, largest: int = LARGEST_WEIGHT) -> tuple[Tensor, Tensor]:
    """Round weights to integers from ``-largest`` to ``largest``, with a scale for each row."""
    scales = weights.float().abs().amax(dim=1).clamp_min(1e-8) / largest
    return (weights / scales.unsqueeze(1)).round().to(torch.int8), scales


def dequantise(numbers: Tensor, scales: Tensor) -> Tensor:
    """Restore the weights that :func:`quantise` rounded."""
    return numbers.float() * scales.float().unsqueeze(1)


class QuantisedLinear(nn.Module):
    """``nn.Linear`` for inference, with quantised weights.

    Args:
        numbers: The weights as :func:`quantise` returns them.
        scales: The scale of each row.
        bias: The bias, if there is one.
        exact: Whether to multiply integers, which needs :func:`has_kernel`; otherwise the weights
            are multiplied as floats.
    """

    weight: Tensor
    scales: Tensor
    bias: Tensor | None

    def __init__(self, numbers: Tensor, scales: Tensor, bias: Tensor | None, exact: bool) -> None:
        super().__init__()
        self.register_buffer("bias", None if bias is None else bias.float())
        self.register_buffer("scales", scales.float())
        self._product = _Product(numbers, self.scales) if exact else None
        self.register_buffer("weight", None if exact else dequantise(numbers, scales))

    def forward(self, rows: Tensor) -> Tensor:  # noqa: D102 - as every module
        if self._product is None:
            return functional.linear(rows, self.weight, self.bias)
        flat = rows.flatten(0, -2)
        size = flat.abs().amax(dim=1, keepdim=True).clamp_min_(1e-8).div_(_LARGEST_INPUT)
        products = self._product(flat, size)
        if self.bias is None:
            products *= size
        else:
            torch.addcmul(self.bias, products, size, out=products)
        return products.view(*rows.shape[:-1], -1)


class _Product:
    """The product of eight-bit rows and a seven-bit matrix, computed by oneDNN."""

    def __init__(self, numbers: Tensor, scales: Tensor) -> None:
        self._packed = torch.ops.onednn.qlinear_prepack(numbers.contiguous(), None)
        self._scales = scales.float()
        self._zeros = torch.zeros(len(numbers), dtype=torch.long)

    def __call__(self, rows: Tensor, size: Tensor) -> Tensor:
        """Multiply the rows; the result still lacks the factor ``size`` of each row."""
        shifted = torch.div(rows, size).add_(_ROUNDING + _ZERO)
        filled = -(-len(rows) // _ROWS) * _ROWS
        numbers = torch.empty(filled, rows.shape[1], dtype=torch.uint8)
        numbers[: len(rows)] = shifted.view(torch.int32)
        products: Tensor = torch.ops.onednn.qlinear_pointwise(
            numbers,
            1.0,
            _ZERO,
            self._packed,
            self._scales,
            self._zeros,
            None,
            1.0,
            0,
            torch.float32,
            "none",
            [],
            "",
        )
        return products[: len(rows)]


@cache
def has_kernel() -> bool:
    """Tell whether PyTorch has a kernel for integer products here, and computes them correctly."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    numbers = torch.full((16, 64), LARGEST_WEIGHT, dtype=torch.int8)
    numbers[::2] *= -1
    rows = torch.full((3, 64), float(_LARGEST_INPUT))
    try:
        with torch.inference_mode():
            found = _Product(numbers, torch.ones(16))(rows, torch.ones(3, 1))
    except (AttributeError, RuntimeError, NotImplementedError):
        return False
    return torch.equal(found, rows @ numbers.float().t())


class QuantisedEmbedding(nn.Module):
    """``nn.Embedding`` for inference, whose rows become floats when they are read."""

    weight: Tensor
    scales: Tensor

    def __init__(self, numbers: Tensor, scales: Tensor) -> None:
        super().__init__()
        self.register_buffer("weight", numbers)
        self.register_buffer("scales", scales.float())

    def forward(self, places: Tensor) -> Tensor:  # noqa: D102 - as every module
        return dequantise(self.weight[places], self.scales[places])


def replace_layers(module: nn.Module, tensors: Mapping[str, Tensor], exact: bool) -> None:
    """Replace the layers whose weights are quantised by quantised layers.

    Args:
        module: The network.
        tensors: ``X.weight``, ``X.scales`` and perhaps ``X.bias`` of each such layer ``X``, by
            name.
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
