"""What a parser does, and what a model does for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.stanza.portions import HasRange
    from quoteattr.syntax.tree import Sentence

__all__ = ["Analyser", "Analysis", "GivenTrees", "SentenceParser", "Word"]


class SentenceParser(Protocol):
    """Splits and parses text; safe for threads, and no text changes how another is read."""

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """The sentences of a text, in its order; none crosses the end of a paragraph.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse, in order.
        """
        ...


@frozen
class GivenTrees:
    """A parser that was told the trees of its one text: of a treebank, or of a frozen parse."""

    sentences: tuple[Sentence, ...]

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Return the sentences as they were given."""
        return self.sentences


class Word(NamedTuple):
    """A word or mark before it is analysed."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    form: str
    """What the model reads: the text, or the full form of a part of a contraction."""


class Analysis(NamedTuple):
    """What a model says about one word."""

    lemma: str
    upos: str
    xpos: str
    head: int
    """Index of the head in the sentence, from 0; -1 for the root."""
    deprel: str


class Analyser(Protocol):
    """A loaded model. It need not be safe for threads: its caller sees to that."""

    def split(self, blocks: Sequence[str]) -> list[list[list[Word]]]:
        """The sentences of each block, as words with offsets into the block.

        Words are in the order of the text and do not overlap; all characters but spaces and C1
        controls belong to a word.
        """
        ...

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """One analysis for every word form; each sentence gets a tree with a single root."""
        ...
