"""Scores of readings: logistic models over features of the grammar and of the encoder.

The weights were learned from annotated news (see ``models/en/MODEL_CARD.md`` and
:mod:`quoteattr.training.readings.learn`).
"""

from __future__ import annotations

import math
from itertools import repeat
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


__all__ = [
    "ReadingWeights",
    "Thresholds",
    "log_odds",
    "probability",
]


@frozen
class Thresholds:
    """The least probabilities of readings that are kept, 0 to 1, and two numbers in log odds.

    All were chosen on the development articles of PolNeAR. The table of constructions says which
    :class:`.Threshold` applies to each.
    """

    agreed: float
    """For readings that the encoder can judge."""
    alone: float
    """For readings that only the grammar can judge."""
    clause: float
    """For contents that are clauses, with cues outside marks: raises recall at no loss of F1."""
    aside: float
    """For cues that commas set apart: *…, it was announced*; *as she put it, …*."""
    noun_clause: float
    """For *the bank's warning that …*, too rare in the articles to learn from; grammar alone."""
    nested_phrase: float
    """For thoughts in noun phrases, inside what somebody else says: *"We* **want** *peace."*"""
    quoted: float
    """For cues inside quotation marks, where the corpus has no annotated quotes."""
    quoted_clause: float
    """For such cues if their contents are clauses or commas set them apart; grammar alone."""
    expressed_bonus: float
    """Bonus, in log odds, to the confidence of speech and writing once they are selected; chosen on
    world news as well."""
    suggested_price: float
    """Penalty, in log odds, for readings of the encoder alone, which hold less often elsewhere."""


@frozen
class ReadingWeights:
    """The learned weights of readings, in log odds, and the thresholds chosen for them."""

    grammar: Mapping[str, float]
    """Weight of each feature of a reading."""
    agreement: Mapping[str, float]
    """Weight of each measure of :mod:`quoteattr.attribution.readings.encoder_agreement`, if any."""
    thresholds: Thresholds


def log_odds(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return the log odds, by grammar, that a reading with these features is right."""
    return sum(map(weights.get, features, repeat(0.0)))


def probability(log_odds: float) -> float:
    """Convert log odds to a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
