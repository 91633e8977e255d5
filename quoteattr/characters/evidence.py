"""What each character that may be a quotation mark looks like where it stands.

Every candidate gets three costs: of taking it for an opening mark, for a closing mark, and for no
quotation mark at all (an apostrophe, an inch). They are penalties without a unit, 0 for what is as
it should be; :mod:`quoteattr.characters.pairing` adds them up and takes the cheapest reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quoteattr.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.characters.paragraphs import Paragraph

__all__ = ["Candidate", "find_candidates"]

_Costs = tuple[tuple[str, float], ...]
"""Families of marks, each with a cost."""


class Candidate(NamedTuple):
    """A character, or two that work as one, that may be a quotation mark."""

    start: int
    end: int
    opens: _Costs
    """Families that it may open."""
    closes: _Costs
    """Families that it may close."""
    plain: float
    """Cost of taking it for no quotation mark."""


class _Shape(NamedTuple):
    opens: _Costs
    closes: _Costs


_WRONG = 3.0  # a curly mark that points the wrong way
_OTHER = 3.5  # a single mark that closes what a double one opened, or the other way round

# Families: D “ ”, L „ “, S ‘ ’, s ‚ ‘, G « », H » «, g ‹ ›, h › ‹. Straight marks are of D and S.
_STRAIGHT = _Shape((("D", 0),), (("D", 0), ("L", 0.5), ("S", _OTHER)))
_LEFT = _Shape((("D", 0),), (("D", _WRONG), ("L", 0)))
_RIGHT = _Shape((("D", _WRONG),), (("D", 0), ("L", 0), ("S", _OTHER)))
_STRAIGHT_SINGLE = _Shape((("S", 0),), (("S", 0), ("s", 0.5), ("D", _OTHER)))
_LEFT_SINGLE = _Shape((("S", 0),), (("S", _WRONG), ("s", 0)))
_RIGHT_SINGLE = _Shape((("S", _WRONG),), (("S", 0), ("s", 0), ("D", _OTHER)))

_SHAPES = {
    **dict.fromkeys(('"', "\uff02", "''"), _STRAIGHT),
    **dict.fromkeys(("“", "‟", "❝", "〝", "\x93", "``", "‘‘"), _LEFT),
    **dict.fromkeys(("”", "❞", "〞", "〟", "\x94", "’’", "´´"), _RIGHT),
    "„": _Shape((("L", 0),), ()),
    **dict.fromkeys(("'", "\uff07"), _STRAIGHT_SINGLE),
    **dict.fromkeys(("‘", "‛", "❛", "\x91", "`"), _LEFT_SINGLE),
    **dict.fromkeys(("’", "❜", "\x92", "´"), _RIGHT_SINGLE),
    "‚": _Shape((("s", 0),), ()),
    "«": _Shape((("G", 0),), (("H", 0),)),
    "»": _Shape((("H", 1),), (("G", 0),)),
    "‹": _Shape((("g", 0),), (("h", 0),)),
    "›": _Shape((("h", 1),), (("g", 0),)),
}
_SINGLE = frozenset("'\uff07‘‛❛\x91`’❜\x92´‚")
_LEFT_SINGLES = frozenset("‘‛❛\x91`")
_RIGHT_SINGLES = frozenset("’❜\x92´")

_MARKS = "".join(sorted({character for shape in _SHAPES for character in shape}))
_RUN = re.compile(f"[{re.escape(_MARKS)}]+")
_OPENING_RUN = re.compile(r"(['`‘’´])\1|.")  # of three single marks the first two are one
_CLOSING_RUN = re.compile(r"(['`‘’´])(?=\1\1(?!\1))|(['`‘’´])\2|.")  # the last two are
_LONGEST_RUN = 6  # ““‘ may open three quotations twice over; more marks in a row are decoration

_WORD_AFTER = re.compile(r"\s*([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_DECADE = re.compile(r"\d0s?\b|\d\d\b")
_FEET = re.compile(r"\d\s?['’′]\s?\d+(?:\.\d+)?\Z")

_OPENING_BRACKETS = frozenset("([{<")
_CLOSING_BRACKETS = frozenset(")]}>%")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015/|\x96\x97")
_STOPS = frozenset(".,;:!?…\x85")
_SIGNS = frozenset("$£€¥#@")


def find_candidates(text: str, paragraph: Paragraph) -> Iterator[Candidate]:
    """The characters of a paragraph that may be quotation marks, with their costs."""
    for run in _RUN.finditer(text, paragraph.start, paragraph.end):
        start, end = run.span()
        before = text[start - 1] if start > paragraph.start else ""
        after = text[end] if end < paragraph.end else ""
        if end - start == 1 and before.isalnum() and after.isalnum() and run[0] in _SINGLE:
            continue  # don't
        if end - start > _LONGEST_RUN:
            continue
        place = _Place.between(before, after, text[end : end + 2])
        marks = _OPENING_RUN if place.opening < place.closing else _CLOSING_RUN
        for mark in marks.finditer(text, start, end):
            yield _weigh(text, mark, place)


class _Place(NamedTuple):
    """Where a run of marks stands."""

    before: str
    """The character before it; empty at the start of the paragraph."""
    after: str
    """The character after it; empty at the end of the paragraph."""
    opening: float
    """Cost of an opening mark there."""
    closing: float
    """Cost of a closing mark there."""

    @classmethod
    def between(cls, before: str, after: str, pair: str) -> _Place:
        return cls(
            before,
            after,
            _before_opening(before) + _after_opening(after, pair),
            _before_closing(before) + _after_closing(after, pair),
        )


def _weigh(text: str, mark: re.Match[str], place: _Place) -> Candidate:
    shape = _SHAPES[mark[0]]
    if mark[0] in _SINGLE:
        plain, penalty = _weigh_apostrophe(text, mark, place.before, place.after)
    else:
        plain, penalty = _weigh_inch(text, mark, place.before, place.after), 0.0
    return Candidate(
        mark.start(),
        mark.end(),
        tuple((family, cost + place.opening + penalty) for family, cost in shape.opens),
        tuple((family, cost + place.closing) for family, cost in shape.closes),
        plain,
    )


def _before_opening(before: str) -> float:
    """Cost of an opening mark after this character (empty at the start of the paragraph)."""
    if not before or before.isspace() or before in _OPENING_BRACKETS:
        return 0
    if before in _DASHES:
        return 0.5
    if before in _STOPS:
        return 2
    return 3 if before.isalnum() or before in _CLOSING_BRACKETS else 1


def _after_opening(after: str, pair: str) -> float:
    """Cost of an opening mark before this character (empty at the end of the paragraph)."""
    if not after:
        return 5
    if after.isalnum() or after in _SIGNS or after in _OPENING_BRACKETS:
        return 0
    if after in _DASHES or pair == ".." or after == "…":
        return 0.5
    if after.isspace():
        return 2
    return 4 if after in _STOPS or after in _CLOSING_BRACKETS else 0.5


def _before_closing(before: str) -> float:
    """Cost of a closing mark after this character."""
    if not before or before in _OPENING_BRACKETS:
        return 4
    if before.isalnum() or before in _STOPS or before in _CLOSING_BRACKETS:
        return 0
    return 2 if before.isspace() else 0.5


def _after_closing(after: str, pair: str) -> float:
    """Cost of a closing mark before this character."""
    if after.isalnum() or after in _SIGNS:
        return 3
    if after in _OPENING_BRACKETS:
        return 2
    if pair == ".." or after == "…":
        return 1
    if not after or after.isspace() or after in _STOPS or after in _CLOSING_BRACKETS:
        return 0
    return 0.3


def _weigh_inch(text: str, mark: re.Match[str], before: str, after: str) -> float:
    """Cost of taking a double mark for no quotation mark: low after a number."""
    if not before.isdigit() or after.isalnum():
        return 4
    measured = _FEET.search(text[max(0, mark.start() - 12) : mark.start()])
    return 0.2 if measured else 1


def _weigh_apostrophe(
    text: str, mark: re.Match[str], before: str, after: str
) -> tuple[float, float]:
    """Cost of taking a single mark for an apostrophe, and what that adds to opening."""
    sign, start, end = mark[0], mark.start(), mark.end()
    if before.isalnum() and after.isalnum():
        return 0, 3
    if after.isalnum():
        return _weigh_clipped_start(text, sign, end)
    if before.isdigit():
        return 0.5, 0
    if before.isalpha():
        return _weigh_clipped_end(text, start, end) + (1 if sign in _LEFT_SINGLES else 0), 0
    return (1.5 if before.isspace() and after.isspace() else 4), 0


def _weigh_clipped_start(text: str, sign: str, end: int) -> tuple[float, float]:
    word = _WORD_AFTER.match(text, end, end + 12)
    clipped = word is not None and word[1].lower() in _WORDS["clipped_start"]
    if clipped or _DECADE.match(text, end):
        return (1 if sign in _LEFT_SINGLES else 0), 1
    if sign in _LEFT_SINGLES:
        return 4, 0
    return (1 if sign in _RIGHT_SINGLES else 2.5), 0


def _weigh_clipped_end(text: str, start: int, end: int) -> float:
    found = _WORD_BEFORE.search(text[max(0, start - 20) : start])
    word = found[0].lower() if found else ""
    if word in _WORDS["clipped_end"] or (word.endswith("in") and len(word) > 3):
        return 0.2
    if not word.endswith(("s", "x", "z")):
        return 2.5
    following = _WORD_AFTER.match(text, end, end + 20)
    if following is None or following[1].lower() in _WORDS["after_no_possessive"]:
        return 1.3
    return 0.3


_WORDS = {name: frozenset(entries.split()) for name, entries in table("apostrophes").items()}
