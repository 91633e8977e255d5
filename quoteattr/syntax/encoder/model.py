"""Encoder models, and how they are read from their files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import torch
from attrs import evolve, frozen

from quoteattr.errors import ModelError
from quoteattr.syntax.encoder.checks import check_lemmas, check_settings, check_tensors
from quoteattr.syntax.encoder.lemmas import Lemmatizer
from quoteattr.syntax.encoder.network import Dimensions, JointParser, LabelSet, Layer
from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.syntax.encoder.quantised import has_kernel, replace_layers
from quoteattr.syntax.encoder.weights import read_tensors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

__all__ = ["PIECES", "EncoderModel", "load_encoder"]

_LONGEST_REASON = 150
"""Most characters of PyTorch's reason: it can list all that there is."""

PIECES = ("encoder.pieces.weight", "encoder.pieces.scales")
"""Names of the embeddings of word pieces and of the scales of their rows."""


@frozen
class EncoderModel:
    """A network ready for parsing, with everything it needs."""

    net: JointParser
    pieces: WordPieces
    splits: Mapping[str, Sequence[int]]
    """Words to divide before they are read, and where (``cannot``: 3)."""
    labels: LabelSet
    lemmatizer: Lemmatizer
    window: int
    """Number of word pieces to read at once."""
    device: torch.device

    @property
    def longest(self) -> int:
        """The most word pieces that can be read at once, besides the two special pieces."""
        return self.net.encoder.positions.num_embeddings - 2


def load_encoder(files: Mapping[str, Path], device: str = "cpu") -> EncoderModel:
    """Load a model.

    Args:
        files: ``weights`` (safetensors), ``settings`` and ``lemmas`` (JSON); also ``pieces``, the
            weights of another model, if the embeddings of word pieces are that model's.
        device: Where to run the model. On a CPU, products are computed in integers if PyTorch has
            a kernel for it.

    Raises:
        ModelError: A file is missing, damaged or of another content, or there is no such device.
    """
    place = _checked_device(device)
    missing = {"weights", "settings", "lemmas"} - set(files)
    if missing:
        raise ModelError(f"the model names no file for {', '.join(sorted(missing))}")
    settings, lemmatizer = _read_json(files["settings"]), _read_lemmas(files["lemmas"])
    try:
        net = _build(settings, _read_weights(files), place)
        return EncoderModel(
            net=net,
            pieces=WordPieces(settings["pieces"]),
            splits=settings["splits"],
            labels=LabelSet(**settings["labels"]),
            lemmatizer=lemmatizer,
            window=min(settings["window"], net.encoder.positions.num_embeddings - 2),
            device=place,
        )
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        names = f"{files['settings']} and {files['weights']}"
        raise ModelError(f"{names} do not fit together ({error})") from error


def _checked_device(device: str) -> torch.device:
    """Return the device, once something was computed on it."""
    try:
        place = torch.device(device)
        torch.ones(1, device=place).item()
    except (AssertionError, RuntimeError, TypeError) as error:
        reason = str(error).partition("\n")[0][:_LONGEST_REASON]
        raise ModelError(
            f"the device {device!r} cannot be used ({reason}):"
            " leave it out for the CPU, or install the build of PyTorch that has it"
        ) from error
    return place


def _read_weights(files: Mapping[str, Path]) -> dict[str, Tensor]:
    tensors = read_tensors(files["weights"])
    if "pieces" in files:
        tensors |= read_tensors(files["pieces"], PIECES)
    return tensors


def _read_lemmas(path: Path) -> Lemmatizer:
    lemmas = _read_json(path)
    try:
        check_lemmas(lemmas)
        known = {start: frozenset(found) for start, found in lemmas["known"].items()}
        return Lemmatizer(lemmas["words"], lemmas["endings"], lemmas["changes"], known)
    except (KeyError, ValueError) as error:
        raise ModelError(f"{path} holds no lemmas ({error!r})") from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} cannot be read ({error})") from error
    if not isinstance(content, dict):
        raise ModelError(f"{path} must hold one JSON object")
    return content


def _build(
    settings: Mapping[str, Any], tensors: Mapping[str, Tensor], device: torch.device
) -> JointParser:
    """Build the network with its weights; those not quantised become 32-bit floats.

    The embeddings of word pieces must be quantised: room for floats is never allocated.
    """
    sizes = Dimensions(**settings["sizes"])
    check_settings(settings, sizes)
    net = JointParser(evolve(sizes, pieces=1, layers=0))  # pieces are replaced below
    with torch.device("meta"):  # so are layers: their first weights need not be drawn
        net.encoder.layers.extend(Layer(sizes, dropout=0.0) for _ in range(sizes.layers))
    shapes = {name: tuple(parameter.shape) for name, parameter in net.named_parameters()}
    check_tensors(tensors, {**shapes, PIECES[0]: (sizes.pieces, sizes.hidden)}, PIECES)
    replace_layers(net, tensors, exact=device.type == "cpu" and has_kernel())
    plain = {name: tensors[name].float() for name, _ in net.named_parameters()}
    net.load_state_dict(plain, strict=False, assign=True)
    return net.to(device).eval()
