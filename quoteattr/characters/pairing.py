"""Which candidates open, which close, which are no quotation marks: the cheapest reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.characters.evidence import Candidate

__all__ = ["Reading", "Role", "read_marks"]

_UNCLOSED = 3.0  # a quotation that nothing closes
_UNOPENED = 3.0  # a closing mark that nothing opened
_REOPENED = 0.3  # left open at the paragraph's end, and the next paragraph opens it again
_NESTED_ALIKE = 1.5  # a quotation inside another with the same kind of marks

_DEEPEST = 4  # quotations inside one another
_BEAM = 12.0  # readings this much dearer than the best are given up
_WINDOW = 400  # candidates after which the best reading is settled; bounds memory


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


class _Path(NamedTuple):
    """The roles so far, last first."""

    role: Role
    before: _Path | None


_States = dict[str, tuple[float, "_Path | None"]]
"""For each stack of open quotations, the cheapest way to it."""


def read_marks(candidates: Iterable[Candidate], reopened: tuple[str, ...]) -> Iterator[Reading]:
    """The cheapest reading of a paragraph's candidates, in order.

    Args:
        candidates: The candidates of one paragraph.
        reopened: For each mark with which the next paragraph starts, the families it may open.
    """
    states: _States = {"": (0.0, None)}
    window: list[Candidate] = []
    for candidate in candidates:
        states = _prune(_step(states, candidate))
        window.append(candidate)
        if len(window) == _WINDOW:
            stack = min(states, key=lambda stack: states[stack][0])
            yield from _follow(states[stack][1], window)
            states, window = {stack: (0.0, None)}, []
    last = min(states, key=lambda stack: states[stack][0] + _cost_of_end(stack, reopened))
    yield from _follow(states[last][1], window)


def _step(states: _States, candidate: Candidate) -> _States:
    """The states after one more candidate."""
    reached: _States = {}
    for stack, (cost, path) in states.items():
        for extra, role in _roles(stack, candidate):
            known = reached.get(role.stack)
            if known is None or cost + extra < known[0]:
                reached[role.stack] = cost + extra, _Path(role, path)
    return reached


def _roles(stack: str, candidate: Candidate) -> Iterator[tuple[float, Role]]:
    """What a candidate may do while these quotations are open, with its cost."""
    for family, cost in candidate.closes:
        place = stack.rfind(family)
        if place < 0:
            yield cost + _UNOPENED, Role("unopened", stack)
        else:
            left_open = len(stack) - place - 1
            yield cost + _UNCLOSED * left_open, Role("closes", stack[:place])
    for family, cost in candidate.opens:
        place = stack.find(family)
        if place >= 0:  # the one before was never closed
            left_open = len(stack) - place
            yield cost + _UNCLOSED * left_open, Role("opens", stack[:place] + family)
        if len(stack) < _DEEPEST:
            nested = _NESTED_ALIKE if place >= 0 else 0
            yield cost + nested, Role("opens", stack + family)
    yield candidate.plain, Role("plain", stack)


def _prune(states: _States) -> _States:
    limit = min(cost for cost, _ in states.values()) + _BEAM
    return {stack: state for stack, state in states.items() if state[0] <= limit}


def _cost_of_end(stack: str, reopened: tuple[str, ...]) -> float:
    """Cost of ending the paragraph with these quotations open."""
    cost, continued = 0.0, True
    for place, family in enumerate(stack):
        continued = continued and place < len(reopened) and family in reopened[place]
        cost += _REOPENED if continued else _UNCLOSED
    return cost


def _follow(path: _Path | None, window: list[Candidate]) -> Iterator[Reading]:
    roles = []
    while path is not None:
        roles.append(path.role)
        path = path.before
    return map(Reading, window, reversed(roles))
