"""Text as the encoder reads it: atoms, their word pieces, and their shapes.

An *atom* is the smallest unit that tokens are made of: a run of letters, a run of digits, or one
other character, with contractions divided (``do|n't``, ``she|'s``, ``can|not``). The encoder
decides which atoms join into one token (``U|.|S|.`` do), and where sentences start.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["N_FEATURES", "Atom", "Window", "WordPieces", "find_atoms", "joined"]

_DIVISION = re.compile(r"\W\s*[\r\n]\s*")
"""What divides a word at the end of a line: ``an-`` and ``nounced``."""
_ATOM = re.compile(
    r"[^\W\d_]+-[ \t]*\n[ \t]*(?=(?-i:[a-z]))[^\W\d_]+"
    r"|n't\b"
    r"|[^\W\d_]+?(?=n't\b)"  # the verb before it
    r"|[^\W\d_]+|\d+"
    r"|'(?:s|m|d|re|ve|ll)\b"
    r"|\S",
    re.IGNORECASE,
)
_PART = re.compile(r"[^\W_]+|\S")
_PRONOUN_AS_NAME = re.compile(r"(?<![A-Z]{2}\s)WHO(?!\s+[A-Z]{2})")
"""The health agency, whose lower-case form is a pronoun; but not among words in capitals."""
_LIKE_NAME = "UNICEF"
"""What is read instead: a name of the same kind that is not a word."""
_LONGEST = 100
"""Longer runs of letters are one unknown piece."""

N_FEATURES = 13
"""Shapes of an atom, each with and without a space before it, and one for special pieces."""


class Atom(NamedTuple):
    """A stretch of text that no token boundary divides."""

    start: int
    end: int
    text: str
    """The text as it is read: as written, but for words divided at the end of a line, and for a
    name that could be taken for a pronoun."""
    spaced: bool
    """Whether it follows white space or starts the text."""


@frozen
class Window:
    """A stretch of text that the encoder reads at once, as word pieces with their features."""

    ids: tuple[int, ...]
    features: tuple[int, ...]
    firsts: tuple[int, ...]
    """The place of the first piece of each atom."""


def find_atoms(text: str, splits: Mapping[str, Sequence[int]], offset: int = 0) -> list[Atom]:
    """Divide a text into atoms.

    Args:
        text: The text, normalised (straight apostrophes).
        splits: Where to divide words written as one (``cannot``: 3), in lower case.
        offset: A number added to all offsets.
    """
    atoms: list[Atom] = []
    end = -1
    for match in _ATOM.finditer(text):
        spaced = match.start() != end
        end = match.end()
        word = match.group()
        if "\n" in word:
            atoms.append(Atom(offset + match.start(), offset + end, joined(word), spaced))
            continue
        if word == "WHO" and _PRONOUN_AS_NAME.match(text, match.start()):
            atoms.append(Atom(offset + match.start(), offset + end, _LIKE_NAME, spaced))
            continue
        cuts = [0, *splits.get(word.lower(), ()), len(word)]
        for left, right in itertools.pairwise(cuts):
            start = offset + match.start()
            atoms.append(Atom(start + left, start + right, word[left:right], spaced and not left))
    return atoms


def joined(word: str) -> str:
    """Return a word without the hyphen and the line break that may divide it."""
    return _DIVISION.sub("", word) if "\n" in word or "\r" in word else word


@frozen
class WordPieces:
    """The WordPiece tokenizer of BERT (lower case, no accents), with a cache of the words seen.

    Args:
        vocabulary: The pieces in the order of their numbers; continuations start with ``##``.
    """

    vocabulary: Sequence[str]
    _ids: dict[str, int] = field(init=False, repr=False)
    _known: dict[str, tuple[int, ...]] = field(init=False, repr=False, factory=dict)

    @_ids.default
    def _number(self) -> dict[str, int]:
        return {piece: number for number, piece in enumerate(self.vocabulary)}

    def window(self, atoms: Iterable[Atom]) -> Window:
        """Make one window of the atoms, between the special pieces for its start and its end."""
        ids, features, firsts = [self._ids["[CLS]"]], [0], []
        for atom in atoms:
            pieces = self.pieces(atom.text)
            firsts.append(len(ids))
            ids.extend(pieces)
            features.extend([1 + 2 * _shape(atom.text) + atom.spaced] * len(pieces))
        return Window((*ids, self._ids["[SEP]"]), (*features, 0), tuple(firsts))

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; never empty."""
        known = self._known.get(word)
        if known is None:
            plain = unicodedata.normalize("NFD", word.lower())
            plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
            found = [i for part in _PART.findall(plain) for i in self._divide(part)]
            known = tuple(found) or (self._ids["[UNK]"],)
            if len(self._known) < 200_000:  # bounded, so that memory does not grow without end
                self._known[word] = known
        return known

    def _divide(self, word: str) -> list[int]:
        """Divide a word greedily, longest piece first; one unknown piece if that fails."""
        pieces: list[int] = []
        start, mark = 0, ""
        while start < len(word) <= _LONGEST:
            ends = range(len(word), start, -1)
            end = next((e for e in ends if mark + word[start:e] in self._ids), None)
            if end is None:
                return [self._ids["[UNK]"]]
            pieces.append(self._ids[mark + word[start:end]])
            start, mark = end, "##"
        return pieces or [self._ids["[UNK]"]]


@lru_cache(maxsize=1 << 15)
def _shape(word: str) -> int:
    """Tell lower case, Title, UPPER, miXed, digits and other apart, as pieces do not."""
    if word[0].isdecimal():
        return 4
    if not word[0].isalpha():
        return 5
    if word.islower():
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3
