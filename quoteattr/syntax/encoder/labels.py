"""The encoder's labels of words for the tokens of another parser, aligned by their offsets.

A word has the label ``O``, or ``B-`` or ``I-`` with a kind: a role in a quote, a type of name.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from quoteattr.syntax.parser import HasRange

    Probabilities = NDArray[np.float32]

__all__ = ["LabelSpans", "WordLabels"]


class WordLabels(NamedTuple):
    """The labels of some words; each is ``None`` if the model does not give it."""

    roles: Probabilities | None = None
    """Words × :data:`~quoteattr.syntax.tree.ROLES`."""
    name_types: Probabilities | None = None
    """Words × :data:`~quoteattr.syntax.named_entities.NAME_TYPES`."""


@frozen(eq=False)
class LabelSpans:
    """Where the encoder's tokens stand in a text, in order, and the labels of each."""

    starts: Sequence[int]
    """First code point of each token."""
    ends: Sequence[int]
    """One past the last code point."""
    labels: WordLabels

    @classmethod
    def of(cls, sentences: Iterable[tuple[Sequence[tuple[int, int]], WordLabels]]) -> LabelSpans:
        """Join the tokens of sentences, given as their places and their labels."""
        read = list(sentences)
        places = [place for places, _ in read for place in places]
        columns = zip(*(labels for _, labels in read), strict=True)
        joined = WordLabels(*map(_join, columns))
        return cls([start for start, _ in places], [end for _, end in places], joined)

    def at(self, spans: Sequence[HasRange]) -> WordLabels:
        """Return the labels of tokens that another tokenizer found.

        A token takes the labels of the encoder's token that its first code point lies in, or else
        of the first one that starts in it. Where it starts inside the encoder's token, it goes on
        what that begins: ``B-`` becomes ``I-``. A token of invisible characters alone, which the
        encoder does not see, is ``O``.

        Args:
            spans: The tokens, in any order.
        """
        places = [bisect_right(self.ends, span.start) for span in spans]
        return WordLabels(*(self._at(spans, places, labels) for labels in self.labels))

    def _at(
        self, spans: Sequence[HasRange], places: Sequence[int], labels: Probabilities | None
    ) -> Probabilities | None:
        if labels is None:
            return None
        found = np.zeros((len(spans), labels.shape[1]), dtype=np.float32)
        found[:, 0] = 1.0
        for row, span, place in zip(found, spans, places, strict=True):
            if place < len(self.ends) and self.starts[place] < span.end:
                row[:] = labels[place]
                if self.starts[place] < span.start:
                    row[2::2] += row[1::2]
                    row[1::2] = 0.0
        return found


def _join(parts: Sequence[Probabilities | None]) -> Probabilities | None:
    given = [part for part in parts if part is not None]
    return np.concatenate(given) if given else None
