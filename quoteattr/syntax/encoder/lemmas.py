"""Lemmatisation by rules learned from a treebank: what to strip from a word's end and add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["LONGEST_ENDING", "Lemmatizer"]

LONGEST_ENDING = 6


@frozen
class Lemmatizer:
    """A lemmatizer that looks up a word itself, then its endings, the longest first.

    If the ending gives an unknown lemma (`shoute`), other frequent changes of words with that tag
    are tried, and the first that gives a known lemma (`shout`) is taken.

    Args:
        words: Lemmas of the words that no ending explains, by ``"tag word"``.
        endings: Changes by ``"tag ending"``: how many characters to strip and what to add, as in
            ``"1"`` and ``"3y"``.
        changes: The frequent changes by tag, the most frequent first.
        known: The known lemmas, by the first two letters of the tag.

    Tags are the language's own (``VBD``), words are in lower case.
    """

    words: Mapping[str, str]
    endings: Mapping[str, str]
    changes: Mapping[str, Sequence[str]] = field(factory=dict)
    known: Mapping[str, frozenset[str]] = field(factory=dict, repr=False)
    _known: dict[tuple[str, str], str] = field(init=False, repr=False, factory=dict)

    def lemma(self, form: str, tag: str) -> str:
        """Return the lemma of a word with a tag, or the word itself if nothing is known of it."""
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
    """Apply a change: with ``"="`` before it capitals are kept, else the lemma is in lower case.

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
