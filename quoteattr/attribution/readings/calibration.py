"""Calibration of what is kept: probabilities that hold beyond the articles they were learned from.

The corpus that the weights were learned from marks much that nobody says in words, and leaves
some speech out. Of the readings that are speech or writing more are right, in it and in news of
other kinds, than the weights would have it; a bonus in log odds makes up for it. It changes neither
what is kept nor the order of the readings of a cue.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.readings.scoring import probability
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.article.drafts import Draft

__all__ = ["calibrated"]

EXPRESSED = frozenset({Act.SPEECH, Act.WRITING})


def calibrated(drafts: Iterable[Draft], bonus: float) -> Iterator[Draft]:
    """Yield the drafts, those of speech and writing with a bonus in log odds to all probabilities.

    Args:
        drafts: What was selected, with the probabilities that were learned.
        bonus: The bonus, in log odds.
    """
    for draft in drafts:
        yield _raised(draft, bonus) if draft.act in EXPRESSED else draft


def _raised(draft: Draft, bonus: float) -> Draft:
    rivals = draft.rivals
    return evolve(
        draft,
        confidence=_with_bonus(draft.confidence, bonus),
        needed=_with_bonus(draft.needed, bonus),
        rivals=None if rivals is None else tuple(_raised(rival, bonus) for rival in rivals),
    )


def _with_bonus(chance: float, bonus: float) -> float:
    """Return a probability, 0 to 1, with a bonus in log odds; certainties stay as they are."""
    if not 0.0 < chance < 1.0:
        return chance
    return probability(math.log(chance / (1 - chance)) + bonus)
