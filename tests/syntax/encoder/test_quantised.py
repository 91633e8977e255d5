from __future__ import annotations

import pytest
import torch
from torch import nn

from quoteattr.syntax.encoder.quantised import (
    QuantisedEmbedding,
    QuantisedLinear,
    dequantise,
    quantise,
    replace_layers,
)


@pytest.fixture
def linear() -> nn.Linear:
    torch.manual_seed(1)
    return nn.Linear(96, 160)


def quantised(linear: nn.Linear, exact: bool) -> QuantisedLinear:
    return QuantisedLinear(*quantise(linear.weight.detach()), linear.bias.detach(), exact)


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
    rows = torch.randn(shape)
    with torch.inference_mode():
        found, true = quantised(linear, exact)(rows), linear(rows)
    assert found.shape == true.shape
    assert (found - true).abs().max() < 0.03


def test_a_row_does_not_depend_on_the_rows_beside_it(linear: nn.Linear) -> None:
    rows = torch.randn(200, 96)
    layer = quantised(linear, exact=True)
    with torch.inference_mode():
        together = layer(rows)
        for start in range(0, 200, 7):
            assert torch.equal(layer(rows[start : start + 7]), together[start : start + 7])


def test_an_embedding_gives_its_rows() -> None:
    numbers, scales = quantise(torch.randn(10, 4))
    rows = QuantisedEmbedding(numbers, scales)(torch.tensor([3, 3, 0]))
    assert torch.equal(rows, dequantise(numbers, scales)[[3, 3, 0]])


def test_only_layers_with_scales_are_replaced(linear: nn.Linear) -> None:
    net = nn.Sequential(linear, nn.Linear(160, 2), nn.Embedding(5, 3))
    tensors = {"0.bias": linear.bias.detach()}
    tensors["0.weight"], tensors["0.scales"] = quantise(linear.weight.detach())
    tensors["2.weight"], tensors["2.scales"] = quantise(torch.randn(5, 3))
    replace_layers(net, tensors, exact=False)
    assert [type(layer) for layer in net] == [QuantisedLinear, nn.Linear, QuantisedEmbedding]
