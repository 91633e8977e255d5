"""Words that software for scanned pages misread: *Barncy Ha1l sald*.

They are looked for only in a text that surely has many. A word that is not known becomes the
commonest one that looks like it, names that the text has elsewhere first.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.common import rank
from quoteattr.lexicon.folding import fold
from quoteattr.lexicon.kinds import is_family, is_given
from quoteattr.lexicon.own import OwnWords, own_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quoteattr.view.places import Edit

__all__ = ["restored"]

_ALIKE = ("aeco0@", "bh6", "gq9", "il1|!", "nrupmh", "ftr", "vy", "s5$", "b8", "oq0", "t7", "z2")
"""Letters and signs that look alike, in either case."""
_TOGETHER = {"rn": "m", "nn": "m", "cl": "d", "lc": "k", "vv": "w", "ii": "u", "li": "h"}
"""Letters that look like one."""
_ANY = frozenset("~^*")
"""What stands for a letter that was not read at all."""
_CAPITALS = frozenset("~^*78")
"""What stands for capitals at the beginning of words."""
_PLAIN = str.maketrans("056789@", "osbtbga")
"""The letters that signs look like most."""
_LETTERS = "etaoinsrhldcumfpgwybvkxjqz"
_WORD = re.compile(
    r"(?<![\w@/.~^*|!$])[~^*|!$]{0,2}+[^\W_]++(?:[~^*@|!$]{1,2}+[^\W_]++)*+(?![@/]|[.:]\w)"
)
"""A word, with signs for letters, that is no part of an address: of such no part is one."""
_SIGN = re.compile(
    r"[a-z](?:[01569~|][a-z]|[015689~|](?!\w)(?<=\w{3}.))"
    r"|(?<!\w)[015689~|](?!st|nd|rd|th|am|pm)[a-z]{3}"
)
"""What words look like that have a digit or sign for a letter: *wh1ch*, *price5*, *0ver*.

In the middle, or after a letter or two, an 8 is what people write who chat: *gr8*, *l8r*.
"""
_BEGINNING = re.compile(r"(?:\A|[\n.!?]\s*|:\s*(?=[\"\u201c\u2018]))[\"\u201c\u2018']?\Z")
"""What stands before the first word of a sentence."""
_FEWEST_SIGNS, _WORDS_A_SIGN = 3, 500
"""Words with digits or signs for letters that a misread text has, and of how many one is."""
_FEWEST, _WORDS = 5, 125
"""The same for all words that were misread, of which some have such signs."""
_FEWEST_BESIDE = 2
"""Words with signs that a text has beside others that were misread."""
_MOST_SIGNS = 2
"""Signs and digits in a word that was misread."""
_KNOWN = {2: 3000, 3: 10_000}
"""Rank below which words of so many letters are known; longer ones are, if they have a rank."""
_LIKELY = {2: 500, 3: 1000, 4: 3000, 5: 5000, 6: 8000}
"""Rank below which words of so many letters are likely to be what was misread."""
_LIKELY_TWICE = 3000
"""The same where two letters were misread."""
_SURE = 200
"""Rank below which a word is likelier than a name that occurs often."""
_DOUBLE, _LONGEST = 6, 30
"""Letters of words of which two may have been misread, and of the longest word."""
_ACRONYM = 5
_ENDINGS = tuple(sorted(words("affixes", "inflections")))
_STEM, _INFLECTED = 4, 10_000
"""Letters of a stem at least, and how much rarer than it a word is with an ending."""
_RARE = 50_000
"""The rank of words that are not among the common ones."""


def restored(text: str) -> Iterator[Edit]:
    """Yield words that were misread, and what they surely are."""
    if _SIGN.search(text) is None:
        return
    page = _Page(Counter(match[0] for match in _WORD.finditer(text)))
    if not page.is_misread:
        return
    for match in _WORD.finditer(text):
        shown = page.repaired(match[0])
        if shown:
            begins = _BEGINNING.search(text, max(0, match.start() - 3), match.start())
            yield *match.span(), shown[0].upper() + shown[1:] if begins else shown


@frozen
class _Page:
    """The words of a text."""

    words: Counter[str]
    """How often each occurs, as it is written."""
    _repaired: dict[str, str] = field(init=False, factory=dict)

    @property
    def is_misread(self) -> bool:
        """Whether enough words were: those with signs, or others in small letters as well.

        Where most words are unknown, the text is in another language, or another English.
        """
        plain = [word for word in self.words if not word[0].isupper()]
        unknown = [word for word in plain if _may_be_misread(word)]
        if 2 * len(unknown) > len(plain):
            return False
        size = self.words.total()
        found = [
            word
            for word in unknown
            if (self.repaired(word) if _SIGN.search(word) else self._with_one(word))
        ]
        signs = sum(_SIGN.search(word) is not None for word in found)
        return signs >= max(_FEWEST_SIGNS, size // _WORDS_A_SIGN) or (
            signs >= _FEWEST_BESIDE and len(found) >= max(_FEWEST, size // _WORDS)
        )

    def repaired(self, word: str) -> str:
        """Return what a word surely is, if it was misread; else nothing."""
        if word not in self._repaired:
            self._repaired[word] = self._find(word) if _may_be_misread(word) else ""
        return self._repaired[word]

    def _find(self, word: str) -> str:
        lower = word.lower()
        best = self._with_one(word)
        if not best and len(word) >= _DOUBLE:
            twice = {twice for once in _once(lower) for twice in _once(once)}
            best = self._best(word, twice, _LIKELY_TWICE)
        if not best and word[0].isupper():
            best = lower.translate(_PLAIN)
        return self._cased(best, word) if best.isalpha() and best != lower else ""

    def _with_one(self, word: str) -> str:
        """Return what a word is with its signs read as letters, or with one letter changed."""
        lower = word.lower()
        return self._best(word, {lower.translate(_PLAIN)}) or self._best(word, _once(lower))

    def _best(self, word: str, candidates: set[str], likely: int = _RARE) -> str:
        """Return the commonest of some words; a name that occurs often stays as it is."""
        ranks = {each: self._rank(each, word, likely) for each in candidates}
        best = min(ranks, key=lambda each: (ranks[each], each), default="")
        if not best or ranks[best] >= _RARE:
            return ""
        often = self.words[word]
        is_name = word.isalpha() and word[0].isupper() and often > 1
        return (
            "" if is_name and _known(best) > _SURE and self.words[best.title()] <= often else best
        )

    def _rank(self, candidate: str, word: str, likely: int) -> int:
        """Return how rare a word is that another one may be, if it is likely at all."""
        may_be_name = not word[0].islower()
        if may_be_name and (self.words[candidate.title()] > 1 or _is_own(candidate)):
            return 0
        if candidate in words("function_words", "coarse"):
            return _RARE
        found = _known(candidate)
        is_name = may_be_name and _is_name(candidate)
        if not word.isalpha():
            return _RARE - 1 if is_name and found >= _RARE else found
        is_likely = found < min(likely, _LIKELY.get(len(candidate), _RARE))
        return found if is_likely or (is_name and found < _RARE) else _RARE

    def _cased(self, lower: str, word: str) -> str:
        """Return a word in the case of another."""
        first = word[0]
        if word.isupper() and len(word) > 2:
            return lower.upper()
        if first == "I" and lower[0] == "l":  # one looks like the other
            return lower
        if first.isalpha():
            return lower.title() if first.isupper() else lower
        is_name = self.words[lower.title()] > self.words[lower] or (
            _known(lower) > _SURE and _is_name(lower)
        )
        return lower.title() if first in _CAPITALS or is_name else lower


def _may_be_misread(word: str) -> bool:
    """Tell whether a word is none that is known."""
    letters = sum(map(str.isalpha, word))
    if not word.isascii() or not 1 < len(word) <= _LONGEST or _is_own(word):
        return False
    if len(word) - letters > _MOST_SIGNS:
        return False
    if letters < len(word):
        return 2 * letters > len(word) or (len(word) == 2 and word.islower())
    is_acronym = word.isupper() and len(word) <= _ACRONYM
    is_known = _known(word.lower()) < _KNOWN.get(len(word), _RARE)
    return not is_acronym and not is_known and not (word[0].isupper() and _is_name(word))


def _is_name(word: str) -> bool:
    """Tell whether a word is a name, or a title before one."""
    return is_given(word) or is_family(word) or word.lower() in _titles()


def _is_own(word: str) -> bool:
    """Tell whether a word is the caller's own: a cue, or a part of a name or title."""
    own = own_words()
    return fold(word) in _parts(own) or own.cue(word.lower()) != ""


@lru_cache(maxsize=8)
def _parts(own: OwnWords) -> frozenset[str]:
    """Return the words of which the caller's own names and titles consist."""
    return frozenset(part for name in (*own.names, *own.titles) for part in name.split())


@cache
def _titles() -> frozenset[str]:
    kinds = ("female", "male", "neutral")
    return frozenset().union(*(words("titles", f"honorifics.{kind}") for kind in kinds))


@lru_cache(maxsize=1 << 14)  # of a long text, millions of words are asked for that are none
def _known(word: str) -> int:
    """Return the rank of a word or its stem."""
    found = rank(word)
    if found is not None:
        return found
    if not word.endswith(_ENDINGS):
        return _RARE
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    stems = [stem for stem in stems if len(stem) >= _STEM] + [
        stem[:-1]
        for stem in stems
        if stem[-1:] == stem[-2:-1]  # *bagged*
    ]
    ranks = [rank(each) for stem in stems for each in (stem, f"{stem}e")]
    return min((each + _INFLECTED for each in ranks if each is not None), default=_RARE)


def _once(word: str) -> set[str]:
    """Return what a word may be of which one letter was misread."""
    found: set[str] = set()
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        others = _LETTERS if letter in _ANY else _alike().get(letter, "")
        found.update(f"{before}{other}{after}" for other in others)
        together = _TOGETHER.get(word[place : place + 2])
        if together:
            found.add(f"{before}{together}{word[place + 2 :]}")
    return found


@cache
def _alike() -> Mapping[str, str]:
    """Return for each letter or sign the letters that look like it."""
    found: dict[str, str] = {}
    for group in _ALIKE:
        for sign in group:
            found[sign] = found.get(sign, "") + "".join(
                letter for letter in group if letter.isalpha() and letter != sign
            )
    return found
