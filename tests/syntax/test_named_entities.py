"""Named entities, made from the probabilities of labels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.syntax.named_entities import NAME_TYPES, find_entities

if TYPE_CHECKING:
    from collections.abc import Sized

CASES: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    "none": ("O O", []),
    "one word": ("O B-place", [(1, 1, "place")]),
    "several words": ("B-person I-person O", [(0, 1, "person")]),
    "two side by side": ("B-person B-person", [(0, 0, "person"), (1, 1, "person")]),
    "two types": ("B-place I-person", [(0, 0, "place"), (1, 1, "person")]),
    "without a beginning": ("O I-other I-other O", [(1, 2, "other")]),
    "at both ends": ("B-place O I-place", [(0, 0, "place"), (2, 2, "place")]),
}


def places(rows: Sized) -> list[tuple[int, int]]:
    """Where tokens of four characters with spaces between them stand."""
    return [(5 * index, 5 * index + 4) for index in range(len(rows))]


@pytest.mark.parametrize(("labels", "expected"), CASES.values(), ids=CASES)
def test_labels_are_grouped(labels: str, expected: Any) -> None:
    rows = np.full((len(labels.split()), len(NAME_TYPES)), 0.02, dtype=np.float32)
    for row, label in zip(rows, labels.split(), strict=True):
        row[NAME_TYPES.index(label)] = 1 - 0.02 * (len(NAME_TYPES) - 1)
    found = find_entities(places(rows), rows)
    assert [(e.first, e.last, e.type) for e in found] == expected
    assert all(e.probability == pytest.approx(0.86) for e in found)
    assert all(e.start == 5 * e.first and e.end == 5 * e.last + 4 for e in found)


def test_beginning_and_continuing_count_together() -> None:
    row = np.zeros((1, len(NAME_TYPES)), dtype=np.float32)
    row[0, NAME_TYPES.index("O")] = 0.4
    row[0, NAME_TYPES.index("B-person")] = row[0, NAME_TYPES.index("I-person")] = 0.3
    (entity,) = find_entities(places(row), row)
    assert entity.type == "person"
    assert entity.probability == pytest.approx(0.6)


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=9, max_size=9)))
def test_entities_are_in_order_and_apart(rows: list[list[float]]) -> None:
    labels = np.array(rows, dtype=np.float32).reshape(-1, len(NAME_TYPES))
    labels /= labels.sum(1, keepdims=True)
    found = find_entities(places(labels), labels)
    ends = [place for entity in found for place in (entity.first, entity.last)]
    assert ends == sorted(ends)
    assert all(one.last < other.first for one, other in pairwise(found))
    assert all(0 <= e.first <= e.last < len(labels) and 0 < e.probability <= 1.001 for e in found)
