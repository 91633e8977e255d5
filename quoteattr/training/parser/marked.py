"""Examples made from articles in which stretches of text are marked: parts of quotes, or names."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from quoteattr.characters.normalise import normalise
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.syntax.encoder.pieces import Window, WordPieces, find_atoms
from quoteattr.syntax.named_entities import NAME_TYPES
from quoteattr.syntax.tree import ROLES
from quoteattr.training.parser.examples import group_stretches

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from quoteattr.syntax.encoder.pieces import Atom

__all__ = [
    "LABELS",
    "UNKNOWN",
    "MarkedExample",
    "MarkedParagraph",
    "Task",
    "label_characters",
    "marked_examples",
    "marked_paragraphs",
]

Task = Literal["roles", "names"]
"""What is marked, under the name of its prediction head."""
LABELS: Mapping[Task, tuple[str, ...]] = {"roles": ROLES, "names": NAME_TYPES}
UNKNOWN = -100
"""Number of a label that is not known; cross entropy ignores it."""
_SENTENCE_END = re.compile(r"[.?!][\"')\]]*\s+(?=[\"'(]*[A-Z])")
_LONGEST = 510

Stretch = tuple[tuple["Atom", int], ...]
"""Consecutive atoms, each with the number of its label."""


@frozen
class MarkedParagraph:
    """A paragraph in stretches of about a sentence, each atom with its label."""

    task: Task
    stretches: tuple[Stretch, ...]


@frozen
class MarkedExample:
    """A window, and the number of the label of each atom."""

    task: Task
    window: Window
    labels: tuple[int, ...]

    @property
    def size(self) -> int:
        """The number of word pieces."""
        return len(self.window.ids)


def label_characters(
    text: str, task: Task, spans: Iterable[tuple[int, int, str]]
) -> dict[int, int]:
    """Return the label of each character of the spans; the first character of a span begins it.

    Args:
        text: The text.
        task: What is marked.
        spans: Start, end and label (without ``B-`` and ``I-``); where they overlap, the last one
            counts.
    """
    found: dict[int, int] = {}
    for start, end, label in spans:
        found |= dict.fromkeys(range(start, end), LABELS[task].index(f"I-{label}"))
        first = next((i for i in range(start, end) if not text[i].isspace()), start)
        found[first] = LABELS[task].index(f"B-{label}")
    return found


def marked_paragraphs(
    text: str, task: Task, labels: Mapping[int, int], splits: Mapping[str, Sequence[int]]
) -> Iterator[MarkedParagraph]:
    """Divide a text into paragraphs whose atoms have labels.

    Args:
        text: The text.
        task: What is marked.
        labels: The label of each character, if it is not the first (``O``).
        splits: Words to divide, see :func:`quoteattr.training.parser.examples.find_splits`.
    """
    normal = normalise(text)
    for paragraph in find_paragraphs(text):
        part = normal[paragraph.start : paragraph.end]
        atoms = find_atoms(part, splits, paragraph.start)
        ends = [paragraph.start + m.end() for m in _SENTENCE_END.finditer(part)]
        limits = pairwise([paragraph.start, *ends, paragraph.end])
        yield MarkedParagraph(
            task,
            tuple(
                tuple((atom, labels.get(atom.start, 0)) for atom in atoms if a <= atom.start < b)
                for a, b in limits
            ),
        )


def marked_examples(
    paragraphs: Iterable[MarkedParagraph],
    pieces: WordPieces,
    size: int,
    rng: random.Random | None = None,
) -> Iterator[MarkedExample]:
    """Divide paragraphs into windows of whole stretches, of at most ``size`` pieces if possible.

    Args:
        paragraphs: The paragraphs; no window crosses from one into another.
        pieces: The word pieces.
        size: The longest window, in word pieces.
        rng: Varies where windows end, so that each epoch divides the text differently.
    """
    cost = _cost_in(pieces)
    for paragraph in paragraphs:
        for group in group_stretches(paragraph.stretches, cost, size, rng):
            atoms = list(chain.from_iterable(group))
            window = pieces.window(atom for atom, _ in atoms)
            if atoms and len(window.ids) <= _LONGEST:
                yield MarkedExample(paragraph.task, window, tuple(label for _, label in atoms))


def _cost_in(pieces: WordPieces) -> Callable[[Stretch], int]:
    def cost(stretch: Stretch) -> int:
        return sum(len(pieces.pieces(atom.text)) for atom, _ in stretch)

    return cost
