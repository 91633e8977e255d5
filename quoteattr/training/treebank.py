"""UD treebanks as training needs them: paragraphs of sentences of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.syntax.conllu import read_conllu

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Paragraph", "Word", "read_paragraphs"]


@frozen
class Word:
    """A syntactic word of a treebank; parts of contractions are words of their own."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """The place of the head in the sentence, from 1; 0 for the root."""
    deprel: str
    space_after: bool = True


Paragraph = tuple[tuple[Word, ...], ...]
"""The sentences of a paragraph."""


def read_paragraphs(path: Path) -> list[Paragraph]:
    """Read the paragraphs of a CoNLL-U file, as ``# newdoc`` and ``# newpar`` divide it.

    Raises:
        InputError: The file is not CoNLL-U, see :func:`quoteattr.syntax.conllu.read_conllu`.
    """
    paragraphs: list[list[tuple[Word, ...]]] = []
    for sentence in read_conllu(path):
        if sentence.starts("newdoc") or sentence.starts("newpar") or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(tuple(Word(*word[:6], word.space_after) for word in sentence.words))
    return [tuple(sentences) for sentences in paragraphs]
