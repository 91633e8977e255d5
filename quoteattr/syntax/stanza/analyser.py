"""The interface of models that split and analyse text, such as Stanza's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Analyser", "Analysis", "Word"]


class Word(NamedTuple):
    """A word or punctuation mark before analysis."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    form: str
    """What the model reads: the text, or the full form of part of a contraction."""


class Analysis(NamedTuple):
    """What a model says about one word."""

    lemma: str
    upos: str
    xpos: str
    head: int
    """Index of the head in the sentence, from 0; -1 for the root."""
    deprel: str


class Analyser(Protocol):
    """A loaded model. It need not be safe for threads: its caller takes care of that."""

    def split(self, blocks: Sequence[str]) -> list[list[list[Word]]]:
        """Split each block into sentences, given as words with offsets into the block.

        Words are in the order of the text and do not overlap; all characters except spaces and C1
        controls belong to a word.
        """
        ...

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """Analyse every word form; each sentence gets a tree with a single root."""
        ...
