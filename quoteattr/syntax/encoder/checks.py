"""What an encoder's files must hold: their sums show only that they are as somebody wrote them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import torch
from attrs import asdict

from quoteattr.syntax.named_entities import NAME_TYPES
from quoteattr.syntax.tree import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from torch import Tensor

    from quoteattr.syntax.encoder.network import Dimensions

__all__ = ["check_lemmas", "check_settings", "check_tensors"]

_SPECIAL = ("[UNK]", "[CLS]", "[SEP]")
_FRAME = 2
"""Special pieces around each window."""
_CHANGE = re.compile(r"=?[0-9]+.*", re.DOTALL)
"""What :func:`quoteattr.syntax.encoder.lemmas.change_ending` can read."""
_MOST_NAMED = 3
"""The most tensors that a message names."""


def check_settings(settings: Mapping[str, Any], sizes: Dimensions) -> None:
    """Check the settings, also against the sizes of the network that are among them.

    Raises:
        KeyError: A setting is missing.
        TypeError: A size is no number.
        ValueError: Something else is wrong; the message names it.
    """
    pieces, window = settings["pieces"], settings["window"]
    _require(
        {
            "sizes": _are_sizes(sizes),
            "pieces": _are_texts(pieces) and len(pieces) == sizes.pieces,
            "special pieces": all(piece in pieces for piece in _SPECIAL),
            "labels": _are_labels(settings["labels"], sizes),
            "splits": _are_splits(settings["splits"]),
            "window": type(window) is int and window > 0,
        }
    )


def check_lemmas(lemmas: Mapping[str, Any]) -> None:
    """Check the rules of a lemmatizer.

    Raises:
        KeyError: A table of rules is missing.
        ValueError: One holds something else; the message names it.
    """
    _require(
        {
            "words": _is_dict(lemmas["words"], _is_text),
            "endings": _is_dict(lemmas["endings"], _is_change),
            "changes": _is_dict(lemmas["changes"], lambda found: _is_list(found, _is_change)),
            "known": _is_dict(lemmas["known"], _are_texts),
        }
    )


def check_tensors(
    tensors: Mapping[str, Tensor], shapes: Mapping[str, tuple[int, ...]], tables: Container[str]
) -> None:
    """Check that tensors are those of a network, with the scales of those that are integers.

    Args:
        tensors: The tensors of a file, by name.
        shapes: The shape of each parameter of the network, by name.
        tables: Those that only give their rows; the others that are integers are multiplied, which
            needs the steps of what they are multiplied with.

    Raises:
        ValueError: A tensor is missing, left over, of another shape, or has numbers that cannot be
            used.
    """
    expected = dict(shapes)
    for name, tensor in tensors.items():
        if tensor.dtype == torch.int8:
            layer = name.removesuffix("weight")
            expected[f"{layer}scales"] = tuple(tensor.shape[:1])
            if name not in tables:
                expected[f"{layer}steps"] = tuple(tensor.shape[1:])
    found = {name: tuple(t.shape) for name, t in tensors.items() if _is_usable(name, t)}
    names = sorted(expected.keys() | tensors.keys())
    wrong = [name for name in names if expected.get(name) != found.get(name)]
    if wrong:
        named = ", ".join(wrong[:_MOST_NAMED]) + ", …" * (len(wrong) > _MOST_NAMED)
        raise ValueError(f"missing, left over, of another shape or with unusable numbers: {named}")


def _require(fits: Mapping[str, bool]) -> None:
    wrong = ", ".join(name for name, fit in fits.items() if not fit)
    if wrong:
        raise ValueError(f"unusable {wrong}")


def _is_usable(name: str, tensor: Tensor) -> bool:
    """Tell whether all numbers are finite, and steps, by which inputs are divided, positive."""
    if tensor.is_floating_point() and not tensor.isfinite().all():
        return False
    return not name.endswith(".steps") or bool((tensor > 0).all())


def _are_sizes(sizes: Dimensions) -> bool:
    if not all(type(size) is int and size >= 0 for size in asdict(sizes).values()):
        return False
    if sizes.heads == 0 or sizes.hidden % sizes.heads or sizes.positions <= _FRAME:
        return False
    return sizes.roles in {0, len(ROLES)} and sizes.names in {0, len(NAME_TYPES)}


def _are_labels(labels: object, sizes: Dimensions) -> bool:
    counts = {"upos": sizes.upos, "xpos": sizes.xpos, "deprel": sizes.relations}
    if not (isinstance(labels, dict) and _is_dict(labels, _are_texts)):
        return False
    return all(len(labels[name]) == count for name, count in counts.items())


def _are_splits(splits: object) -> bool:
    return isinstance(splits, dict) and all(_divides(*item) for item in splits.items())


def _divides(word: str, cuts: object) -> bool:
    """Tell whether cuts divide a word into parts with at least one character each."""
    if not (isinstance(cuts, list) and all(type(cut) is int for cut in cuts)):
        return False
    return all(left < right for left, right in pairwise([0, *cuts, len(word)]))


def _is_dict(value: object, fits: Callable[[object], bool]) -> bool:
    return isinstance(value, dict) and all(map(fits, value.values()))


def _is_list(value: object, fits: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(map(fits, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_change(value: object) -> bool:
    return isinstance(value, str) and _CHANGE.fullmatch(value) is not None


def _are_texts(value: object) -> bool:
    return _is_list(value, _is_text)
