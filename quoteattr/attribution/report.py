"""One way to read a reporting word within its sentence."""

from __future__ import annotations

from attrs import frozen

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token
    from quoteattr.attribution.cues import CueWord

__all__ = ["Report"]


@frozen
class Report:
    """A reporting word, what it reports, and whom it names."""

    sentence: Sentence
    word: CueWord
    rule: str
    """Name of the rule that found the content."""
    content: frozenset[int]
    """Indices of the content's tokens."""
    source: Token | None
    """Head of the source's noun phrase."""
