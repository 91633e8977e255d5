from __future__ import annotations

import math
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quoteattr.errors import InputError
from quoteattr.training.readings.agreement import L2, RAREST, Measured, fit_agreement

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_the_fit_of_agreement_follows_the_evidence() -> None:
    likely, unlikely = {"bias": 1.0, "cue": 0.9}, {"bias": 1.0, "cue": 0.2}
    weights = fit_agreement([Measured(likely, True)] * 40 + [Measured(unlikely, False)] * 40)
    assert weights["cue"] > 0
    assert weights["bias"] + 0.9 * weights["cue"] > 1 > -1 > weights["bias"] + 0.2 * weights["cue"]


def test_the_weights_minimise_the_penalised_loss() -> None:
    values = (0.0, 1.0)
    rows = [Measured({"cue": c, "source": s}, c > s) for c in values for s in values] * 50
    weights = fit_agreement(rows)

    def error(found: Mapping[str, float], right: bool) -> float:
        score = weights["bias"] + sum(weights[name] * value for name, value in found.items())
        return 1 / (1 + math.exp(-score)) - right

    for name in ("cue", "source"):  # mean and standard deviation of both are 0.5
        slope = sum(error(found, right) * (found[name] - 0.5) / 0.5 for found, right, _ in rows)
        assert slope + L2 * weights[name] * 0.5 == pytest.approx(0, abs=0.05)
        assert abs(slope) > 1


def test_a_rare_measure_gets_no_weight() -> None:
    rows = [Measured({"cue": 0.9}, True), Measured({"cue": 0.2}, False)] * 20
    rows += [Measured({"rare": 1.0}, True)] * (RAREST - 1)
    assert set(fit_agreement(rows)) == {"bias", "cue"}


@pytest.mark.parametrize(
    "examples",
    [
        [Measured({"cue": 0.5}, True)] * 2,
        [Measured({"cue": 0.5}, True)] * 20,
        [Measured({"bias": 1.0}, False)] * 9,
    ],
)
def test_too_few_readings_are_refused(examples: list[Measured]) -> None:
    with pytest.raises(InputError, match=f"{len(examples)} readings are too few"):
        fit_agreement(examples)


def test_scikit_learn_is_asked_for_where_it_is_not_installed() -> None:
    code = "import sys; sys.modules['sklearn'] = None; import quoteattr.training.readings.agreement"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "MissingExtra: learning needs scikit-learn" in found.stderr


def test_an_example_counts_as_often_as_its_weight() -> None:
    one, other = Measured({"cue": 0.9}, True), Measured({"cue": 0.9}, False)
    rest = [Measured({"cue": 0.1}, False)] * 30
    heavy = fit_agreement([one._replace(weight=3.0)] * 10 + [other] * 10 + rest)
    light = fit_agreement([one] * 10 + [other] * 10 + rest)
    assert heavy["cue"] > light["cue"]
