"""Reads the coreference of a UD treebank: who or what each mention stands for.

Entities are read from ``Entity=`` in the last column, in the bracket notation of GUM and of
CorefUD: ``(7-person-…`` opens a mention of entity 7, ``7)`` closes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.syntax.conllu import read_conllu
from quoteattr.syntax.tree import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from quoteattr.syntax.conllu import ConlluSentence, ConlluWord
    from quoteattr.syntax.tree import Token

__all__ = ["Annotated", "head_of", "read_coreference"]

_MARK = re.compile(r"\((?P<opened>[^-()]+)[^()]*(?P<closed>\))?|(?P<closing>[^-()]+)\)")
_PART = re.compile(r"\[.*\]")
"""The number of a part of a discontinuous mention: ``7[1/2]``."""


@frozen
class Annotated:
    """A document with its trees, and the entities whose mentions its words are the heads of."""

    name: str
    text: str
    sentences: tuple[Sentence, ...]
    entities: Mapping[tuple[int, int], frozenset[str]]
    """The entities of the mentions with a head, by the indices of sentence and head token."""


def read_coreference(path: Path) -> list[Annotated]:
    """Read the documents of a CoNLL-U file.

    Raises:
        InputError: The file is not CoNLL-U, see :func:`quoteattr.syntax.conllu.read_conllu`.
    """
    documents: list[list[ConlluSentence]] = []
    for sentence in read_conllu(path):
        if sentence.starts("newdoc"):
            documents.append([])
        if documents:
            documents[-1].append(sentence)
    return [_read_document(sentences) for sentences in documents]


def _read_document(read: Sequence[ConlluSentence]) -> Annotated:
    text, paragraph = "", 0
    sentences: list[Sentence] = []
    entities: dict[tuple[int, int], frozenset[str]] = {}
    for sentence in read:
        if sentences and sentence.starts("newpar"):
            paragraph += 1
            text = text.rstrip() + "\n\n"
        text, tokens = _read_words(text, sentence.words)
        sentences.append(Sentence(tokens, paragraph=paragraph, index=len(sentences)))
        marks = [word.attribute("Entity") or "" for word in sentence.words]
        for head, found in _mentions(tokens, marks).items():
            entities[len(sentences) - 1, head] = frozenset(found)
    name = read[0].comment("newdoc id") or ""
    return Annotated(name, text.rstrip(), tuple(sentences), entities)


def _read_words(text: str, words: Sequence[ConlluWord]) -> tuple[str, tuple[Token, ...]]:
    """Return the text with the words of one sentence behind it, and the words."""
    tokens: list[Token] = []
    for index, word in enumerate(words):
        tokens.append(word.token(index, len(text)))
        text += word.form + " " * word.space_after
    return text, tuple(tokens)


def _mentions(tokens: tuple[Token, ...], marks: list[str]) -> dict[int, set[str]]:
    """Return the entities of the mentions of a sentence, by the index of the head token."""
    found: dict[int, set[str]] = defaultdict(set)
    opened: dict[str, list[int]] = defaultdict(list)
    for last, mark in enumerate(marks):
        for entity, first in _closed(mark, last, opened):
            found[head_of(tokens, first, last)].add(entity)
    return found


def _closed(mark: str, place: int, opened: dict[str, list[int]]) -> Iterator[tuple[str, int]]:
    """Yield the entity of each mention that ends at a token, with the index of its first token."""
    for match in _MARK.finditer(mark):
        entity = _PART.sub("", match["opened"] or match["closing"])
        if match["opened"]:
            opened[entity].append(place)
        if (match["closed"] or match["closing"]) and opened[entity]:
            yield entity, opened[entity].pop()


def head_of(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Return the index of the token of a mention whose head lies outside it."""
    inside = range(first, last + 1)
    return next(
        (i for i in inside if tokens[i].head not in inside and tokens[i].upos != "PUNCT"), first
    )
