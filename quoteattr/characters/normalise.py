"""Replacement of characters by those an English parser knows, one for one: no offset moves."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise", "to_plain", "without_quote_signs"]

_DOUBLE = '"“”„‟«»″‶❝❞〝〞〟\uff02\x93\x94'
_SINGLE = "'‘’‚‛‹›′‵ʹʻʼ❛❜`´\uff07\x91\x92"
_DASH = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\x96\x97"
# The \x85 to \x97 above and below are Windows-1252 punctuation decoded as Latin-1, common damage in
# old news feeds; as control characters they would mean nothing.
_ELLIPSIS = "…\x85"
_BREAK = "\n\r\v\f\u2028\u2029"

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zs"})
"""Unicode categories: control characters; zero-width, directional and soft-hyphen characters;
surrogates; spaces."""


class _Table(dict[int, str]):
    """A table for :meth:`str.translate` that classifies each new character once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = " " if unicodedata.category(character) in _INVISIBLE else character
        return self[code]


_TABLE = _Table(
    {
        ord(character): plain
        for characters, plain in (
            (_DOUBLE, '"'),
            (_SINGLE, "'"),
            (_DASH, "-"),
            (_ELLIPSIS, "…"),
            (_BREAK, "\n"),
        )
        for character in characters
    }
)

# Two single marks used as a double one: ``so'' and ‘‘so’’.
_DOUBLED = re.compile(r"(?<!')''(?!')(\w?)")

# The signs before a line that an e-mail or Markdown quotes: "> It is safe."
_QUOTE_SIGNS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)

# A dash at the end of a line divides no word, as a hyphen does: "the sea—" and "cold".
_DASH_AT_END = re.compile(r"([\u2013\u2014\u2015])[ \t]*\r?\n")

# A soft hyphen inside a word becomes a visible one: a space would split the word.
_SOFT_HYPHEN = re.compile(r"(?<=\w)\xad(?=\w)")


def normalise(text: str) -> str:
    """Replace every character of a text by the plain one that stands for it.

    Does what :func:`to_plain` does; besides, a soft hyphen inside a word becomes ``-``, the signs
    before quoted lines and the break after a dash become spaces, and two single marks used as a
    double one become ``"`` and a space, with the space on the outer side.

    Args:
        text: Any string, lone surrogates included.

    Returns:
        A string of the same length: ``normalise(text)[i]`` stands for ``text[i]``.
    """
    return _DOUBLED.sub(
        lambda pair: f' "{pair[1]}' if pair[1] else '" ',
        without_quote_signs(to_plain(_SOFT_HYPHEN.sub("-", _DASH_AT_END.sub(_spaced, text)))),
    )


def _spaced(dash: re.Match[str]) -> str:
    """Return a dash with spaces for the break after it."""
    return dash[1] + " " * (len(dash[0]) - 1)


def without_quote_signs(plain: str) -> str:
    """Replace the ``>`` signs before the quoted lines of an e-mail or of Markdown by spaces."""
    return _QUOTE_SIGNS.sub(lambda signs: " " * len(signs[0]), plain)


def to_plain(text: str) -> str:
    """Replace every character by a plain one, whatever its context.

    Double marks of every kind become ``"``, single marks, apostrophes and primes ``'``, dashes
    ``-``, line breaks a line feed (one for CR LF), and everything invisible a space.
    """
    return text.replace("\r\n", " \n").translate(_TABLE)
