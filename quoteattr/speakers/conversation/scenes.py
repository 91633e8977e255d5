"""Scenes of a conversation: the likeliest speakers of all its turns at once.

Whose turn it is depends on the turns around: people alternate, and who is called answers. The best
assignment of speakers to a whole scene is found by dynamic programming over pairs of turns, as
Viterbi (1967) finds the likeliest path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.speakers.conversation.hints import Hints
    from quoteattr.speakers.entities.entity import Entity

__all__ = ["Place", "best_speakers"]

WEIGHTS = {
    "acts": 4.0,  # acts in the paragraph
    "told": 2.0,  # acts last in the paragraph before, where nobody speaks
    "is called": -6.0,  # addressed by name in the turn
    "is named": -2.0,  # named in the turn, not addressed
    "is new": -0.5,  # not known to speak in the scene
    "was called": 3.5,  # by name, in the turn before
    "was addressed": 3.0,  # in the words that introduce the turn before
    "will be called": 2.5,  # by name, in the turn after
    "goes on": -4.0,  # spoke the paragraph before
    "goes on later": -1.5,  # spoke the turn before, some paragraphs before
    "alternates": 3.0,  # spoke before somebody else did
    "alternates later": 1.0,  # likewise, some paragraphs before
}
"""How much speaks for somebody of whom this is true, in about log odds; 0 for somebody unknown."""


@frozen(eq=False)
class Place:
    """A turn in its scene, and who may speak it."""

    candidates: tuple[Entity | None, ...]
    """Who may speak it; ``None`` for somebody unknown. One only, if that is known."""
    hints: Hints
    gap: int
    """How many paragraphs after the turn before it."""
    is_fixed: bool = field(default=False)
    """Whether its speaker is known, or known to be somebody unknown."""


def best_speakers(places: Sequence[Place], speaking: frozenset[int]) -> list[Entity | None]:
    """Find the likeliest speakers of the turns of a scene.

    Args:
        places: The turns.
        speaking: Identities of those who are known to speak in the scene.
    """
    path: dict[tuple[int, int], tuple[float, _Way | None]] = {(-1, -1): (0.0, None)}
    for number, place in enumerate(places):
        own = [_own_score(places, number, who, speaking) for who in place.candidates]
        reached: dict[tuple[int, int], tuple[float, _Way | None]] = {}
        for (earlier, before), (score, way) in path.items():
            for index in range(len(place.candidates)):
                step = _step_score(places, number, (earlier, before, index))
                key, total = (before, index), score + own[index] + step
                if key not in reached or total > reached[key][0]:
                    reached[key] = total, _Way(index, way)
        path = reached
    _, best = max(path.values(), key=lambda found: found[0])
    indices = list(best.backwards()) if best is not None else []
    return [p.candidates[i] for p, i in zip(places, reversed(indices), strict=True)]


@frozen(eq=False)
class _Way:
    """Indices of candidates, one a turn, linked so that ways share their beginnings."""

    index: int
    before: _Way | None

    def backwards(self) -> Iterator[int]:
        way: _Way | None = self
        while way is not None:
            yield way.index
            way = way.before


def _own_score(
    places: Sequence[Place], number: int, who: Entity | None, speaking: frozenset[int]
) -> float:
    """Tell how much the text around a turn speaks for somebody."""
    if places[number].is_fixed or who is None:
        return 0.0
    return sum(WEIGHTS[name] for name in _features(places, number, who, speaking))


def _features(
    places: Sequence[Place], number: int, who: Entity, speaking: frozenset[int]
) -> Iterator[str]:
    """Yield what is true of somebody who may speak a turn."""
    hints = places[number].hints
    around = {
        "acts": who is hints.acting,
        "told": who is hints.told,
        "is called": _is_among(who, hints.called),
        "is named": id(who) in hints.named,
        "is new": id(who) not in speaking,
    }
    yield from (name for name, holds in around.items() if holds)
    if number and places[number].gap <= NEAR:
        before = places[number - 1].hints
        if _is_among(who, before.called):
            yield "was called"
        if who is before.addressee:
            yield "was addressed"
    after = places[number + 1] if number + 1 < len(places) else None
    if after is not None and after.gap <= NEAR and _is_among(who, after.hints.called):
        yield "will be called"


NEAR = 2
"""How many paragraphs, at most, from a turn to the one that answers it."""


def _is_among(who: Entity, others: Sequence[Entity]) -> bool:
    return any(who is other for other in others)


def _step_score(places: Sequence[Place], number: int, indices: tuple[int, int, int]) -> float:
    """Tell how likely somebody speaks after two others, by the indices of all three."""
    earlier, before, index = indices
    who = places[number].candidates[index]
    if before < 0 or who is None:
        return 0.0
    place, last = places[number], places[number - 1].candidates[before]
    if who is last:
        return WEIGHTS["goes on" if place.gap == 1 else "goes on later"]
    if earlier < 0 or places[number - 2].candidates[earlier] is not who:
        return 0.0
    is_close = place.gap == places[number - 1].gap == 1
    return WEIGHTS["alternates" if is_close else "alternates later"]
