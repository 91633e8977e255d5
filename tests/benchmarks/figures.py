"""What a benchmark gives back: numbers by name, in groups by name, that JSON can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["DETAILS", "PRF", "Figures", "Measurement", "flatten", "prf"]

Figures: TypeAlias = dict[str, Any]
"""Numbers, or groups of them, by name."""
DETAILS = "details"
"""The group of figures for reading, not for comparing one by one: curves, counts of errors."""
PRF = ("precision", "recall", "f1")


@frozen
class Measurement:
    """What one benchmark measured.

    Attributes:
        figures: Its figures.
        quotes: The quotes found in each data set, as :func:`~tests.benchmarks.verdicts.judged`
            describes them.
        cases: By the name of a file, what is wrong with each of its cases; nothing if it passes.
    """

    figures: Figures
    quotes: Mapping[str, list[dict[str, Any]]] = field(factory=dict)
    cases: Mapping[str, dict[str, list[str]]] = field(factory=dict)


def prf(scores: Sequence[float]) -> Figures:
    """Name precision, recall and F1, which the scorer gives in this order."""
    return dict(zip(PRF, scores, strict=True))


def flatten(
    figures: Figures, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield every number with the names that lead to it."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from flatten(value, (*path, name))
        else:
            yield (*path, name), value
