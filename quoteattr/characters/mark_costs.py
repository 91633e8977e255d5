"""What it costs to take a character for a quotation mark, judged by its context.

Every possible mark gets three costs: of taking it for an opening mark, for a closing mark, and for
no quotation mark at all (an apostrophe, an inch sign). They are penalties without a unit, 0 for
what is as it should be; :mod:`quoteattr.characters.mark_pairing` finds the roles whose costs add
up to the least.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quoteattr.lexicon import table, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.characters.paragraphs import Paragraph

__all__ = ["MarkCosts", "PossibleMark", "find_possible_marks"]

_Costs = tuple[tuple[str, int], ...]
"""Families of marks, each with a cost."""


class MarkCosts(NamedTuple):
    """What each role of a possible mark costs."""

    opens: _Costs
    """The families that it may open."""
    closes: _Costs
    """The families that it may close."""
    plain: int
    """Cost of taking it for no quotation mark."""


class PossibleMark(NamedTuple):
    """A character, or two used as one, that may be a quotation mark."""

    start: int
    end: int
    costs: MarkCosts


class _Context(NamedTuple):
    """The plain characters around a run of marks."""

    before: str
    """The character before the run; empty at the start of the paragraph."""
    after: str
    """The character after the run; empty at the end of the paragraph."""
    trail: str
    """The two characters after the run."""


class _Shape(NamedTuple):
    opens: _Costs
    closes: _Costs


_WRONG = 30  # a curly mark that points the wrong way
_TURNED = 15  # closes between a blank and a letter: in all dearer than two unclosed quotations
_OTHER = 35  # a single mark that closes what a double mark opened, or the reverse
_DOUBLED = 20  # two single marks that close what one opened

# Families: D “ ”, L „ “, S ‘ ’, s ‚ ‘, G « », H » «, g ‹ ›, h › ‹. Straight marks are in D and S.
_STRAIGHT = _Shape((("D", 0),), (("D", 0), ("L", 5), ("S", _OTHER)))
_LEFT = _Shape((("D", 0),), (("D", _WRONG), ("L", 0)))
_RIGHT = _Shape((("D", _WRONG),), (("D", 0), ("L", 0), ("S", _OTHER)))
_TWO_STRAIGHT = _Shape((("D", 0),), (("D", 0), ("L", 5), ("S", _DOUBLED)))
_TWO_RIGHT = _Shape((("D", _WRONG),), (("D", 0), ("L", 0), ("S", _DOUBLED)))
_STRAIGHT_SINGLE = _Shape((("S", 0),), (("S", 0), ("s", 5), ("D", _OTHER)))
_LEFT_SINGLE = _Shape((("S", 0),), (("S", _WRONG), ("s", 0)))
_RIGHT_SINGLE = _Shape((("S", _WRONG),), (("S", 0), ("s", 0), ("D", _OTHER)))

_LEFT_SINGLES = frozenset("‘‛❛\x91`")
_RIGHT_SINGLES = frozenset("’❜\x92´")
_SINGLES = _LEFT_SINGLES | _RIGHT_SINGLES | frozenset("'\uff07‚")
_SHAPES = {
    **dict.fromkeys(('"', "\uff02"), _STRAIGHT),
    "''": _TWO_STRAIGHT,
    **dict.fromkeys(("“", "‟", "❝", "〝", "\x93", "``", "‘‘"), _LEFT),
    **dict.fromkeys(("”", "❞", "〞", "〟", "\x94"), _RIGHT),
    **dict.fromkeys(("’’", "´´"), _TWO_RIGHT),
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
_OPENING_RUN = re.compile(r"(['`‘’´])\1|.")  # of three single marks, the first two are one mark
_CLOSING_RUN = re.compile(r"(['`‘’´])(?=\1\1(?!\1))|(['`‘’´])\2|.")  # the last two are
_LONGEST_RUN = 6  # ““‘ opens three quotations, perhaps doubled; longer runs are decoration

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


def find_possible_marks(text: str, plain: str, paragraph: Paragraph) -> Iterator[PossibleMark]:
    """Find the characters of a paragraph that may be quotation marks, with their costs.

    Args:
        text: The text as given: the shape of a mark counts.
        plain: The text in plain characters: around a mark, one blank is as good as another.
        paragraph: Where to look.
    """
    for run in _RUN.finditer(text, paragraph.start, paragraph.end):
        start, end = run.span()
        before = plain[start - 1] if start > paragraph.start else ""
        trail = plain[end : min(end + 2, paragraph.end)]
        context = _Context(before, trail[:1], trail)
        if end - start == 1 and run[0] in _SINGLES and before.isalnum() and context.after.isalnum():
            continue  # don't
        if end - start > _LONGEST_RUN:
            continue
        opens = _cost_of_opening(context) < _cost_of_closing(context)
        marks = _OPENING_RUN if opens else _CLOSING_RUN
        for mark in marks.finditer(text, start, end):
            if mark[0] in _SINGLES:
                cost, penalty = _cost_of_apostrophe(plain, mark, context)
            else:
                cost, penalty = _cost_of_inch(plain, mark, context), 0
            yield PossibleMark(*mark.span(), _add_up(mark[0], context, cost, penalty))


@lru_cache(maxsize=4096)
def _add_up(sign: str, context: _Context, plain: int, penalty: int) -> MarkCosts:
    """Add up the costs of a mark.

    Args:
        sign: The mark.
        context: What stands around it.
        plain: The cost of taking it for no quotation mark.
        penalty: What makes opening dearer.
    """
    shape = _SHAPES[sign]
    opening, closing = _cost_of_opening(context) + penalty, _cost_of_closing(context)
    return MarkCosts(
        tuple((family, cost + opening) for family, cost in shape.opens),
        tuple((family, cost + closing) for family, cost in shape.closes),
        plain,
    )


@lru_cache(maxsize=4096)
def _cost_of_opening(context: _Context) -> int:
    """Return the cost of an opening mark in this context."""
    return _before_opening(context.before) + _after_opening(context.after, context.trail)


@lru_cache(maxsize=4096)
def _cost_of_closing(context: _Context) -> int:
    """Return the cost of a closing mark in this context."""
    cost = _before_closing(context.before) + _after_closing(context.after, context.trail)
    return cost + _TURNED * (context.before.isspace() and context.after.isalnum())


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


def _cost_of_inch(plain: str, mark: re.Match[str], context: _Context) -> int:
    """Return the cost of taking a double mark for an inch sign: low after a number."""
    if not context.before.isdigit() or context.after.isalnum():
        return 40
    measured = _FEET.search(plain[max(0, mark.start() - 12) : mark.start()])
    return 2 if measured else 10


def _cost_of_apostrophe(plain: str, mark: re.Match[str], context: _Context) -> tuple[int, int]:
    """Return the cost of taking a single mark for an apostrophe, and what it adds to opening."""
    sign, before, after = mark[0], context.before, context.after
    if before.isalnum() and after.isalnum():
        return 0, 30
    if after.isalnum():
        cost, penalty = _cost_of_clipped_start(plain, sign, mark.end())
        leads = after.isupper() and (not before or plain[max(0, mark.start() - 2)] in _STOPS)
        return (40 if leads and not penalty else cost), penalty
    if before.isdigit():
        return 5, 0
    if before.isalpha():
        wrong = 10 if sign in _LEFT_SINGLES else 0
        return _cost_of_clipped_end(plain, mark.start(), mark.end()) + wrong, 0
    if before == "." and after.isspace() and _is_abbreviated_plural(plain, mark.start()):
        return 13, 0
    return (15 if before.isspace() and after.isspace() else 40), 0


def _is_abbreviated_plural(plain: str, start: int) -> bool:
    """Whether an abbreviation that may have a possessive ends here: *Lind Bros.' lawyers*."""
    found = _WORD_BEFORE.search(plain[max(0, start - 20) : start - 1])
    return found is not None and found[0].lower() in _WORDS["abbreviated_plurals"]


def _cost_of_clipped_start(plain: str, sign: str, end: int) -> tuple[int, int]:
    """Weigh an apostrophe that starts a word: *'twas*, *the '90s*."""
    word = _WORD_AFTER.match(plain, end, end + 12)
    clipped = word is not None and word[1].lower() in _WORDS["clipped_start"]
    if clipped or _DECADE.match(plain, end):
        return (10 if sign in _LEFT_SINGLES else 0), 10
    if sign in _LEFT_SINGLES:
        return 40, 0
    return (10 if sign in _RIGHT_SINGLES else 25), 0


def _cost_of_clipped_end(plain: str, start: int, end: int) -> int:
    """Weigh an apostrophe that ends a word: *goin'*, *the ministers' plan*."""
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
