"""Stanza's sentences with the roles of the encoder inside the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.encoder.parser import EncoderParser
    from quoteattr.syntax.parser import HasRange, SentenceParser
    from quoteattr.syntax.tree import Sentence

__all__ = ["WithRoles"]


@frozen
class WithRoles:
    """A parser that adds the encoder's roles to the sentences of another parser.

    It is as safe for threads and forked processes as that parser.
    """

    parser: SentenceParser
    """Finds sentences, words, tags and trees."""
    encoder: EncoderParser
    """Finds the roles."""

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Return the parser's sentences, with roles if the encoder predicts roles.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse, in order.
        """
        sentences = self.parser.parse(text, paragraphs)
        found = self.encoder.roles(text, paragraphs)
        if found is None:
            return sentences
        return tuple(evolve(sentence, roles=found.at(sentence.tokens)) for sentence in sentences)
