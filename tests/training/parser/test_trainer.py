"""Training, resuming it, and the model that results, all at a tiny size."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import torch

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import InputError, ModelError
from quoteattr.syntax.encoder.model import load_encoder
from quoteattr.syntax.encoder.network import Dimensions, Encoder
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.training.__main__ import main
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.data import Corpora
from quoteattr.training.parser.export import export
from quoteattr.training.parser.pretrained import load_into
from quoteattr.training.parser.trainer import CHECKPOINT, Trainer

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.training.treebank import Paragraph

STEPS = 150


@pytest.fixture(scope="module")
def trained(treebank: Path, bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    config = {"reported": 0, "datelined": 0, "encoder_rate": 1e-3}  # this BERT is untrained
    trainer(treebank, bert, folder, steps=STEPS, **config).run([treebank])
    export(folder / CHECKPOINT, bert, [treebank], folder / "model", window=60)
    return folder


def trainer(treebank: Path, bert: Path, folder: Path, **config: Any) -> Trainer:
    folder.mkdir(exist_ok=True)
    return Trainer(Corpora([treebank]), bert, folder, TrainingConfig(layers=2, **config), "cpu")


def test_the_encoder_starts_as_the_bert_without_its_last_layers(bert: Path) -> None:
    sizes = {"hidden": 64, "inner": 96, "heads": 2, "positions": 96}
    pieces = len((bert / "vocab.txt").read_text().split())
    one, two = (Encoder(Dimensions(pieces=pieces, layers=n, **sizes)) for n in (1, 2))
    load_into(one, bert)
    load_into(two, bert)
    name = "layers.0.inner.weight"
    assert torch.equal(one.get_parameter(name), two.get_parameter(name))


def test_training_learns_a_small_treebank(
    treebank: Path, bert: Path, trained: Path, paragraphs: list[Paragraph]
) -> None:
    one = trainer(treebank, bert, trained, steps=STEPS)
    assert one.step == STEPS
    score = dict(re.findall(r"(\w+) ([\d.]+)", one.score(paragraphs)))
    assert float(score["LAS"]) > 80
    assert float(score["sentences"]) > 80


def test_training_resumes_where_it_stopped(treebank: Path, bert: Path, tmp_path: Path) -> None:
    first = trainer(treebank, bert, tmp_path, steps=3)
    first.run([])
    second = trainer(treebank, bert, tmp_path, steps=5)
    assert second.step == 3
    for saved, resumed in ((first.net, second.net), (first.average, second.average)):
        for name, tensor in saved.state_dict().items():
            assert torch.equal(tensor, resumed.state_dict()[name]), name
    second.run([])
    assert torch.load(tmp_path / CHECKPOINT, weights_only=True)["step"] == 5


def test_the_moving_average_of_the_weights_lags_behind_them(
    treebank: Path, bert: Path, tmp_path: Path
) -> None:
    one = trainer(treebank, bert, tmp_path, steps=40)
    start = one.net.boundary.weight.clone()
    one.run([])
    now, average = one.net.boundary.weight, one.average.boundary.weight
    assert 0 < (average - start).norm() < (now - start).norm()


def test_the_same_seed_gives_the_same_weights(treebank: Path, bert: Path, tmp_path: Path) -> None:
    nets = []
    for name in ("one", "two"):
        one = trainer(treebank, bert, tmp_path / name, steps=4)
        one.run([])
        nets.append(one.net.state_dict())
    assert all(torch.equal(nets[0][name], nets[1][name]) for name in nets[0])


def test_the_model_parses_what_it_learned(trained: Path, paragraphs: list[Paragraph]) -> None:
    settings = tomllib.loads((trained / "model" / "model.toml").read_text())
    files = {n: trained / "model" / e["path"] for n, e in settings["files"].items()}
    parser = EncoderParser(load_encoder(files))
    text = "The miller said that the dam was safe. We can't sell it!"
    first, second = parser.parse(text, find_paragraphs(text))
    assert (first.start, first.end, second.start, second.end) == (0, 38, 39, 56)
    assert [token.text for token in second] == ["We", "ca", "n't", "sell", "it", "!"]
    assert first.root.lemma == "say"


def test_one_command_goes_from_treebanks_to_a_model(
    treebank: Path, bert: Path, tmp_path: Path
) -> None:
    folders = ["--work", str(tmp_path / "work"), "--model", str(tmp_path / "model")]
    main(
        [
            str(treebank.parent),
            "--pretrained",
            str(bert),
            *folders,
            *["--layers", "1", "--steps", "2"],
        ]
    )
    names = {path.name for path in (tmp_path / "model").iterdir()}
    assert names == {"weights.safetensors", "settings.json", "lemmas.json", "model.toml"}


def test_a_folder_without_treebanks_is_refused(bert: Path, tmp_path: Path) -> None:
    folders = ["--work", str(tmp_path / "work"), "--model", str(tmp_path / "model")]
    with pytest.raises(InputError, match=r"no \*-train\.conllu"):
        main([str(tmp_path), "--pretrained", str(bert), *folders])


def test_a_folder_without_a_bert_is_refused(treebank: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"vocab\.txt"):
        trainer(treebank, tmp_path, tmp_path / "work")
