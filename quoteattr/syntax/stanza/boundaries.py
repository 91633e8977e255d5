"""Repair of sentence boundaries, between tokenizer and parser."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quoteattr.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.stanza.analyser import Word

__all__ = ["cap_lengths", "rejoin"]

_CLOSING = frozenset("\"')]")
_FINAL = frozenset(".?!;:…")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z.]*\.")
_INITIAL = re.compile(r"[A-Z]\.")


def rejoin(sentences: Sequence[list[Word]], text: str) -> list[list[Word]]:
    """Join sentences that a tokenizer split by mistake.

    Two sentences on one line are joined if the first

    - ends in a comma;
    - ends in a closing mark and the next starts in lower case: ``"What?" | he asked.``;
    - lacks its closing mark, with which the next one starts: ``"What? | " he asked.``;
    - ends in an abbreviation, and a digit or lower case follows, or a capital after a title or
      initial: ``Feb. | 3``, ``Sen. | Ruiz``, ``John F. | Kent``;
    - ends in a capitalised word without a mark, and another one follows, as in a name: ``Jean Yves
      | Le Brun``.

    Args:
        sentences: The sentences of one paragraph, in order.
        text: The normalised text into which the offsets of the words count.
    """
    joined: list[list[Word]] = []
    for sentence in sentences:
        if joined and _is_one_sentence(joined[-1], sentence, text):
            joined[-1] = joined[-1] + sentence
        else:
            joined.append(sentence)
    return joined


def _is_one_sentence(sentence: list[Word], following: list[Word], text: str) -> bool:
    """Whether two sentences were one before a tokenizer split them; see :func:`rejoin`."""
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
        return _may_follow_abbreviation(last, first)
    return _may_be_name(last) and first[0].isupper()


def _may_follow_abbreviation(abbreviation: str, word: str) -> bool:
    """Whether a word may follow an abbreviation in one sentence: ``Feb. 3``, ``Sen. Ruiz``."""
    if word[0].islower() or word[0].isdigit():
        return True
    if not word[0].isupper():
        return False
    return bool(_INITIAL.fullmatch(abbreviation)) or abbreviation[:-1].lower() in _titles()


def _may_be_name(form: str) -> bool:
    """Whether a word is spelt like a name: capitalised, but not all in capitals."""
    return form[0].isupper() and not form.isupper() and form.replace("-", "").isalpha()


@cache
def _titles() -> frozenset[str]:
    """Return the abbreviated and full titles that stand before names."""
    return frozenset(title for group in table("titles")["honorifics"].values() for title in group)


def cap_lengths(sentences: Sequence[list[Word]], limit: int) -> list[list[Word]]:
    """Cut sentences of more than ``limit`` words into pieces of at most that many.

    Cut after the last sentence-final mark in the second half of a piece, or else after the last
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
    """Return where to cut a sentence between two numbers of words."""
    ends = range(highest, lowest, -1)
    final = (end for end in ends if sentence[end - 1].form in _FINAL)
    other = (end for end in ends if not sentence[end - 1].form[0].isalnum())
    return next(final, None) or next(other, highest)
