"""How finely inputs are rounded, and what is left of weights that are stored as integers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.data import Corpora, TrainingData
from quoteattr.training.parser.export import export
from quoteattr.training.parser.input_steps import find_steps
from quoteattr.training.parser.pretrained import make_network, read_vocabulary, read_weights
from quoteattr.training.parser.trainer import CHECKPOINT, Trainer

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.batches import Batch
    from quoteattr.training.treebank import Paragraph

CPU = torch.device("cpu")


@pytest.fixture
def data(treebank: Path, bert: Path) -> TrainingData:
    return TrainingData.read(WordPieces(read_vocabulary(bert)), Corpora([treebank]), hold_out=False)


@pytest.fixture
def net(data: TrainingData, bert: Path) -> JointParser:
    labels = data.labels
    sizes = {"upos": len(labels.upos), "xpos": len(labels.xpos), "relations": len(labels.deprel)}
    return make_network(read_vocabulary(bert), bert, 2, **sizes).eval()


@pytest.fixture
def batches(data: TrainingData, paragraphs: list[Paragraph]) -> list[Batch]:
    return list(data.tree_batches(paragraphs, 60, CPU))


def test_no_input_of_the_text_read_is_out_of_range(net: JointParser, batches: list[Batch]) -> None:
    steps = find_steps(net, batches)
    seen = dict.fromkeys(steps, 0.0)
    hooks = []
    for name in steps:

        def look(_: nn.Module, inputs: tuple[torch.Tensor], name: str = name) -> None:
            seen[name] = max(seen[name], float((inputs[0] / steps[name]).abs().max()))

        hooks.append(net.get_submodule(name).register_forward_pre_hook(look))
    find_steps(net, batches)
    most = {name: 255 if name.endswith(".outer") else 127 for name in steps}
    wrong = {n: (seen[n], most[n]) for n in steps if not 0 < seen[n] <= most[n] * 1.001}
    assert not wrong
    assert max(seen[name] / most[name] for name in steps) > 0.99, "steps are no larger than needed"


def test_gelu_has_one_step_and_other_inputs_a_step_for_each_column(
    net: JointParser, batches: list[Batch]
) -> None:
    for name, steps in find_steps(net, batches).items():
        assert bool((steps == steps[0]).all()) == name.endswith(".outer"), name


def test_weights_are_read_back_as_they_were_but_for_rounding(
    treebank: Path, bert: Path, tmp_path: Path
) -> None:
    trainer = Trainer(Corpora([treebank]), bert, tmp_path, TrainingConfig(layers=2), "cpu")
    trainer.save()
    export(tmp_path / CHECKPOINT, bert, [treebank], tmp_path / "model", window=60)
    stored = load_file(tmp_path / "model" / "weights.safetensors")
    weights, true = read_weights(tmp_path / "model"), trainer.average.state_dict()
    assert weights.keys() == true.keys()
    for name, tensor in weights.items():
        layer = name.removesuffix(".weight")
        scales = stored.get(f"{layer}.scales")
        room = 1e-6 if scales is None else scales.unsqueeze(1) / stored.get(f"{layer}.steps", 1)
        assert ((tensor - true[name]).abs() <= room * 0.51 + 1e-6).all(), name
