"""Repairs of sentence boundaries, between the tokenizer and the parser."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quoteattr.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.parser import Word

__all__ = ["cap_lengths", "rejoin"]

_CLOSING = frozenset("\"')]")
_FINAL = frozenset(".?!;:…")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z.]*\.")
_INITIAL = re.compile(r"[A-Z]\.")


def rejoin(sentences: Sequence[list[Word]], text: str) -> list[list[Word]]:
    """Joins sentences that a tokenizer split although they go on.

    Within a line, a sentence goes on in the next one if

    - it ends in a comma;
    - it ends in a closing mark and the next starts in lower case: ``"What?" | he asked.``;
    - the next starts with the mark that closes it: ``"What? | " he asked.``;
    - it ends in an abbreviation, and a digit, lower case, or after a title or initial a capital
      follows: ``Feb. | 3``, ``Sen. | Ruiz``, ``John F. | Kent``;
    - it ends without any mark in a word with a capital, and another one follows, as in a name:
      ``Jean Yves | Le Brun``.

    Args:
        sentences: Those of one paragraph, in order.
        text: The normalised text into which the offsets of the words count.
    """
    joined: list[list[Word]] = []
    for sentence in sentences:
        if joined and _goes_on(joined[-1], sentence, text):
            joined[-1] = joined[-1] + sentence
        else:
            joined.append(sentence)
    return joined


def _goes_on(sentence: list[Word], following: list[Word], text: str) -> bool:
    last, first = sentence[-1].form, following[0].form
    gap = text[sentence[-1].end : following[0].start]
    if "\n" in gap:
        return False
    if last == ",":
        return True
    if first in _CLOSING and not gap and last not in _CLOSING:
        return len(following) == 1 or following[1].form[0].islower()
    if last in _CLOSING:
        return first[0].islower()
    if _ABBREVIATION.fullmatch(last):
        return first[0].islower() or first[0].isdigit() or _stands_before_name(last, first)
    return _may_be_name(last) and first[0].isupper()


def _stands_before_name(abbreviation: str, following: str) -> bool:
    if not following[0].isupper():
        return False
    return bool(_INITIAL.fullmatch(abbreviation)) or abbreviation[:-1].lower() in _titles()


def _may_be_name(form: str) -> bool:
    return form[0].isupper() and not form.isupper() and form.replace("-", "").isalpha()


@cache
def _titles() -> frozenset[str]:
    return frozenset(title for group in table("titles")["honorifics"].values() for title in group)


def cap_lengths(sentences: Sequence[list[Word]], limit: int) -> list[list[Word]]:
    """Cuts sentences of more than ``limit`` words into pieces of at most that many.

    The cut is after the last final mark in the second half of a piece, or else after the last
    other mark there, or else at the limit.
    """
    pieces: list[list[Word]] = []
    for sentence in sentences:
        start = 0
        while len(sentence) - start > limit:
            end = _best_cut(sentence, start + limit // 2, start + limit)
            pieces.append(sentence[start:end])
            start = end
        pieces.append(sentence[start:] if start else sentence)
    return pieces


def _best_cut(sentence: list[Word], lowest: int, highest: int) -> int:
    ends = range(highest, lowest, -1)
    final = (end for end in ends if sentence[end - 1].form in _FINAL)
    other = (end for end in ends if not sentence[end - 1].form[0].isalnum())
    return next(final, None) or next(other, highest)
