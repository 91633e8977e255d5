"""What is read of a text, step by step."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.view import (
    capitals,
    characters,
    encodings,
    letters,
    lines,
    lost,
    markdown,
    misread,
    quoted,
    single,
    spaces,
    stops,
    tags,
    unmarked,
)
from quoteattr.view.places import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quoteattr.view.places import Edit

__all__ = ["completed", "readable", "view_of"]

_ROUNDS = 3
"""How often a text may have been escaped, or its letters taken apart."""


@frozen
class _Kind:
    """A kind of noise: how it looks, and what is read instead."""

    shown: Callable[[re.Match[str]], str | None]
    """What is read of a match; ``None`` if it is read as it stands."""
    pattern: Callable[[], str]
    sign: re.Pattern[str] | None = None
    """What a text that has noise of this kind has somewhere."""


_KINDS = {
    "invisible": _Kind(lambda _: "", lambda: characters.INVISIBLE),
    "division": _Kind(lines.division, lambda: lines.DIVISION, re.compile(lines.DIVISION)),
    "entity": _Kind(characters.entity, lambda: characters.ENTITY),
    "apart": _Kind(encodings.together, encodings.pattern, encodings.SIGN),
    "tag": _Kind(tags.tag, lambda: tags.TAG, tags.SIGN),
    "link": _Kind(lambda _: "", lambda: markdown.LINK, markdown.LINK_SIGN),
}
_FIRST = re.compile(
    "[\\]&<\u00ad\u00c2-\u00c5\u00e2\u034f\u061c\u180e\u201a\u221a\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff]"
    f"|{lines.DIVISION}"
)
"""What all noise begins with."""


def view_of(text: str) -> View | None:
    """Return what is read of a text; ``None`` if that is all of it."""
    view = None
    for _ in range(_ROUNDS):
        before = text
        for edits in (tags.hidden, markdown.emphasis, _noise):
            view, text = _next(view, text, edits)
        if text == before:
            break
    for edits in (characters.composed, quoted.signs_amid, lost.found, spaces.inside_marks):
        view, text = _next(view, text, edits)
    return view


def completed(text: str) -> View | None:
    """Return a text with the double marks, letters, capitals and stops that it lacks, or ``None``.

    They help to parse it. Texts of quotes do not show them, as they are not what was said: names of
    speakers show words that were misread as they are read, and :attr:`.Quote.missing` marks.
    """
    view = None
    for edits in (
        misread.restored,
        single.doubled,
        unmarked.restored,
        letters.restored,
        capitals.restored,
        stops.restored,
    ):
        view, text = _next(view, text, edits)
    return view


def readable(piece: str) -> str:
    """Return what is read of a piece of a text, whose tags close elsewhere."""
    for _ in range(_ROUNDS):
        before = piece
        _, piece = _next(None, piece, _noise_of_piece)
        if piece == before:
            break
    return piece


def _next(
    view: View | None, text: str, edits: Callable[[str], Iterator[Edit]]
) -> tuple[View | None, str]:
    """Return what is read of what has been read so far."""
    step = View.of(text, edits(text))
    if step is None:
        return view, text
    return (step if view is None else view.then(step)), step.text


def _noise(text: str) -> Iterator[Edit]:
    return _edits(text, *(k for k, v in _KINDS.items() if not v.sign or v.sign.search(text)))


def _noise_of_piece(piece: str) -> Iterator[Edit]:
    is_apart = encodings.SIGN.search(piece) is not None
    return _edits(piece, *(kind for kind in _KINDS if kind != "apart" or is_apart))


def _edits(text: str, *kinds: str) -> Iterator[Edit]:
    if _FIRST.search(text) is None:
        return
    for match in _pattern(kinds).finditer(text):
        kind = match.lastgroup
        assert kind is not None, "each kind is a group"
        shown = _KINDS[kind].shown(match)
        if shown is not None:
            yield *match.span(), shown


@cache
def _pattern(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of everything that is not read as it stands."""
    return re.compile("|".join(f"(?P<{kind}>{_KINDS[kind].pattern()})" for kind in kinds))
