"""The commands that make a model of a trained network, in the order in which they are run."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from quoteattr import Extractor
from quoteattr.errors import InputError, ModelError
from quoteattr.models.files import SHIPPED, checked_files, record_files
from quoteattr.reader import read
from quoteattr.syntax.parser import GivenTrees
from quoteattr.training.antecedents import learn as antecedents
from quoteattr.training.readings import learn as readings
from quoteattr.training.readings.annotated import with_readings
from tests.cases import load_cases
from tests.shipped import scores

if TYPE_CHECKING:
    from pathlib import Path

NETWORK = ("weights", "settings", "lemmas")
"""What training the network alone leaves in a model's folder."""
NAMES = ("Ada Quist", "Jon Berg", "Ilse Brandt", "Tomas Vrba", "Rolf Steen")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A network without any weights of readings and of antecedents."""
    folder = tmp_path / "model"
    folder.mkdir()
    files = {role: checked_files(SHIPPED)[role] for role in NETWORK}
    for path in files.values():
        shutil.copy(path, folder)
    record_files(folder, {role: folder / path.name for role, path in files.items()})
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    lines = (json.dumps(_article(name)) for name in NAMES for _ in range(5))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _article(name: str) -> dict[str, Any]:
    """An article with two quotes, of which the second is not annotated."""
    said = f"{name} said that the weir was safe."
    text = f"{said} Nobody in the village knows whether the mill will open."
    content = "that the weir was safe"
    start, cue = text.index(content), text.index("said")
    spans = {"content": [[start, start + len(content)]], "cue": [[cue, cue + 4]]}
    return {"text": text, "quotes": [{**spans, "source": [[0, len(name)]]}]}


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """Documents in which *she*, *they* and *it* stand for what was mentioned before."""
    path = tmp_path / "village.conllu"
    subjects = [
        ("Ada PROPN NNP", "She"),
        ("Workers NOUN NNS", "They"),
        ("Ministry NOUN NN", "It"),
    ]
    documents = [_document(*subject) for subject in subjects for _ in range(antecedents.RAREST)]
    path.write_text("\n".join(documents), "utf-8")
    return path


def _document(noun: str, pronoun: str) -> str:
    lines = ["# newdoc id = village"]
    for subject in (noun, f"{pronoun} PRON PRP"):
        form, upos, xpos = subject.split()
        lines += [
            f"1\t{form}\t{form.lower()}\t{upos}\t{xpos}\t_\t2\tnsubj\t_\tEntity=(1-person-1)",
            "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No",
            "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
            "",
        ]
    return "\n".join(lines)


def test_a_network_becomes_a_model(folder: Path, articles: Path, treebank: Path) -> None:
    readings.main([str(articles), "--model", str(folder)])
    antecedents.main([str(treebank), "--model", str(folder)])
    assert set(checked_files(folder)) == set(checked_files(SHIPPED)) - {"speakers"}
    (quote,) = Extractor(folder).extract(_article("Jon Berg")["text"]).quotes
    assert str(quote) == "Jon Berg: that the weir was safe"


def test_antecedents_are_learned_after_readings(folder: Path, treebank: Path) -> None:
    with pytest.raises(ModelError, match="names no file for readings, encoder_agreement, thresh"):
        antecedents.main([str(treebank), "--model", str(folder)])


def test_a_model_keeps_its_own_thresholds(folder: Path, articles: Path) -> None:
    own = folder / "own.toml"
    text = (SHIPPED / "thresholds.toml").read_text("utf-8")
    own.write_text(text.replace("agreed = 0.4", "agreed = 0.7"), "utf-8")
    record_files(folder, {"thresholds": own})
    readings.main([str(articles), "--model", str(folder)])
    assert checked_files(folder)["thresholds"] == own


def test_too_few_pronouns_are_refused(folder: Path, articles: Path, tmp_path: Path) -> None:
    readings.main([str(articles), "--model", str(folder)])
    path = tmp_path / "one.conllu"
    path.write_text(_document("Ada PROPN NNP", "She"), "utf-8")
    with pytest.raises(InputError, match=r"too few pronouns to learn from \(1\)"):
        antecedents.main([str(path), "--model", str(folder)])


def test_a_network_without_roles_is_refused() -> None:
    case = load_cases("direct")[0]
    article = read(case.text, GivenTrees(case.sentences))
    document = with_readings({"text": case.text, "quotes": []}, article)
    with pytest.raises(InputError, match=r"knows no roles: train it .* with --quotes"):
        readings.learn([document], scores().readings.thresholds)
