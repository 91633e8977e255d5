"""How far a share counted in some documents may be from the share in all documents like them.

Quotes of one document resemble each other, so they tell less than as many independent ones. The
intervals are Wilson's for the number of independent observations that would tell as much (Wilson
1927, "Probable Inference, the Law of Succession, and Statistical Inference"; Kish 1965, "Survey
Sampling", for that number; Korn and Graubard 1998, "Confidence Intervals for Proportions with Small
Expected Number of Positive Counts Estimated from Survey Data", for clusters).
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["share_intervals"]

_ROUNDING = 1e-12
"""A variance this small, relative to that of one observation, is none."""


def share_intervals(counts: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """Return the confidence intervals of shares.

    Args:
        counts: Documents × values: how often each document has each value.
        level: Probability, between 0 and 1, that an interval holds the share.

    Returns:
        Values × (low, high), in shares from 0 to 1; NaN where fewer than two documents count.
    """
    sizes = counts.sum(axis=1)
    counts, sizes = counts[sizes > 0], sizes[sizes > 0]
    documents, total = len(sizes), sizes.sum()
    if documents < 2:
        return np.full((counts.shape[1], 2), np.nan)
    shares = counts.sum(axis=0) / total
    residuals = counts - np.outer(sizes, shares)
    variances = documents / (documents - 1) * (residuals**2).sum(axis=0) / total**2
    return _wilson(shares, _independent(shares, variances, documents, total), documents, level)


def _independent(
    shares: NDArray[np.float64], variances: NDArray[np.float64], documents: int, total: float
) -> NDArray[np.float64]:
    """Return the number of independent observations that would tell as much.

    Where all documents agree, their number is all that is known of it.
    """
    spread = shares * (1 - shares)
    agreed = variances <= _ROUNDING * np.maximum(spread, _ROUNDING)
    numbers = np.where(agreed, documents, spread / np.where(agreed, 1, variances))
    return np.clip(numbers, 1, max(total, documents))


def _wilson(
    shares: NDArray[np.float64], numbers: NDArray[np.float64], documents: int, level: float
) -> NDArray[np.float64]:
    squared = _quantile((1 + level) / 2, documents - 1) ** 2
    centre = shares + squared / (2 * numbers)
    reach = np.sqrt(squared * (shares * (1 - shares) / numbers + squared / (4 * numbers**2)))
    bounds = np.stack([centre - reach, centre + reach], axis=1) / (1 + squared / numbers)[:, None]
    return bounds.clip(0, 1)


def _quantile(probability: float, freedom: int) -> float:
    """Return a quantile of Student's distribution, to one per cent up to that of .975.

    An expansion serves (Abramowitz and Stegun 1964, 26.7.5), and for few degrees of freedom, where
    it fails, the distribution itself can be inverted.
    """
    if freedom == 1:
        return math.tan(math.pi * (probability - 0.5))
    if freedom == 2:
        return (probability - 0.5) * math.sqrt(2 / (probability * (1 - probability)))
    z = NormalDist().inv_cdf(probability)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
