"""Folding: the plain form in which words of a text and entries of a list are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_entry"]


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return the word for comparison: lower case, no diacritics, no full stops.

    >>> fold("Élysée"), fold("U.S.")
    ('elysee', 'us')
    """
    return fold_entry(word)


def fold_entry(word: str) -> str:
    """Fold a word that is folded once, such as an entry of a list: it is not remembered."""
    if word.isascii():
        bare = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.casefold().replace("\u2019", "'"))
        bare = "".join(c for c in plain if not unicodedata.combining(c))
    return bare.replace(".", "") or bare
