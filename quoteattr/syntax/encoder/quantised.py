"""Layers whose weights are stored, and on a CPU multiplied, as integers.

The columns of a layer's input have fixed steps, found on text of many kinds when a model is written
(:mod:`quoteattr.training.parser.input_steps`): so the output for one row never depends on the rows
beside it, and biases, scales and GELU are worked out within the product. Weights have seven bits
and inputs eight: processors without an instruction for such products (VNNI) add pairs of them in
sixteen bits, which larger numbers would overflow.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.syntax.encoder.network import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LARGEST_WEIGHT",
    "LEAST_GELU",
    "QuantisedEmbedding",
    "QuantisedLinear",
    "dequantise",
    "has_kernel",
    "quantise",
    "replace_layers",
]

LARGEST_WEIGHT = 63
LEAST_GELU = -0.17
"""The least value of GELU, rounded down."""
_LARGEST_INPUT = 255
_ZERO = 128
"""The zero point of the inputs, which the kernel takes as numbers from 0 to 255."""
_ROUNDING = 2.0**23
"""Added to a float, it leaves the nearest integer in the lowest bits: one pass over the rows
instead of two, and a faster conversion."""
_FEW_ROWS = 64


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
        numbers: The weights, times the steps, as :func:`quantise` returns them.
        scales: The scale of each row.
        steps: The step of each column of the input: what is rounded to 1.
        bias: The bias, if there is one.
        exact: Whether to multiply integers, which needs :func:`has_kernel`; otherwise the same
            integers are multiplied as floats, on any device: their sums are small enough to be
            exact.
    """

    weight: Tensor
    bias: Tensor | None
    scales: Tensor
    per_step: Tensor

    def __init__(
        self, numbers: Tensor, scales: Tensor, steps: Tensor, bias: Tensor | None, exact: bool
    ) -> None:
        super().__init__()
        floats = None if bias is None else bias.float()
        self.register_buffer("bias", floats)
        self.zero = _ZERO
        self.register_buffer("weight", None if exact else numbers.float())
        self.register_buffer("scales", None if exact else scales.float())
        self.register_buffer("per_step", None if exact else 1 / steps.float())
        self.product = _Product(numbers, scales, steps, floats) if exact else None

    def forward(self, rows: Tensor) -> Tensor:  # noqa: D102 - as every module
        if self.product is not None:
            return self.product(rows.flatten(0, -2)).view(*rows.shape[:-1], -1)
        rounded = (rows * self.per_step).round_().clamp_(-self.zero, _LARGEST_INPUT - self.zero)
        products = functional.linear(rounded, self.weight) * self.scales
        return products if self.bias is None else products + self.bias


class _Product:
    """The product of eight-bit rows and a seven-bit matrix, computed by oneDNN."""

    def __init__(self, numbers: Tensor, scales: Tensor, steps: Tensor, bias: Tensor | None) -> None:
        self._packed = torch.ops.onednn.qlinear_prepack(numbers.contiguous(), None)
        self._scales, self._bias, self._steps = scales.float(), bias, steps.float()
        self._per_step = 1 / self._steps
        self._zeros = torch.zeros(len(numbers), dtype=torch.long)
        self._zero = _ZERO
        self._then: tuple[float, int, torch.dtype, str] = (1.0, 0, torch.float32, "none")

    def feed(self, other: _Product) -> None:
        """Let GELU of the output be the input of another product, rounded for it at once."""
        step = float(other._steps[0])
        other._zero = _zero_of_gelu(step)
        self._then = step, other._zero, torch.uint8, "gelu"

    def __call__(self, rows: Tensor) -> Tensor:
        """Multiply rows of floats, or what :meth:`feed` made of them."""
        numbers = torch.empty(_filled(len(rows)), rows.shape[1], dtype=torch.uint8)
        numbers[: len(rows)] = rows if rows.dtype is torch.uint8 else self._round(rows)
        scale, zero, kind, activation = self._then
        products: Tensor = torch.ops.onednn.qlinear_pointwise(
            numbers,
            1.0,
            self._zero,
            self._packed,
            self._scales,
            self._zeros,
            self._bias,
            scale,
            zero,
            kind,
            activation,
            [],
            "none",
        )
        return products[: len(rows)]

    def _round(self, rows: Tensor) -> Tensor:
        shifted = torch.mul(rows, self._per_step).add_(_ROUNDING + self._zero)
        return shifted.clamp_(_ROUNDING, _ROUNDING + _LARGEST_INPUT).view(torch.int32)


def _zero_of_gelu(step: float) -> int:
    """Return the zero point that leaves room for the least value of GELU, and no more."""
    return round(-LEAST_GELU / step)


def _filled(rows: int) -> int:
    """Round a number of rows up: oneDNN makes a kernel for each number, and keeps it."""
    step = 16 if rows <= _FEW_ROWS else 32
    return -(-rows // step) * step


@cache
def has_kernel() -> bool:
    """Tell whether PyTorch has a kernel for integer products here, and computes them correctly."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    numbers = torch.full((16, 64), LARGEST_WEIGHT, dtype=torch.int8)
    numbers[::2] *= -1
    rows = torch.full((3, 64), float(_LARGEST_INPUT - _ZERO))
    try:
        with torch.inference_mode():
            found = _Product(numbers, torch.ones(16), torch.ones(64), None)(rows)
            rounded = _gelu_of_product(torch.linspace(-4, 4, 64))
    except (AttributeError, RuntimeError, NotImplementedError):
        return False
    return torch.equal(found, rows @ numbers.float().t()) and rounded


def _gelu_of_product(values: Tensor) -> bool:
    """Tell whether the kernel gives the GELU of some values, but for rounding."""
    size, step = len(values), 0.02
    ones = torch.eye(size, dtype=torch.int8)
    product = _Product(ones, torch.ones(size), torch.ones(size), values)
    product.feed(_Product(ones, torch.ones(size), torch.full((size,), step), None))
    found = product(torch.zeros(1, size)).float() * step + LEAST_GELU
    return torch.allclose(found, functional.gelu(values), rtol=0, atol=2 * step)


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
        tensors: ``X.weight``, ``X.scales``, and for linear layers ``X.steps`` and perhaps
            ``X.bias`` of each such layer ``X``, by name.
        exact: See :class:`QuantisedLinear`.
    """
    for name, layer in list(module.named_modules()):
        if f"{name}.scales" in tensors:
            weight, scales = tensors[f"{name}.weight"], tensors[f"{name}.scales"]
            parent, _, last = name.rpartition(".")
            new: nn.Module = QuantisedEmbedding(weight, scales)
            if isinstance(layer, nn.Linear):
                steps, bias = tensors[f"{name}.steps"], tensors.get(f"{name}.bias")
                new = QuantisedLinear(weight, scales, steps, bias, exact)
            setattr(module.get_submodule(parent), last, new)
    for layer in module.modules():
        if isinstance(layer, Layer):
            _join_feed_forward(layer)


def _join_feed_forward(layer: Layer) -> None:
    """Work out GELU within the first product of a layer's feed-forward network."""
    inner, outer = layer.inner, layer.outer
    if not (isinstance(inner, QuantisedLinear) and isinstance(outer, QuantisedLinear)):
        return
    if inner.product is not None and outer.product is not None:
        inner.product.feed(outer.product)
        layer.activation = nn.Identity()
    elif outer.product is None:
        outer.zero = _zero_of_gelu(1 / float(outer.per_step[0]))
