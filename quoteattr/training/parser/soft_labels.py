"""Soft labels: what a teacher finds likely in texts without annotation, for students to learn from.

A student that learns the teacher's probabilities learns more than one that learns its best answers
(Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network"). Words, sentences
and the heads that relations are scored for are the teacher's best; of tags, heads and relations,
the likeliest few are kept.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import torch
from attrs import frozen
from safetensors.torch import save_file
from torch.nn.functional import pad

from quoteattr.errors import InputError
from quoteattr.syntax.encoder.weights import read_tensors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from torch import Tensor

__all__ = ["ANSWERS", "SoftExample", "join", "likeliest", "read_soft_labels", "write_soft_labels"]

ANSWERS = ("upos", "xpos", "arcs", "relations")
"""Of these, the likeliest answers of each word are kept."""
_KEPT = 4
"""How many of them."""
_ROWS = {
    "ids": "pieces",
    "features": "pieces",
    "firsts": "atoms",
    "boundary": "atoms",
    "roles": "atoms",
    "names": "atoms",
    "sentences": "sentences",
    "places": "words",
    "heads": "words",
    **{f"{task}_{part}": "words" for task in ANSWERS for part in ("likely", "numbers")},
}
"""The tensors of an example, and what each of their rows is about."""


@frozen(eq=False)
class SoftExample:
    """A window with what a teacher finds likely in it, or several windows end to end.

    The tensors are ``ids`` and ``features`` of pieces; ``firsts``, the first piece of each atom,
    with the probabilities ``boundary``, ``roles`` and ``names``; ``sentences``, their lengths in
    words; ``places``, the piece of each word, its likeliest head in ``heads`` (from 1; 0 for the
    root), and its likeliest ``upos``, ``xpos``, ``arcs`` and ``relations``: words × probabilities
    (``_likely``) and words × which ones these are (``_numbers``).
    """

    tensors: Mapping[str, Tensor]

    @property
    def size(self) -> int:
        """The number of word pieces."""
        return len(self.tensors["ids"])


def likeliest(task: str, scores: Tensor) -> dict[str, Tensor]:
    """Keep the likeliest answers of words × all answers, with probabilities that add up to one."""
    probabilities, numbers = scores.softmax(1).topk(min(_KEPT, scores.shape[1]), dim=1)
    missing = (0, _KEPT - numbers.shape[1])
    likely = probabilities / probabilities.sum(1, keepdim=True)
    return {f"{task}_likely": pad(likely, missing), f"{task}_numbers": pad(numbers, missing)}


def join(examples: Iterable[SoftExample]) -> dict[str, Tensor]:
    """Lay the tensors of examples end to end; places still count from the start of a window."""
    rows = [example.tensors for example in examples]
    return {name: torch.cat([row[name] for row in rows]) for name in _ROWS}


def write_soft_labels(path: Path, examples: Iterable[SoftExample]) -> None:
    """Write examples to a safetensors file, numbers in half the space they need for training."""
    rows = [
        SoftExample(
            {n: t.half() if t.is_floating_point() else t.short() for n, t in e.tensors.items()}
        )
        for e in examples
    ]
    counts = {
        f"{kind}_of_window": torch.tensor(
            [len(row.tensors[name]) for row in rows], dtype=torch.int32
        )
        for name, kind in _ROWS.items()
    }
    save_file(join(rows) | counts, path)


def read_soft_labels(path: Path) -> list[SoftExample]:
    """Read examples back.

    Raises:
        ModelError: The file is missing or of another format.
        InputError: It holds something else.
    """
    tensors = read_tensors(path)
    try:
        return list(_examples(tensors))
    except (KeyError, RuntimeError, ValueError) as error:
        raise InputError(f"{path} holds no soft labels ({error!r})") from error


def _examples(tensors: Mapping[str, Tensor]) -> Iterator[SoftExample]:
    kinds = sorted(set(_ROWS.values()))
    limits = [
        pairwise(accumulate(tensors[f"{kind}_of_window"].tolist(), initial=0)) for kind in kinds
    ]
    for ranges in zip(*limits, strict=True):
        where = dict(zip(kinds, ranges, strict=True))
        yield SoftExample({n: tensors[n][slice(*where[kind])] for n, kind in _ROWS.items()})
