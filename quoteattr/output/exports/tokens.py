"""Offsets of characters as places of tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.characters.normalise import to_plain
from quoteattr.errors import InputError
from quoteattr.view import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.records import Span
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Tokens", "tokens_of"]

_MARKS = {'"', "'", "''", "``", "`"}


@frozen
class Tokens:
    """The tokens of a document, numbered from 0."""

    all: tuple[Token, ...]
    _starts: tuple[int, ...]
    _ends: tuple[int, ...]

    def of(self, span: Span) -> range:
        """Return the places of the tokens that a span touches."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def with_marks(self, span: Span) -> range:
        """Return the places of the tokens of a content and of the quotation marks around it.

        A comma before the closing mark is no content, but stands between it and the mark.
        """
        places = self.of(span)
        first, last = places.start - 1, places.stop
        if last < len(self.all) and self.all[last].text == ",":
            last += 1
        has_marks = first >= 0 and last < len(self.all) and all(map(self._is_mark, (first, last)))
        return range(first, last + 1) if has_marks else places

    def _is_mark(self, place: int) -> bool:
        return to_plain(self.all[place].text) in _MARKS


def tokens_of(sentences: Sequence[Sentence], text: str) -> Tokens:
    """Number the tokens of a document's sentences.

    Raises:
        InputError: The document has no sentences, as one read back from JSON has none.
    """
    if not sentences and any(map(str.isalnum, readable(text))):
        raise InputError(
            "this format needs doc.sentences, which JSON does not keep: extract the text again"
        )
    every = tuple(token for sentence in sentences for token in sentence.tokens)
    return Tokens(every, tuple(token.start for token in every), tuple(token.end for token in every))
