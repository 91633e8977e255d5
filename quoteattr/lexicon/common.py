"""How common a word is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from quoteattr.lexicon import lines

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["rank"]


def rank(word: str) -> int | None:
    """Return how many words are commoner than one in lower case; ``None`` if it is rare."""
    return _ranks().get(word)


@cache
def _ranks() -> Mapping[str, int]:
    entries = lines(files("quoteattr.lexicon") / "common_words.txt")
    return {word: place for place, word in enumerate(entries)}
