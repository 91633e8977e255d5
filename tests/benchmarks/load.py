"""A day of articles through one process: whether its memory, files, threads and processes grow.

    python -m tests.benchmarks.load [--articles N] [--modes MODE ...]

The articles are made of paragraphs of annotated ones in new orders, around made-up reports with
new names, so that few are alike. They come without the waits between them. One Extractor reads
them on one thread, on eight threads, and with two workers, each in a process of its own; all must
find the same. The slope is that of resident memory over the second half of the articles.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from quoteattr import Extractor
from tests.benchmarks.data_sets import DATA_SETS
from tests.benchmarks.figures import Measurement
from tests.benchmarks.predict import read_gold
from tests.cluster.articles import articles as reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quoteattr import Document
    from tests.benchmarks.figures import Figures

__all__ = ["lines", "measure"]

ARTICLES = 2000
"""What a large agency sends in a day."""
SAMPLES = 40
PARAGRAPHS = 8
OURS = Path("/proc/self")


def articles(count: int) -> Iterator[str]:
    """Make articles of a few paragraphs; the same ones every time."""
    choose = Random(21)
    given = [article["text"] for article in read_gold(DATA_SETS["worldnews"].path)]
    paragraphs = [part for text in given for part in text.split("\n") if part.strip()]
    for report in reports(count):
        chosen = choose.sample(paragraphs, PARAGRAPHS - 1)
        chosen.insert(choose.randrange(PARAGRAPHS), report["body"])
        yield "\n\n".join(chosen)


def _one_thread(extractor: Extractor, texts: Iterator[str]) -> Iterator[Document]:
    return map(extractor.extract, texts)


def _eight_threads(extractor: Extractor, texts: Iterator[str]) -> Iterator[Document]:
    with ThreadPoolExecutor(8) as threads:
        while some := list(islice(texts, 16)):
            yield from threads.map(extractor.extract, some)


def _two_workers(extractor: Extractor, texts: Iterator[str]) -> Iterator[Document]:
    yield from cast("Iterator[Document]", extractor.extract_many(texts, workers=2))


MODES: dict[str, Callable[[Extractor, Iterator[str]], Iterator[Document]]] = {
    "one thread": _one_thread,
    "eight threads": _eight_threads,
    "two workers": _two_workers,
}


def measure(count: int = ARTICLES, modes: tuple[str, ...] = tuple(MODES)) -> Measurement:
    """Measure each way of reading the articles in a process of its own."""
    figures: Figures = {"articles": count}
    for mode in modes:
        command = [sys.executable, "-m", __spec__.name, "--articles", str(count), "--one", mode]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        figures[mode] = json.loads(done.stdout)
    return Measurement(figures)


def _read(count: int, mode: str) -> dict[str, Any]:
    """Read the articles, and look at this process now and then."""
    found = hashlib.sha256()
    states = []
    extractor = Extractor()
    for number, document in enumerate(MODES[mode](extractor, articles(count)), 1):
        found.update(document.to_json().encode())
        if number % max(1, count // SAMPLES) == 0:
            states.append({"articles": number, **_state()})
    late = states[len(states) // 2 :]
    slope = np.polyfit([s["articles"] for s in late], [s["MB"] for s in late], 1)[0]
    first = late[0]
    return {
        "MB in the middle": first["MB"],
        "MB at the end": late[-1]["MB"],
        "kB more an article": 1024 * float(slope),
        **{f"{what} more": max(s[what] for s in late) - first[what] for what in _COUNTED},
        **{f"{what} after": _state()[what] for what in _COUNTED},
        "found": found.hexdigest()[:16],
    }


_COUNTED = ("files", "threads", "processes")


def _state() -> dict[str, float]:
    """Tell the memory, open files, threads and children of this process."""
    tasks = list((OURS / "task").iterdir())
    children = [child for task in tasks for child in (task / "children").read_text().split()]
    pages = int((OURS / "statm").read_text().split()[1])
    return {
        "MB": pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
        "files": len(list((OURS / "fd").iterdir())),
        "threads": len(tasks),
        "processes": len(children),
    }


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    for mode, row in figures.items():
        if mode != "articles":
            yield f"{mode}: " + ", ".join(
                f"{name} {value:.2f}" if isinstance(value, float) else f"{name} {value}"
                for name, value in row.items()
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--modes", nargs="+", default=tuple(MODES), choices=MODES)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_read(arguments.articles, arguments.one)))
    else:
        print(*lines(measure(arguments.articles, tuple(arguments.modes)).figures), sep="\n")
