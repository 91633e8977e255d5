"""What training starts from: the files of a BERT or an MPNet, or a finished model.

The files of a BERT or an MPNet are ``model.safetensors``, ``vocab.txt`` and ``config.json``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import torch
from attrs import asdict, evolve

from quoteattr.errors import ModelError
from quoteattr.syntax.encoder.network import Dimensions, JointParser
from quoteattr.syntax.encoder.quantised import dequantise
from quoteattr.syntax.encoder.weights import read_tensors
from quoteattr.training.parser.teacher import LargeEncoder, is_large

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor

    from quoteattr.syntax.encoder.network import Encoder, LabelSet

__all__ = [
    "load_into",
    "make_network",
    "read_settings",
    "read_sizes",
    "read_vocabulary",
    "read_weights",
    "start_from",
]

_SIZES = {
    "hidden": "hidden_size",
    "inner": "intermediate_size",
    "heads": "num_attention_heads",
    "positions": "max_position_embeddings",
}


def read_vocabulary(folder: Path) -> tuple[str, ...]:
    """Read the word pieces of ``vocab.txt``, in the order of their numbers.

    Those of an MPNet are BERT's, with its own special pieces before and after them.
    """
    try:
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    except OSError as error:
        raise ModelError(f"{folder}: no vocab.txt of a BERT model ({error})") from error
    return tuple(lines[lines.index("[PAD]") : -1] if is_large(folder) else lines)


def read_sizes(folder: Path) -> dict[str, int]:
    """Read the sizes in ``config.json``, under their names in :class:`Dimensions`."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return {ours: config[theirs] for ours, theirs in _SIZES.items()}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: no config.json of a BERT model ({error})") from error


def make_network(
    vocabulary: Sequence[str], folder: Path, layers: int, **outputs: int
) -> JointParser:
    """Make a network with the first layers of a BERT, or with all layers of an MPNet.

    Args:
        vocabulary: The word pieces in the order of their numbers.
        folder: The BERT or the MPNet.
        layers: How many layers of a BERT to use.
        outputs: Sizes of the prediction heads, under their names in :class:`Dimensions`.

    Raises:
        ModelError: The folder does not hold the files of either.
    """
    pieces = len(vocabulary)
    sizes = Dimensions(pieces=pieces, layers=layers, **read_sizes(folder), **outputs)
    if is_large(folder):
        large = cast("Encoder", LargeEncoder(folder, vocabulary))  # called in the same way
        return JointParser(evolve(sizes, layers=0), large)
    net = JointParser(sizes)
    load_into(net.encoder, folder)
    return net


def load_into(encoder: Encoder, folder: Path) -> None:
    """Initialise the encoder from the first layers of a BERT of the same sizes."""
    bert = read_tensors(folder / "model.safetensors")
    first_text = bert["embeddings.token_type_embeddings.weight"][0]  # of the two that BERT reads
    found = {
        "pieces.weight": bert["embeddings.word_embeddings.weight"],
        "positions.weight": bert["embeddings.position_embeddings.weight"] + first_text,
        "features.weight": torch.zeros_like(encoder.features.weight),
    }
    names = {"norm": "embeddings.LayerNorm"}
    for number in range(len(encoder.layers)):
        bert_layer, layer = f"encoder.layer.{number}.", f"layers.{number}."
        for part in ("weight", "bias"):
            parts = [
                bert[f"{bert_layer}attention.self.{n}.{part}"] for n in ("query", "key", "value")
            ]
            found[f"{layer}attend_in.{part}"] = torch.cat(parts)
        names[f"{layer}attend_out"] = f"{bert_layer}attention.output.dense"
        names[f"{layer}attend_norm"] = f"{bert_layer}attention.output.LayerNorm"
        names[f"{layer}inner"] = f"{bert_layer}intermediate.dense"
        names[f"{layer}outer"] = f"{bert_layer}output.dense"
        names[f"{layer}norm"] = f"{bert_layer}output.LayerNorm"
    for ours, theirs in names.items():
        for part in ("weight", "bias"):
            found[f"{ours}.{part}"] = bert[f"{theirs}.{part}"]
    encoder.load_state_dict(found)


def read_weights(folder: Path) -> dict[str, Tensor]:
    """Read the weights of a finished model as floats, by name."""
    tensors = read_tensors(folder / "weights.safetensors")
    weights = {}
    for name, tensor in tensors.items():
        layer, _, part = name.rpartition(".")
        if part == "weight" and f"{layer}.scales" in tensors:
            weights[name] = dequantise(tensor, tensors[f"{layer}.scales"])
            weights[name] /= tensors.get(f"{layer}.steps", 1)  # only what is multiplied has steps
        elif part not in {"scales", "steps"}:
            weights[name] = tensor
    return weights


def read_settings(folder: Path) -> dict[str, Any]:
    """Read the ``sizes``, ``labels`` and ``splits`` of a finished model.

    Raises:
        ModelError: The folder does not hold such a model.
    """
    try:
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        return {name: settings[name] for name in ("sizes", "labels", "splits")}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: no settings.json of a model ({error})") from error


def start_from(net: JointParser, labels: LabelSet, folder: Path) -> None:
    """Initialise a network from a finished model of the same sizes and labels.

    What the model lacks, such as a prediction head of roles, is left as it is.

    Raises:
        ModelError: The folder does not hold such a model.
    """
    settings = read_settings(folder)
    found = {name: tuple(names) for name, names in settings["labels"].items()}
    if found != asdict(labels):
        raise ModelError(f"{folder}: the model's labels are not those of the treebanks")
    try:
        net.load_state_dict(read_weights(folder), strict=False)
    except RuntimeError as error:
        raise ModelError(f"{folder}: the model has other sizes ({error})") from error
