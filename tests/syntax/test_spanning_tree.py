"""The best tree, compared with all trees and with the one that Stanza finds."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from quoteattr.syntax.spanning_tree import best_tree, best_trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Heads = Sequence[int] | NDArray[np.intp]

grids = st.integers(2, 9).flatmap(
    lambda size: arrays(np.float64, (size, size), elements=st.floats(-9, 0))
)


def is_tree(heads: Heads) -> bool:
    for node in range(len(heads)):
        for _ in heads:
            node = heads[node]  # noqa: PLW2901 - a walk
        if node:
            return False
    return [*heads[1:]].count(0) == 1


def score(grid: NDArray[np.float64], heads: Heads) -> float:
    return float(sum(grid[node, head] for node, head in enumerate(heads) if node))


@settings(max_examples=100)
@given(grids)
def test_one_root_no_cycle(grid: NDArray[np.float64]) -> None:
    heads = best_tree(grid)
    assert is_tree(heads)
    assert all(head != node for node, head in enumerate(heads) if node)


@settings(max_examples=100)
@given(grids.filter(lambda grid: len(grid) <= 4))
def test_no_tree_is_better(grid: NDArray[np.float64]) -> None:
    trees = (heads for heads in product(range(len(grid)), repeat=len(grid)) if is_tree(heads))
    best = max(score(grid, heads) for heads in trees if heads[0] == 0)
    assert score(grid, best_tree(grid)) == pytest.approx(best)


@pytest.mark.parametrize("size", [2, 3, 5, 9, 17, 40, 90])
@pytest.mark.parametrize("seed", range(12))
def test_same_as_stanza(size: int, seed: int) -> None:
    grid = np.random.default_rng([size, seed]).normal(size=(size, size)) * 3
    grid -= np.log(np.exp(grid).sum(axis=1, keepdims=True))
    assert best_tree(grid).tolist() == chuliu_edmonds_one_root(grid).tolist()


@settings(max_examples=100)
@given(st.lists(grids, min_size=1, max_size=5), st.floats(-20, 20))
def test_batch_gives_what_each_sentence_gives(
    sentences: list[NDArray[np.float64]], padding: float
) -> None:
    width = max(map(len, sentences))
    batch = np.full((len(sentences), width, width), padding)
    for row, grid in zip(batch, sentences, strict=True):
        row[: len(grid), : len(grid)] = grid
    trees = best_trees(batch, [len(grid) for grid in sentences])
    for tree, grid in zip(trees, sentences, strict=True):
        assert is_tree(tree)
        assert score(grid, tree) == pytest.approx(score(grid, best_tree(grid)))


@pytest.mark.parametrize("size", [3, 200])
def test_all_scores_equal(size: int) -> None:
    assert is_tree(best_tree(np.zeros((size, size))))
