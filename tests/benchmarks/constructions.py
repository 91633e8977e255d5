"""How often each construction is found in annotated news, and how often it is right.

Run from a checkout to write ``docs/constructions.json``, from which the documentation shows the
figures, so that it can be built without the articles::

    python -m tests.benchmarks.constructions
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr import Construction
from tests.benchmarks.calibration import judge
from tests.benchmarks.predict import extract_all, predictions, read_gold
from tests.benchmarks.scorer import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FIGURES", "figures"]

FIGURES = Path(__file__).parents[2] / "docs" / "constructions.json"
NESTED = {"polnear": False, "worldnews": True}
"""The sets of articles, and whether quotes within quotes are annotated in them."""


def figures(
    gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]
) -> dict[str, dict[str, int]]:
    """Count quotes by construction: those found, and those right in content and source."""
    names = [quote["evidence"] for prediction in found for quote in prediction["quotes"]]
    right: Counter[str] = Counter()
    for name, (_, is_right) in zip(names, judge(gold, found), strict=True):
        right[name] += is_right
    counts = Counter(names)
    return {
        name.value: {"found": counts[name], "right": right[name]}
        for name in Construction
        if counts[name]
    }


def main() -> None:
    """Write the figures of all sets of articles."""
    measured = {}
    for name, nested in NESTED.items():
        gold = read_gold(DATA / name / "dev.jsonl")
        found = predictions(gold, extract_all(gold), nested=nested)
        measured[name] = figures(gold, found)
        print(f"{name}: {sum(each['found'] for each in measured[name].values())} quotes found")
    FIGURES.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    print(f"written to {FIGURES}")


if __name__ == "__main__":
    main()
