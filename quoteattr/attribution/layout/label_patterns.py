"""How labels of speakers are written: before a colon or full stop, in brackets, on their own line.

Each function matches one paragraph, and tells nothing of whether the words name anybody.
"""

from __future__ import annotations

import re
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon.kinds import is_honorific

if TYPE_CHECKING:
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["NOTE", "Label", "Layout", "Sign", "match_label"]


class Layout(Enum):
    """Where a label stands, and what ends it."""

    COLON = "colon"
    """*Ana Ruiz: Good evening.*"""
    STOP = "stop"
    """*Mr. RUIZ. I yield.*; *Q. Where were you?*"""
    BRACKETS = "brackets"
    """*<ana> good evening*; *[speaker 1] Good evening.*"""
    TIMED = "timed"
    """*Ana Ruiz 0:07* on a line of its own."""
    TITLED = "titled"
    """*Ana Ruiz -- Northbank -- Analyst* on a line of its own."""
    LINE = "line"
    """*ANA RUIZ* on a line of its own."""

    @property
    def fills_line(self) -> bool:
        """Whether what is said begins in the next paragraph."""
        return self in {Layout.TIMED, Layout.TITLED, Layout.LINE}


class Sign(IntEnum):
    """How surely the words of a label name somebody."""

    NONE = 0
    """They do not."""
    WEAK = 1
    """They may, if they come back in turn with others: *Hope*."""
    NAME = 2
    """They read as a name or an office."""
    SURE = 3
    """Only a speaker is written like this: *Mr. Ruiz (Northdale) (Lab)*, *ANA RUIZ (V.O.)*."""


@frozen
class Label:
    """A possible label of a speaker."""

    layout: Layout
    name: str
    """The words of the label, without notes on how somebody is heard."""
    start: int
    """First code point of the name."""
    end: int
    """One past its last code point."""
    cue: Offsets | None
    """The colon or full stop, if there is one."""
    begin: int
    """Where what the label gives to somebody begins; the paragraph's end if it is in the next."""
    sign: Sign = Sign.NONE

    @property
    def span(self) -> Offsets:
        """The first code point of the name, and one past its last."""
        return self.start, self.end


TIME = (
    r"[\[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
    r"(?: ?[AaPp]\.?[Mm]\b\.?)?[\])]?"
)
BEFORE = re.compile(
    r"(?:RT |>> ?|[-*\u2022] (?=\*\*|[A-Z])|\d{1,3}\.?[ \t]+(?=[A-Z])"
    rf"|{TIME}(?: ?[-\u2013\u2014|:])?\s+)*"
    r"(?P<mark>[\"\u201c\u2018']?)"
)
"""What may stand before a label: a list's mark, the number of a line, a time."""
BRACKETS = r"[ ]?(?:\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\])"
PLAIN = r"[^:\n\"\u201c\u201d?!;()\[\]<>*]"
BY_COLON = re.compile(
    rf"(?P<md>\*{{1,3}}|__?)?(?P<name>[@\w](?:{PLAIN}|{BRACKETS}){{0,120}}?)"
    rf"(?: to (?:(?:the )?[A-Z]{PLAIN}{{0,40}}?))?"
    rf"(?P<close>(?(md)(?::(?P=md)|(?P=md)(?:{BRACKETS})?\s?:)|\s?:))(?:\s+(?=\S)|(?=[\"\u201c])|$)"
)
CAPITALS = r"(?:Mc|Mac|De|Di|La|Le|Van|O['\u2019])?[A-Z][A-Z'\u2019-]+"
STOPPED = re.compile(
    rf"(?:[QA]|(?:[A-Z][a-z]+\.? ){{0,2}}{CAPITALS}(?: {CAPITALS}){{0,3}}(?: pro tempore)?"
    r"|The [A-Z][a-z]+(?: [A-Z][a-z]+)?|(?:[A-Z][a-z]+\.? ){0,2}[A-Z][\w'\u2019-]+)"
    rf"(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?(?:{BRACKETS})*"
)
"""A label that a full stop or dash ends: *Q*, *Ms. RUIZ of Iowa*, *The Chairman*."""
STOP = re.compile(r"\.(?: ?[-\u2013\u2014])?\s+(?=\S)| [-\u2013\u2014]\s+(?=\S)")
ASKS = re.compile(r"(?P<name>Q|A(?=\s\s))\s+(?=[A-Z(\"\u201c])")
"""*Q* and *A* without a full stop, as in minutes of press conferences."""
LONGEST_ABBREVIATION = 4
LONGEST_STOPPED = 80
"""Characters in which to look for the end of such a label."""
IN_BRACKETS = re.compile(
    r"<(?:v(?:\.[\w.]+)? )?(?P<name>[@+%]?\w[^<>\n]{0,40})>\s*(?=\S)"
    r"|\[(?P<square>\w[^\[\]\n:]{0,40})\]:?\s+(?=\S)"
    r"|\*\*(?P<bold>\w[^*\n:]{0,40})\*\*\s+(?=[^\s*(])"
)
TIMED = re.compile(
    rf"\**(?P<name>[@\w](?:{PLAIN}|{BRACKETS}){{0,60}}?)\**:?\**(?:,? |\t)\s*\**{TIME}\**$"
    rf"|{TIME}\s+(?P<after>[A-Z][^\n:;,.?!\"()]{{0,40}})$"
)
TITLED = re.compile(
    r"(?P<name>[A-Z][^\n:;?!\"]{2,60}?)(?: (?:--|\u2014|\u2013) [A-Z][^\n:;?!\"]{1,60}){1,3}$"
)
LINE = re.compile(
    r"(?P<md>\*\*|#{2,4} )?(?P<name>(?:The )?[A-Z](?:[\w.'\u2019-]| (?=[\w(])){0,40}\b)"
    rf"(?P<notes>(?:{BRACKETS})*)(?:\*\*)?$"
)
NOTE = re.compile(r"\s*[\[(](?P<inner>[^\[\]()\n]{1,80})[\])]\s*")
"""A note in brackets."""


def match_label(text: str, start: int, end: int) -> Label | None:
    """Match the label with which ``text[start:end]`` may begin, or that it may be."""
    timed = TIMED.match(text, start, end)
    if timed is not None:
        return _on_line(Layout.TIMED, timed, "after" if timed["after"] else "name", end)
    first = BEFORE.match(text, start, end)
    begin = first.end() if first else start
    match = BY_COLON.match(text, begin, end)
    if match is not None:
        return _before_colon(match)
    match = ASKS.match(text, begin, end)
    if match is not None:
        return Label(Layout.STOP, match["name"], *match.span("name"), None, match.end())
    stopped = _before_stop(text, begin, end)
    if stopped is not None:
        return stopped
    inside = IN_BRACKETS.match(text, first.start("mark") if first else start, end)
    if inside is not None:
        name = inside.span(inside.lastgroup or "name")
        return Label(Layout.BRACKETS, text[slice(*name)], *name, None, inside.end())
    for pattern, layout in ((TITLED, Layout.TITLED), (LINE, Layout.LINE)):
        match = pattern.match(text, start, end)
        if match is not None:
            return _on_line(layout, match, "name", end)
    return None


def _before_colon(match: re.Match[str]) -> Label:
    """Make the label that a colon ends."""
    closing = match.start("close") + match["close"].index(":")
    name, end = match["name"].rstrip(), match.start("name") + len(match["name"].rstrip())
    cue = (closing, closing + 1)
    return Label(Layout.COLON, name, match.start("name"), end, cue, match.end())


def _before_stop(text: str, start: int, end: int) -> Label | None:
    """Match a label that a full stop or dash ends, be there others in it: *Mr. RUIZ.*."""
    for stop in STOP.finditer(text, start, min(end, start + LONGEST_STOPPED)):
        name = text[start : stop.start()]
        if STOPPED.fullmatch(name) is None:
            continue
        if stop[0][0] != "." or not _is_abbreviation(name.rsplit(maxsplit=1)[-1]):
            cue = (stop.start(), stop.start() + len(stop[0].rstrip()))
            return Label(Layout.STOP, name, start, stop.start(), cue, stop.end())
    return None


def _is_abbreviation(word: str) -> bool:
    """Whether a full stop after a word may be its own: *Mr*, *MS*; not *FATHER*."""
    return is_honorific(word) and not (word.isupper() and len(word) > LONGEST_ABBREVIATION)


def _on_line(layout: Layout, match: re.Match[str], group: str, end: int) -> Label:
    """Make the label that fills a paragraph."""
    name = match[group].rstrip(" ,:")
    start = match.start(group)
    return Label(layout, name, start, start + len(name), None, end)
