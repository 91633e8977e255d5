"""Reads and writes the frozen parses: CoNLL-U with the offsets of each token in MISC.

The first six columns and HEAD, DEPREL and MISC are used. A sentence whose tree was checked and
put right by hand carries the comment ``# corrected = yes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.syntax.tree import Sentence, Token
from quoteattr.training.treebank import conllu_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

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
        tokens = tuple(_to_token(line, text) for line in lines if not line.startswith("#"))
        sentences.append(Sentence(tokens, paragraph=paragraph, index=len(sentences)))
    return tuple(sentences)


def _to_token(line: str, text: str) -> Token:
    number, form, lemma, upos, xpos, _, head, deprel, _, misc = line.split("\t")
    lemma = "" if lemma == "_" != form else lemma
    places = dict(pair.split("=") for pair in misc.split("|"))
    start, end = int(places["start_char"]), int(places["end_char"])
    if text[start:end] != form:
        raise ValueError(f"the text has {text[start:end]!r} where the parse has {form!r}")
    return Token(int(number) - 1, start, end, form, lemma, upos, xpos, int(head) - 1, deprel)


def write_document(name: str, text: str, sentences: Iterable[Sentence]) -> str:
    """One document as CoNLL-U, every sentence as the parser gave it."""
    return NEW_DOCUMENT + name + "\n" + "\n".join(_document_lines(name, text, sentences))


def _document_lines(name: str, text: str, sentences: Iterable[Sentence]) -> Iterator[str]:
    paragraph = -1
    for number, sentence in enumerate(sentences, start=1):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            yield NEW_PARAGRAPH
        yield f"# sent_id = {name}-{number}"
        yield f"# text = {' '.join(text[sentence.start : sentence.end].split())}"
        yield from map(_token_line, sentence)
        yield ""


def _token_line(token: Token) -> str:
    misc = f"start_char={token.start}|end_char={token.end}"
    return conllu_row(token, token.text, misc)
