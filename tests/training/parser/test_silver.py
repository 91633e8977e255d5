"""Trees predicted by a model, and a smaller network that learns from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import torch
from attrs import evolve
from safetensors.torch import save_file

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import InputError, ModelError
from quoteattr.models.files import SHIPPED
from quoteattr.models.load import load_parser
from quoteattr.syntax.encoder.model import PIECES
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.syntax.encoder.pieces import find_atoms
from quoteattr.syntax.encoder.weights import read_tensors
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.data import Corpora
from quoteattr.training.parser.ensemble import make_ensemble
from quoteattr.training.parser.export import export
from quoteattr.training.parser.silver import main
from quoteattr.training.parser.trainer import CHECKPOINT, Trainer
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.syntax.encoder.model import EncoderModel
    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.treebank import Paragraph

TEXT = "The miller can't sell it. “Nobody paid,” Ada Fell said.\n\nThe dam — an old one — is safe."
PARAGRAPHS = [
    ["The miller ca n't sell it .", "“ Nobody paid , ” Ada Fell said ."],
    ["The dam — an old one — is safe ."],
]


@pytest.fixture(scope="module")
def silver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("silver")
    articles = folder / "articles.jsonl"
    articles.write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    main([str(articles), str(folder / "silver.conllu")])
    return folder / "silver.conllu"


def test_silver_trees_are_read_as_those_of_a_treebank(silver: Path) -> None:
    paragraphs = read_paragraphs(silver)
    assert [[" ".join(w.form for w in s) for s in p] for p in paragraphs] == PARAGRAPHS
    first = paragraphs[0][0]
    assert [word.form for word in first if not word.space_after] == ["ca", "it"]
    assert [word.lemma for word in first if word.head == 0] == ["sell"]
    assert {word.deprel for word in first} >= {"nsubj", "obj", "punct", "root"}


def test_two_copies_of_a_model_find_what_one_finds(silver: Path, tmp_path: Path) -> None:
    articles, trees = silver.parent / "articles.jsonl", tmp_path / "trees.conllu"
    main([str(articles), str(trees), "--parser", str(SHIPPED), str(SHIPPED)])
    assert trees.read_text(encoding="utf-8") == silver.read_text(encoding="utf-8")


def model_of(name: str | None) -> EncoderModel:
    parser = load_parser(name)
    assert isinstance(parser, EncoderParser)
    return parser.model


def test_models_that_parse_together_add_up_their_scores() -> None:
    models = [model_of(name) for name in (None, "fast")]
    window = models[0].pieces.window(find_atoms("The miller sold it. Ada left.", {}, 0))
    rows = torch.tensor(window.firsts)

    def answers(net: JointParser) -> tuple[torch.Tensor, ...]:
        states = net.encoder(
            torch.tensor(window.ids), torch.tensor(window.features), [len(window.ids)]
        )[rows]
        scores = net.score(states, [5, 3])
        pairs = scores.relation_dependents, scores.relation_heads[1:]
        return net.boundary(states), scores.upos, scores.xpos, scores.arcs, net.relate(*pairs)

    with torch.inference_mode():
        together, *apart = [answers(model.net) for model in (make_ensemble(models), *models)]
    for found, one, other in zip(together, *apart, strict=True):
        assert torch.allclose(found, one + other, atol=1e-4)
        assert not torch.allclose(one, other, atol=1e-2)


def test_models_with_other_labels_cannot_parse_together() -> None:
    model = model_of(None)
    other = evolve(model, labels=evolve(model.labels, upos=("NOUN", "VERB")))
    with pytest.raises(InputError, match="same word pieces, labels"):
        make_ensemble([model, other])


def test_a_smaller_network_starts_from_a_model_and_learns_from_silver_trees(
    treebank: Path, bert: Path, paragraphs: list[Paragraph], tmp_path: Path
) -> None:
    for name in ("big", "small"):
        (tmp_path / name).mkdir()
    config = TrainingConfig(layers=2, steps=1)
    big = Trainer(Corpora([treebank]), bert, tmp_path / "big", config, "cpu")
    big.run([])
    export(tmp_path / "big" / CHECKPOINT, bert, [treebank], tmp_path / "model", window=60)
    config = TrainingConfig(layers=1, steps=2, silver_share=1.0)
    small = Trainer(
        Corpora([treebank], silver=treebank),
        bert,
        tmp_path / "small",
        config,
        "cpu",
        start=tmp_path / "model",
    )
    for name in ("encoder.norm.weight", "encoder.layers.0.norm.weight", "boundary.bias"):
        assert torch.equal(small.net.state_dict()[name], big.average.state_dict()[name]), name
    assert small.data.silver == paragraphs
    small.run([])
    assert small.step == 2
    share(tmp_path / "small" / CHECKPOINT, bert, treebank, tmp_path)


def share(checkpoint: Path, bert: Path, treebank: Path, folder: Path) -> None:
    """Check that the small model uses the word pieces and lemmas of the big one beside it."""
    big, small = folder / "model", folder / "smaller"
    export(checkpoint, bert, [treebank], small, window=60, shared=big)
    assert {path.name for path in small.iterdir()} == {
        "weights.safetensors",
        "settings.json",
        "model.toml",
    }
    assert not set(PIECES) & set(read_tensors(small / "weights.safetensors"))
    assert load_parser(small).parse(TEXT, find_paragraphs(TEXT))
    pieces = read_tensors(big / "weights.safetensors")
    save_file(pieces | {PIECES[0]: pieces[PIECES[0]] + 1}, big / "weights.safetensors")
    with pytest.raises(ModelError, match="damaged or was exchanged"):
        load_parser(small)
    with pytest.raises(ModelError, match="has other word pieces"):
        export(checkpoint, bert, [treebank], small, window=60, shared=big)


def test_silver_trees_have_the_labels_of_the_treebanks(
    treebank: Path, bert: Path, silver: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="is in no treebank"):
        Trainer(Corpora([treebank], silver), bert, tmp_path, TrainingConfig(layers=1), "cpu")


def test_articles_without_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"title": "Dam"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1 holds no text"):
        main([str(tmp_path / "articles.jsonl"), str(tmp_path / "silver.conllu")])
