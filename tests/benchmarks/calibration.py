"""How far confidence can be trusted, and what leaving out the less sure quotes gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.benchmarks.figures import PRF, prf
from tests.benchmarks.scorer import load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.figures import Figures

__all__ = ["calibration", "calibration_lines", "expected_calibration_error"]

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


def calibration(
    gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]
) -> tuple[float, Figures]:
    """Measure the error, the curve of confidence, and what each ``min_confidence`` gives."""
    judged = list(judge(gold, found))
    curve = {
        f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}": {
            "quotes": len(group),
            "mean": sum(c for c, _ in group) / len(group),
            "share right": sum(right for _, right in group) / len(group),
        }
        for number, group in enumerate(in_bins(judged))
        if group
    }
    thresholds = {}
    for tenth in range(BINS):
        kept = [
            {**p, "quotes": [q for q in p["quotes"] if 10 * q["confidence"] >= tenth]}
            for p in found
        ]
        scores = load_scorer().evaluate(gold, kept)
        thresholds[f"{tenth / 10:.1f}"] = {"quotes": scores["pred"], **prf(scores["attributed"])}
    curves = {"confidence": curve, "min_confidence": thresholds}
    return expected_calibration_error(judged), curves


def calibration_lines(error: float, curves: Figures) -> Iterator[str]:
    """Write the error and both curves out for a reader."""
    yield f"\nexpected calibration error, {BINS} bins: {error:.3f}"
    yield "confidence   quotes   mean   share right"
    for title, group in curves["confidence"].items():
        yield f"{title}  {group['quotes']:>7}  {group['mean']:>5.3f}  {group['share right']:>5.3f}"
    yield "\nmin_confidence   quotes  attributed P      R     F1"
    for threshold, scores in curves["min_confidence"].items():
        figures = "  ".join(f"{scores[figure]:.3f}" for figure in PRF)
        yield f"{threshold:>14}  {scores['quotes']:>7}         {figures}"
