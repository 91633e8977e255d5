"""Export of a checkpoint to the files of a model: weights, settings, lemmas, checksums."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import save_file

from quoteattr.errors import ModelError
from quoteattr.lexicon import table
from quoteattr.models.files import record_files
from quoteattr.syntax.encoder.model import PIECES
from quoteattr.syntax.encoder.quantised import LARGEST_WEIGHT, quantise
from quoteattr.syntax.encoder.weights import read_tensors
from quoteattr.training.parser.lemmas import learn_lemmas
from quoteattr.training.parser.pretrained import read_vocabulary
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

__all__ = ["export"]

_FEWEST_ROWS = 128
"""Matrices with fewer rows are not quantised: they are small, and scores depend on them."""
LARGEST_IN_TABLE = 127
"""The embeddings of word pieces are not multiplied, and can use all eight bits."""


def export(
    checkpoint: Path,
    pretrained: Path,
    treebanks: Sequence[Path],
    folder: Path,
    window: int,
    shared: Path | None = None,
) -> None:
    """Write the files that :func:`quoteattr.syntax.encoder.model.load_encoder` reads.

    Args:
        checkpoint: The checkpoint that training saved.
        pretrained: Folder of the BERT that training started from, for its word pieces.
        treebanks: CoNLL-U files to learn lemmas from.
        folder: Where to write; created if missing.
        window: Number of word pieces that the parser reads at once.
        shared: Folder of a model trained on the same data that will always be next to this one:
            its embeddings of word pieces and its lemmas are used, and not written again.

    Raises:
        ModelError: The embeddings of that model are different.
    """
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    folder.mkdir(parents=True, exist_ok=True)
    weights = _quantise_large(state["average"])
    if shared:
        weights = _without_pieces(weights, shared)
    save_file(weights, folder / "weights.safetensors")
    settings = {
        "sizes": state["sizes"],
        "window": window,
        "labels": state["labels"],
        "splits": state["splits"],
        "pieces": read_vocabulary(pretrained),
    }
    _write_json(folder / "settings.json", settings)
    files = {"weights": folder / "weights.safetensors", "settings": folder / "settings.json"}
    if shared:
        files |= {"pieces": shared / "weights.safetensors", "lemmas": shared / "lemmas.json"}
    else:
        files["lemmas"] = folder / "lemmas.json"
        _write_lemmas(files["lemmas"], treebanks)
    record_files(folder, files)


def _write_lemmas(path: Path, treebanks: Sequence[Path]) -> None:
    words = [w for treebank in treebanks for p in read_paragraphs(treebank) for s in p for w in s]
    verbs = " ".join(table("cues")["verbs"].values()).split()
    lemmatizer = learn_lemmas(words, {"VB": verbs})
    nouns = [noun for noun in _speakers() if lemmatizer.lemma(f"{noun}s", "NNS") != noun]
    lemmatizer = learn_lemmas(words, {"VB": verbs, "NN": nouns})  # "aides" is from "aide"
    known = {start: sorted(lemmas) for start, lemmas in lemmatizer.known.items()}
    rules = {name: getattr(lemmatizer, name) for name in ("words", "endings", "changes")}
    _write_json(path, {**rules, "known": known})


def _speakers() -> list[str]:
    """List the nouns of the lexicon for those who may speak."""
    persons = [noun for nouns in table("person_nouns").values() for noun in nouns]
    organisations = " ".join(table("organisation_nouns")["nouns"].values()).split()
    return [noun for noun in persons + organisations if noun.isalpha()]


def _without_pieces(weights: dict[str, Tensor], shared: Path) -> dict[str, Tensor]:
    others = read_tensors(shared / "weights.safetensors", PIECES)
    if not all(name in others and _is_same(weights[name], others[name]) for name in PIECES):
        raise ModelError(f"{shared} has other word pieces and cannot share them")
    return {name: tensor for name, tensor in weights.items() if name not in PIECES}


def _is_same(one: Tensor, other: Tensor) -> bool:
    """Compare two tables up to rounding: interpolation changes the last digit of a scale."""
    return one.shape == other.shape and torch.allclose(one.float(), other.float(), 1e-6, 0)


def _quantise_large(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Quantise the word pieces and the large matrices, and keep the rest as floats."""
    quantised: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        is_large = tensor.dim() == 2 and len(tensor) >= _FEWEST_ROWS and "positions" not in name
        if is_large or name in PIECES:
            largest = LARGEST_IN_TABLE if name in PIECES else LARGEST_WEIGHT
            scales = name.removesuffix("weight") + "scales"
            quantised[name], quantised[scales] = quantise(tensor, largest)
        else:
            quantised[name] = tensor.float()
    return quantised


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
