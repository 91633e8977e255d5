"""From a checkpoint to the files of a model: eight-bit weights, settings, lemmas, checksums."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from quoteattr.errors import ModelError
from quoteattr.lexicon import table
from quoteattr.syntax.encoder.model import PIECES
from quoteattr.syntax.encoder.quantised import LARGEST_WEIGHT, quantise
from quoteattr.syntax.safetensors import read_tensors, write_tensors
from quoteattr.training.parser.lemmas import learn_lemmas
from quoteattr.training.parser.pretrained import read_vocabulary
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

__all__ = ["export"]

_FEWEST_ROWS = 128
"""Matrices with fewer rows are kept as they are: they are small, and scores hang on them."""
LARGEST_IN_TABLE = 127
"""The table of word pieces is not multiplied, and can have all of eight bits."""


def export(
    checkpoint: Path,
    pretrained: Path,
    treebanks: Sequence[Path],
    folder: Path,
    window: int,
    shared: Path | None = None,
) -> None:
    """Writes the files that :func:`quoteattr.syntax.encoder.model.load_model` reads.

    Args:
        checkpoint: What the training saved.
        pretrained: Folder of the BERT that it started from, for its word pieces.
        treebanks: CoNLL-U files to learn lemmas from.
        folder: Where to write; made if it is missing.
        window: Word pieces that the parser reads at once.
        shared: Folder of a model of the same data that lies beside this one for good: the word
            pieces and the lemmas are taken from there, and not written again.

    Raises:
        ModelError: The model that is to share its word pieces has others.
    """
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    folder.mkdir(parents=True, exist_ok=True)
    weights = _compact(state["mean"])
    if shared:
        weights = _without_pieces(weights, shared)
    write_tensors(folder / "weights.safetensors", weights)
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
    _write_names(folder, files)


def _write_lemmas(path: Path, treebanks: Sequence[Path]) -> None:
    words = [w for treebank in treebanks for p in read_paragraphs(treebank) for s in p for w in s]
    verbs = [verb for verbs in table("cues")["verbs"].values() for verb in verbs]
    lemmatizer = learn_lemmas(words, {"VB": verbs})
    nouns = [noun for noun in _speakers() if lemmatizer.lemma(f"{noun}s", "NNS") != noun]
    lemmatizer = learn_lemmas(words, {"VB": verbs, "NN": nouns})  # "aides", not of "aid"
    known = {start: sorted(lemmas) for start, lemmas in lemmatizer.known.items()}
    rules = {name: getattr(lemmatizer, name) for name in ("words", "endings", "changes")}
    _write_json(path, {**rules, "known": known})


def _speakers() -> list[str]:
    """The lexicon's nouns for those who may speak."""
    kinds = (table("person_nouns"), table("organisation_nouns")["nouns"])
    return [noun for kind in kinds for nouns in kind.values() for noun in nouns if noun.isalpha()]


def _without_pieces(weights: dict[str, Tensor], shared: Path) -> dict[str, Tensor]:
    others = read_tensors(shared / "weights.safetensors", PIECES)
    if not all(name in others and _is_same(weights[name], others[name]) for name in PIECES):
        raise ModelError(f"{shared} has other word pieces and cannot share them")
    return {name: tensor for name, tensor in weights.items() if name not in PIECES}


def _is_same(one: Tensor, other: Tensor) -> bool:
    """Whether two tables have the same numbers; averaging rounds the last place of a scale."""
    return one.shape == other.shape and torch.allclose(one.float(), other.float(), 1e-6, 0)


def _compact(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The word pieces and large matrices as whole numbers with scales, the rest as it is."""
    compact: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        is_large = tensor.dim() == 2 and len(tensor) >= _FEWEST_ROWS and "positions" not in name
        if is_large or name in PIECES:
            largest = LARGEST_IN_TABLE if name in PIECES else LARGEST_WEIGHT
            scales = name.removesuffix("weight") + "scales"
            compact[name], compact[scales] = quantise(tensor, largest)
        else:
            compact[name] = tensor.float()
    return compact


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _write_names(folder: Path, files: Mapping[str, Path]) -> None:
    """``model.toml``: the kind of model, and its files with their checksums."""
    lines = ['type = "encoder"']
    for role, path in files.items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        name = Path(os.path.relpath(path, folder)).as_posix()
        lines += ["", f"[files.{role}]", f'path = "{name}"', f'sha256 = "{digest}"']
    (folder / "model.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
