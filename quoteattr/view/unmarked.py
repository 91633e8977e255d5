"""Quotation marks where a text lost them all: *We left, said Ada. Our house is dry*.

What is speech shows only where speakers talk of themselves. Such words are put in marks in texts
that have no double mark, and at least one report of such words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quoteattr.lexicon import words
from quoteattr.view.single import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["restored"]

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_SENTENCE = re.compile(
    r"\S[^\n]*?(?:(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b[DM]r\.)(?<!\bMs\.)(?=\s+[A-Z\u2018])|(?=\n|\Z))"
)
_SELF = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Oo]ur|[Mm]y|me)\b")
_LABEL = re.compile(r"[A-Z][^:.\n]{0,40}: ")
_TURNS = 2
"""Labels of turns that a transcript has, which needs no marks."""
_DASHES = frozenset("-\u2013\u2014")
"""What opens the turns of a dialogue instead."""
_LONGEST = 1500
"""Code points of a paragraph in an article."""
_IRREGULAR = {"say": "said", "tell": "told", "write": "wrote"}
_SPEAKER = r"(?:(?:[Tt]he |an? |one |[A-Z])[^,.!?\n]{0,80}|he|she|they|it)"


class _Speech(NamedTuple):
    """A range of a text."""

    start: int
    end: int
    is_reported: bool
    """Whether it surely is speech: its words show it, and somebody is said to say them."""


def restored(text: str) -> Iterator[Edit]:
    """Yield quotation marks around what is surely direct speech."""
    if DOUBLE.search(text) or _SELF.search(text) is None:
        return
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    if sum(_LABEL.match(text, *each) is not None for each in paragraphs) >= _TURNS:
        return
    speeches = [speech for each in paragraphs for speech in _speeches(text, *each)]
    if any(speech.is_reported for speech in speeches):
        for speech in speeches:
            yield speech.start, speech.start, "\u201c"
            yield speech.end, speech.end, "\u201d"


def _speeches(text: str, start: int, end: int) -> Iterator[_Speech]:
    """Yield the speeches of a paragraph: after a colon, or before and after who says it."""
    if text[start] in _DASHES or end - start > _LONGEST:
        return
    lead = _lead().search(text, start, end)
    if lead:
        is_own = _SELF.search(text, lead.end(), end) is not None
        yield _Speech(lead.end(), end, is_own)
        return
    sentences = [match.span() for match in _SENTENCE.finditer(text, start, end)]
    begun, last = -1, -1
    follows = False
    for first, stop in sentences:
        tag = _tag().search(text, first, stop)
        edge = tag.start() + 1 if tag else stop
        if _SELF.search(text, first, edge) and (tag or not _report().search(text, first, edge)):
            begun, last = first if begun < 0 else begun, edge
        if tag and begun >= 0:
            yield _Speech(begun, edge, is_reported=True)
            begun, follows = -1, True
    if follows and begun >= 0:
        yield _Speech(begun, last, is_reported=False)


@cache
def _lead() -> re.Pattern[str]:
    """Return the pattern of who says something before it, to the colon."""
    return re.compile(rf"\b(?:{_verbs()})\b[^.:\n]{{0,60}}: (?=[A-Z\u2018])")


@cache
def _tag() -> re.Pattern[str]:
    """Return the pattern of who says something after it, from the comma on."""
    verbs = _verbs()
    after = rf"{_SPEAKER} (?:also |had |has )?(?:{verbs})"
    return re.compile(rf"[,!?] (?:(?:{verbs}) {_SPEAKER}|{after})(?=[.,\n ]|\Z)")


@cache
def _report() -> re.Pattern[str]:
    """Return the pattern of what reports indirect speech: *said that*."""
    return re.compile(rf"\b(?:{_verbs()}) (?:\w+ )?that\b")


def _verbs() -> str:
    return "|".join(sorted(map(_forms, words("cues", "verbs.saying"))))


def _forms(verb: str) -> str:
    """Return the pattern of the forms of a verb that report: *says*, *said*."""
    if verb in _IRREGULAR:
        return f"{_IRREGULAR[verb]}|{verb}s"
    if verb.endswith("y"):
        return f"{verb[:-1]}ie[ds]"
    return f"{verb}[ds]" if verb.endswith("e") else f"{verb}(?:s|{verb[-1]}?ed)"
