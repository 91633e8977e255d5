"""What a million and a hundred million articles cost, simulated with times measured here.

    python -m tests.benchmarks.scaling

The articles are those of PolNeAR's development part, as for :mod:`tests.benchmarks.speed`. Each is
extracted alone, on one thread, and timed by the least of three times of the processor; what is
written for it is measured, and what linking its speakers takes. A data set is then simulated: its
documents are drawn from these, its shards go to whichever worker is free first.
"""

from __future__ import annotations

import heapq
import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import evolve

from tests.benchmarks.figures import Measurement
from tests.benchmarks.speed import THREADS, peak_megabytes
from tests.benchmarks.texts import articles, count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from tests.benchmarks.figures import Figures

ROUNDS = 3
"""How often each article is extracted; the least time counts, as other work only adds to it."""
PRICE = 0.04
"""Dollars for an hour of one core: about what clouds ask for machines that are not reserved."""
SCENARIOS = {
    "1 M, 8 cores": (1_000_000, 8, 1000),
    "1 M, 64 cores": (1_000_000, 64, 1000),
    "1 M, 1,000 cores": (1_000_000, 1000, 1000),
    "1 M, 1,000 cores, small shards": (1_000_000, 1000, 100),
    "100 M, 1,000 cores": (100_000_000, 1000, 10_000),
    "100 M, 10,000 cores": (100_000_000, 10_000, 1000),
}
"""Documents, workers, documents of a shard."""


def measure(count: int = 40) -> Measurement:
    """Measure so many articles, and simulate data sets of such articles."""
    texts = articles(count)
    os.environ.update(dict.fromkeys(THREADS, "1"))
    figures: Figures = {
        "texts": len(texts),
        "words a document": count_words(texts) / len(texts),
    }
    for name, model in (("default", None), ("fast", "fast")):
        ours, theirs = multiprocessing.Pipe()
        arguments = (texts, model, theirs)
        multiprocessing.get_context("spawn").Process(target=_serve, args=arguments).start()
        found = ours.recv()
        seconds = np.array(found.pop("seconds"))
        figures[name] = {"ms of reading a document": 1000 * float(seconds.mean()), **found}
        seconds += found["ms of writing a document"] / 1000
        for data_set, (documents, workers, shard_size) in SCENARIOS.items():
            figures[name][data_set] = {
                **_simulated(seconds, found["load s"], documents, workers, shard_size),
                "GB": documents * found["bytes a document"] / 1e9,
                "hours of linking": documents * found["ms of linking a document"] / 3.6e6,
            }
    return Measurement(figures)


def _serve(texts: Sequence[str], model: str | None, connection: Connection) -> None:
    """Measure extraction in a process of its own."""
    start = time.process_time()
    from quoteattr.extractor import Extractor

    extractor = Extractor(model)
    extractor.extract(texts[0])
    load = time.process_time() - start
    seconds, documents = [], []
    for number, text in enumerate(texts):
        rounds = []
        for _ in range(ROUNDS):
            start = time.process_time()
            document = extractor.extract(text)
            rounds.append(time.process_time() - start)
        seconds.append(min(rounds))
        documents.append(evolve(document, id=str(number), sentences=()))
    memory = peak_megabytes()
    connection.send(
        {
            "seconds": seconds,
            "load s": load,
            "MB": memory,
            **_written(documents),
            **_linked(documents),
        }
    )


def _written(documents: Sequence[Any]) -> Figures:
    """Measure what is written for a document, compressed, but for the text itself."""
    from quoteattr.cluster.shards import Source
    from quoteattr.cluster.tables import TABLES, Rows, encoded

    start = time.process_time()
    rows = Rows()
    for document in documents:
        rows.add(Source(document.id, document.text, {}), document)
    files = {name: encoded(name, rows.tables[name], "parquet") for name in TABLES}
    seconds = time.process_time() - start
    return {
        "bytes a document": sum(map(len, files.values())) / len(documents),
        "ms of writing a document": 1000 * seconds / len(documents),
    }


def _linked(documents: Sequence[Any]) -> Figures:
    """Measure the linking of a document's speakers with a registry on disk."""
    from quoteattr.corpus.link import link

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "who.sqlite"
        start = time.process_time()
        for _ in link(documents, registry=path):
            pass
        seconds = time.process_time() - start
    return {"ms of linking a document": 1000 * seconds / len(documents)}


def _simulated(
    seconds: np.ndarray[Any, Any], load: float, documents: int, workers: int, shard_size: int
) -> Figures:
    """Simulate a run: shards, each as long as its documents take, on workers with a core each."""
    draw = np.random.default_rng(1)
    free = [load] * workers
    for _ in range(documents // shard_size):
        heapq.heapreplace(free, free[0] + float(draw.choice(seconds, shard_size).sum()))
    hours = documents * float(seconds.mean()) / 3600
    wall = max(free) / 3600
    return {
        "core hours": hours,
        "hours": wall,
        "busy": hours / (wall * workers),
        "dollars": wall * workers * PRICE,
    }


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    yield f"{figures['texts']} texts of {figures['words a document']:.0f} words on average"
    for model in ("default", "fast"):
        for name, value in figures[model].items():
            if isinstance(value, dict):
                shown = ", ".join(f"{key} {number:,.2f}" for key, number in value.items())
                yield f"{model:8} {name:32} {shown}"
            else:
                yield f"{model:8} {name:32} {value:,.2f}"


def main() -> None:
    """Measure and print the figures."""
    print(*lines(measure().figures), sep="\n")


if __name__ == "__main__":
    main()
