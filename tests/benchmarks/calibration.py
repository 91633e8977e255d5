"""How far confidence can be trusted, and what leaving out the less sure quotes gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.benchmarks.scorer import load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["expected_calibration_error", "report_calibration"]

BINS = 10
Judged = tuple[float, bool]
"""The confidence of a quote, and whether its content and source are right."""


def judge(gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> Iterator[Judged]:
    """Every quote found: is there an annotated one with its content and source?"""
    scorer = load_scorer()
    for article, prediction in zip(gold, found, strict=True):
        text = article["text"]
        quotes = [
            (scorer.chars(text, q["content"]), scorer.chars(text, q["source"]))
            for q in article["quotes"]
        ]
        for quote in prediction["quotes"]:
            content = scorer.chars(text, quote["content"])
            source = scorer.chars(text, quote["source"])
            yield (
                quote["confidence"],
                any(
                    scorer.jaccard(content, other) >= 0.5 and scorer.source_match(named, source)
                    for other, named in quotes
                ),
            )


def in_bins(judged: Sequence[Judged]) -> list[list[Judged]]:
    """The quotes by tenths of confidence."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return bins


def expected_calibration_error(judged: Sequence[Judged]) -> float:
    """The mean distance of confidence from the share of right quotes, weighted by bin size."""
    gaps = (abs(sum(c for c, _ in b) - sum(right for _, right in b)) for b in in_bins(judged))
    return sum(gaps) / max(1, len(judged))


def report_calibration(gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> None:
    """Print the error, the curve, and the figures at each ``min_confidence``."""
    judged = list(judge(gold, found))
    print(f"\nexpected calibration error, {BINS} bins: {expected_calibration_error(judged):.3f}")
    print("confidence   quotes   mean   share right")
    for number, group in enumerate(in_bins(judged)):
        if group:
            mean = sum(c for c, _ in group) / len(group)
            right = sum(right for _, right in group) / len(group)
            start, end = number / BINS, (number + 1) / BINS
            print(f"{start:.1f} to {end:.1f}  {len(group):>7}  {mean:>5.3f}  {right:>5.3f}")
    print("\nmin_confidence   quotes  attributed P      R     F1")
    for tenth in range(BINS):
        kept = [
            {**p, "quotes": [q for q in p["quotes"] if 10 * q["confidence"] >= tenth]}
            for p in found
        ]
        scores = load_scorer().evaluate(gold, kept)
        figures = "  ".join(f"{figure:.3f}" for figure in scores["attributed"])
        print(f"{tenth / 10:>14.1f}  {scores['pred']:>7}         {figures}")
