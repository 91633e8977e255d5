"""Letters that a wrong encoding lost within names: *Mart?nez* is one word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.lexicon.common import rank

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from quoteattr.view.places import Edit, View

__all__ = ["as_written", "lacking", "restored"]

_LOST = re.compile(
    r"(?<=[^\W\d_])\ufffd{1,2}"
    r"|(?<![^\W_])\ufffd{1,2}(?=[a-z])"
    r"|(?<!\S)\?(?=[a-z]{2,20} [A-Z])"
    r"|(?<![\w/.?&=-])(?P<first>[A-Z][a-z]*)(?P<signs>\?{1,2})(?=(?P<rest>[a-z]{2,}))"
)
_SHORTEST, _COMMON = 3, 20_000
"""Letters and rank of what is a word by itself before a question: *Really?said he*."""
_STAND_INS = {"\ufffd": "\u028c", "?": "\u0254"}
"""Letters that hardly any name has, so that it is known again."""
_WRITTEN = str.maketrans(
    {letter: sign for sign, small in _STAND_INS.items() for letter in (small, small.upper())}
)


_LETTERS = frozenset(map(chr, _WRITTEN))
_WORD = re.compile(r"\w+")


def restored(text: str) -> Iterator[Edit]:
    """Yield where letters were lost, and a letter each, so that words stay whole."""
    if "\ufffd" not in text and "?" not in text:
        return
    for match in _LOST.finditer(text):
        if match["signs"] and _is_word(match["first"]) and _is_word(match["rest"]):
            continue
        start, end = match.span("signs") if match["signs"] else match.span()
        letter = _STAND_INS[text[start]]
        shown = letter if text[start - 1 : start].isalpha() else letter.upper()
        for place in range(start, end):
            yield place, place + 1, shown


def _is_word(piece: str) -> bool:
    found = rank(piece.lower())
    return len(piece) >= _SHORTEST and found is not None and found < _COMMON


def lacking(view: View, text: str) -> frozenset[str]:
    """Return the words of a view of a text, in lower case, that have letters which it lacks."""
    return frozenset(
        match[0].lower()
        for match in _WORD.finditer(view.text)
        if not _LETTERS.isdisjoint(match[0])
        and any(
            letter in _LETTERS and text[place] in _STAND_INS
            for letter, place in zip(match[0], view.starts[slice(*match.span())], strict=True)
        )
    )


def as_written(name: str, lacking: Container[str]) -> str:
    """Return a name with the signs that its text has for letters, in the words that lack some."""
    if not lacking:
        return name
    return _WORD.sub(
        lambda word: word[0].translate(_WRITTEN) if word[0].lower() in lacking else word[0], name
    )
