"""What around a mark tells whether it opens or closes: what fits better costs less."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from quoteattr.characters.mark_costs import (
    _after_closing,
    _after_opening,
    _before_closing,
    _before_opening,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def both(function: Callable[[str, str], int]) -> Callable[[str], int]:
    """A cost by what follows a mark: by the next character, and the one after it."""
    return lambda trail: function(trail[:1], trail)


@pytest.mark.parametrize(
    ("cost", "best_first"),
    [
        (_before_opening, [["", " ", "(", "["], ["-", "/"], ["“"], [",", "."], ["a", "7", ")"]]),
        (
            both(_after_opening),
            [["a", "7", "$", "("], ["-", "…", "..", "“"], [" "], [".", ")"], [""]],
        ),
        (_before_closing, [["a", "7", ".", ",", ")", "%"], ["-", "“"], [" "], ["", "("]]),
        (
            both(_after_closing),
            [["", " ", ".", ",", ")"], ["-", "“"], ["…", ".."], ["("], ["a", "$"]],
        ),
    ],
    ids=["before opening", "after opening", "before closing", "after closing"],
)
def test_order(cost: Callable[[str], int], best_first: list[list[str]]) -> None:
    costs = [{cost(around) for around in group} for group in best_first]
    assert all(len(alike) == 1 for alike in costs)
    assert all(max(better) < min(worse) for better, worse in pairwise(costs))
    assert costs[0] == {0}
