"""Mutation testing of a sample of the rules, with mutmut: which changes of them no test notices.

    python -m tests.mutants [--count N] [--seed N]

Mutants are made of all functions of ``characters``, ``attribution`` and ``speakers``, as
``[tool.mutmut]`` in pyproject.toml says; each of the sample is tested with the tests of these
folders that run its function. What is killed is counted, and the rest is listed:
``mutmut show NAME`` shows one. Some are no faults: the text of an assertion's message, a
comparison with what cannot be there, a default that is never left.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

__all__: list[str] = []

FOLDER = Path("mutants")
ANY = "quoteattr.characters.normalise.x_normalise__mutmut_1"
KILLED, SURVIVED, UNTESTED = "killed", "survived", "no test runs it"
OUTCOMES = {0: SURVIVED, 5: UNTESTED, 33: UNTESTED, None: UNTESTED}
"""By the exit status of the tests; all others kill."""


def outcomes() -> dict[str, int | None]:
    """The exit status of the tests of each mutant, if it was tested."""
    found: dict[str, int | None] = {}
    for path in sorted(FOLDER.rglob("*.meta")):
        found |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return found


def run(names: list[str]) -> None:
    """Test these mutants, one at a time."""
    subprocess.run(
        [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names], check=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=21)
    arguments = parser.parse_args()
    run([ANY])  # makes them all
    names = sorted(outcomes())
    sample = random.Random(arguments.seed).sample(names, min(arguments.count, len(names)))
    run(sample)
    found = outcomes()
    result = {name: OUTCOMES.get(found[name], KILLED) for name in sample}
    for name in sorted(sample):
        if result[name] != KILLED:
            print(f"{result[name]}: {name}")
    counts = Counter(result.values())
    print(*(f"{counts[kind]} {kind}" for kind in (KILLED, SURVIVED, UNTESTED)), sep=", ", end="")
    print(f": {counts[KILLED] / len(sample):.1%} of {len(sample)} of {len(names)} mutants killed")


if __name__ == "__main__":
    main()
