"""Export of a checkpoint to the files of a model: weights, settings, lemmas, checksums."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import save_file

from quoteattr.errors import ModelError
from quoteattr.lexicon import table
from quoteattr.models.files import record_files
from quoteattr.syntax.encoder.model import PIECES
from quoteattr.syntax.encoder.network import Dimensions, JointParser, LabelSet
from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.syntax.encoder.quantised import quantise
from quoteattr.syntax.encoder.weights import read_tensors
from quoteattr.training.parser.batches import collate
from quoteattr.training.parser.examples import make_examples
from quoteattr.training.parser.input_steps import find_steps
from quoteattr.training.parser.lemmas import learn_lemmas
from quoteattr.training.parser.pretrained import read_vocabulary
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

    from quoteattr.training.treebank import Paragraph

__all__ = ["export"]

_FEWEST_ROWS = 128
"""Matrices with fewer rows are not quantised: they are small, and scores depend on them."""
LARGEST_IN_TABLE = 127
"""The embeddings of word pieces are not multiplied, and can use all eight bits."""
_WINDOWS = 1500
"""How many windows of the treebanks tell how large the inputs of layers become."""
_TOGETHER = 10


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
        treebanks: CoNLL-U files to learn lemmas from, and to find the steps of inputs on.
        folder: Where to write; created if missing.
        window: Number of word pieces that the parser reads at once.
        shared: Folder of a model trained on the same data that will always be next to this one:
            its embeddings of word pieces and its lemmas are used, and not written again.

    Raises:
        ModelError: The embeddings of that model are different.
    """
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    folder.mkdir(parents=True, exist_ok=True)
    paragraphs = [p for treebank in treebanks for p in read_paragraphs(treebank)]
    vocabulary = read_vocabulary(pretrained)
    weights = _quantise_large(state["average"], _steps(state, vocabulary, paragraphs, window))
    if shared:
        weights = _without_pieces(weights, shared)
    save_file(weights, folder / "weights.safetensors")
    settings = {
        "sizes": state["sizes"],
        "window": window,
        "labels": state["labels"],
        "splits": state["splits"],
        "pieces": vocabulary,
    }
    _write_json(folder / "settings.json", settings)
    files = {"weights": folder / "weights.safetensors", "settings": folder / "settings.json"}
    if shared:
        files |= {"pieces": shared / "weights.safetensors", "lemmas": shared / "lemmas.json"}
    else:
        files["lemmas"] = folder / "lemmas.json"
        _write_lemmas(files["lemmas"], paragraphs)
    record_files(folder, files)


def _steps(
    state: Mapping[str, Any],
    vocabulary: Sequence[str],
    paragraphs: Sequence[Paragraph],
    window: int,
) -> dict[str, Tensor]:
    """Find the steps of the inputs of a checkpoint's layers on some of the treebanks' windows."""
    net, labels = JointParser(Dimensions(**state["sizes"])), LabelSet(**state["labels"])
    net.load_state_dict(state["average"])
    examples = list(make_examples(paragraphs, WordPieces(vocabulary), state["splits"], window))
    some = random.Random(0).sample(examples, min(_WINDOWS, len(examples)))
    groups = (some[i : i + _TOGETHER] for i in range(0, len(some), _TOGETHER))
    return find_steps(net.eval(), (collate(group, labels, torch.device("cpu")) for group in groups))


def _write_lemmas(path: Path, paragraphs: Sequence[Paragraph]) -> None:
    words = [word for paragraph in paragraphs for sentence in paragraph for word in sentence]
    verbs = [verb for verbs in table("cues")["verbs"].values() for verb in verbs]
    lemmatizer = learn_lemmas(words, {"VB": verbs})
    nouns = [noun for noun in _speakers() if lemmatizer.lemma(f"{noun}s", "NNS") != noun]
    lemmatizer = learn_lemmas(words, {"VB": verbs, "NN": nouns})  # "aides" is from "aide"
    known = {start: sorted(lemmas) for start, lemmas in lemmatizer.known.items()}
    rules = {name: getattr(lemmatizer, name) for name in ("words", "endings", "changes")}
    _write_json(path, {**rules, "known": known})


def _speakers() -> list[str]:
    """List the nouns of the lexicon for those who may speak."""
    persons = [noun for nouns in table("person_nouns").values() for noun in nouns]
    nouns = table("organisation_nouns")["nouns"].values()
    organisations = [noun for family in nouns for noun in family]
    return [noun for noun in persons + organisations if noun.isalpha()]


def _without_pieces(weights: dict[str, Tensor], shared: Path) -> dict[str, Tensor]:
    others = read_tensors(shared / "weights.safetensors", PIECES)
    if not all(name in others and _is_same(weights[name], others[name]) for name in PIECES):
        raise ModelError(f"{shared} has other word pieces and cannot share them")
    return {name: tensor for name, tensor in weights.items() if name not in PIECES}


def _is_same(one: Tensor, other: Tensor) -> bool:
    """Compare two tables up to rounding: interpolation changes the last digit of a scale."""
    return one.shape == other.shape and torch.allclose(one.float(), other.float(), 1e-6, 0)


def _quantise_large(
    weights: Mapping[str, Tensor], steps: Mapping[str, Tensor]
) -> dict[str, Tensor]:
    """Quantise the word pieces and the large matrices, and keep the rest as floats."""
    quantised: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        layer, _, part = name.rpartition(".")
        scales = f"{layer}.scales"
        if name in PIECES:
            quantised[name], quantised[scales] = quantise(tensor, LARGEST_IN_TABLE)
        elif part == "weight" and layer in steps and len(tensor) >= _FEWEST_ROWS:
            quantised[name], quantised[scales] = quantise(tensor * steps[layer])
            quantised[f"{layer}.steps"] = steps[layer]
        else:
            quantised[name] = tensor.float()
    return quantised


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
