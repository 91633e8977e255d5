"""Mutation testing of a sample of the rules, with mutmut: which changes of them nothing notices.

    python -m tests.mutants [--count N] [--seed N]

Mutants are made of all functions of ``characters``, ``attribution`` and ``speakers``, as
``[tool.mutmut]`` in pyproject.toml says. Those of the sample whose types are wrong are caught as
``make types`` catches them; each other one is tested with the tests of these folders that run its
function. What is killed is counted, and the rest is listed: ``mutmut show NAME`` shows one. Some
are no faults: the text of an assertion's message, a comparison with what cannot be there, a default
that is never left.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__: list[str] = []

FOLDER = Path("mutants")
ANY = "quoteattr.characters.normalise.x_normalise__mutmut_1"
KILLED, MISTYPED = "killed by a test", "of a wrong type"
SURVIVED, UNTESTED = "survived", "no test runs it"
OUTCOMES = {0: SURVIVED, 5: UNTESTED, 33: UNTESTED, None: UNTESTED}
"""By the exit status of the tests; all others kill."""
MYPY = ("mypy", "--no-warn-unused-ignores", "--disable-error-code=no-redef", "--output=json")
"""What is ignored stands in what mutmut adds."""


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


def mistyped() -> set[str]:
    """The mutants in which mypy finds an error."""
    command = [sys.executable, "-m", *MYPY, "quoteattr"]
    found = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if found.returncode > 1:
        sys.exit(found.stderr)
    lines: dict[str, set[int]] = defaultdict(set)
    for error in map(json.loads, found.stdout.splitlines()):
        if error["severity"] == "error":
            lines[error["file"]].add(error["line"])
    return {name for file in lines for name in mutants_at(Path(file), lines[file])}


def mutants_at(path: Path, lines: set[int]) -> Iterator[str]:
    """The mutants that have some of these lines of a file."""
    module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(ast.parse((FOLDER / path).read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name:
            assert node.end_lineno is not None, "it was read from text"
            if not lines.isdisjoint(range(node.lineno, node.end_lineno + 1)):
                yield f"{module}.{node.name}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=21)
    arguments = parser.parse_args()
    run([ANY])  # makes them all
    names = sorted(outcomes())
    sample = random.Random(arguments.seed).sample(names, min(arguments.count, len(names)))
    wrong = mistyped()
    run([name for name in sample if name not in wrong])
    found = outcomes()
    result = {
        name: MISTYPED if name in wrong else OUTCOMES.get(found[name], KILLED) for name in sample
    }
    for name in sorted(sample):
        if result[name] in {SURVIVED, UNTESTED}:
            print(f"{result[name]}: {name}")
    counts = Counter(result.values())
    kinds = (KILLED, MISTYPED, SURVIVED, UNTESTED)
    print(*(f"{counts[kind]} {kind}" for kind in kinds), sep=", ", end=": ")
    share = (counts[KILLED] + counts[MISTYPED]) / len(sample)
    print(f"{share:.1%} of {len(sample)} of {len(names)} mutants noticed")


if __name__ == "__main__":
    main()
