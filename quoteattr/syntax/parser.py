"""The interface of parsers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence

__all__ = ["GivenTrees", "HasRange", "ParserOfMany", "SentenceParser"]


class HasRange(Protocol):
    """A range of code points, such as a paragraph."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


class SentenceParser(Protocol):
    """A parser of text; safe for threads, and no text changes how another is read."""

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Split a text into sentences and parse them; none crosses the end of a paragraph.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of the text to parse, in order.

        Returns:
            The sentences, in the order of the text.
        """
        ...


@runtime_checkable
class ParserOfMany(Protocol):
    """A parser that is faster with several texts at a time."""

    @property
    def gains_from_many(self) -> int:
        """How long a text may be, in code points, and still be parsed faster with others."""

    def parse_many(
        self, texts: Sequence[tuple[str, Sequence[HasRange]]]
    ) -> list[tuple[Sentence, ...]]:
        """Parse texts, each with its paragraphs, as :meth:`SentenceParser.parse` parses one."""
        ...


@frozen
class GivenTrees:
    """A parser that was told the trees of its one text: of a treebank, or of a frozen parse."""

    sentences: tuple[Sentence, ...]

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Return the sentences as they were given."""
        return self.sentences
