from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from quoteattr.errors import ModelError
from quoteattr.syntax.encoder.model import load_encoder
from quoteattr.syntax.encoder.network import Dimensions, JointParser
from quoteattr.syntax.encoder.quantised import quantise

if TYPE_CHECKING:
    from pathlib import Path

SIZES = {
    **{"pieces": 4, "layers": 1, "hidden": 16, "inner": 32, "heads": 2, "positions": 20},
    **{"upos": 1, "xpos": 1, "relations": 1},
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    torch.manual_seed(0)
    net = JointParser(Dimensions(**SIZES))
    tensors = {name: tensor.detach() for name, tensor in net.state_dict().items()}
    for name in ("encoder.pieces", "encoder.layers.0.inner"):
        weight, scales = quantise(tensors[f"{name}.weight"])
        tensors |= {f"{name}.weight": weight, f"{name}.scales": scales}
    tensors[f"{INNER}.steps"] = torch.full((16,), 0.02)
    save_file(tensors, tmp_path / "weights")
    settings = {
        "sizes": SIZES,
        "window": 10,
        "splits": {},
        "pieces": ["[UNK]", "[CLS]", "[SEP]", "a"],
        "labels": {"upos": ["N"], "xpos": ["n"], "deprel": ["root"]},
    }
    (tmp_path / "settings").write_text(json.dumps(settings), encoding="utf-8")
    rules = '{"words": {}, "endings": {}, "changes": {}, "known": {}}'
    (tmp_path / "lemmas").write_text(rules, encoding="utf-8")
    return {role: tmp_path / role for role in ("weights", "settings", "lemmas")}


def test_a_model_loads_ready_for_inference(files: dict[str, Path]) -> None:
    model = load_encoder(files)
    assert not model.net.training
    assert model.longest == 18
    assert model.net.encoder.pieces.weight.dtype == torch.int8
    assert not any(tensor.is_meta for tensor in model.net.state_dict().values())


@pytest.mark.parametrize("role", ["weights", "settings", "lemmas"])
def test_a_model_without_a_file_is_refused(files: dict[str, Path], role: str) -> None:
    with pytest.raises(ModelError, match=role):
        load_encoder({name: path for name, path in files.items() if name != role})


@pytest.mark.parametrize("role", ["weights", "settings", "lemmas"])
@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_a_damaged_file_is_refused(files: dict[str, Path], role: str, content: str) -> None:
    files[role].write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        load_encoder(files)


@pytest.mark.parametrize("role", ["settings", "lemmas"])
@pytest.mark.parametrize("content", ["null", "[" * 100_000, "9" * 5000], ids=lambda c: c[:4])
def test_what_is_no_object_is_named(files: dict[str, Path], role: str, content: str) -> None:
    files[role].write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=str(files[role])):
        load_encoder(files)


def test_a_window_is_no_longer_than_the_network_can_read(files: dict[str, Path]) -> None:
    settings = json.loads(files["settings"].read_text())
    files["settings"].write_text(json.dumps({**settings, "window": 500}))
    assert load_encoder(files).window == 18


def each(name: str, *values: Any) -> list[tuple[str, Any]]:
    return [(name, value) for value in values]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *each("window", "a", None, 0, 5.0, True),
        *each("splits", [], None, {"alot": "1"}, {"alot": [4]}, {"alot": [2, 1]}),
        *each("pieces", [], "abc", None, ["[UNK]", "[CLS]", "[SEP]"]),
        *each("pieces", ["[UNK]", "[CLS]", "b", "a"], ["[UNK]", "[CLS]", "[SEP]", 1]),
        *each("labels", None, {}, {"upos": ["N"], "xpos": ["n"], "deprel": []}),
        *each("sizes", *({**SIZES, name: value} for name in SIZES for value in (-1, 7, "1", None))),
        *each("sizes", *({**SIZES, **other} for other in ({"heads": 0}, {"heads": 3}))),
        *each("sizes", [], {**SIZES, "roles": 5}, {**SIZES, "names": 5}, {**SIZES, "depth": 3}),
    ],
    ids=str,
)
def test_settings_that_do_not_fit_are_refused(
    files: dict[str, Path], name: str, value: Any
) -> None:
    settings = json.loads(files["settings"].read_text())
    files["settings"].write_text(json.dumps({**settings, name: value}))
    with pytest.raises(ModelError, match="do not fit"):
        load_encoder(files)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *each("words", [], None, {"NN mill": 3}),
        *each("endings", [], {"NNS s": "x"}, {"NNS s": ["1"]}, {"NNS s": ""}),
        *each("changes", None, {"NN": "1"}, {"NN": [1]}, {"NN": ["y"]}),
        *each("known", [], {"NN": "mill"}, {"NN": [["mill"]]}),
    ],
    ids=str,
)
def test_lemmas_of_other_types_are_refused(files: dict[str, Path], name: str, value: Any) -> None:
    lemmas = json.loads(files["lemmas"].read_text())
    files["lemmas"].write_text(json.dumps({**lemmas, name: value}))
    with pytest.raises(ModelError, match=f"lemmas holds no lemmas .*{name}"):
        load_encoder(files)


INNER = "encoder.layers.0.inner"


@pytest.mark.parametrize(
    ("name", "tensor"),
    [
        ("boundary.weight", None),
        ("boundary.bias", torch.zeros(4)),
        ("boundary.bias", torch.full((3,), torch.nan)),
        ("boundary.bias", torch.zeros(3, dtype=torch.int8)),
        ("boundary.scales", torch.ones(3)),
        ("boundary.weight", torch.zeros(3, 16, dtype=torch.int8)),
        (f"{INNER}.scales", None),
        (f"{INNER}.scales", torch.ones(1)),
        (f"{INNER}.scales", torch.full((32,), torch.inf)),
        (f"{INNER}.steps", None),
        (f"{INNER}.steps", torch.zeros(16)),
        (f"{INNER}.weight", torch.zeros(16, 32, dtype=torch.int8)),
        (f"{INNER}.weight", None),
        ("encoder.pieces.weight", torch.zeros(3, 16, dtype=torch.int8)),
        ("encoder.pieces.weight", torch.zeros(4, 16)),
        ("encoder.layers.1.inner.bias", torch.zeros(32)),
        ("roles.bias", torch.zeros(7)),
    ],
)
def test_tensors_that_do_not_fit_are_refused(
    files: dict[str, Path], name: str, tensor: torch.Tensor | None
) -> None:
    tensors = {**load_file(files["weights"])}
    tensors.pop(name, None)
    save_file(tensors | ({} if tensor is None else {name: tensor}), files["weights"])
    with pytest.raises(ModelError, match=f"do not fit .*{name.rpartition('.')[0]}"):
        load_encoder(files)


@pytest.mark.parametrize("device", ["foo", "meta", "cuda:99", "", 2.5])
def test_a_device_that_is_none_is_named(files: dict[str, Path], device: Any) -> None:
    with pytest.raises(ModelError, match=f"the device {device!r} cannot be used"):
        load_encoder(files, device)


def test_a_device_that_this_pytorch_lacks_is_told_in_one_line(files: dict[str, Path]) -> None:
    with pytest.raises(ModelError, match="leave it out for the CPU") as raised:
        load_encoder(files, "mps")
    assert len(str(raised.value)) < 300
