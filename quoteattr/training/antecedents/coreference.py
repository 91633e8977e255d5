"""Reads the coreference of a UD treebank: who or what each mention stands for.

Entities are read from ``Entity=`` in the last column, in the bracket notation of GUM and of
CorefUD: ``(7-person-…`` opens a mention of entity 7, ``7)`` closes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.errors import InputError
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Annotated", "read_coreference"]

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
    """The documents of a CoNLL-U file.

    Raises:
        InputError: The file cannot be read, or a line is no CoNLL-U.
    """
    try:
        chunks = path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    documents = []
    for chunk in chunks:
        name, _, body = chunk.partition("\n")
        try:
            documents.append(_read_document(name.strip(), body))
        except (ValueError, IndexError) as error:
            raise InputError(f"{path}: {name} is no valid CoNLL-U ({error})") from error
    return documents


def _read_document(name: str, body: str) -> Annotated:
    text, paragraph = "", 0
    sentences: list[Sentence] = []
    entities: dict[tuple[int, int], frozenset[str]] = {}
    for block in filter(None, body.strip("\n").split("\n\n")):
        lines = block.split("\n")
        if sentences and any(re.match(r"# newpar\b", line) for line in lines):
            paragraph += 1
            text = text.rstrip() + "\n\n"
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        text, tokens = _read_words(text, rows)
        sentences.append(Sentence(tokens, paragraph=paragraph, index=len(sentences)))
        marks = [_entity(row) for row in rows if row[0].isdigit()]
        for head, found in _mentions(tokens, marks).items():
            entities[len(sentences) - 1, head] = frozenset(found)
    return Annotated(name, text.rstrip(), tuple(sentences), entities)


def _read_words(text: str, rows: list[list[str]]) -> tuple[str, tuple[Token, ...]]:
    """The text with the words of one sentence behind it, and the words."""
    tokens: list[Token] = []
    together = (0, True)  # last word of a contraction, and whether a space follows it
    for number, form, lemma, upos, xpos, _, head, deprel, _, misc in rows:
        space = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            together = (int(number.partition("-")[2]), space)
        if not number.isdigit():
            continue
        place = int(number)
        if place <= together[0]:
            space = together[1] and place == together[0]
        start, end = len(text), len(text) + len(form)
        tokens.append(Token(place - 1, start, end, form, lemma, upos, xpos, int(head) - 1, deprel))
        text += form + " " * space
    return text, tuple(tokens)


def _entity(row: list[str]) -> str:
    values = (pair.partition("=") for pair in row[9].split("|"))
    return next((value for key, _, value in values if key == "Entity"), "")


def _mentions(tokens: tuple[Token, ...], marks: list[str]) -> dict[int, set[str]]:
    """Return the entities of the mentions of a sentence, by the index of the head token."""
    found: dict[int, set[str]] = defaultdict(set)
    opened: dict[str, list[int]] = defaultdict(list)
    for last, mark in enumerate(marks):
        for entity, first in _closed(mark, last, opened):
            found[_head(tokens, first, last)].add(entity)
    return found


def _closed(mark: str, place: int, opened: dict[str, list[int]]) -> Iterator[tuple[str, int]]:
    """Yield the entity of each mention that ends at a token, with the index of its first token."""
    for match in _MARK.finditer(mark):
        entity = _PART.sub("", match["opened"] or match["closing"])
        if match["opened"]:
            opened[entity].append(place)
        if (match["closed"] or match["closing"]) and opened[entity]:
            yield entity, opened[entity].pop()


def _head(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Return the index of the token of a mention whose head lies outside it."""
    inside = range(first, last + 1)
    return next(
        (i for i in inside if tokens[i].head not in inside and tokens[i].upos != "PUNCT"), first
    )
