from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import save_file

from quoteattr.errors import ModelError
from quoteattr.syntax.encoder.model import load_encoder
from quoteattr.syntax.encoder.network import Dimensions, JointParser
from quoteattr.syntax.encoder.quantised import quantise

if TYPE_CHECKING:
    from pathlib import Path

SIZES = {"pieces": 4, "layers": 1, "hidden": 16, "inner": 32, "heads": 2, "positions": 20}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    torch.manual_seed(0)
    net = JointParser(Dimensions(**SIZES))
    tensors = {name: tensor.detach() for name, tensor in net.state_dict().items()}
    for name in ("encoder.pieces", "encoder.layers.0.inner"):
        weight, scales = quantise(tensors[f"{name}.weight"])
        tensors |= {f"{name}.weight": weight, f"{name}.scales": scales}
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


def test_settings_of_another_size_are_refused(files: dict[str, Path]) -> None:
    settings = json.loads(files["settings"].read_text())
    settings["sizes"]["layers"] = 2
    files["settings"].write_text(json.dumps(settings))
    with pytest.raises(ModelError, match="do not fit"):
        load_encoder(files)
