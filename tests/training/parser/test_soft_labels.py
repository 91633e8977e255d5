"""A teacher labels texts, and a student learns what it finds likely."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import torch

from quoteattr.errors import InputError, ModelError
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.data import Corpora
from quoteattr.training.parser.export import export
from quoteattr.training.parser.losses import of_likeliest, soft_losses
from quoteattr.training.parser.soft_labels import SoftExample, likeliest, read_soft_labels
from quoteattr.training.parser.teach import main
from quoteattr.training.parser.trainer import CHECKPOINT, Trainer

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The miller said that the dam was safe. We can't sell it!\n\nNobody paid the miller."


@pytest.fixture(scope="module")
def corpora(treebank: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpora:
    folder = tmp_path_factory.mktemp("marked")
    quote = {"source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 37]]}
    for name, marks in (("quotes", [quote]), ("entities", [[4, 10, "Person"]])):
        article = {"text": TEXT, name: marks}
        (folder / name).write_text(json.dumps(article) + "\n", encoding="utf-8")
    return Corpora([treebank], quotes=folder / "quotes", names=[folder / "entities"])


@pytest.fixture(scope="module")
def taught(corpora: Corpora, bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a trained network, with what it finds likely in a text."""
    folder = tmp_path_factory.mktemp("taught")
    config = TrainingConfig(layers=2, steps=30, hold_out=False, encoder_rate=1e-3)
    Trainer(corpora, bert, folder, config, "cpu").run([])
    (folder / "texts.jsonl").write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    main([str(folder), str(bert), str(folder / "soft"), str(folder / "texts.jsonl")])
    return folder


def student(corpora: Corpora, bert: Path, taught: Path, folder: Path, steps: int) -> Trainer:
    soft = Corpora(corpora.treebanks, None, corpora.quotes, corpora.names, taught / "soft")
    config = TrainingConfig(layers=1, steps=steps, hold_out=False, soft_share=1.0)
    return Trainer(soft, bert, folder, config, "cpu")


def test_each_window_is_labelled_as_a_whole(taught: Path) -> None:
    examples = read_soft_labels(taught / "soft")
    assert len(examples) == 2
    for example in examples:
        rows = example.tensors
        assert len(rows["ids"]) == len(rows["features"]) == example.size
        assert len(rows["boundary"]) == len(rows["firsts"]) == len(rows["names"])
        assert int(rows["sentences"].sum()) == len(rows["places"]) == len(rows["heads"])
        assert set(rows["places"].tolist()) <= set(rows["firsts"].tolist())
        for task in ("upos", "xpos", "arcs", "relations"):
            assert rows[f"{task}_likely"].float().sum(1) == pytest.approx(1, abs=0.01)


def test_a_teacher_agrees_with_itself_most(
    corpora: Corpora, bert: Path, taught: Path, tmp_path: Path
) -> None:
    teacher = Trainer(corpora, bert, taught, TrainingConfig(layers=2, hold_out=False), "cpu")
    other = student(corpora, bert, taught, tmp_path, steps=1)
    (batch,) = other.data.soft_batches(torch.device("cpu"))
    with torch.inference_mode():
        own, foreign = (soft_losses(t.average.eval(), batch) for t in (teacher, other))
    assert (
        own.keys()
        == foreign.keys()
        == {*("boundary", "upos", "xpos", "arcs", "relations", "roles", "names")}
    )
    assert all(own[task] < foreign[task] for task in own)


def test_a_finished_model_teaches_as_its_training_did(
    corpora: Corpora, bert: Path, taught: Path, tmp_path: Path
) -> None:
    export(taught / CHECKPOINT, bert, corpora.treebanks, tmp_path / "model", window=60)
    soft = tmp_path / "soft"
    main([str(tmp_path / "model"), str(bert), str(soft), str(taught / "texts.jsonl")])
    of_model, of_training = (read_soft_labels(path) for path in (soft, taught / "soft"))
    for one, other in zip(of_model, of_training, strict=True):
        assert one.tensors["ids"].tolist() == other.tensors["ids"].tolist()
        boundaries = (example.tensors["boundary"].float() for example in (one, other))
        torch.testing.assert_close(*boundaries, atol=0.05, rtol=0)  # its weights are rounded


def test_a_folder_without_a_teacher_is_refused(bert: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no settings\.json of a model"):
        main([str(tmp_path), str(bert), str(tmp_path / "soft"), str(tmp_path / "texts.jsonl")])


def test_a_student_comes_closer_to_its_teacher(
    corpora: Corpora, bert: Path, taught: Path, tmp_path: Path
) -> None:
    one = student(corpora, bert, taught, tmp_path, steps=12)
    (batch,) = one.data.soft_batches(torch.device("cpu"))
    with torch.inference_mode():
        before = sum(soft_losses(one.average.eval(), batch).values())
    one.run([])
    with torch.inference_mode():
        assert sum(soft_losses(one.average.eval(), batch).values()) < 0.9 * before


def test_few_answers_are_all_kept() -> None:
    kept = likeliest("upos", torch.tensor([[0.0, 0.0, -float("inf")]]))
    assert kept["upos_likely"].tolist() == [[0.5, 0.5, 0.0, 0.0]]
    assert sorted(kept["upos_numbers"][0, :2].tolist()) == [0, 1]


def test_a_file_of_something_else_is_refused(taught: Path, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    save_file({"ids": torch.zeros(3)}, tmp_path / "soft")
    with pytest.raises(InputError, match="holds no soft labels"):
        read_soft_labels(tmp_path / "soft")


def test_an_example_counts_its_pieces() -> None:
    assert SoftExample({"ids": torch.zeros(3)}).size == 3


def test_a_head_outside_the_sentence_does_not_count() -> None:
    scores = torch.tensor([[1.0, 2.0, 0.5]])  # of a student whose longest sentence has two words
    likely, numbers = torch.tensor([[0.75, 0.25, 0.0, 0.0]]), torch.tensor([[1, 0, 2, 16]])
    probable = scores.log_softmax(1)[0]
    expected = -(0.75 * probable[1] + 0.25 * probable[0])
    torch.testing.assert_close(of_likeliest(scores, likely, numbers), expected)
