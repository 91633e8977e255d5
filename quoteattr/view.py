r"""A text as a person reads it, without what only machines put there, and where it stands.

Characters that nobody sees, HTML's entities and tags, and letters that a wrong encoding took apart
are read through: *said&nbsp;she: &ldquo;Yes&rdquo;*, *in­visible*, *â€œYesâ€\x9d*.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import chain, repeat
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["View", "readable", "view_of"]


@frozen
class View:
    """What is read of a text, and where each of its characters stands in the text given."""

    text: str
    starts: Sequence[int]
    """For each character the first code point of what it stands for."""
    ends: Sequence[int]
    """For each character one past the last."""

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the text given of a range that is not empty."""
        return self.starts[start], self.ends[end - 1]

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """Return what is read of a range of the text given, as a range of :attr:`text`."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)


def view_of(text: str) -> View | None:
    """Return what is read of a text; ``None`` if that is all of it."""
    if _FIRST.search(text) is None:
        return None
    return _view(text, _noise(*(sign.search(text) is not None for sign in _SIGNS)))


def _view(text: str, noise: re.Pattern[str]) -> View | None:
    """Return what is read of a text with noise; ``None`` if it has none."""
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    after = 0
    for match in noise.finditer(text):
        shown = _shown(match)
        if shown is None:
            continue
        first, last = match.span()
        parts += [text[after:first], shown]
        starts.extend(chain(range(after, first), repeat(first, len(shown))))
        ends.extend(chain(range(after + 1, first + 1), repeat(last, len(shown))))
        after = last
    if not parts:
        return None
    size = len(text)
    starts.extend(range(after, size))
    ends.extend(range(after + 1, size + 1))
    return View("".join([*parts, text[after:]]), starts, ends)


def readable(piece: str) -> str:
    """Return what is read of a piece of a text, whose tags close elsewhere."""
    if _FIRST.search(piece) is None:
        return piece
    view = _view(
        piece, _noise(has_tags=True, has_lost=False, is_apart=_APART.search(piece) is not None)
    )
    return piece if view is None else view.text


_INVISIBLE = (
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    "|(?<=[A-Za-z\u00c0-\u024f\"'\u2018-\u201f.,;:!?])[\u200d\ufe00-\ufe0f]"
    "|(?<![\u0590-\u1fff])\u200c(?![\u0590-\u1fff])"
)
"""Joiners and selectors are left where they may belong to an emoji, or to another script."""
_ENTITY = r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_BLOCK = (
    r"</?(?:p|br|hr|div|li|ul|ol|h[1-6]|blockquote|tr|td|th|table|section|article|header|footer)"
    r"(?:\s[^<>\n]{0,300})?/?>"
)
_INLINE = (
    r"</?(?:a|b|i|u|q|em|strong|span|small|sup|sub|font|cite|mark|abbr|time)"
    r"(?:\s[^<>\n]{0,300})?/?>"
)
_TAGS = re.compile(r"</[a-z][a-z0-9]{0,12}>|<(?:p|br) ?/?>", re.IGNORECASE)
"""Tags are read through only where one closes, or breaks a line: *<ana> hi* is a chat."""

_LOST_MARKS = re.compile(r"\ufffd|(?<!\S)\?[A-Za-z][^\n]{1,400}?,\?\s")
_APART = re.compile("\u00e2\u20ac|[\u00c2\u00c3][\u00a0-\u00bf]")
"""Letters are put together again only where some were surely taken apart: *“AMANHÃ”* is a word."""
_SIGNS = (_TAGS, _LOST_MARKS, _APART)
_FIRST = re.compile(
    "[&<?\u00ad\u00c2-\u00c5\u00e2\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufffd]"
)
"""What all noise begins with."""
_LOST = (
    r"(?<=\w)[?\ufffd]{1,3}(?=(?:s|t|ll|re|ve|d|m)\b(?!=))"
    r"|(?<![^\s(])[?\ufffd]{1,3}(?=[A-Za-z])"
    r"|(?<=[.,!?\u2026])[?\ufffd](?!\S)"
    r"|(?<!\S)[?\ufffd]{1,3}(?!\S)"
    r"|(?<=\w)\ufffd{1,3}(?![^\s.,;:])"
)
"""Marks, apostrophes and dashes where a wrong encoding left question marks or U+FFFD."""


@cache
def _noise(has_tags: bool, has_lost: bool, is_apart: bool) -> re.Pattern[str]:
    """Return the pattern of everything that is not read as it stands."""
    kinds = {"invisible": _INVISIBLE, "entity": _ENTITY}
    if is_apart:
        kinds["apart"] = "|".join(map(re.escape, sorted(_taken_apart(), key=len, reverse=True)))
    if has_tags:
        kinds |= {"block": f"(?i:{_BLOCK})", "inline": f"(?i:{_INLINE})"}
    if has_lost:
        kinds["lost"] = _LOST
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items()))


@cache
def _taken_apart() -> Mapping[str, str]:
    """Return letters and marks by how they look when UTF-8 is read as Windows-1252."""
    codes = [*range(0xA0, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2122]
    whole = {
        "".join(_WINDOWS.get(byte, chr(byte)) for byte in chr(code).encode()): chr(code)
        for code in codes
    }
    return {**whole, "\u00e2\u20ac": "\u201d"}  # its last byte is no character of Windows-1252


_WINDOWS = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""Characters of Windows-1252 by their bytes, where they differ from Latin-1."""


def _shown(match: re.Match[str]) -> str | None:
    """Return what is read of a match; ``None`` if it is read as it stands."""
    kind, found = match.lastgroup, match[0]
    if kind == "entity":
        return _character(html.unescape(html.unescape(found)))
    if kind == "apart":
        return _taken_apart()[found]
    if kind == "block":
        return "\n"
    if kind == "lost":
        return _lost(match.string, *match.span())
    if kind == "inline" and found[:2].lower() == "<q":
        return "\u201c"
    return "\u201d" if kind == "inline" and found.lower() == "</q>" else ""


def _character(shown: str) -> str | None:
    """Return what is read of an entity; ``None`` if it stands for no character."""
    if len(shown) != 1 or shown == "\ufffd":
        return None
    if re.fullmatch(_INVISIBLE, shown):
        return ""
    return shown if shown.isprintable() or shown.isspace() else None


def _lost(text: str, start: int, end: int) -> str:
    """Return the mark, apostrophe or dash that was lost here."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() and after.isalnum():
        return "\u2019"
    if after.isalnum():
        return "\u201c"
    return "\u201d" if before.strip() else "\u2013"
