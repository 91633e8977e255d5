"""Where tokens and sentences begin, by what the encoder predicts and by what is certain."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.syntax.encoder.network import JOINS, STARTS_SENTENCE, STARTS_TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.encoder.pieces import Atom

__all__ = ["forced", "group"]

_SAYING = words("cues", "forms.announcing")
"""Words that say something, which is still to come."""
_MARKS = frozenset({'"', "'"})
_LONGEST_GREETING = 3
"""Atoms of *Dear Ada,* or *Best regards,*."""


def group(
    atoms: Sequence[Atom], kinds: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]], list[int]]:
    """Tokens by their first atoms, their places in the text, and the length of each sentence."""
    starts = [place for place, kind in enumerate(kinds) if kind != JOINS]
    begins = [i for i, place in enumerate(starts) if kinds[place] == STARTS_SENTENCE]
    limits = pairwise([*starts, len(atoms)])
    spans = [(atoms[left].start, atoms[right - 1].end) for left, right in limits]
    return starts, spans, [end - start for start, end in pairwise([*begins, len(starts)])]


def forced(kinds: list[int], atoms: Sequence[Atom]) -> list[int]:
    """Enforce what is certain.

    A window starts a sentence, a space ends a token, a full stop after a long word and before a
    capital ends a sentence, and some sentences cannot end.
    """
    kinds[0] = STARTS_SENTENCE
    for place in range(1, len(atoms) - 1):
        if atoms[place].text == "." and _ends_sentence(atoms, place):
            kinds[place : place + 2] = STARTS_TOKEN, STARTS_SENTENCE
    first = 0
    for place, atom in enumerate(atoms):
        if atom.spaced and kinds[place] == JOINS:
            kinds[place] = STARTS_TOKEN
        if kinds[place] == STARTS_SENTENCE and place:
            if _cannot_end(atoms[first:place]):
                kinds[place] = STARTS_TOKEN
            else:
                first = place
    return kinds


def _ends_sentence(atoms: Sequence[Atom], stop: int) -> bool:
    """Tell whether a full stop is no part of an abbreviation: *said Ada Quist. | Tomas …*."""
    word, following = atoms[stop - 1].text, atoms[stop + 1]
    if atoms[stop].spaced or not following.spaced or not following.text[0].isupper():
        return False
    return word.isalpha() and len(word) >= _LONG and word.lower() not in _ABBREVIATIONS


_LONG = 5
"""Letters that hardly any abbreviation has."""
_ABBREVIATIONS = words("apostrophes", "long_abbreviations")


def _cannot_end(atoms: Sequence[Atom]) -> bool:
    """Tell whether no sentence can end after these atoms.

    It ends neither in a verb of saying, *The union says | President Berg …*, nor in a comma, unless
    it is a greeting: *According to a survey, | 51 percent …*, *In "The Mill," | he …*.
    """
    last = atoms[-1].text
    if last in _MARKS and len(atoms) > 1 and atoms[-2].text == ",":
        return True
    return last in _SAYING or (last == "," and len(atoms) > _LONGEST_GREETING)
