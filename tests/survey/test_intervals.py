"""Confidence intervals of shares counted in documents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import t as student

from quoteattr.survey.intervals import _quantile, share_intervals

counts = arrays(
    np.float64, st.tuples(st.integers(2, 12), st.integers(1, 4)), elements=st.integers(0, 9)
)


@given(counts)
def test_the_share_is_inside(table: np.ndarray) -> None:
    bounds = share_intervals(table, 0.95)
    if (table.sum(axis=1) > 0).sum() < 2:
        assert np.isnan(bounds).all()
        return
    shares = table.sum(axis=0) / table.sum()
    assert (bounds[:, 0] <= shares + 1e-12).all()
    assert (shares <= bounds[:, 1] + 1e-12).all()
    assert (bounds >= 0).all()
    assert (bounds <= 1).all()


@pytest.mark.parametrize("freedom", [1, 2, 3, 5, 10, 50])
@pytest.mark.parametrize("probability", [0.9, 0.95, 0.975])
def test_quantile(probability: float, freedom: int) -> None:
    assert _quantile(probability, freedom) == pytest.approx(
        student.ppf(probability, freedom), rel=0.01
    )


def test_nineteen_of_twenty_intervals_hold_the_share_where_documents_differ() -> None:
    rng = np.random.default_rng(7)
    held = []
    for _ in range(400):
        own = rng.beta(3, 7, size=40)  # each document's own share; .3 on the whole
        sizes = rng.integers(1, 15, size=40)
        women = rng.binomial(sizes, own)
        low, high = share_intervals(np.stack([women, sizes - women], axis=1).astype(float), 0.95)[0]
        held.append(low <= 0.3 <= high)
    assert 0.92 <= np.mean(held) <= 0.98


def test_agreement_within_documents_widens_the_interval() -> None:
    spread = share_intervals(np.array([[5.0, 5.0]] * 20), 0.95)
    alike = share_intervals(np.array([[10.0, 0.0], [0.0, 10.0]] * 10), 0.95)
    assert np.ptp(alike[0]) > np.ptp(spread[0])


@pytest.mark.parametrize("row", [[13.0, 10.0], [12.0, 10.0], [7.0, 18.0]])
def test_where_all_documents_agree_their_number_is_what_is_known(row: list[float]) -> None:
    women, men = share_intervals(np.array([row] * 5), 0.95)
    assert women[0] == pytest.approx(1 - men[1])
    assert np.ptp(women) > 0.5
