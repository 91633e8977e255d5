"""Draws the plots of the page on corpora, on white and on black: ``python docs/plots.py``."""

from __future__ import annotations

import json
from pathlib import Path

import altair

import quoteattr

FOLDER = Path(__file__).parent


def main() -> None:
    """Count the articles of the gazette, and draw."""
    lines = (FOLDER / "examples" / "gazette.jsonl").read_text("utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    docs = [quoteattr.extract(each.pop("text"), metadata=each) for each in articles]
    corpus = quoteattr.Corpus(docs)
    plots = {
        "speakers": corpus.plot_speakers(12),
        "sections": corpus.plot_shares(by="section", known=True),
        "months": corpus.plot_shares(by="month", known=True, values=["female"]),
    }
    for name, plot in plots.items():
        for theme, end in (("default", ""), ("dark", "_dark")):
            with altair.theme.enable(theme):
                plot.save(FOLDER / "pages" / f"plot_{name}{end}.png", scale_factor=2)


if __name__ == "__main__":
    main()
