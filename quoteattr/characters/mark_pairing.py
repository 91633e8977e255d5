"""The roles of possible quotation marks: which open, which close, and which are none."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.characters.mark_costs import MarkCosts, PossibleMark

__all__ = ["MarkRole", "assign_roles"]

# Costs on the scale of mark_costs.py: 10 is a small oddity, 30 a mistake in the text.
_UNCLOSED = 30  # a quotation that nothing closes
_UNOPENED = 31  # a closing mark that nothing opened
_REOPENED = 3  # a quotation that the next paragraph opens again
_NESTED_ALIKE = 15  # a quotation inside another with the same kind of marks

_DEEPEST = 4  # levels of nesting
_BEAM = 80  # what costs this much more than the best is given up
_WINDOW = 500  # marks after which the best roles so far are final; bounds memory


class MarkRole(NamedTuple):
    """What one possible mark does."""

    kind: str
    """``opens``, ``closes``, ``unopened`` (closes what nothing opened) or ``plain``."""
    stack: str
    """The families of the quotations open after the mark, outermost first."""


_States = tuple[tuple[str, int], ...]
"""Stacks of open quotations, each with its lowest cost in excess of the best stack's."""
_Origins = dict[str, tuple[str, MarkRole]]
"""For each stack, the stack before it on the cheapest path, and the role that led from there."""

_START: _States = (("", 0),)


def assign_roles(
    marks: Iterable[PossibleMark], reopened: tuple[str, ...]
) -> Iterator[tuple[PossibleMark, MarkRole]]:
    """Assign the marks of a paragraph the roles that cost least together (Viterbi's algorithm).

    Args:
        marks: The possible marks of one paragraph, in order.
        reopened: For each mark that the next paragraph starts with, the families it may open.

    Returns:
        Each mark with its role, in order.
    """
    states = _START
    window: list[tuple[PossibleMark, _Origins]] = []
    for mark in marks:
        states, origins = _step(states, mark.costs)
        window.append((mark, origins))
        if len(window) == _WINDOW:
            best = min(states, key=lambda state: state[1])[0]
            yield from _follow(window, best)
            states, window = ((best, 0),), []
    yield from _follow(
        window, min(states, key=lambda state: state[1] + _cost_at_end(state[0], reopened))[0]
    )


@lru_cache(maxsize=8192)
def _step(states: _States, mark: MarkCosts) -> tuple[_States, _Origins]:
    """Return the states after one more mark, and how each was reached.

    Costs are kept relative to the best, so that few different steps occur and most are cached.
    """
    costs: dict[str, int] = {}
    origins: _Origins = {}
    for stack, cost in states:
        for extra, role in _roles(stack, mark):
            if cost + extra < costs.get(role.stack, cost + extra + 1):
                costs[role.stack] = cost + extra
                origins[role.stack] = stack, role
    best = min(costs.values())
    kept = tuple((stack, cost - best) for stack, cost in costs.items() if cost <= best + _BEAM)
    return kept, origins


def _roles(stack: str, mark: MarkCosts) -> Iterator[tuple[int, MarkRole]]:
    """List what a mark may do while these quotations are open, and what each role costs."""
    for family, cost in mark.closes:
        place = stack.rfind(family)
        if place < 0:
            yield cost + _UNOPENED, MarkRole("unopened", stack)
        else:
            left_open = len(stack) - place - 1
            yield cost + _UNCLOSED * left_open, MarkRole("closes", stack[:place])
    for family, cost in mark.opens:
        place = stack.find(family)
        if place >= 0:  # the one before was never closed
            left_open = len(stack) - place
            yield cost + _UNCLOSED * left_open, MarkRole("opens", stack[:place] + family)
        if len(stack) < _DEEPEST:
            nested = _NESTED_ALIKE if place >= 0 else 0
            yield cost + nested, MarkRole("opens", stack + family)
    yield mark.plain, MarkRole("plain", stack)


def _cost_at_end(stack: str, reopened: tuple[str, ...]) -> int:
    """Return the cost of ending the paragraph with these quotations open."""
    cost, continued = 0, True
    for place, family in enumerate(stack):
        continued = continued and place < len(reopened) and family in reopened[place]
        cost += _REOPENED if continued else _UNCLOSED
    return cost


def _follow(
    window: list[tuple[PossibleMark, _Origins]], stack: str
) -> list[tuple[PossibleMark, MarkRole]]:
    """Trace the roles that led to this stack."""
    roles = []
    for mark, origins in reversed(window):
        stack, role = origins[stack]
        roles.append((mark, role))
    return roles[::-1]
