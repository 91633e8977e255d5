"""A large pretrained encoder in place of our own: a teacher, which is never shipped.

MPNet (Song et al. 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding") was
pretrained on the word pieces of BERT's uncased models, so it reads the same windows as our encoder.
It needs the ``transformers`` package.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence

from quoteattr.errors import MissingExtra, ModelError
from quoteattr.syntax.encoder.pieces import N_FEATURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from torch import Tensor

__all__ = ["LargeEncoder", "is_large"]

_SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>"}
"""Pieces that MPNet writes in its own way."""
_FEWEST_PIECES = 500
"""Fewer are not worth a pass of their own."""
_LARGEST_RATIO = 1.6
"""Longest window of a pass, relative to its shortest."""


def is_large(folder: Path) -> bool:
    """Tell whether a folder holds an MPNet."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no config.json of a pretrained model ({error})") from error
    return bool(config.get("model_type") == "mpnet")


class LargeEncoder(nn.Module):
    """MPNet with the features of our pieces; called as :class:`Encoder` is.

    Args:
        folder: Its ``model.safetensors``, ``config.json`` and ``vocab.txt``.
        vocabulary: Our word pieces in the order of their numbers.

    Raises:
        ModelError: Files are missing, or a piece is not in its vocabulary.
        MissingExtra: ``transformers`` is not installed.
    """

    numbers: Tensor
    """The number of each of our pieces in its vocabulary."""

    def __init__(self, folder: Path, vocabulary: Sequence[str]) -> None:
        super().__init__()
        try:
            from transformers import MPNetModel  # noqa: PLC0415 - an extra, for teachers alone
        except ImportError as error:
            raise MissingExtra(
                "a teacher needs transformers: pip install 'quoteattr[train]'"
            ) from error
        try:
            # Dropping attention costs half of the time and has not been needed.
            self.net = MPNetModel.from_pretrained(
                folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0
            )
        except OSError as error:
            raise ModelError(f"{folder} holds no MPNet ({error})") from error
        self.features = nn.Embedding(N_FEATURES, self.net.config.hidden_size)
        nn.init.zeros_(self.features.weight)
        self.register_buffer("numbers", _numbers(folder, vocabulary), persistent=False)

    @property
    def pieces(self) -> nn.Embedding:
        """The embeddings of its word pieces."""
        table: nn.Embedding = self.net.embeddings.word_embeddings
        return table

    def forward(self, ids: Tensor, features: Tensor, lengths: list[int]) -> Tensor:
        """Compute the states of all pieces; arguments as for :class:`Encoder`."""
        embedded = self.pieces(self.numbers[ids]) + self.features(features)
        windows = torch.split(embedded, lengths)
        read: dict[int, Tensor] = {}
        for group in _alike(lengths):
            read |= zip(group, self._read([windows[place] for place in group]), strict=True)
        return torch.cat([read[place] for place in range(len(lengths))])

    def _read(self, windows: list[Tensor]) -> tuple[Tensor, ...]:
        """Compute the states of some windows, padded to the longest."""
        lengths = [len(window) for window in windows]
        padded = pad_sequence(windows, batch_first=True)
        limits = torch.tensor(lengths, device=padded.device).unsqueeze(1)
        inside = torch.arange(padded.shape[1], device=padded.device) < limits
        states = self.net(inputs_embeds=padded, attention_mask=inside.long()).last_hidden_state
        return torch.split(states[inside], lengths)


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group the places of windows of similar lengths, so that little padding is computed."""
    group: list[int] = []
    pieces = 0
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if pieces > _FEWEST_PIECES and lengths[place] > _LARGEST_RATIO * lengths[group[0]]:
            yield group
            group, pieces = [], 0
        group.append(place)
        pieces += lengths[place]
    if group:
        yield group


def _numbers(folder: Path, vocabulary: Sequence[str]) -> Tensor:
    try:
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    except OSError as error:
        raise ModelError(f"{folder}: no vocab.txt of an MPNet ({error})") from error
    known = {piece: number for number, piece in enumerate(lines)}
    try:
        return torch.tensor([known[_SPECIAL.get(piece, piece)] for piece in vocabulary])
    except KeyError as error:
        raise ModelError(f"{folder}: the MPNet lacks the word piece {error}") from error
