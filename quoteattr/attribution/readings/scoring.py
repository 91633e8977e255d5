"""How likely a reading is right: logistic models over what the rules saw and the encoder thinks.

The weights were learned from annotated news (see ``models/en/MODEL_CARD.md`` and
:mod:`quoteattr.training.readings.learn`).
"""

from __future__ import annotations

import math
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
    """The least probabilities with which readings are kept, 0 to 1, and one price in log odds.

    All were chosen on the development articles of PolNeAR. :class:`.Threshold` says which
    construction falls under which.
    """

    agreed: float
    """For any reading of which the encoder has an opinion."""
    alone: float
    """For any reading where the grammar alone tells."""
    clause: float
    """For contents that are clauses, cues outside marks: more are found at no loss of F1."""
    aside: float
    """For cues that commas set apart: *…, it was announced*; *as she put it, …*."""
    noun_clause: float
    """For *the bank's warning that …*, too rare in the articles to learn from, by grammar alone."""
    nested_phrase: float
    """For a thought in a noun phrase within what somebody else says: *"We* **want** *peace."*"""
    quoted: float
    """For cues inside quotation marks, where the corpus marks no quotes to learn from."""
    quoted_clause: float
    """For cues there whose contents are clauses, or that commas set apart, by grammar alone."""
    suggested_price: float
    """Log odds that a reading of the encoder's own loses: other kinds of text have fewer."""


@frozen
class ReadingWeights:
    """What has been learned, in log odds, and what was chosen for it."""

    grammar: Mapping[str, float]
    """Of each feature of a reading."""
    agreement: Mapping[str, float]
    """Of each measure of :mod:`quoteattr.attribution.readings.encoder_agreement`; may be empty."""
    thresholds: Thresholds


def log_odds(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The log odds that a reading with these features is right, as the grammar tells."""
    return sum(weights.get(feature, 0.0) for feature in features)


def probability(log_odds: float) -> float:
    """The same as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
