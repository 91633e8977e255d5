"""Accuracy on annotated articles: what the documentation quotes.

Run with ``make bench``. The annotated articles are read from ``$QUOTEATTR_DATA`` and the scorer
from ``$QUOTEATTR_SCORER`` (by default ``../shared/data`` and ``../shared/bench``).
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr import Act, Extractor
from tests.benchmarks.predict import predictions, read_gold

if TYPE_CHECKING:
    from types import ModuleType

DATA = Path(os.environ.get("QUOTEATTR_DATA", "../shared/data"))
SCORER = Path(os.environ.get("QUOTEATTR_SCORER", "../shared/bench")) / "attribution_eval.py"
FIGURES = ("content", "exact", "attributed", "strict", "chars", "speaker")


def load_scorer() -> ModuleType:
    """The scorer, which is not part of the package."""
    spec = importlib.util.spec_from_file_location("attribution_eval", SCORER)
    if spec is None or spec.loader is None or not SCORER.exists():
        sys.exit(f"no scorer at {SCORER}: set QUOTEATTR_SCORER to the folder that holds it")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(title: str, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Print the figures for one set of predictions."""
    scorer = load_scorer()
    for name, direct in (("all", False), ("direct and mixed", True)):
        scores = scorer.evaluate(gold, found, direct)
        print(f"\n{title}, {name}: {scores['gold']} annotated, {scores['pred']} found")
        for figure in FIGURES:
            if figure in scores:
                print("  {:<11} P {:.3f}  R {:.3f}  F1 {:.3f}".format(figure, *scores[figure]))
        spans = "  ".join(f"{role} {value[2]:.3f}" for role, value in scores["spans"].items())
        print(f"  spans, exact F1: {spans}")


def misses(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Print, by construction, how many quotes found have no annotated counterpart."""
    scorer = load_scorer()
    right, total = Counter[str](), Counter[str]()
    for document, prediction in zip(gold, found, strict=True):
        text = document["text"]
        contents = [scorer.chars(text, q["content"]) for q in document["quotes"]]
        for quote in prediction["quotes"]:
            content = scorer.chars(text, quote["content"])
            total[quote["evidence"]] += 1
            right[quote["evidence"]] += any(scorer.jaccard(content, c) >= 0.5 for c in contents)
    print("\nconstruction              found  share annotated")
    for name, count in total.most_common():
        print(f"{name:<25} {count:>5}  {right[name] / count:.2f}")


def calibration(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Print the expected calibration error and what thresholds of confidence give."""
    scorer = load_scorer()
    judged: list[tuple[float, bool]] = []
    for document, prediction in zip(gold, found, strict=True):
        text = document["text"]
        quotes = [
            (scorer.chars(text, q["content"]), scorer.chars(text, q["source"]))
            for q in document["quotes"]
        ]
        for quote in prediction["quotes"]:
            content = scorer.chars(text, quote["content"])
            source = scorer.chars(text, quote["source"])
            right = any(
                scorer.jaccard(content, other) >= 0.5 and scorer.source_match(named, source)
                for other, named in quotes
            )
            judged.append((quote["confidence"], right))
    bins = [[j for j in judged if min(int(j[0] * BINS), BINS - 1) == i] for i in range(BINS)]
    gaps = (abs(sum(c for c, _ in b) - sum(right for _, right in b)) for b in bins)
    print(f"\nexpected calibration error, {BINS} bins: {sum(gaps) / len(judged):.3f}")
    annotated = sum(len(document["quotes"]) for document in gold)
    for threshold in (0.0, 0.5, 0.7, 0.9):
        kept = [right for confidence, right in judged if confidence >= threshold]
        print(
            f"min_confidence {threshold}: {len(kept)} quotes,"
            f" P {sum(kept) / len(kept):.3f}  R {sum(kept) / annotated:.3f}"
        )


BINS = 10


def main() -> None:
    """Print all figures."""
    extractor = Extractor(acts=tuple(Act))
    polnear = read_gold(DATA / "polnear" / "dev.jsonl")
    found = predictions(polnear, extractor=extractor, nested=False)
    report("PolNeAR dev", polnear, found)
    misses(polnear, found)
    calibration(polnear, found)
    joined = predictions(polnear, extractor=extractor, nested=False, join=True)
    report("PolNeAR dev, speech that goes on without a cue joined", polnear, joined)
    worldnews = read_gold(DATA / "worldnews" / "dev.jsonl")
    report("World news dev", worldnews, predictions(worldnews, extractor=extractor))
    joined = predictions(worldnews, extractor=extractor, join=True)
    report("World news dev, speech that goes on without a cue joined", worldnews, joined)
    for path in sorted((DATA.parent / "cases").glob("*.jsonl")):
        case = read_gold(path)
        report(f"Case {path.stem}", case, predictions(case, extractor=extractor))


if __name__ == "__main__":
    main()
