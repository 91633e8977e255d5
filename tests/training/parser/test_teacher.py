"""A large pretrained encoder, here a tiny untrained one, learns as our own does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from quoteattr.errors import ModelError
from quoteattr.syntax.encoder.pieces import WordPieces, find_atoms
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.data import Corpora
from quoteattr.training.parser.pretrained import make_network, read_vocabulary
from quoteattr.training.parser.trainer import Trainer

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser

LINES = ("The miller said that the dam was safe.", "We can't sell it!", "No.")


@pytest.fixture(scope="module")
def mpnet(bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from transformers import MPNetConfig, MPNetModel

    folder = tmp_path_factory.mktemp("mpnet")
    pieces = (bert / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    vocabulary = ["<s>", "<pad>", "</s>", "<unk>", *pieces, "<mask>"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    config = MPNetConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=98,
    )
    torch.manual_seed(0)
    MPNetModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


def states(net: JointParser, pieces: WordPieces, lines: tuple[str, ...]) -> list[Tensor]:
    windows = [pieces.window(find_atoms(line, {})) for line in lines]
    ids = torch.tensor([i for window in windows for i in window.ids])
    features = torch.tensor([f for window in windows for f in window.features])
    lengths = [len(window.ids) for window in windows]
    with torch.inference_mode():
        return list(torch.split(net.eval().encoder(ids, features, lengths), lengths))


def test_the_word_pieces_of_a_teacher_are_those_of_its_students(bert: Path, mpnet: Path) -> None:
    assert read_vocabulary(mpnet) == read_vocabulary(bert)


def test_windows_are_read_as_if_each_stood_alone(mpnet: Path) -> None:
    vocabulary = read_vocabulary(mpnet)
    net, pieces = make_network(vocabulary, mpnet, layers=5), WordPieces(vocabulary)
    together = states(net, pieces, LINES * 40)
    for place, line in enumerate(LINES):
        (alone,) = states(net, pieces, (line,))
        assert torch.allclose(together[place], alone, atol=1e-5)


def test_a_teacher_learns_and_resumes(treebank: Path, mpnet: Path, tmp_path: Path) -> None:
    for steps in (2, 4):
        config = TrainingConfig(steps=steps)
        trainer = Trainer(Corpora([treebank]), mpnet, tmp_path, config, "cpu")
        before = trainer.net.root.detach().clone()
        trainer.run([])
        assert trainer.step == steps
        assert not torch.equal(trainer.net.root, before)


def test_a_piece_that_the_teacher_does_not_know_is_named(mpnet: Path) -> None:
    with pytest.raises(ModelError, match="lacks the word piece 'dam-keeper'"):
        make_network([*read_vocabulary(mpnet), "dam-keeper"], mpnet, layers=1)


def test_a_folder_without_weights_is_refused(mpnet: Path, tmp_path: Path) -> None:
    for name in ("config.json", "vocab.txt"):
        (tmp_path / name).write_text((mpnet / name).read_text("utf-8"), encoding="utf-8")
    with pytest.raises(ModelError, match="holds no MPNet"):
        make_network(read_vocabulary(mpnet), tmp_path, layers=1)


def test_a_folder_without_settings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocab.txt").write_text("[PAD]\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"no config\.json"):
        read_vocabulary(tmp_path)
