"""Named entities of a sentence: where the encoder sees a name, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    NameTypes = NDArray[np.float32]

__all__ = ["NAME_TYPES", "NamedEntity", "find_entities", "type_probabilities"]

NAME_TYPES = (
    *("O", "B-person", "I-person", "B-organisation", "I-organisation"),
    *("B-place", "I-place", "B-other", "I-other"),
)
"""Which type of name a word begins (``B-``) or continues (``I-``), if any."""
_TYPES = tuple(label.partition("-")[2] for label in NAME_TYPES[1::2])


@frozen
class NamedEntity:
    """A name in a sentence, without any title before it: *Lena Roth* of *Minister Lena Roth*."""

    start: int
    """First code point in the text."""
    end: int
    """One past the last code point."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    type: str
    """``person``, ``organisation``, ``place`` or ``other``: peoples, works, laws, products."""
    probability: float
    """How likely its words are part of a name of this type, on average."""


def find_entities(places: Sequence[tuple[int, int]], labels: NameTypes) -> tuple[NamedEntity, ...]:
    """Find the named entities of a sentence, left to right.

    A word belongs to the type that is likeliest for it, ``B-`` and ``I-`` taken together; a name
    ends where the type changes, and where another one of the same type begins.

    Args:
        places: Where each token starts and ends in the text.
        labels: Tokens × :data:`NAME_TYPES`: the probability of each.
    """
    return tuple(
        NamedEntity(places[first][0], places[last][1], first, last, kind, probability)
        for first, last, kind, probability in _groups(labels)
    )


def _groups(labels: NameTypes) -> Iterator[tuple[int, int, str, float]]:
    """Yield the first and last token of each entity, its type, and the type's probability."""
    probabilities = type_probabilities(labels)
    types = ((probabilities.argmax(1) + 1) * (probabilities.max(1) > labels[:, 0])).tolist()
    begins = labels[:, 1::2] > labels[:, 2::2]
    first = 0
    for place, kind in enumerate(types):
        following = types[place + 1] if place + 1 < len(types) else 0
        if kind == 0 or (following == kind and not begins[place + 1, kind - 1]):
            first = first if kind else place + 1
            continue
        likely = probabilities[first : place + 1, kind - 1].tolist()
        yield first, place, _TYPES[kind - 1], sum(likely) / len(likely)
        first = place + 1


def type_probabilities(labels: NameTypes) -> NameTypes:
    """Return tokens × types: the probability that a token begins or continues such a name."""
    found: NameTypes = labels[:, 1::2] + labels[:, 2::2]
    return found
