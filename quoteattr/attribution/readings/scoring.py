"""How likely a reading is right: logistic models over what the rules saw and the encoder thinks.

The weights were learned from annotated news (see ``models/en/MODEL_CARD.md`` and
:mod:`quoteattr.training.readings.learn`).
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


__all__ = [
    "Weights",
    "load_weights",
    "log_odds",
    "probability",
]


@frozen
class Weights:
    """What has been learned, in log odds."""

    grammar: Mapping[str, float]
    """Of each feature of a reading."""
    agreement: Mapping[str, float]
    """Of each measure of :mod:`quoteattr.attribution.readings.encoder_agreement`; may be empty."""


@cache
def load_weights() -> Weights:
    """The weights inside the package."""
    folder = files("quoteattr") / "models" / "en"
    names = ("attribution.json", "agreement.json")
    return Weights(*(json.loads((folder / name).read_text("utf-8")) for name in names))


def log_odds(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The log odds that a reading with these features is right, as the grammar tells."""
    return sum(weights.get(feature, 0.0) for feature in features)


def probability(log_odds: float) -> float:
    """The same as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
