"""Silver trees: predictions of a model that another one learns from, along with treebanks.

    python -m quoteattr.training.parser.silver ARTICLES SILVER [--parser MODEL ...]

ARTICLES are JSON lines with a ``text`` each; SILVER is written as CoNLL-U. Several models parse as
an ensemble.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from attrs import asdict

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import InputError, QuoteattrError
from quoteattr.models.load import load_parser
from quoteattr.syntax.conllu import format_conllu
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.training.articles import read_articles
from quoteattr.training.parser.ensemble import make_ensemble
from quoteattr.training.parser.examples import labels_of
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.encoder.network import LabelSet
    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.training.treebank import Paragraph

__all__ = ["read_silver"]


def main(arguments: list[str] | None = None) -> None:
    """Parse articles and write their trees."""
    options = _parse(arguments)
    torch.set_num_threads(options.threads)
    parser = _load(options.parser)
    with options.silver.open("w", encoding="utf-8") as stream:
        for article in read_articles(options.articles):
            text = article["text"]
            stream.write(format_conllu(parser.parse(text, find_paragraphs(text))))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m quoteattr.training.parser.silver",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("silver", type=Path)
    parser.add_argument(
        "--parser", nargs="+", metavar="MODEL", help="the one inside the package by default"
    )
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


def _load(names: Sequence[str] | None) -> SentenceParser:
    if not names or len(names) == 1:
        return load_parser(names[0] if names else None)
    models = []
    for name in names:
        parser = load_parser(name)
        if not isinstance(parser, EncoderParser):
            raise InputError(f"{name} is not an encoder: only encoders can parse together")
        models.append(parser.model)
    return EncoderParser(make_ensemble(models))


def read_silver(path: Path, labels: LabelSet) -> list[Paragraph]:
    """Read silver trees.

    Args:
        path: The CoNLL-U file.
        labels: The labels of the treebanks.

    Raises:
        InputError: The file is not CoNLL-U, or has a label that is not one of these.
    """
    paragraphs = read_paragraphs(path)
    found = asdict(labels_of(word for p in paragraphs for sentence in p for word in sentence))
    for column, names in asdict(labels).items():
        if unknown := set(found[column]) - set(names):
            raise InputError(f"{path}: {column} {min(unknown)} is in no treebank")
    return paragraphs


if __name__ == "__main__":
    try:
        main()
    except QuoteattrError as error:
        sys.exit(str(error))
