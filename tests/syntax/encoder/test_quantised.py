from __future__ import annotations

import pytest
import torch
from torch import nn

from quoteattr.syntax.encoder.network import Dimensions, Layer
from quoteattr.syntax.encoder.quantised import (
    QuantisedEmbedding,
    QuantisedLinear,
    dequantise,
    has_kernel,
    quantise,
    replace_layers,
)


@pytest.fixture
def linear() -> nn.Linear:
    torch.manual_seed(1)
    return nn.Linear(96, 160)


def quantised(linear: nn.Linear, steps: torch.Tensor, exact: bool) -> QuantisedLinear:
    numbers, scales = quantise(linear.weight.detach() * steps)
    return QuantisedLinear(numbers, scales, steps, linear.bias.detach(), exact)


def uneven_steps(columns: int) -> torch.Tensor:
    return torch.logspace(-2, -1, columns)


def test_rounding_moves_no_weight_by_more_than_half_a_step(linear: nn.Linear) -> None:
    numbers, scales = quantise(linear.weight.detach())
    moved = (dequantise(numbers, scales) - linear.weight).abs()
    assert (moved <= scales.unsqueeze(1) * 0.501).all()


def test_rows_of_zeros_stay_zeros() -> None:
    assert torch.equal(dequantise(*quantise(torch.zeros(2, 3))), torch.zeros(2, 3))


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("shape", [(1, 96), (40, 96), (3, 5, 96)])
def test_the_output_is_that_of_the_linear_layer_but_for_rounding(
    linear: nn.Linear, exact: bool, shape: tuple[int, ...]
) -> None:
    steps = uneven_steps(96)
    rows = torch.randn(shape) * steps * 20
    with torch.inference_mode():
        found, true = quantised(linear, steps, exact)(rows), linear(rows)
    assert found.shape == true.shape
    assert (found - true).abs().max() < 0.1


@pytest.mark.skipif(not has_kernel(), reason="PyTorch has no kernel for integer products here")
@pytest.mark.parametrize("size", [1, 40])
def test_products_of_floats_are_those_of_integers(linear: nn.Linear, size: int) -> None:
    steps = uneven_steps(96)
    rows = torch.randn(size, 96) * steps * 90  # some are cut off
    with torch.inference_mode():
        found, true = (quantised(linear, steps, exact)(rows) for exact in (False, True))
    assert torch.allclose(found, true, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    "exact",
    [
        pytest.param(
            True,
            marks=pytest.mark.skipif(not has_kernel(), reason="PyTorch has no such kernel here"),
        ),
        False,
    ],
)
def test_inputs_out_of_range_are_cut_off(linear: nn.Linear, exact: bool) -> None:
    steps = uneven_steps(96)
    layer = quantised(linear, steps, exact)
    with torch.inference_mode():
        assert torch.equal(layer(torch.full((1, 96), 1e9)), layer((127 * steps).unsqueeze(0)))
        assert torch.equal(layer(torch.full((1, 96), -1e9)), layer((-128 * steps).unsqueeze(0)))


@pytest.mark.parametrize("exact", [True, False])
def test_a_row_does_not_depend_on_the_rows_beside_it(linear: nn.Linear, exact: bool) -> None:
    rows = torch.randn(200, 96)
    layer = quantised(linear, uneven_steps(96), exact=exact and has_kernel())
    with torch.inference_mode():
        together = layer(rows)
        for start in range(0, 200, 7):
            part = layer(rows[start : start + 7])
            assert torch.equal(part, together[start : start + 7]) or not exact
            assert torch.allclose(part, together[start : start + 7], atol=1e-5)


@pytest.mark.parametrize("exact", [True, False])
def test_a_feed_forward_network_is_that_of_floats_but_for_rounding(exact: bool) -> None:
    torch.manual_seed(2)
    layer = Layer(Dimensions(pieces=1, hidden=32, inner=64, heads=2), dropout=0.0).eval()
    rows = torch.randn(37, 32)
    true = layer(rows, [20, 17])
    tensors: dict[str, torch.Tensor] = {}
    for name, step in (("inner", 0.03), ("outer", 0.02)):
        part = layer.get_submodule(name)
        assert isinstance(part, nn.Linear)
        steps = torch.full((part.in_features,), step)
        numbers, scales = quantise(part.weight.detach() * steps)
        tensors |= {f"{name}.weight": numbers, f"{name}.scales": scales, f"{name}.steps": steps}
        tensors[f"{name}.bias"] = part.bias.detach()
    replace_layers(layer, tensors, exact=exact and has_kernel())
    with torch.inference_mode():
        assert (layer(rows, [20, 17]) - true).abs().max() < 0.1


def test_an_embedding_gives_its_rows() -> None:
    numbers, scales = quantise(torch.randn(10, 4))
    rows = QuantisedEmbedding(numbers, scales)(torch.tensor([3, 3, 0]))
    assert torch.equal(rows, dequantise(numbers, scales)[[3, 3, 0]])


def test_only_layers_with_scales_are_replaced(linear: nn.Linear) -> None:
    net = nn.Sequential(linear, nn.Linear(160, 2), nn.Embedding(5, 3))
    tensors = {"0.bias": linear.bias.detach()}
    tensors["0.weight"], tensors["0.scales"] = quantise(linear.weight.detach())
    tensors["0.steps"] = torch.full((96,), 0.02)
    tensors["2.weight"], tensors["2.scales"] = quantise(torch.randn(5, 3))
    replace_layers(net, tensors, exact=False)
    assert [type(layer) for layer in net] == [QuantisedLinear, nn.Linear, QuantisedEmbedding]
