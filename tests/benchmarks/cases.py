"""Small inputs, each one construction, against what a careful reader would say of them.

    python -m tests.benchmarks.cases [--failing] [NAME ...]

The cases are JSON-lines files in the folder that ``QUOTEATTR_CASES`` names; each holds text, quotes
and speakers that are expected with default settings.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from quoteattr import Extractor
from tests.benchmarks.figures import DETAILS, Measurement
from tests.benchmarks.predict import extract_all, read_gold
from tests.benchmarks.scorer import CASES, load_case_checker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.figures import Figures

__all__ = ["FILES", "lines", "measure"]

FILES = ("found",)


def measure(*names: str, model: str | None = None) -> Measurement:
    """Check the cases of these files, or of all."""
    extractor, figures, cases = Extractor(model), {}, {}
    for name in names or FILES:
        expected = read_gold(CASES / f"{name}.jsonl")
        documents = extract_all(expected, extractor)
        wrong = load_case_checker().wrong
        problems = [wrong(d, case) for d, case in zip(documents, expected, strict=True)]
        kinds = Counter(case["kind"] for case in expected)
        passed = Counter(
            c["kind"] for c, wrongs in zip(expected, problems, strict=True) if not wrongs
        )
        figures[name] = {
            "cases": len(expected),
            "passed": passed.total(),
            DETAILS: {k: {"cases": n, "passed": passed[k]} for k, n in sorted(kinds.items())},
        }
        cases[name] = {c["id"]: wrongs for c, wrongs in zip(expected, problems, strict=True)}
    return Measurement(figures, cases=cases)


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader, the kinds that fail least first."""
    for name, result in figures.items():
        yield f"{name}: {result['passed']} of {result['cases']} passed"
        kinds = result[DETAILS]
        for kind in sorted(kinds, key=lambda k: -kinds[k]["passed"] / kinds[k]["cases"]):
            yield f"  {kinds[kind]['passed']:>4} of {kinds[kind]['cases']:>4}  {kind}"


def main() -> None:
    """Print how many cases pass and, if asked, what is wrong with the others."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="NAME", help=" ".join(FILES))
    arguments.add_argument("--model")
    arguments.add_argument("--failing", action="store_true", help="say what is wrong with each")
    options = arguments.parse_args()
    measured = measure(*options.names, model=options.model)
    for problems in measured.cases.values() if options.failing else ():
        for name, wrongs in problems.items():
            for wrong in wrongs:
                print(f"{name}: {wrong}")
    print(*lines(measured.figures), sep="\n")


if __name__ == "__main__":
    main()
