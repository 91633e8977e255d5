"""The parsers inside the package on treebanks, from raw text, as the model card has it.

    python -m tests.benchmarks.parsing [--model fast] [NAME ...]

The treebanks are CoNLL-U files, ``ud/NAME.conllu`` in the folder that ``QUOTEATTR_DATA`` names.
The scorer is that of the CoNLL 2018 shared task, which Stanza brings. Marks and dashes of the gold
words are normalised as the parser normalises them.
"""

from __future__ import annotations

import argparse
from io import StringIO
from typing import TYPE_CHECKING

from attrs import evolve
from udtools.udeval import evaluate, load_conllu

from quoteattr.characters.normalise import normalise
from quoteattr.characters.paragraphs import Paragraph
from quoteattr.models.load import load_parser
from quoteattr.syntax.conllu import format_conllu, read_conllu
from tests.benchmarks.figures import Measurement
from tests.benchmarks.scorer import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quoteattr.syntax.tree import Sentence, Token
    from tests.benchmarks.figures import Figures

TREEBANKS = ("ewt-test", "gum-test", "pud", "ewt-dev", "gum-dev")
FIGURES = ("Sentences", "Words", "UPOS", "XPOS", "Lemmas", "UAS", "LAS")


def read_paragraphs(path: Path) -> list[str]:
    """The texts of the paragraphs of a treebank, a space between sentences."""
    paragraphs: list[list[str]] = [[]]
    for sentence in read_conllu(path):
        if sentence.starts("newdoc") or sentence.starts("newpar"):
            paragraphs.append([])
        paragraphs[-1].append(" ".join((sentence.comment("text") or "").split()))
    return [" ".join(sentences) for sentences in paragraphs if sentences]


def gold_of(path: Path) -> str:
    """The file with the forms of its words normalised."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    lines = ("\t".join([*row[:1], *map(_normal, row[1:2]), *row[2:]]) for row in rows)
    return "\n".join(lines) + "\n"


def _normal(form: str) -> str:
    """A form normalised; a sign that would mark a quoted line if it stood alone stays."""
    return normalise(form).strip() or form


def conllu(text: str, sentences: Iterable[Sentence]) -> str:
    """The parsed sentences as CoNLL-U."""
    plain = normalise(text)

    def normal(token: Token) -> Token:
        return evolve(token, text=plain[token.start : token.end].replace(" ", "\u00a0"))

    return format_conllu(evolve(s, tokens=tuple(map(normal, s))) for s in sentences)


def measure(*names: str, model: str | None = None) -> Measurement:
    """Measure F1 of each figure, in per cent, on these treebanks or on all."""
    parser, figures = load_parser(model), {}
    for name in names or TREEBANKS:
        path = DATA / "ud" / f"{name}.conllu"
        text, paragraphs = "", []
        for part in read_paragraphs(path):
            paragraphs.append(Paragraph(len(text), len(text) + len(part)))
            text += part + "\n\n"
        found = conllu(text, parser.parse(text, tuple(paragraphs)))
        gold, ours = (load_conllu(StringIO(part), name, {}) for part in (gold_of(path), found))
        scores = evaluate(gold, ours)
        figures[name] = {figure: 100 * scores[figure].f1 for figure in FIGURES}
    return Measurement(figures)


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    yield f"{'F1':12}" + "".join(f"{figure:>11}" for figure in FIGURES)
    for name, scores in figures.items():
        yield f"{name:12}" + "".join(f"{scores[figure]:11.2f}" for figure in FIGURES)


def main() -> None:
    """Print F1 of each figure for each treebank."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="NAME", help=" ".join(TREEBANKS))
    arguments.add_argument("--model")
    options = arguments.parse_args()
    print(*lines(measure(*options.names, model=options.model).figures), sep="\n")


if __name__ == "__main__":
    main()
