"""Read and write the frozen parses: CoNLL-U with the offsets of each token in MISC.

A sentence whose tree was checked and
put right by hand carries the comment ``# corrected = yes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.syntax.conllu import format_conllu, parse_conllu
from quoteattr.syntax.tree import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quoteattr.syntax.conllu import ConlluWord
    from quoteattr.syntax.tree import Token

__all__ = ["read_documents", "read_sentences", "write_document"]

NEW_DOCUMENT = "# newdoc id = "


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
    for sentence in parse_conllu(document):
        paragraph += sentence.starts("newpar")
        tokens = tuple(_to_token(index, word, text) for index, word in enumerate(sentence.words))
        sentences.append(Sentence(tokens, paragraph=paragraph, index=len(sentences)))
    return tuple(sentences)


def _to_token(index: int, word: ConlluWord, text: str) -> Token:
    start, end = (int(word.attribute(name) or -1) for name in ("start_char", "end_char"))
    if text[start:end] != word.form:
        raise ValueError(f"the text has {text[start:end]!r} where the parse has {word.form!r}")
    token = word.token(index, start)
    return evolve(token, lemma="") if token.lemma == "_" != token.text else token


def write_document(name: str, text: str, sentences: Iterable[Sentence]) -> str:
    """One document as CoNLL-U, every sentence as the parser gave it."""

    def comments(sentence: Sentence) -> tuple[str, str]:
        words = " ".join(text[sentence.start : sentence.end].split())
        return f"sent_id = {name}-{sentence.index + 1}", f"text = {words}"

    def offsets(_: Sentence, token: Token) -> str:
        return f"start_char={token.start}|end_char={token.end}"

    return f"{NEW_DOCUMENT}{name}\n" + format_conllu(sentences, comments, offsets)[:-1]
