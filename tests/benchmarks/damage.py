"""What damage to the texts costs, in some 40 kinds: entities, tags, encodings, lost marks, …

    python -m tests.benchmarks.damage [--kinds TEXT ...] [--data NAME] [--articles N]

What is found in the damaged articles is moved back into the sound ones and judged there, so that
the same quotes count for all kinds. ``--kinds`` chooses those whose names hold one of these texts.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from quoteattr import Extractor
from tests.benchmarks.accuracy import PARTS
from tests.benchmarks.damage_kinds import KINDS, damaged
from tests.benchmarks.data_sets import DATA_SETS, DEFAULT_ACTS, waive_other_acts
from tests.benchmarks.figures import Measurement
from tests.benchmarks.predict import extract_all, predictions, read_gold
from tests.benchmarks.scorer import load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.damage_kinds import Damaged
    from tests.benchmarks.figures import Figures

    Articles = Sequence[dict[str, Any]]

__all__ = ["lines", "measure"]

ROLES = ("content", "cue", "source")


def measure(
    kinds: Sequence[str] = ("",), data: str = "worldnews", articles: int | None = None
) -> Measurement:
    """Measure F1 of *attributed* and of the speaker for each kind of damage."""
    gold = waive_other_acts(read_gold(DATA_SETS[data].path)[:articles], DEFAULT_ACTS)
    extractor = Extractor(acts=DEFAULT_ACTS)
    return Measurement(
        {kind: _figures(kind, gold, extractor) for kind in KINDS if any(k in kind for k in kinds)}
    )


def _figures(kind: str, gold: Articles, extractor: Extractor) -> Figures:
    given = [damaged(article["text"], kind) for article in gold]
    texts = [{**a, "text": each.text} for a, each in zip(gold, given, strict=True)]
    found = [
        _moved(prediction, each, article["text"])
        for article, each, prediction in zip(
            gold, given, predictions(texts, extract_all(texts, extractor)), strict=True
        )
    ]
    results = {part: load_scorer().evaluate(gold, found, direct) for part, direct in PARTS.items()}
    return {
        **{part: result["attributed"][2] for part, result in results.items()},
        "speaker": results["all"]["speaker"][2],
        "found": results["all"]["pred"],
    }


def _moved(found: dict[str, Any], given: Damaged, text: str) -> dict[str, Any]:
    """Return what was found in a damaged text as it stands in the sound one."""
    quotes = [
        {**quote, **{role: [given.sound(*span) for span in quote[role]] for role in ROLES}}
        for quote in found["quotes"]
    ]
    return {**found, "text": text, "quotes": quotes}


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    yield f"{'':34}" + "".join(f"{name:>18}" for name in next(iter(figures.values())))
    for kind, values in figures.items():
        yield f"{kind:34}" + "".join(
            f"{value:>18}" if isinstance(value, int) else f"{value:>18.3f}"
            for value in values.values()
        )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--kinds", nargs="*", default=[""], metavar="TEXT")
    arguments.add_argument("--data", default="worldnews", choices=DATA_SETS)
    arguments.add_argument("--articles", type=int)
    options = vars(arguments.parse_args())
    print(*lines(measure(**options).figures), sep="\n")
