"""Learning which words of an article are content, cue and source: the roles of the encoder."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
import torch

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import InputError, ModelError
from quoteattr.syntax.encoder.model import load_encoder
from quoteattr.syntax.encoder.network import Dimensions, JointParser
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.syntax.tree import ROLES
from quoteattr.training.__main__ import main
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.data import Corpora
from quoteattr.training.parser.interpolation import interpolate
from quoteattr.training.parser.marked import marked_examples
from quoteattr.training.parser.marked_quotes import is_held_out, read_quotes
from quoteattr.training.parser.pretrained import read_vocabulary
from quoteattr.training.parser.trainer import Trainer

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.syntax.tree import Sentence

ARTICLE = "The miller said that the dam was safe.\nNobody paid."
MARKED = {"content": "that the dam was safe", "cue": "said", "source": "The miller"}


def quote(text: str = ARTICLE, **parts: str) -> dict[str, list[list[int]]]:
    spans = {role: [text.index(part), text.index(part) + len(part)] for role, part in parts.items()}
    return {role: [spans[role]] if role in spans else [] for role in ("content", "cue", "source")}


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write ten articles, of which two are held out."""
    path = tmp_path_factory.mktemp("articles") / "train.jsonl"
    line = json.dumps({"id": "mill", "text": ARTICLE, "quotes": [quote(**MARKED)]})
    path.write_text(f"{line}\n" * 10, encoding="utf-8")
    return path


def test_one_article_in_five_is_held_out(articles: Path) -> None:
    assert [is_held_out(number) for number in range(6)] == [True, False, False, False, False, True]
    assert len(read_quotes(articles, {})) == 8 * 2
    assert len(read_quotes(articles, {}, hold_out=False)) == 10 * 2


def test_all_articles_are_read_on_request(
    articles: Path, treebank: Path, bert: Path, tmp_path: Path
) -> None:
    configs = [TrainingConfig(layers=1), TrainingConfig(layers=1, hold_out=False)]
    corpora = Corpora([treebank], quotes=articles)
    trainers = [Trainer(corpora, bert, tmp_path, config, "cpu") for config in configs]
    assert [len(trainer.data.marked["roles"]) for trainer in trainers] == [8 * 2, 10 * 2]


def test_each_atom_has_its_role(articles: Path) -> None:
    paragraph = read_quotes(articles, {})[0]
    named = [(atom.text, ROLES[role]) for part in paragraph.stretches for atom, role in part]
    assert named == [
        ("The", "B-source"),
        ("miller", "I-source"),
        ("said", "B-cue"),
        ("that", "B-content"),
        ("the", "I-content"),
        ("dam", "I-content"),
        ("was", "I-content"),
        ("safe", "I-content"),
        (".", "O"),
    ]


def test_two_contents_side_by_side_are_told_apart(tmp_path: Path) -> None:
    text = "Yes no"
    quotes = [quote(text, content="Yes "), quote(text, content="no")]
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "quotes": quotes}), encoding="utf-8")
    (paragraph,) = read_quotes(path, {}, hold_out=False)
    assert [ROLES[role] for _, role in paragraph.stretches[0]] == ["B-content", "B-content"]


def test_windows_hold_every_atom_once(articles: Path, bert: Path) -> None:
    pieces = WordPieces(read_vocabulary(bert))
    paragraphs = read_quotes(articles, {})
    total = sum(len(stretch) for p in paragraphs for stretch in p.stretches)
    for size in (3, 200):
        examples = list(marked_examples(paragraphs, pieces, size, random.Random(1)))
        assert sum(len(example.labels) for example in examples) == total
        assert all(len(e.labels) == len(e.window.firsts) for e in examples)


def test_a_file_that_holds_no_articles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Yes"}\n{"text": "Yes"}', encoding="utf-8")
    with pytest.raises(InputError, match="no articles with quotes"):
        read_quotes(path, {})


@pytest.fixture(scope="module")
def trained(
    treebank: Path, bert: Path, articles: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Train a model on the treebank, and another one from it on the articles."""
    folder = tmp_path_factory.mktemp("trained")
    arguments = [str(treebank.parent), "--pretrained", str(bert), "--layers", "1"]
    main([*arguments, "--work", str(folder / "1"), "--model", str(folder / "one"), "--steps", "2"])
    more = ["--quotes", str(articles), "--start", str(folder / "one"), "--steps", "60"]
    rate = ["--encoder-rate", "1e-3"]
    main([*arguments, *more, *rate, "--work", str(folder / "2"), "--model", str(folder / "two")])
    return folder


def parsed(folder: Path) -> tuple[Sentence, ...]:
    names = {"weights": "weights.safetensors", "settings": "settings.json", "lemmas": "lemmas.json"}
    parser = EncoderParser(load_encoder({role: folder / name for role, name in names.items()}))
    return parser.parse(ARTICLE, find_paragraphs(ARTICLE))


def test_a_model_without_roles_predicts_none(trained: Path) -> None:
    assert all(sentence.roles is None for sentence in parsed(trained / "one"))


def test_sentences_carry_the_roles_that_were_learned(trained: Path) -> None:
    sentence = parsed(trained / "two")[0]
    assert sentence.roles is not None
    assert sentence.roles.shape == (len(sentence), len(ROLES))
    assert sentence.roles.sum(1) == pytest.approx(1, abs=1e-5)
    likeliest = [ROLES[number].split("-")[-1] for number in sentence.roles.argmax(1)]
    found = [role for token, role in zip(sentence, likeliest, strict=True) if token.text in "said"]
    assert found == ["cue"]


def test_training_does_not_start_from_a_model_of_other_labels(
    trained: Path, treebank: Path, bert: Path, tmp_path: Path
) -> None:
    settings = json.loads((trained / "one" / "settings.json").read_text("utf-8"))
    settings["labels"]["upos"][0] = "OTHER"
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    config = TrainingConfig(layers=1)
    with pytest.raises(ModelError, match="labels are not those"):
        Trainer(Corpora([treebank]), bert, tmp_path / "w", config, "cpu", start=tmp_path)


def test_an_interpolation_lies_between_before_and_after() -> None:
    sizes = {"pieces": 4, "layers": 1, "hidden": 16, "inner": 32, "heads": 2, "positions": 20}
    torch.manual_seed(0)
    one, other = (JointParser(Dimensions(**sizes)) for _ in range(2))
    after = {name: tensor.clone() for name, tensor in other.state_dict().items()}
    before = {n: t for n, t in one.state_dict().items() if n != "root"}
    interpolate(other, before, 0.25)
    for name, tensor in other.state_dict().items():
        if name == "root":
            assert torch.equal(tensor, after[name])
        else:
            assert torch.allclose(tensor, 0.25 * before[name] + 0.75 * after[name], atol=1e-6)
