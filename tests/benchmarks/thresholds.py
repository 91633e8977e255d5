"""What a caller gains and loses with ``acts`` and ``min_confidence``, from the default settings on.

python -m tests.benchmarks.thresholds
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr import Act, Extractor
from tests.benchmarks.accuracy import PARTS
from tests.benchmarks.calibration import expected_calibration_error, judge
from tests.benchmarks.data_sets import DATA_SETS, DEFAULT_ACTS, waive_other_acts
from tests.benchmarks.figures import PRF, Measurement, prf
from tests.benchmarks.predict import extract_all, predictions, read_gold
from tests.benchmarks.scorer import load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.figures import Figures

    Articles = Sequence[dict[str, Any]]

GROUPS = {"world news": ("worldnews", "worldnews-train"), "other kinds": ("genres",)}
ACTS = {"default acts": DEFAULT_ACTS, "with other acts": (*DEFAULT_ACTS, Act.OTHER)}
ERROR = "calibration error"
THRESHOLDS = ("0", "0.5", "0.7", "0.9")


def measure() -> Measurement:
    """Measure precision, recall and F1 of *attributed* for each threshold."""
    extractors = {title: Extractor(acts=acts) for title, acts in ACTS.items()}
    return Measurement(
        {
            group: {title: _figures(names, ACTS[title], e) for title, e in extractors.items()}
            for group, names in GROUPS.items()
        }
    )


def _figures(names: Sequence[str], acts: Sequence[Act], extractor: Extractor) -> Figures:
    read = [article for name in names for article in read_gold(DATA_SETS[name].path)]
    gold = waive_other_acts(read, acts)
    found = predictions(gold, extract_all(gold, extractor))
    by_part = {
        part: {least: _scores(gold, found, float(least), direct) for least in THRESHOLDS}
        for part, direct in PARTS.items()
    }
    return {**by_part, ERROR: expected_calibration_error(list(judge(gold, found)))}


def _scores(gold: Articles, found: Articles, least: float, direct: bool) -> Figures:
    kept = [
        {**each, "quotes": [quote for quote in each["quotes"] if quote["confidence"] >= least]}
        for each in found
    ]
    result = load_scorer().evaluate(gold, kept, direct)
    return {"quotes": result["pred"], **prf(result["attributed"])}


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    for group, by_acts in figures.items():
        for acts, parts in by_acts.items():
            yield f"\n{group}, {acts}: {ERROR} {parts[ERROR]:.3f}"
            for part in PARTS:
                yield f"\n{group}, {acts}, {part}: quotes and attributed P, R, F1"
                for least, scores in parts[part].items():
                    shown = "  ".join(f"{scores[figure]:.3f}" for figure in PRF)
                    yield f"  {least:>4}  {scores['quotes']:>5}  {shown}"


if __name__ == "__main__":
    print(*lines(measure().figures), sep="\n")
