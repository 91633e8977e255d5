"""Stanza's sentences with the encoder's labels of words: roles in quotes and types of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.encoder.parser import EncoderParser
    from quoteattr.syntax.parser import HasRange, SentenceParser
    from quoteattr.syntax.tree import Sentence

__all__ = ["WithLabels"]


@frozen
class WithLabels:
    """A parser that adds the encoder's labels to the sentences of another parser.

    It is as safe for threads and forked processes as that parser.
    """

    parser: SentenceParser
    """Finds sentences, words, tags and trees."""
    encoder: EncoderParser
    """Finds the roles and the names."""

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Return the parser's sentences, with the labels that the encoder predicts.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse, in order.
        """
        sentences = self.parser.parse(text, paragraphs)
        found = self.encoder.labels(text, paragraphs)
        if found is None:
            return sentences
        return tuple(evolve(s, **found.at(s.tokens)._asdict()) for s in sentences)
