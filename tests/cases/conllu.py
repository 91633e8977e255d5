"""Reads and writes the frozen parses: CoNLL-U with the offsets of each token in MISC.

The first six columns and HEAD, DEPREL and MISC are used. A sentence whose tree was checked and
put right by hand carries the comment ``# corrected = yes``. MISC may also hold how probable the
encoder took each role of a word to be, in the order of ``quoteattr.syntax.tree.ROLES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quoteattr.syntax.tree import Sentence, Token
from quoteattr.training.treebank import conllu_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from quoteattr.syntax.tree import Roles

__all__ = ["read_documents", "read_sentences", "write_document"]

NEW_DOCUMENT = "# newdoc id = "
NEW_PARAGRAPH = "# newpar"


def read_documents(path: Path) -> dict[str, str]:
    """The parse of each document as it stands in the file, by the document's id."""
    documents: dict[str, str] = {}
    if path.exists():
        for chunk in path.read_text(encoding="utf-8").split(NEW_DOCUMENT)[1:]:
            name = chunk.partition("\n")[0]
            if name in documents:
                raise ValueError(f"{path.name}: two parses of {name!r}")
            documents[name] = NEW_DOCUMENT + chunk.rstrip("\n") + "\n"
    return documents


def read_sentences(document: str, text: str) -> tuple[Sentence, ...]:
    """The sentences of one document; each word is sliced out of its text."""
    sentences: list[Sentence] = []
    paragraph = -1
    for block in document.rstrip("\n").split("\n\n"):
        lines = block.split("\n")
        paragraph += sum(line == NEW_PARAGRAPH for line in lines)
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        tokens = tuple(_to_token(row, text) for row in rows)
        roles = _to_roles([_misc(row) for row in rows])
        sentences.append(Sentence(tokens, paragraph, len(sentences), roles))
    return tuple(sentences)


def _misc(row: Sequence[str]) -> dict[str, str]:
    return dict(pair.split("=") for pair in row[-1].split("|"))


def _to_roles(miscs: Sequence[dict[str, str]]) -> Roles | None:
    """The roles of the tokens of a sentence; ``None`` where they were not frozen."""
    if not all("roles" in misc for misc in miscs):
        return None
    return np.array([misc["roles"].split(",") for misc in miscs], dtype=np.float32)


def _to_token(row: Sequence[str], text: str) -> Token:
    number, form, lemma, upos, xpos, _, head, deprel, _, _ = row
    lemma = "" if lemma == "_" != form else lemma
    places = _misc(row)
    start, end = int(places["start_char"]), int(places["end_char"])
    if text[start:end] != form:
        raise ValueError(f"the text has {text[start:end]!r} where the parse has {form!r}")
    return Token(int(number) - 1, start, end, form, lemma, upos, xpos, int(head) - 1, deprel)


def write_document(
    name: str, text: str, sentences: Iterable[Sentence], *, roles: bool = False
) -> str:
    """One document as CoNLL-U, every sentence as the parser gave it, with roles if asked for."""
    lines = _document_lines(name, text, sentences, roles=roles)
    return NEW_DOCUMENT + name + "\n" + "\n".join(lines)


def _document_lines(
    name: str, text: str, sentences: Iterable[Sentence], *, roles: bool
) -> Iterator[str]:
    paragraph = -1
    for number, sentence in enumerate(sentences, start=1):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            yield NEW_PARAGRAPH
        yield f"# sent_id = {name}-{number}"
        yield f"# text = {' '.join(text[sentence.start : sentence.end].split())}"
        for token in sentence:
            yield _token_line(token, sentence.roles if roles else None)
        yield ""


def _token_line(token: Token, roles: Roles | None) -> str:
    misc = f"start_char={token.start}|end_char={token.end}"
    if roles is not None:
        misc += "|roles=" + ",".join(f"{value:.3f}" for value in roles[token.index])
    return conllu_row(token, token.text, misc)
