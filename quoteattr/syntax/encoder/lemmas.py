"""Lemmas by rules learned from a treebank: what to cut from a word's end and what to put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["LONGEST_ENDING", "Lemmatizer"]

LONGEST_ENDING = 6


@frozen
class Lemmatizer:
    """Looks a word up by itself, then by its ending, the longest first.

    Where the ending leads to no lemma that is known (`shoute`), other changes are tried that words
    of this tag undergo, and the first that leads to one is taken (`shout`).

    Args:
        words: Lemmas of words that no ending explains, by ``"tag word"``.
        endings: By ``"tag ending"``, how many characters to cut and what to put there:
            ``"1"``, ``"3y"``.
        changes: By tag, its frequent changes, the most frequent first.
        known: By the first two letters of the tag, lemmas.

    The tag is the language's own (``VBD``), the word in lower case.
    """

    words: Mapping[str, str]
    endings: Mapping[str, str]
    changes: Mapping[str, Sequence[str]] = field(factory=dict)
    known: Mapping[str, frozenset[str]] = field(factory=dict, repr=False)
    _known: dict[tuple[str, str], str] = field(init=False, repr=False, factory=dict)

    def lemma(self, form: str, tag: str) -> str:
        """The lemma of a word with its tag; the word itself where nothing is known of it."""
        known = self._known.get((form, tag))
        if known is None:
            known = self._find(form, tag)
            if len(self._known) < 200_000:
                self._known[form, tag] = known
        return known

    def _find(self, form: str, tag: str) -> str:
        lower = form.lower()
        if (word := self.words.get(f"{tag} {lower}")) is not None:
            return word
        for size in range(min(len(lower), LONGEST_ENDING), -1, -1):
            change = self.endings.get(f"{tag} {lower[len(lower) - size :]}")
            if change is not None:
                guess = change_ending(form, change)
                return guess if change.startswith("=") else self._prefer_known(form, tag, guess)
        return form

    def _prefer_known(self, form: str, tag: str, guess: str) -> str:
        known = self.known.get(tag[:2], frozenset())
        if guess in known:
            return guess
        others = (change_ending(form, change) for change in self.changes.get(tag, ()))
        return next((lemma for lemma in others if lemma in known), guess)


def change_ending(form: str, change: str) -> str:
    """Applies a change: ``"="`` before it keeps capitals, otherwise the lemma is in lower case.

    >>> change_ending("Carried", "3y")
    'carry'
    >>> change_ending("Alps", "=0")
    'Alps'
    """
    keep = change.startswith("=")
    change = change.removeprefix("=")
    digits = len(change) - len(change.lstrip("0123456789"))
    cut = int(change[:digits])
    stem = form if keep else form.lower()
    return stem[: len(stem) - cut] + change[digits:]
