"""Accuracy on annotated articles: what the documentation quotes, and where the errors are.

Run with ``make bench``; :mod:`tests.benchmarks.scorer` says where the articles are read from. Pages
with examples of the errors are written to ``build/bench``. Names of data sets choose among them::

    python -m tests.benchmarks.accuracy [--model fast] polnear gum
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from quoteattr import Act, Extractor
from tests.benchmarks.calibration import calibration, calibration_lines
from tests.benchmarks.candidates import candidate_recall
from tests.benchmarks.cofenet import cofenet, cofenet_lines
from tests.benchmarks.data_sets import DATA_SETS, waive_other_acts
from tests.benchmarks.figures import DETAILS, PRF, Measurement, prf
from tests.benchmarks.misses import compare, misses_lines, tallies
from tests.benchmarks.misses_page import page_of, write_page
from tests.benchmarks.predict import extract_all, predictions, read_gold
from tests.benchmarks.scorer import load_scorer
from tests.benchmarks.verdicts import judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr import Document
    from tests.benchmarks.figures import Figures

    Articles = Sequence[dict[str, Any]]

FIGURES = ("content", "exact", "attributed", "strict", "chars", "speaker")
PARTS = {"all": False, "direct and mixed": True}
"""Which quotes are scored, and whether only those with marks are."""


def measure(*names: str, model: str | None = None) -> Measurement:
    """Measure these data sets, or all; write the pages of errors."""
    figures: Figures = {}
    quotes: dict[str, list[dict[str, Any]]] = {}
    extractors: dict[tuple[Act, ...], Extractor] = {}
    for name in names or DATA_SETS:
        data = DATA_SETS[name]
        if data.acts not in extractors:
            extractors[data.acts] = Extractor(model, acts=data.acts)
        gold = waive_other_acts(read_gold(data.path), data.acts)
        documents = extract_all(gold, extractors[data.acts])
        found = predictions(gold, documents, nested=data.nested)
        figures[name] = scores(gold, found) if data.complete else recall(gold, found)
        if data.in_depth:
            figures[name] |= in_depth(name, gold, documents, found)
        quotes[name] = list(judged(gold, found, complete=data.complete))
    return Measurement(figures, quotes)


def scores(gold: Articles, found: Articles) -> Figures:
    """Score articles in which every quote is annotated."""
    return {part: _scores(gold, found, direct) for part, direct in PARTS.items()}


def _scores(gold: Articles, found: Articles, direct: bool) -> Figures:
    result = load_scorer().evaluate(gold, found, direct)
    return {
        "annotated": result["gold"],
        "found": result["pred"],
        **{figure: prf(result[figure]) for figure in FIGURES if figure in result},
        "spans": {role: value[2] for role, value in result["spans"].items()},
    }


def recall(gold: Articles, found: Articles) -> Figures:
    """Score articles in which not every quote is annotated: how much of them is found."""
    result = load_scorer().evaluate(gold, found)
    mentioned = load_scorer().evaluate(gold, _with_aliases(found))
    return {
        "annotated": result["gold"],
        "content": result["content"][1],
        "attributed": result["attributed"][1],
        "speaker": {"name shown": result["speaker"][1], "any mention": mentioned["speaker"][1]},
        "source where content is right": result["source_accuracy"],
        "form": result["recall_by_form"],
    }


def _with_aliases(found: Articles) -> list[dict[str, Any]]:
    """Predictions whose speakers go by all their mentions."""
    return [
        {**p, "quotes": [{**q, "speaker_aliases": q["mentions"]} for q in p["quotes"]]}
        for p in found
    ]


def in_depth(name: str, gold: Articles, documents: Sequence[Document], found: Articles) -> Figures:
    """Measure candidates, calibration and CofeNet's protocol, and sort the errors."""
    error, curves = calibration(gold, found)
    annotated, alone = compare(gold, documents, found)
    write_page(name, annotated, alone)
    return {
        "candidates": {
            part: candidate_recall(gold, documents, marked_only=direct)
            for part, direct in PARTS.items()
        },
        "calibration error": error,
        "cofenet": cofenet(gold, documents, found),
        DETAILS: {**curves, "misses": tallies(annotated, alone)},
    }


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures of all data sets out for a reader."""
    for name, result in figures.items():
        yield from (_lines if DATA_SETS[name].complete else _recall_lines)(name, result)


def _lines(name: str, figures: Figures) -> Iterator[str]:
    for part in PARTS:
        result = figures[part]
        yield f"\n{DATA_SETS[name].title}, {part}:" + (
            f" {result['annotated']} annotated, {result['found']} found"
        )
        for figure in FIGURES:
            if figure in result:
                values = [result[figure][column] for column in PRF]
                yield "  {:<11} P {:.3f}  R {:.3f}  F1 {:.3f}".format(figure, *values)
        spans = "  ".join(f"{role} {value:.3f}" for role, value in result["spans"].items())
        yield f"  spans, exact F1: {spans}"
    if DETAILS in figures:
        yield from _depth_lines(name, figures)


def _depth_lines(name: str, figures: Figures) -> Iterator[str]:
    shares = (f"{part} {share:.3f}" for part, share in figures["candidates"].items())
    yield f"\nannotated quotes among the candidates: {', '.join(shares)}"
    yield from calibration_lines(figures["calibration error"], figures[DETAILS])
    yield from cofenet_lines(figures["cofenet"])
    yield from misses_lines(figures[DETAILS]["misses"])
    yield f"\nexamples: {page_of(name)}"


def _recall_lines(name: str, figures: Figures) -> Iterator[str]:
    yield f"\n{DATA_SETS[name].title}: {figures['annotated']} annotated"
    content, attributed, speaker = (figures[f] for f in ("content", "attributed", "speaker"))
    yield f"  recall: contents {content:.3f}, with source {attributed:.3f}"
    named, mentioned = speaker["name shown"], speaker["any mention"]
    yield f"  recall of speakers: by the name shown {named:.3f}, by any mention {mentioned:.3f}"
    yield f"  source right where the content is {figures['source where content is right']:.3f}"
    for form, value in figures["form"].items():
        yield (
            f"  {form:<9} {value['gold']:>5} annotated,"
            f" content {value['content']:.3f}, with source {value['attributed']:.3f}"
        )


def main(*names: str, model: str | None = None) -> None:
    """Print the figures of these data sets, or of all."""
    for name in names or DATA_SETS:
        print(*lines(measure(name, model=model).figures), sep="\n", flush=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="NAME", help=" ".join(DATA_SETS))
    arguments.add_argument("--model")
    options = arguments.parse_args()
    main(*options.names, model=options.model)
