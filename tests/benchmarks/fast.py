"""Accuracy of the model ``"fast"`` on PolNeAR's development articles.

python -m tests.benchmarks.fast
"""

from __future__ import annotations

from tests.benchmarks import accuracy
from tests.benchmarks.accuracy import lines
from tests.benchmarks.figures import Measurement

__all__ = ["lines", "measure"]


def measure() -> Measurement:
    """Measure the figures alone; quotes are those of the model that is used by default."""
    return Measurement(accuracy.measure("polnear", model="fast").figures)


if __name__ == "__main__":
    print(*lines(measure().figures), sep="\n")
