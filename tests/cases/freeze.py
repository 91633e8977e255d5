"""Parses the cases that have no parse yet: ``python tests/cases/freeze.py [direct.toml …]``.

A parse that is there is kept, and so is every correction made by hand in it; a case whose text
has changed must have its old parse removed by hand first. Read the new trees and put them right.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from quoteattr.models.load import load_parser
from quoteattr.reader import read
from tests.cases.conllu import read_documents, read_sentences, write_document
from tests.cases.loader import case_files

if TYPE_CHECKING:
    from quoteattr.syntax.parser import SentenceParser


def freeze(path: Path, parser: SentenceParser) -> int:
    """Writes the parses of one file of cases; returns how many are new."""
    target = path.with_suffix(".conllu")
    old, documents, new = read_documents(target), [], 0
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        name, text = case["id"], case["text"]
        if name in old:
            _check(path, name, old[name], text)
            documents.append(old[name])
        else:
            trees = read(text, parser).sentences
            documents.append(write_document(name, text, trees, roles=case.get("roles", False)))
            new += 1
    target.write_text("\n".join(documents), encoding="utf-8")
    return new


def _check(path: Path, name: str, parse: str, text: str) -> None:
    """Stops if a parse is that of another text."""
    try:
        read_sentences(parse, text)
    except ValueError as error:
        sys.exit(f"{path.name}: {name} is another case's id, or its text has changed: {error}")


def main(arguments: list[str]) -> None:
    """Freezes the files named, or all."""
    parser = load_parser()
    for path in [Path(a).resolve() for a in arguments] or case_files():
        print(f"{path.name}: {freeze(path, parser)} new")


if __name__ == "__main__":
    main(sys.argv[1:])
