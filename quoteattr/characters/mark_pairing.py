"""Which candidates open, which close, which are no quotation marks: the cheapest reading."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.characters.mark_costs import Candidate, Weights

__all__ = ["Reading", "Role", "read_marks"]

# In the unit of the costs in evidence.py: 10 is a small oddity, 30 a mistake in the text.
_UNCLOSED = 30  # a quotation that nothing closes
_UNOPENED = 31  # a closing mark that nothing opened
_REOPENED = 3  # left open at the paragraph's end, and the next paragraph opens it again
_NESTED_ALIKE = 15  # a quotation inside another with the same kind of marks

_DEEPEST = 4  # quotations inside one another
_BEAM = 80  # readings this much dearer than the best are given up
_WINDOW = 500  # candidates after which the best reading so far is settled; bounds memory


class Role(NamedTuple):
    """What one candidate does."""

    kind: str
    """``opens``, ``closes``, ``unopened`` (closes what nothing opened) or ``plain``."""
    stack: str
    """The families of the quotations open after it, outermost first."""


class Reading(NamedTuple):
    """A candidate and its role."""

    candidate: Candidate
    role: Role


_States = tuple[tuple[str, int], ...]
"""Stacks of open quotations, each with the cost of the cheapest way to it above the best."""
_Origins = dict[str, tuple[str, Role]]
"""For each stack, the stack before it on the cheapest way and the role that led from there."""

_START: _States = (("", 0),)


def read_marks(candidates: Iterable[Candidate], reopened: tuple[str, ...]) -> Iterator[Reading]:
    """The cheapest reading of a paragraph's candidates, in order (Viterbi's algorithm).

    Args:
        candidates: The candidates of one paragraph.
        reopened: For each mark with which the next paragraph starts, the families it may open.
    """
    states = _START
    window: list[tuple[Candidate, _Origins]] = []
    for candidate in candidates:
        states, origins = _step(states, candidate.weights)
        window.append((candidate, origins))
        if len(window) == _WINDOW:
            best = min(states, key=lambda state: state[1])[0]
            yield from _follow(window, best)
            states, window = ((best, 0),), []
    yield from _follow(
        window, min(states, key=lambda state: state[1] + _cost_at_end(state[0], reopened))[0]
    )


@lru_cache(maxsize=8192)
def _step(states: _States, weights: Weights) -> tuple[_States, _Origins]:
    """The states after one more candidate, and how each was reached.

    Costs are kept relative to the best, so the same few steps come back again and again.
    """
    costs: dict[str, int] = {}
    origins: _Origins = {}
    for stack, cost in states:
        for extra, role in _roles(stack, weights):
            if cost + extra < costs.get(role.stack, cost + extra + 1):
                costs[role.stack] = cost + extra
                origins[role.stack] = stack, role
    best = min(costs.values())
    kept = tuple((stack, cost - best) for stack, cost in costs.items() if cost <= best + _BEAM)
    return kept, origins


def _roles(stack: str, weights: Weights) -> Iterator[tuple[int, Role]]:
    """What a candidate may do while these quotations are open, with its cost."""
    for family, cost in weights.closes:
        place = stack.rfind(family)
        if place < 0:
            yield cost + _UNOPENED, Role("unopened", stack)
        else:
            left_open = len(stack) - place - 1
            yield cost + _UNCLOSED * left_open, Role("closes", stack[:place])
    for family, cost in weights.opens:
        place = stack.find(family)
        if place >= 0:  # the one before was never closed
            left_open = len(stack) - place
            yield cost + _UNCLOSED * left_open, Role("opens", stack[:place] + family)
        if len(stack) < _DEEPEST:
            nested = _NESTED_ALIKE if place >= 0 else 0
            yield cost + nested, Role("opens", stack + family)
    yield weights.plain, Role("plain", stack)


def _cost_at_end(stack: str, reopened: tuple[str, ...]) -> int:
    """Cost of ending the paragraph with these quotations open."""
    cost, continued = 0, True
    for place, family in enumerate(stack):
        continued = continued and place < len(reopened) and family in reopened[place]
        cost += _REOPENED if continued else _UNCLOSED
    return cost


def _follow(window: list[tuple[Candidate, _Origins]], stack: str) -> list[Reading]:
    """The readings that lead to this stack."""
    readings = []
    for candidate, origins in reversed(window):
        stack, role = origins[stack]
        readings.append(Reading(candidate, role))
    return readings[::-1]
