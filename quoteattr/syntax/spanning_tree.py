"""Maximum spanning trees: the best dependency trees, given the scores of arcs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["best_tree", "best_trees"]


def best_trees(scores: NDArray[np.floating], lengths: Sequence[int]) -> list[NDArray[np.intp]]:
    """Find the best tree of each sentence in a batch.

    Most sentences need no search: where the best heads of all words already form a tree with one
    root, that is the best tree.

    Args:
        scores: Sentences × dependents × heads, the last two padded; place 0 is the root node.
            Padding and diagonals are not read.
        lengths: Number of nodes in each sentence, the root node included.

    Returns:
        For each sentence, the head of every node; the root node is its own head.
    """
    places = np.arange(scores.shape[1])
    padding = places >= np.asarray(lengths)[:, None]
    arcs = np.where(padding[:, None, :] | np.eye(len(places), dtype=bool), -np.inf, scores)
    heads = arcs.argmax(axis=2)
    heads[:, 0] = 0
    heads[padding] = 0
    one_root = ((heads == 0) & ~padding).sum(axis=1) == 2  # the root node and its one child
    return [
        row[:length] if done else best_tree(grid[:length, :length])
        for row, length, done, grid in zip(
            heads, lengths, one_root & _all_reach_root(heads), arcs, strict=True
        )
    ]


def _all_reach_root(heads: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell for each sentence whether all nodes lead to node 0 from head to head."""
    for _ in range(heads.shape[1].bit_length()):  # each round doubles the steps taken
        heads = np.take_along_axis(heads, heads, axis=1)
    return np.asarray((heads == 0).all(axis=1))


def best_tree(scores: NDArray[np.floating]) -> NDArray[np.intp]:
    """Find the best tree with a single root, by the algorithm of Chu, Liu and Edmonds.

    Args:
        scores: Dependents × heads; place 0 is the root node. The diagonal is not read.

    Returns:
        The head of every node; the root node is its own head.
    """
    arcs = scores.astype(np.float64)
    np.fill_diagonal(arcs, -np.inf)
    arcs[0] = -np.inf
    heads = _spanning_tree(arcs)
    if np.count_nonzero(heads == 0) != 2:
        # A penalty on arcs from the root node that no gain can outweigh leaves only one of them:
        # Stanojević and Cohen, "A Root of a Problem" (2021).
        finite = arcs[np.isfinite(arcs)]
        arcs[:, 0] -= len(arcs) * (finite.max() - finite.min() + 1)
        heads = _spanning_tree(arcs)
    return heads


def _spanning_tree(arcs: NDArray[np.float64]) -> NDArray[np.intp]:
    """Find the heads of the best tree, whatever the number of its roots.

    Each cycle is contracted into one of its nodes, whose row and column then hold the best arcs
    into and out of the cycle; ``origin`` says which arc each score belongs to.
    """
    size = len(arcs)
    arcs = arcs.copy()
    origin = np.arange(size * size).reshape(size, size)
    inside = np.eye(size, dtype=bool)  # which nodes were contracted into a node
    alive = np.ones(size, dtype=bool)
    contractions = []
    heads = arcs.argmax(axis=1)
    while cycle := _find_cycle(heads):
        contractions.append((origin[cycle, heads[cycle]], inside[cycle]))
        _contract(arcs, origin, cycle, heads)
        inside[cycle[0]] = inside[cycle].any(axis=0)
        alive[cycle[1:]] = False
    rest = np.flatnonzero(alive)[1:]
    return _expand(origin[rest, heads[rest]], contractions, size)


def _find_cycle(heads: NDArray[np.intp]) -> list[int]:
    """Find the nodes of a cycle; none if all nodes lead to node 0."""
    following = heads.tolist()
    seen = [0] * len(following)  # the walk on which a node was first met
    for start in range(1, len(following)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = following[node]
        if node and seen[node] == start:
            cycle = [node]
            while (node := following[node]) != cycle[0]:
                cycle.append(node)
            return cycle
    return []


def _contract(
    arcs: NDArray[np.float64], origin: NDArray[np.intp], cycle: list[int], heads: NDArray[np.intp]
) -> None:
    """Let the first node of a cycle stand for all of it, and remove the others."""
    node, others, every = cycle[0], cycle[1:], np.arange(len(arcs))
    # Entering the cycle at a node gives up the arc of the cycle that ends there.
    entering = arcs[cycle] - arcs[cycle, heads[cycle]][:, None]
    best = entering.argmax(axis=0)
    arcs[node], origin[node] = entering[best, every], origin[cycle][best, every]
    leaving = arcs[:, cycle]
    best = leaving.argmax(axis=1)
    arcs[:, node], origin[:, node] = leaving[every, best], origin[:, cycle][every, best]
    arcs[others] = -np.inf
    arcs[:, others] = -np.inf
    arcs[node, node] = -np.inf
    heads[np.isin(heads, others)] = node
    heads[others] = 0
    heads[node] = arcs[node].argmax()


def _expand(
    arcs: NDArray[np.intp],
    contractions: list[tuple[NDArray[np.intp], NDArray[np.bool_]]],
    size: int,
) -> NDArray[np.intp]:
    """Expand the cycles, the last contracted first: each loses the arc where it is entered."""
    heads = np.zeros(size, dtype=np.intp)
    has_head = np.zeros(size, dtype=bool)
    for chosen, members in [(arcs, None), *reversed(contractions)]:
        kept = chosen if members is None else chosen[~members[:, has_head].any(axis=1)]
        heads[kept // size] = kept % size
        has_head[kept // size] = True
    return heads
