"""Marks, apostrophes and dashes where a wrong encoding left question marks or U+FFFD.

Which of them was lost shows in what stands beside it, and in whether a quotation is open there:
*?It won?t hold the farmers? carts,? she said*. A lost letter, *Mart?nez*, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.view.single import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.view.places import Edit

__all__ = ["found"]

_CLIPPED = "(?:s|t|ll|re|ve|d|m)"
"""What an apostrophe joins to a word: *won't*, *she'll*."""
_SIGN = re.compile(
    r"\ufffd|(?<!\S)\?[A-Za-z][^\n]{1,400}?,\?\s"
    rf"|(?<![^\s(?\"])[A-Za-z]{{2,20}}\?{_CLIPPED}\b(?![=&])"
)
"""What no text has that lost nothing: *?It will hold,? she said*, *won?t*."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?=[a-z])[^\n]+)*")
"""A line that begins with a small letter continues the one before."""
_LOST = re.compile(r"\ufffd+|(?<!\?)\?++(?!\ufffd)")
_CONTRACTION = re.compile(rf"{_CLIPPED}\b(?!=)")
_PREFIX = re.compile(r"(?<![^\W_])(?:[dl](?=.[^\W\d_])|[DLO](?=.[A-Z]))", re.DOTALL)
"""What an apostrophe follows in names: *O?Hara*, *d?Arcy*."""
_ENDS_PARAGRAPH = re.compile(r"[ \t]*(?:\Z|\n\s*(?![?\ufffd\s]))")
_BYTES = 3
"""Signs that may stand for one mark, as they do where each of its bytes was lost."""
_STOPS = frozenset(".,;!?\u2026")
_QUOTATION, _NESTED = "\u201c\u201d", "\u2018\u2019"
_APOSTROPHE, _DASH = "\u2019", "\u2013"


@frozen
class _Lost:
    """Some signs in a row."""

    text: str
    start: int
    end: int

    @property
    def size(self) -> int:
        """How many marks were lost here."""
        return (self.end - self.start) // self.width

    @property
    def width(self) -> int:
        """How many signs stand for each mark: as many as it has bytes, if that may be."""
        return 1 if (self.end - self.start) % _BYTES else _BYTES

    @property
    def before(self) -> str:
        return self.text[max(0, self.start - 1) : self.start]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + 1]

    @property
    def is_certain(self) -> bool:
        """Whether something was lost: a question mark may be one."""
        return self.text[self.start] == "\ufffd"

    @property
    def is_inside(self) -> bool:
        """Whether it stands within a word or a number, *Co.?s* included."""
        is_of_abbreviation = self.before == "." and self.after == "s"
        return (self.before.isalnum() or is_of_abbreviation) and self.after.isalnum()

    @property
    def may_open(self) -> bool:
        before = not self.before or self.before.isspace() or self.before in "([-\u2013\u2014"
        return before and (self.after.isalnum() or self.after in {"$", "(", "["})

    @property
    def may_close(self) -> bool:
        return bool(self.before.strip()) and not self.after.isalnum()

    @property
    def closes(self) -> bool:
        """Whether it surely closes: *Yes,? she*, *Why?? she*."""
        asks = not self.is_certain and self.before.isalnum() and self.size > 1
        return self.may_close and (self.before in _STOPS or asks)

    @property
    def is_possessive(self) -> bool:
        """Whether it may be the apostrophe of *the farmers? carts*."""
        return self.before == "s" and self.after.isspace()

    @property
    def ends_sentence(self) -> bool:
        """Whether a question may end here."""
        following = self.text[self.end : self.end + 2].lstrip()
        begins = self.after == "\n" or not following or following[0].isupper()
        return not self.is_certain and begins

    @property
    def ends_paragraph(self) -> bool:
        """Whether a paragraph ends here that the next, if any, does not go on with."""
        return _ENDS_PARAGRAPH.match(self.text, self.end) is not None


@frozen
class _Rest:
    """What comes after some signs in their paragraph."""

    following: _Lost | None
    """The next that do not stand within a word."""
    closes: bool
    """Whether something surely closes there."""
    may_close: bool


def found(text: str) -> Iterator[Edit]:
    """Yield where marks were lost, and which.

    In a text that still has double marks a question mark beside a word is what it seems to be.
    """
    has_marks = DOUBLE.search(text) is not None
    if _SIGN.search(text):
        for paragraph in _PARAGRAPH.finditer(text):
            signs = (
                _Lost(text, *match.span()) for match in _LOST.finditer(text, *paragraph.span())
            )
            lost = [each for each in signs if each.is_certain or each.is_inside or not has_marks]
            yield from _paired(lost, paragraph.start())


def _paired(lost: Sequence[_Lost], start: int) -> Iterator[Edit]:
    """Yield the marks of a paragraph that starts there."""
    opened: list[_Lost] = []
    for each, rest in zip(lost, _rests(lost), strict=True):
        if each.is_inside:
            shown = _within_word(each)
        elif not each.before.strip() and not each.after.strip():
            shown = _DASH
        elif each.may_open:
            shown = _opening(each, rest, len(opened), leads=each.start == start)
            opened += [each] * len(shown)
        else:
            shown = _closing(each, rest, opened) if each.may_close else ""
        yield from _edits(each, shown)


def _rests(lost: Sequence[_Lost]) -> list[_Rest]:
    """Return for each what comes after it."""
    rests: list[_Rest] = []
    rest = _Rest(None, closes=False, may_close=False)
    for each in reversed(lost):
        rests.append(rest)
        rest = _Rest(
            rest.following if each.is_inside else each,
            closes=rest.closes or each.closes,
            may_close=rest.may_close or (each.may_close and not each.is_possessive),
        )
    return rests[::-1]


def _edits(lost: _Lost, shown: str) -> Iterator[Edit]:
    if len(shown) == 1:
        yield lost.start, lost.end, shown
    else:
        for number, mark in enumerate(shown):
            start = lost.start + number * lost.width
            yield start, start + lost.width, mark


def _within_word(lost: _Lost) -> str:
    """Return the apostrophe of *won?t* and *O?Hara*, the dash of *2010?2012*, but no letter."""
    if _CONTRACTION.match(lost.text, lost.end):
        return _APOSTROPHE
    if lost.before.isdigit() and lost.after.isdigit():
        return _DASH
    return _APOSTROPHE if _PREFIX.match(lost.text, max(0, lost.start - 1)) else ""


def _opening(lost: _Lost, rest: _Rest, depth: int, *, leads: bool) -> str:
    """Return opening marks, if they are closed or begin a paragraph.

    What is no capital may follow the sign of a currency, *?43*, or a lost one: *?lvaro*.
    """
    if not lost.after.isupper():
        is_closed = rest.following is not None and rest.following.may_close
    else:
        is_closed = rest.may_close or lost.text[max(0, lost.start - 2) : lost.start] in {", ", ": "}
    if not leads and not is_closed:
        return ""
    return (_QUOTATION[0] + _NESTED[0] * 2)[min(depth, 1) :][: lost.size]


def _closing(lost: _Lost, rest: _Rest, opened: list[_Lost]) -> str:
    """Return what closes here, or the apostrophe of *the farmers? carts*."""
    if lost.closes:
        asks = lost.before.isalnum()
        size = lost.size - asks
        is_nested = size == 1 < len(opened) and rest.may_close
        single = is_nested or (size > 1 and len(opened) < size)  # two are used as a double one
        del opened[len(opened) - 1 if is_nested else 0 :]
        last = (_NESTED if single else _QUOTATION)[1]
        return "?" * asks + _NESTED[1] * (size - 1) + last
    is_phrase = bool(opened) and opened[-1].after.islower()
    if not opened or (lost.is_possessive and rest.closes and not is_phrase):
        return _APOSTROPHE if lost.is_possessive and not lost.ends_sentence else ""
    if lost.ends_sentence and not is_phrase and not lost.ends_paragraph:
        return ""
    opened.pop()
    return _NESTED[1] if opened else _QUOTATION[1]
