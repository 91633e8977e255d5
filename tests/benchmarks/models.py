"""The models that the guide lets choose among: accuracy, and speed beside the shipped one.

    python -m tests.benchmarks.models [--rounds N]

Stanza's models are those of the folder that ``QUOTEATTR_STANZA`` names (by default
``../shared/models/en-v0``), for an ``Extractor`` and in a pipeline that ends in ``quote``.
Accuracy is F1 of *attributed* over all quotes of the development articles. Speed is that of the
whole, in words and marks a second of processor time on one thread, over some of the news articles;
all take turns, round by round.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import TYPE_CHECKING, Any

import torch

from quoteattr import Act, Document, Extractor
from quoteattr.stanza_processor import QuoteProcessor
from tests.benchmarks.figures import Measurement
from tests.benchmarks.predict import predictions, read_gold
from tests.benchmarks.scorer import DATA, load_scorer
from tests.benchmarks.texts import count_words
from tests.syntax.stanza.pipelines import REAL, open_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.figures import Figures

    Reader = Callable[[str], Document]

SETS = {"world news": ("worldnews", True), "PolNeAR": ("polnear", False)}
"""Folders of the articles, and whether quotes within quotes are annotated."""
TIMED = 10
"""Articles of PolNeAR that are timed."""
ACTS = tuple(Act)


def with_processor() -> Reader:
    """A pipeline of Stanza's that ends in ``quote``."""
    pipeline = open_pipeline(REAL, "quote", quote_acts=ACTS)
    assert isinstance(pipeline.processors["quote"], QuoteProcessor)

    def read(text: str) -> Document:
        return Document(text, pipeline(text).quotes, (), ())

    return read


def readers() -> dict[str, Reader]:
    """What is compared, by name; Stanza's only where there is a model."""
    found: dict[str, Reader] = {
        "the English model": Extractor(acts=ACTS).extract,
        '"fast"': Extractor("fast", acts=ACTS).extract,
    }
    if (REAL / "depparse.pt").is_file():
        found["a stanza.Pipeline"] = Extractor(open_pipeline(REAL), acts=ACTS).extract
        found["quote in a pipeline"] = with_processor()
    else:
        print(f"no Stanza model in {REAL}: QUOTEATTR_STANZA names a folder that holds one")
    return found


def attributed(gold: Sequence[dict[str, Any]], read: Reader, *, nested: bool) -> float:
    """F1 of quotes whose content and source are found."""
    found = predictions(gold, [read(article["text"]) for article in gold], nested=nested)
    f1: float = load_scorer().evaluate(gold, found)["attributed"][2]
    return f1


def speeds(texts: Sequence[str], systems: dict[str, Reader], rounds: int) -> dict[str, list[float]]:
    """Words a second in each round."""
    words = count_words(texts)
    found: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(rounds):
        for name, read in systems.items():
            start = time.process_time()
            for text in texts:
                read(text)
            found[name].append(words / (time.process_time() - start))
    return found


def measure(rounds: int = 3) -> Measurement:
    """Measure accuracy on both kinds of news, and speed in turn with the shipped model."""
    torch.set_num_threads(1)
    systems = readers()
    gold = {title: read_gold(DATA / folder / "dev.jsonl") for title, (folder, _) in SETS.items()}
    found = speeds([article["text"] for article in gold["PolNeAR"][:TIMED]], systems, rounds)
    shipped, *_ = found.values()
    figures: Figures = {}
    for name, read in systems.items():
        figures[name] = {
            title: attributed(gold[title], read, nested=nested)
            for title, (_, nested) in SETS.items()
        }
        ratios = (own / other for own, other in zip(found[name], shipped, strict=True))
        figures[name]["words/s"] = statistics.median(found[name])
        figures[name]["relative"] = statistics.median(ratios)
    return Measurement(figures)


def lines(figures: Figures) -> Iterator[str]:
    """Write a line for each model."""
    yield (
        f"{'':20}" + "".join(f"{title:>12}" for title in SETS) + f"{'words/s':>10}{'relative':>10}"
    )
    for name, row in figures.items():
        scores = "".join(f"{row[title]:12.3f}" for title in SETS)
        yield f"{name:20}{scores}{row['words/s']:10,.0f}{row['relative']:10.2f}"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=3)
    print(*lines(measure(arguments.parse_args().rounds).figures), sep="\n")
