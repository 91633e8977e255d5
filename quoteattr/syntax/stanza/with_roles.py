"""Stanza's sentences with the roles that the shipped encoder has for the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.encoder.parser import EncoderParser
    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.syntax.stanza.portions import HasRange
    from quoteattr.syntax.tree import Sentence

__all__ = ["WithRoles"]


@frozen
class WithRoles:
    """Another parser's sentences, with the roles that an encoder has for the text.

    It is as safe for threads and forked processes as the other parser is.
    """

    parser: SentenceParser
    """Whose sentences, words, tags and trees are taken."""
    encoder: EncoderParser
    """Whose roles are."""

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Return the sentences of the parser, with roles if the encoder has them.

        Args:
            text: The text; all offsets count its code points.
            paragraphs: The parts of it to parse, in order.
        """
        sentences = self.parser.parse(text, paragraphs)
        found = self.encoder.roles(text, paragraphs)
        if found is None:
            return sentences
        return tuple(evolve(sentence, roles=found.at(sentence.tokens)) for sentence in sentences)
