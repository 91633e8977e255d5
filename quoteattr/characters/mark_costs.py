"""What each character that may be a quotation mark looks like where it stands.

Every candidate gets three costs: of taking it for an opening mark, for a closing mark, and for no
quotation mark at all (an apostrophe, an inch). They are penalties without a unit, 0 for what is as
it should be; :mod:`quoteattr.characters.mark_pairing` adds them up and takes the cheapest reading.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quoteattr.lexicon import table, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.characters.paragraphs import Paragraph

__all__ = ["Candidate", "Weights", "find_candidates"]

_Costs = tuple[tuple[str, int], ...]
"""Families of marks, each with a cost."""


class Weights(NamedTuple):
    """What speaks against each role of a candidate."""

    opens: _Costs
    """Families that it may open."""
    closes: _Costs
    """Families that it may close."""
    plain: int
    """Cost of taking it for no quotation mark."""


class Candidate(NamedTuple):
    """A character, or two that work as one, that may be a quotation mark."""

    start: int
    end: int
    weights: Weights


class _Place(NamedTuple):
    """Where a run of marks stands, in plain characters."""

    before: str
    """The character before it; empty at the start of the paragraph."""
    after: str
    """The character after it; empty at the end of the paragraph."""
    trail: str
    """The two characters after it."""


class _Shape(NamedTuple):
    opens: _Costs
    closes: _Costs


_WRONG = 30  # a curly mark that points the wrong way
_TURNED = 15  # with a blank before it and a letter after it; dearer than two that nothing closes
_OTHER = 35  # a single mark that closes what a double one opened, or the other way round

# Families: D “ ”, L „ “, S ‘ ’, s ‚ ‘, G « », H » «, g ‹ ›, h › ‹. Straight marks are of D and S.
_STRAIGHT = _Shape((("D", 0),), (("D", 0), ("L", 5), ("S", _OTHER)))
_LEFT = _Shape((("D", 0),), (("D", _WRONG), ("L", 0)))
_RIGHT = _Shape((("D", _WRONG),), (("D", 0), ("L", 0), ("S", _OTHER)))
_STRAIGHT_SINGLE = _Shape((("S", 0),), (("S", 0), ("s", 5), ("D", _OTHER)))
_LEFT_SINGLE = _Shape((("S", 0),), (("S", _WRONG), ("s", 0)))
_RIGHT_SINGLE = _Shape((("S", _WRONG),), (("S", 0), ("s", 0), ("D", _OTHER)))

_LEFT_SINGLES = frozenset("‘‛❛\x91`")
_RIGHT_SINGLES = frozenset("’❜\x92´")
_SINGLES = _LEFT_SINGLES | _RIGHT_SINGLES | frozenset("'\uff07‚")
_SHAPES = {
    **dict.fromkeys(('"', "\uff02", "''"), _STRAIGHT),
    **dict.fromkeys(("“", "‟", "❝", "〝", "\x93", "``", "‘‘"), _LEFT),
    **dict.fromkeys(("”", "❞", "〞", "〟", "\x94", "’’", "´´"), _RIGHT),
    **dict.fromkeys(("'", "\uff07"), _STRAIGHT_SINGLE),
    **dict.fromkeys(_LEFT_SINGLES, _LEFT_SINGLE),
    **dict.fromkeys(_RIGHT_SINGLES, _RIGHT_SINGLE),
    "„": _Shape((("L", 0),), ()),
    "‚": _Shape((("s", 0),), ()),
    "«": _Shape((("G", 0),), (("H", 0),)),
    "»": _Shape((("H", 10),), (("G", 0),)),
    "‹": _Shape((("g", 0),), (("h", 0),)),
    "›": _Shape((("h", 10),), (("g", 0),)),
}

_RUN = re.compile(f"[{re.escape(''.join(sorted(set().union(*_SHAPES))))}]+")
_OPENING_RUN = re.compile(r"(['`‘’´])\1|.")  # of three single marks the first two are one
_CLOSING_RUN = re.compile(r"(['`‘’´])(?=\1\1(?!\1))|(['`‘’´])\2|.")  # the last two are
_LONGEST_RUN = 6  # ““‘ may open three quotations twice over; more marks in a row are decoration

_WORD_AFTER = re.compile(r"\s*([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_DECADE = re.compile(r"\d0s?\b|\d\d\b")
_FEET = re.compile(r"\d\s?'\s?\d+(?:\.\d+)?\Z")
_WORDS = {name: words("apostrophes", name) for name in table("apostrophes")}

_OPENING_BRACKETS = frozenset("([{<")
_CLOSING_BRACKETS = frozenset(")]}>%")
_DASHES = frozenset("-/|")
_STOPS = frozenset(".,;:!?…")
_SIGNS = frozenset("$£€¥#@")


def find_candidates(text: str, plain: str, paragraph: Paragraph) -> Iterator[Candidate]:
    """The characters of a paragraph that may be quotation marks, with their costs.

    Args:
        text: The text as it was given: the shape of a mark counts.
        plain: The same in plain characters: around a mark, one blank is as good as another.
        paragraph: Where to look.
    """
    for run in _RUN.finditer(text, paragraph.start, paragraph.end):
        start, end = run.span()
        before = plain[start - 1] if start > paragraph.start else ""
        trail = plain[end : min(end + 2, paragraph.end)]
        place = _Place(before, trail[:1], trail)
        if end - start == 1 and run[0] in _SINGLES and before.isalnum() and place.after.isalnum():
            continue  # don't
        if end - start > _LONGEST_RUN:
            continue
        marks = _OPENING_RUN if _opening(place) < _closing(place) else _CLOSING_RUN
        for mark in marks.finditer(text, start, end):
            if mark[0] in _SINGLES:
                cost, penalty = _weigh_apostrophe(plain, mark, place)
            else:
                cost, penalty = _weigh_inch(plain, mark, place), 0
            yield Candidate(*mark.span(), _weigh(mark[0], place, cost, penalty))


@lru_cache(maxsize=4096)
def _weigh(sign: str, place: _Place, plain: int, penalty: int) -> Weights:
    """All costs of a mark, given that of no mark and what makes opening dearer."""
    shape = _SHAPES[sign]
    opening, closing = _opening(place) + penalty, _closing(place)
    return Weights(
        tuple((family, cost + opening) for family, cost in shape.opens),
        tuple((family, cost + closing) for family, cost in shape.closes),
        plain,
    )


@lru_cache(maxsize=4096)
def _opening(place: _Place) -> int:
    """Cost of an opening mark there."""
    return _before_opening(place.before) + _after_opening(place.after, place.trail)


@lru_cache(maxsize=4096)
def _closing(place: _Place) -> int:
    """Cost of a closing mark there."""
    cost = _before_closing(place.before) + _after_closing(place.after, place.trail)
    return cost + _TURNED * (place.before.isspace() and place.after.isalnum())


def _before_opening(before: str) -> int:
    if not before or before.isspace() or before in _OPENING_BRACKETS:
        return 0
    if before in _DASHES:
        return 5
    if before in _STOPS:
        return 20
    return 30 if before.isalnum() or before in _CLOSING_BRACKETS else 10


def _after_opening(after: str, trail: str) -> int:
    if not after:
        return 50
    if after.isalnum() or after in _SIGNS or after in _OPENING_BRACKETS:
        return 0
    if after in _DASHES or after == "…" or trail == "..":
        return 5
    if after.isspace():
        return 20
    return 40 if after in _STOPS or after in _CLOSING_BRACKETS else 5


def _before_closing(before: str) -> int:
    if not before or before in _OPENING_BRACKETS:
        return 40
    if before.isalnum() or before in _STOPS or before in _CLOSING_BRACKETS:
        return 0
    return 20 if before.isspace() else 5


def _after_closing(after: str, trail: str) -> int:
    if after.isalnum() or after in _SIGNS:
        return 30
    if after in _OPENING_BRACKETS:
        return 20
    if after == "…" or trail == "..":
        return 10
    if not after or after.isspace() or after in _STOPS or after in _CLOSING_BRACKETS:
        return 0
    return 3


def _weigh_inch(plain: str, mark: re.Match[str], place: _Place) -> int:
    """Cost of taking a double mark for no quotation mark: low after a number."""
    if not place.before.isdigit() or place.after.isalnum():
        return 40
    measured = _FEET.search(plain[max(0, mark.start() - 12) : mark.start()])
    return 2 if measured else 10


def _weigh_apostrophe(plain: str, mark: re.Match[str], place: _Place) -> tuple[int, int]:
    """Cost of taking a single mark for an apostrophe, and what that adds to opening."""
    sign, before, after = mark[0], place.before, place.after
    if before.isalnum() and after.isalnum():
        return 0, 30
    if after.isalnum():
        cost, penalty = _weigh_clipped_start(plain, sign, mark.end())
        leads = after.isupper() and (not before or plain[max(0, mark.start() - 2)] in _STOPS)
        return (40 if leads and not penalty else cost), penalty
    if before.isdigit():
        return 5, 0
    if before.isalpha():
        wrong = 10 if sign in _LEFT_SINGLES else 0
        return _weigh_clipped_end(plain, mark.start(), mark.end()) + wrong, 0
    return (15 if before.isspace() and after.isspace() else 40), 0


def _weigh_clipped_start(plain: str, sign: str, end: int) -> tuple[int, int]:
    """'twas, the '90s."""
    word = _WORD_AFTER.match(plain, end, end + 12)
    clipped = word is not None and word[1].lower() in _WORDS["clipped_start"]
    if clipped or _DECADE.match(plain, end):
        return (10 if sign in _LEFT_SINGLES else 0), 10
    if sign in _LEFT_SINGLES:
        return 40, 0
    return (10 if sign in _RIGHT_SINGLES else 25), 0


def _weigh_clipped_end(plain: str, start: int, end: int) -> int:
    """goin', the ministers' plan."""
    found = _WORD_BEFORE.search(plain[max(0, start - 20) : start])
    word = found[0].lower() if found else ""
    if word in _WORDS["clipped_end"] or (word.endswith("in") and len(word) > 3):
        return 2
    if not word.endswith(("s", "x", "z")):
        return 25
    following = _WORD_AFTER.match(plain, end, end + 20)
    if following is None or following[1].lower() in _WORDS["after_no_possessive"]:
        return 13
    return 3
