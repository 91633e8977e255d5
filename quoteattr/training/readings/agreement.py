"""Fitting of the encoder's agreement with readings, on articles that it was not trained on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from quoteattr.errors import InputError, MissingExtra

try:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
except ImportError as error:
    raise MissingExtra(
        "learning needs scikit-learn, which is not installed: pip install 'quoteattr[train]'"
    ) from error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Measured", "fit_agreement"]

L2 = 3.0
"""Strength of the L2 penalty on the weights of standardised measures."""
RAREST = 5
"""A measure seen less often gets no weight."""


class Measured(NamedTuple):
    """The measures of a reading, and whether it is right."""

    measures: Mapping[str, float]
    is_right: bool
    weight: float = 1.0
    """How much it counts."""


def fit_agreement(examples: Sequence[Measured]) -> dict[str, float]:
    """Fit a logistic regression of whether a reading is right.

    Returns:
        Weights in log odds by the names of the measures, and that of ``bias``.

    Raises:
        InputError: There are too few readings to learn from.
    """
    counts = Counter(name for e in examples for name in e.measures if name != "bias")
    kept = [{n: x for n, x in e.measures.items() if counts[n] >= RAREST} for e in examples]
    if not any(kept) or len({e.is_right for e in examples}) < 2:
        raise InputError(
            f"{len(examples)} readings are too few to learn agreement from: give more articles"
        )
    vectorizer, scaler = DictVectorizer(sparse=False), StandardScaler()
    inputs = scaler.fit_transform(vectorizer.fit_transform(kept))
    model = LogisticRegression(C=1 / L2, tol=1e-8, max_iter=1000)
    right, weights = [e.is_right for e in examples], [e.weight for e in examples]
    model.fit(inputs, right, sample_weight=weights)
    found = model.coef_[0] / scaler.scale_
    learned = dict(zip(vectorizer.feature_names_, found.tolist(), strict=True))
    bias = float(model.intercept_[0] - found @ scaler.mean_)
    return {"bias": round(bias, 4)} | {n: round(w, 4) for n, w in learned.items()}
