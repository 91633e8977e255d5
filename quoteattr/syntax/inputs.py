"""What Stanza's tagger and parser read: words as numbers, in padded batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import PAD_ID, ROOT_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

__all__ = ["Inputs", "Numbering", "batches", "pad"]

_MOST_FORMS = 50_000
"""Different words whose numbers are remembered."""


class Inputs(NamedTuple):
    """A batch of sentences, long to short, as the first arguments of Stanza's models."""

    words: Tensor
    """Sentences by words."""
    vectors: Tensor
    """The same, numbered as the pretrained vectors are."""
    characters: Tensor
    """All words, long to short, by characters."""
    order: list[int]
    """The place that each row of ``characters`` has among all words."""
    lengths: list[int]
    """Words of each sentence."""
    character_lengths: list[int]
    text: list[list[str]]


class _Numbers(NamedTuple):
    text: str
    word: int
    vector: int
    characters: list[int]


class Numbering(dict[str, _Numbers]):
    """The numbers of words in the vocabularies of one model.

    Args:
        vocabulary: The model's vocabularies.
        vectors: That of its pretrained vectors, if it uses any.
        root: Whether each sentence starts with the root node.
    """

    def __init__(self, vocabulary: Any, vectors: Any | None, *, root: bool) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._vectors = vectors
        self._root = root

    def __missing__(self, form: str) -> _Numbers:
        if len(self) >= _MOST_FORMS:
            self.clear()
        text = simplify_punct([[[form]]])[0][0][0]
        self[form] = _Numbers(
            text,
            self._vocabulary["word"].unit2id(text),
            self._vectors.unit2id(text.lower()) if self._vectors else PAD_ID,
            self._vocabulary["char"].map(text),
        )
        return self[form]

    def encode(self, sentences: Sequence[Sequence[str]], device: Any) -> Inputs:
        """A batch of sentences, which must be sorted from long to short."""
        root = [_Numbers("", ROOT_ID, ROOT_ID, [ROOT_ID])] if self._root else []
        rows = [root + [self[form] for form in sentence] for sentence in sentences]
        spelled = [number.characters for row in rows for number in row]
        order = sorted(range(len(spelled)), key=lambda i: -len(spelled[i]))
        return Inputs(
            words=pad([[number.word for number in row] for row in rows], device),
            vectors=pad([[number.vector for number in row] for row in rows], device),
            characters=pad([spelled[i] for i in order], device),
            order=order,
            lengths=[len(row) for row in rows],
            character_lengths=[len(spelled[i]) for i in order],
            text=[[number.text for number in row[len(root) :]] for row in rows],
        )


def pad(rows: Sequence[Sequence[int]], device: Any) -> Tensor:
    """A matrix of the rows, short ones filled up with padding."""
    lengths = np.array([len(row) for row in rows])
    matrix: NDArray[np.int64] = np.full((len(rows), lengths.max()), PAD_ID, dtype=np.int64)
    values = (value for row in rows for value in row)
    matrix[np.arange(lengths.max()) < lengths[:, None]] = np.fromiter(values, np.int64)
    return torch.from_numpy(matrix).to(device)


def batches(lengths: Sequence[int], limit: int) -> Iterable[list[int]]:
    """Indices of sentences in batches of similar length, long to short.

    Args:
        lengths: Words of each sentence.
        limit: Words in a batch, but for a sentence that has more by itself.
    """
    batch: list[int] = []
    size = 0
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and size + lengths[i] > limit:
            yield batch
            batch, size = [], 0
        batch.append(i)
        size += lengths[i]
    if batch:
        yield batch
