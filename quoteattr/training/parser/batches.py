"""Examples put together into batches of tensors."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import torch

from quoteattr.training.parser.marked import UNKNOWN
from quoteattr.training.parser.soft_labels import join

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from quoteattr.syntax.encoder.network import LabelSet
    from quoteattr.syntax.encoder.pieces import Window
    from quoteattr.training.parser.examples import Example
    from quoteattr.training.parser.marked import MarkedExample, Task
    from quoteattr.training.parser.soft_labels import SoftExample

__all__ = ["Batch", "MarkedBatch", "SoftBatch", "collate", "collate_marked", "collate_soft"]


class Batch(NamedTuple):
    """Windows of treebanks end to end, with the annotated trees."""

    lengths: list[int]
    """The number of pieces in each window."""
    sentences: list[int]
    """The number of words in each sentence."""
    ids: Tensor
    features: Tensor
    firsts: Tensor
    """The place of the first piece of each atom."""
    boundaries: Tensor
    places: Tensor
    """The place of the piece that represents each word."""
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    relations: Tensor


class MarkedBatch(NamedTuple):
    """Windows of articles end to end, with the labels of their atoms."""

    task: Task
    """What the labels are."""
    lengths: list[int]
    """The number of pieces in each window."""
    ids: Tensor
    features: Tensor
    firsts: Tensor
    """The place of the first piece of each atom."""
    labels: Tensor


class SoftBatch(NamedTuple):
    """Windows end to end, with what a teacher finds likely in them."""

    lengths: list[int]
    """The number of pieces in each window."""
    sentences: list[int]
    """The number of words in each sentence."""
    ids: Tensor
    features: Tensor
    firsts: Tensor
    """The place of the first piece of each atom."""
    places: Tensor
    """The place of the piece that represents each word."""
    heads: Tensor
    targets: Mapping[str, Tensor]
    """Probabilities, see :class:`~quoteattr.training.parser.soft_labels.SoftExample`."""


def collate(examples: Sequence[Example], labels: LabelSet, device: torch.device) -> Batch:
    """Put examples from treebanks together into one batch."""
    lengths, rows = _end_to_end([example.window for example in examples])
    shifted = list(zip(examples, accumulate(lengths, initial=0), strict=False))
    words = [word for example in examples for word in example.words]
    upos, xpos, deprel = (
        {label: number for number, label in enumerate(names)}
        for names in (labels.upos, labels.xpos, labels.deprel)
    )
    rows |= {
        "boundaries": [kind for e in examples for kind in e.boundaries],
        "places": [offset + place for e, offset in shifted for place in e.places],
        "upos": [upos.get(word.upos, UNKNOWN) for word in words],
        "xpos": [xpos.get(word.xpos, UNKNOWN) for word in words],
        "heads": [word.head for word in words],
        "relations": [deprel.get(word.deprel, UNKNOWN) for word in words],
    }
    tensors = {name: torch.tensor(row, device=device) for name, row in rows.items()}
    sentences = [length for e in examples for length in e.lengths]
    return Batch(lengths, sentences, **tensors)


def collate_marked(examples: Sequence[MarkedExample], device: torch.device) -> MarkedBatch:
    """Put examples of one task from articles together into one batch."""
    lengths, rows = _end_to_end([example.window for example in examples])
    rows["labels"] = [label for e in examples for label in e.labels]
    tensors = {name: torch.tensor(row, device=device) for name, row in rows.items()}
    return MarkedBatch(examples[0].task, lengths, **tensors)


def collate_soft(examples: Sequence[SoftExample], device: torch.device) -> SoftBatch:
    """Put examples with soft labels together into one batch."""
    lengths = [example.size for example in examples]
    tensors = {
        name: (tensor.float() if tensor.is_floating_point() else tensor.long()).to(device)
        for name, tensor in join(examples).items()
    }
    offsets = torch.tensor(list(accumulate(lengths, initial=0))[:-1], device=device)
    for name in ("firsts", "places"):
        counts = torch.tensor([len(e.tensors[name]) for e in examples], device=device)
        tensors[name] += offsets.repeat_interleave(counts)
    sentences = tensors.pop("sentences").tolist()
    named = {n: tensors.pop(n) for n in ("ids", "features", "firsts", "places", "heads")}
    return SoftBatch(lengths, sentences, **named, targets=tensors)


def _end_to_end(windows: Sequence[Window]) -> tuple[list[int], dict[str, list[int]]]:
    """Return the length of each window, and the pieces, features and first pieces of all."""
    lengths = [len(window.ids) for window in windows]
    offsets = accumulate(lengths, initial=0)
    return lengths, {
        "ids": [i for w in windows for i in w.ids],
        "features": [f for w in windows for f in w.features],
        "firsts": [o + place for w, o in zip(windows, offsets, strict=False) for place in w.firsts],
    }
