"""One way to read a reporting word within its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from quoteattr.attribution.parts.cues import CueWord
    from quoteattr.records import Construction
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Report"]


@frozen
class Report:
    """A reporting word, what it reports, and whom it names."""

    sentence: Sentence
    word: CueWord
    construction: Construction
    content: frozenset[int]
    """Indices of the content's tokens."""
    source: Token | None
    """Head of the source's noun phrase."""
