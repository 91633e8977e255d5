"""All that is measured: accuracy, thresholds, cases, models, speakers, damage, trees, speed, …

    python -m tests.benchmarks [NAME ...]

The figures are printed and, with the quotes found and the cases passed, written to ``build/bench``;
:mod:`tests.benchmarks.compare` shows what differs between two such files.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tests.benchmarks import (
    accuracy,
    cases,
    damage,
    families,
    fast,
    models,
    parsing,
    peers,
    scaling,
    speakers,
    speed,
    targets,
    thresholds,
)
from tests.benchmarks.results import FOLDER, resume

if TYPE_CHECKING:
    from pathlib import Path

BENCHMARKS = {
    benchmark.__name__.rpartition(".")[2]: benchmark
    for benchmark in (
        *(accuracy, thresholds, fast, cases, models, peers),
        *(families, speakers, damage, parsing, speed, targets, scaling),
    )
}


def run(*names: str, folder: Path = FOLDER) -> Path:
    """Run these benchmarks, or all; print their figures, write them to a file and return its path.

    The file is written after each benchmark, so that a later one that fails takes nothing away.
    Where the same commit was measured before, the other benchmarks' results are kept.
    """
    results = resume(folder)
    for name in names or BENCHMARKS:
        print(f"\n=== {name}", flush=True)
        measurement = BENCHMARKS[name].measure()
        print(*BENCHMARKS[name].lines(measurement.figures), sep="\n", flush=True)
        results.add(name, measurement)
        path = results.write(folder)
    return path


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="NAME", help=" ".join(BENCHMARKS))
    print(f"\nresults: {run(*arguments.parse_args().names)}")
