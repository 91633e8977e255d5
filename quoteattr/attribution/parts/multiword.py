"""Multiword expressions that the lexicon lists, found in a sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["expression_at", "is_idiomatic"]

LONGEST_IDIOM = 5
"""Words."""


def expression_at(sentence: Sentence, first: int, section: str) -> tuple[str, ...]:
    """Return the words of the first listed expression that starts at a token; empty if none does.

    Args:
        sentence: Where to look.
        first: Index of its first token.
        section: Section of ``cues.toml``: ``prepositions`` or ``idioms``.
    """
    for expression in _expressions(section).get(sentence[first].lower, ()):
        following = sentence.tokens[first : first + len(expression)]
        if tuple(t.lower for t in following) == expression:
            return expression
    return ()


def is_idiomatic(sentence: Sentence, token: Token) -> bool:
    """Whether a reporting word belongs to an idiom that reports nothing: *thank* God."""
    starts = range(max(0, token.index - LONGEST_IDIOM + 1), token.index + 1)
    return any(
        token.index < first + len(expression_at(sentence, first, "idioms")) for first in starts
    )


@cache
def _expressions(section: str) -> dict[str, list[tuple[str, ...]]]:
    """The expressions in words, by their first word, longer ones before shorter ones."""
    expressions: dict[str, list[tuple[str, ...]]] = {}
    for expression in sorted(words("cues", f"{section}.speech"), key=len, reverse=True):
        parts = tuple(expression.split())
        expressions.setdefault(parts[0], []).append(parts)
    return expressions
