"""A treebank of a few sentences, and an untrained BERT."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from quoteattr.training.treebank import Word, read_paragraphs

HIDDEN, INNER, POSITIONS = 64, 96, 96


@pytest.fixture(scope="session")
def treebank() -> Path:
    return Path(__file__).parent / "village-train.conllu"


@pytest.fixture(scope="session")
def paragraphs(treebank: Path) -> list[tuple[tuple[Word, ...], ...]]:
    return read_paragraphs(treebank)


@pytest.fixture(scope="session")
def words(paragraphs: list[tuple[tuple[Word, ...], ...]]) -> list[Word]:
    return [word for p in paragraphs for sentence in p for word in sentence]


@pytest.fixture(scope="session")
def bert(tmp_path_factory: pytest.TempPathFactory, words: list[Word]) -> Path:
    folder = tmp_path_factory.mktemp("bert")
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    letters = [mark + letter for letter in "abcdefghijklmnopqrstuvwxyz" for mark in ("", "##")]
    forms = {w.form.lower() for w in words} - set(letters)
    vocabulary = [*marks, *letters, *sorted(forms), "'", "n"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    config = {
        "hidden_size": HIDDEN,
        "intermediate_size": INNER,
        "num_attention_heads": 2,
        "max_position_embeddings": POSITIONS,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    save_file(random_bert(len(vocabulary), layers=2), folder / "model.safetensors")
    return folder


def random_bert(pieces: int, layers: int) -> dict[str, torch.Tensor]:
    shapes = {
        "embeddings.word_embeddings.weight": (pieces, HIDDEN),
        "embeddings.position_embeddings.weight": (POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": (2, HIDDEN),
        "embeddings.LayerNorm.weight": (HIDDEN,),
        "embeddings.LayerNorm.bias": (HIDDEN,),
    }
    parts = {
        "attention.self.query": (HIDDEN, HIDDEN),
        "attention.self.key": (HIDDEN, HIDDEN),
        "attention.self.value": (HIDDEN, HIDDEN),
        "attention.output.dense": (HIDDEN, HIDDEN),
        "attention.output.LayerNorm": (HIDDEN,),
        "intermediate.dense": (INNER, HIDDEN),
        "output.dense": (HIDDEN, INNER),
        "output.LayerNorm": (HIDDEN,),
    }
    for number in range(layers):
        for name, shape in parts.items():
            shapes[f"encoder.layer.{number}.{name}.weight"] = shape
            shapes[f"encoder.layer.{number}.{name}.bias"] = shape[:1]
    generator = torch.Generator().manual_seed(0)
    return {
        name: torch.ones(shape)
        if name.endswith("LayerNorm.weight")
        else torch.randn(shape, generator=generator) * 0.05
        for name, shape in shapes.items()
    }
