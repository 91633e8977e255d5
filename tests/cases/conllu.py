"""Read and write the frozen parses: CoNLL-U with the offsets of each token in MISC.

A sentence whose tree was checked and
put right by hand carries the comment ``# corrected = yes``. MISC may also hold how probable the
encoder took each role of a word to be, in the order of ``quoteattr.syntax.tree.ROLES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve

from quoteattr.syntax.conllu import format_conllu, parse_conllu
from quoteattr.syntax.tree import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from quoteattr.syntax.conllu import ConlluWord
    from quoteattr.syntax.tree import Roles, Token

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
        roles = _to_roles([word.attribute("roles") for word in sentence.words])
        sentences.append(Sentence(tokens, paragraph, len(sentences), roles))
    return tuple(sentences)


def _to_token(index: int, word: ConlluWord, text: str) -> Token:
    start, end = (int(word.attribute(name) or -1) for name in ("start_char", "end_char"))
    if text[start:end] != word.form:
        raise ValueError(f"the text has {text[start:end]!r} where the parse has {word.form!r}")
    token = word.token(index, start)
    return evolve(token, lemma="") if token.lemma == "_" != token.text else token


def _to_roles(rows: Sequence[str | None]) -> Roles | None:
    """The roles of the tokens of a sentence; ``None`` where they were not frozen."""
    if not all(rows):
        return None
    return np.array([row.split(",") for row in rows if row], dtype=np.float32)


def write_document(
    name: str, text: str, sentences: Iterable[Sentence], *, roles: bool = False
) -> str:
    """One document as CoNLL-U, every sentence as the parser gave it, with roles if asked for."""

    def comments(sentence: Sentence) -> tuple[str, str]:
        words = " ".join(text[sentence.start : sentence.end].split())
        return f"sent_id = {name}-{sentence.index + 1}", f"text = {words}"

    def misc(sentence: Sentence, token: Token) -> str:
        places = f"start_char={token.start}|end_char={token.end}"
        if not roles or sentence.roles is None:
            return places
        return f"{places}|roles=" + ",".join(
            f"{value:.3f}" for value in sentence.roles[token.index]
        )

    return f"{NEW_DOCUMENT}{name}\n" + format_conllu(sentences, comments, misc)[:-1]
