"""Repairs of sentence boundaries, between the tokenizer and the parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.analyser import Word

__all__ = ["cap_lengths", "rejoin"]

_CLOSING = frozenset("\"'\u201d\u2019\u00bb)]")
_FINAL = frozenset(".?!;:\u2026")
_INITIAL = re.compile(r"[A-Z]\.")


def rejoin(sentences: Sequence[list[Word]], text: str) -> list[list[Word]]:
    """Joins sentences that a tokenizer split although they go on.

    A sentence goes on in the next one of the same line if

    - it ends in a quotation mark and the next starts in lower case: ``"What?" | he asked.``
    - it ends in ``?`` or ``!`` and the next starts with the closing mark and goes on in lower
      case: ``"What? | " he asked.``
    - it ends within a name: in an initial or a capitalised word without a final mark, and the
      next starts with a capital: ``Jean Yves | Le Brun``, ``John F. | Kent``.
    """
    joined: list[list[Word]] = []
    for sentence in sentences:
        if joined and _goes_on(joined[-1], sentence, text):
            joined[-1] = joined[-1] + sentence
        else:
            joined.append(sentence)
    return joined


def _goes_on(sentence: list[Word], following: list[Word], text: str) -> bool:
    last, first = sentence[-1], following[0]
    gap = text[last.end : first.start]
    if "\n" in gap or "\r" in gap:
        return False
    if last.form in _CLOSING:
        return first.form[0].islower()
    if first.form in _CLOSING and not gap and len(following) > 1:
        return following[1].form[0].islower()
    if not first.form[0].isupper():
        return False
    return bool(_INITIAL.fullmatch(last.form)) or (last.form.istitle() and last.form.isalpha())


def cap_lengths(sentences: Sequence[list[Word]], limit: int) -> list[list[Word]]:
    """Cuts sentences of more than ``limit`` words into pieces of at most that many.

    The cut is after the last final mark of the second half of a piece, or else after the last
    comma or other mark, or else at the limit.
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
