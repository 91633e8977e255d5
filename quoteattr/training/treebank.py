"""UD treebanks as the parser needs them: words with spaces, tags, heads, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quoteattr.syntax.tree import Token

__all__ = ["Paragraph", "Word", "conllu_row", "read_paragraphs"]


@frozen
class Word:
    """One syntactic word of a treebank; parts of contractions are words of their own."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """Place of the head in the sentence, from 1; 0 for the root."""
    deprel: str
    space_after: bool = True


Paragraph = tuple[tuple[Word, ...], ...]
"""The sentences of a paragraph."""


def read_paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs of a CoNLL-U file, as ``# newdoc`` and ``# newpar`` divide it.

    Empty nodes, features and enhanced dependencies are left out. A multi-word token is given by its
    words, which must spell it.

    Raises:
        InputError: A line is no CoNLL-U, or a contraction is not spelled by its words.
    """
    paragraphs: list[list[tuple[Word, ...]]] = []
    for number, block in enumerate(_blocks(path), start=1):
        new = any(line.startswith(("# newdoc", "# newpar")) for line in block)
        if new or not paragraphs:
            paragraphs.append([])
        try:
            paragraphs[-1].append(_read_sentence(block))
        except (ValueError, IndexError) as error:
            raise InputError(f"{path}: sentence {number} is no valid CoNLL-U ({error})") from error
    return [tuple(sentences) for sentences in paragraphs if sentences]


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    for line in text.split("\n"):
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read_sentence(block: list[str]) -> tuple[Word, ...]:
    words: list[Word] = []
    contractions: list[tuple[int, int, str, bool]] = []
    for line in block:
        if line.startswith("#"):
            continue
        number, form, lemma, upos, xpos, _, head, deprel, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            first, last = map(int, number.split("-"))
            contractions.append((first - 1, last, form, space))
        elif "." not in number:
            words.append(Word(form, lemma, upos, xpos, int(head), deprel, space))
    for first, last, form, space in contractions:
        if "".join(word.form for word in words[first:last]) != form:
            raise ValueError(f"{form} is not spelled by its words")
        for place in range(first, last):
            words[place] = evolve(words[place], space_after=space and place == last - 1)
    if not words:
        raise ValueError("no words")
    return tuple(words)


def conllu_row(token: Token, form: str, misc: str = "_") -> str:
    """The line of a token in CoNLL-U, without a line break.

    Args:
        token: What a parser found.
        form: The word as it is to be written.
        misc: The last column.
    """
    number, head, lemma = str(token.index + 1), str(token.head + 1), token.lemma or "_"
    columns = (number, form, lemma, token.upos, token.xpos, "_", head, token.deprel, "_", misc)
    return "\t".join(columns)
