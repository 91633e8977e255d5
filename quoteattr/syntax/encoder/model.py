"""The files of an encoder model, and how they are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import torch
from attrs import frozen

from quoteattr.errors import ModelError
from quoteattr.syntax.encoder.lemmas import Lemmatizer
from quoteattr.syntax.encoder.network import Dimensions, JointParser, Labels
from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.syntax.encoder.quantised import has_kernel, replace_layers
from quoteattr.syntax.encoder.weights import read_tensors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

__all__ = ["PIECES", "EncoderModel", "load_model"]

PIECES = ("encoder.pieces.weight", "encoder.pieces.scales")
"""Names of the table of word pieces and of the scales of its rows."""


@frozen
class EncoderModel:
    """A network ready to parse with, and what it needs beside it."""

    net: JointParser
    pieces: WordPieces
    splits: Mapping[str, Sequence[int]]
    """Words that are divided before they are read (``cannot``: 3)."""
    labels: Labels
    lemmatizer: Lemmatizer
    window: int
    """Word pieces that are read at once."""
    device: torch.device

    @property
    def longest(self) -> int:
        """Most word pieces that can be read at once, besides the two marks around them."""
        return self.net.encoder.positions.num_embeddings - 2


def load_model(files: Mapping[str, Path], device: str = "cpu") -> EncoderModel:
    """Reads a model.

    Args:
        files: ``weights`` (safetensors), ``settings`` and ``lemmas`` (JSON); ``pieces``, if the
            table of word pieces is another model's, with that model's weights.
        device: Where to run it. On a CPU, whole numbers are multiplied as such if PyTorch has a
            kernel for it.

    Raises:
        ModelError: A file is missing or damaged.
    """
    missing = {"weights", "settings", "lemmas"} - set(files)
    if missing:
        raise ModelError(f"the model names no file for {', '.join(sorted(missing))}")
    settings, lemmas = _read_json(files["settings"]), _read_json(files["lemmas"])
    try:
        place = torch.device(device)
        net = _build(settings, _read_weights(files), place)
        return EncoderModel(
            net=net,
            pieces=WordPieces(settings["pieces"]),
            splits=settings["splits"],
            labels=Labels(**settings["labels"]),
            lemmatizer=_lemmatizer(lemmas),
            window=settings["window"],
            device=place,
        )
    except (KeyError, TypeError, RuntimeError) as error:
        names = f"{files['settings']} and {files['weights']}"
        raise ModelError(f"{names} do not fit together ({error})") from error


def _read_weights(files: Mapping[str, Path]) -> dict[str, Tensor]:
    tensors = read_tensors(files["weights"])
    if "pieces" in files:
        tensors |= read_tensors(files["pieces"], PIECES)
    return tensors


def _lemmatizer(lemmas: Mapping[str, Any]) -> Lemmatizer:
    known = {start: frozenset(found) for start, found in lemmas["known"].items()}
    return Lemmatizer(lemmas["words"], lemmas["endings"], lemmas["changes"], known)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read ({error})") from error
    return content


def _build(
    settings: Mapping[str, Any], tensors: Mapping[str, Tensor], device: torch.device
) -> JointParser:
    """The network with its weights; what is not quantised becomes 32-bit numbers.

    The table of word pieces must be quantised: it is never made at its full size otherwise.
    """
    net = JointParser(Dimensions(**{**settings["sizes"], "pieces": 1}))  # replaced below
    replace_layers(net, tensors, exact=device.type == "cpu" and has_kernel())
    plain = {name: tensors[name].float() for name, _ in net.named_parameters()}
    net.load_state_dict(plain, strict=False, assign=True)
    return net.to(device).eval()
