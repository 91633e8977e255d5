"""Accuracy on annotated articles: what the documentation quotes, and where the errors are.

Run with ``make bench``; :mod:`tests.benchmarks.scorer` says where the articles are read from. Pages
with examples of the errors are written to ``build/bench``. Names of data sets choose among them::

    python -m tests.benchmarks.accuracy [--model fast] polnear gum
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from quoteattr import Act, Extractor
from tests.benchmarks.calibration import report_calibration
from tests.benchmarks.candidates import report_candidates
from tests.benchmarks.cofenet import report_cofenet
from tests.benchmarks.misses import compare, report_misses
from tests.benchmarks.misses_page import write_page
from tests.benchmarks.predict import extract_all, predictions, read_gold
from tests.benchmarks.scorer import DATA, load_scorer

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = ("content", "exact", "attributed", "strict", "chars", "speaker")


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


def report_recall(title: str, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Print how much is found of articles in which not every quote is annotated."""
    scores = load_scorer().evaluate(gold, found)
    print(f"\n{title}: {scores['gold']} annotated")
    recall, attributed, named = (scores[f][1] for f in ("content", "attributed", "speaker"))
    mentioned = load_scorer().evaluate(gold, _with_aliases(found))["speaker"][1]
    print(f"  recall: contents {recall:.3f}, with source {attributed:.3f}")
    print(f"  recall of speakers: by the name shown {named:.3f}, by any mention {mentioned:.3f}")
    print(f"  source right where the content is {scores['source_accuracy']:.3f}")
    for form, value in scores["recall_by_form"].items():
        print(
            f"  {form:<9} {value['gold']:>5} annotated,"
            f" content {value['content']:.3f}, with source {value['attributed']:.3f}"
        )


def _with_aliases(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Predictions whose speakers go by all their mentions."""
    return [
        {**p, "quotes": [{**q, "speaker_aliases": q["mentions"]} for q in p["quotes"]]}
        for p in found
    ]


def polnear(extractor: Extractor) -> None:
    """US political news, every attribution annotated, no speakers, no nested quotes."""
    gold = read_gold(DATA / "polnear" / "dev.jsonl")
    documents = extract_all(gold, extractor)
    found = predictions(gold, documents, nested=False)
    report("PolNeAR dev", gold, found)
    report_candidates(gold, documents)
    report_calibration(gold, found)
    report_cofenet(gold, documents, found)
    annotated, judged = compare(gold, documents, found)
    report_misses(annotated, judged)
    print(f"\nexamples: {write_page('polnear', annotated, judged)}")


def worldnews(extractor: Extractor) -> None:
    """News from all over the world, with speakers and nested quotes."""
    gold = read_gold(DATA / "worldnews" / "dev.jsonl")
    documents = extract_all(gold, extractor)
    report("World news dev", gold, predictions(gold, documents))
    for path in sorted((DATA.parent / "cases").glob("*.jsonl")):
        case = read_gold(path)
        found = predictions(case, extract_all(case, extractor))
        report(f"Case {path.stem}", case, found)


def gum(extractor: Extractor) -> None:
    """Many genres; direct quotes without attribution are not annotated: recall only."""
    gold = read_gold(DATA / "gum" / "dev.jsonl")
    report_recall("GUM dev", gold, predictions(gold, extract_all(gold, extractor)))


def litbank(extractor: Extractor) -> None:
    """Fiction from 1719 to 1922; only speech in marks is annotated: recall only."""
    gold = read_gold(DATA / "litbank" / "dev.jsonl")
    report_recall("LitBank dev", gold, predictions(gold, extract_all(gold, extractor)))


DATA_SETS: dict[str, Callable[[Extractor], None]] = {
    "polnear": polnear,
    "worldnews": worldnews,
    "gum": gum,
    "litbank": litbank,
}


def main(*names: str, model: str | None = None) -> None:
    """Print the figures of these data sets, or of all."""
    extractor = Extractor(model, acts=tuple(Act))
    for name in names or DATA_SETS:
        DATA_SETS[name](extractor)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="NAME", help=" ".join(DATA_SETS))
    arguments.add_argument("--model")
    options = arguments.parse_args()
    main(*options.names, model=options.model)
