"""Letters and marks that were taken apart where UTF-8 was read in another encoding."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SIGN", "pattern", "together"]

SIGN = re.compile(
    "\u00e2[\u20ac\u0080]|[\u00c2\u00c3][\u0080-\u00bf]|\u201a\u00c4|\u221a[\u00a9\u00b1\u00ae]"
)
"""Letters are put together again only where some were surely taken apart: *“AMANHÃ”* is a word."""
_CODES = (*range(0x80, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2122)
_ENCODINGS = ("mac-roman", "latin-1", "cp1252")
"""Those that come later go before."""
_WITHOUT_LAST = "\u00e2\u20ac"
"""A closing mark, or a hyphen within a word: their last bytes are no characters of Windows-1252."""


def pattern() -> str:
    """Return the pattern of everything that was taken apart."""
    return "|".join(map(re.escape, sorted(_taken_apart(), key=len, reverse=True)))


def together(match: re.Match[str]) -> str:
    """Return the letter or mark that was taken apart."""
    around = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    if match[0] == _WITHOUT_LAST and all(map(str.isalpha, around)):
        return "\u2010"
    return _taken_apart()[match[0]]


@cache
def _taken_apart() -> Mapping[str, str]:
    """Return letters and marks by how they look when UTF-8 is read in another encoding."""
    whole = {
        "".join(_decoded(byte, encoding) for byte in chr(code).encode()): chr(code)
        for encoding in _ENCODINGS
        for code in _CODES
    }
    return {**whole, _WITHOUT_LAST: "\u201d"}


def _decoded(byte: int, encoding: str) -> str:
    """Return a byte as a character; bytes that Windows-1252 lacks are those of Latin-1."""
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)
