"""Full stops where a text has lost those at the ends of its sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["restored"]

_SHORTEST, _LONGEST = 60, 60
"""Words of a text that can be judged, and words to a full stop of one that has its own."""
_STOP = re.compile(r"[\w)][.!?\u2026][\"'\u201d\u2019)]*(?!\S)")
_FEWEST = 3
"""Ends of sentences that must be seen within lines."""
_STARTERS = (
    "A|An|The|This|That|These|Those|There|Here|He|She|It|They|We|You|His|Her|Its|Their|Our|My"
    "|In|On|At|As|By|For|From|With|Without|To|Under|Over|Of|About|Between|Among|Amid|According"
    "|After|Before|During|Since|Until|When|While|Where|If|Unless|Although|Though|Because|Despite"
    "|And|But|Or|So|Yet|Nor|However|Meanwhile|Also|Then|Now|Still|Even|Just|Only|Both|Each|Every"
    "|All|Some|Many|Most|Several|Few|Other|Others|Another|Any|No|Not|Nobody|Nothing|Everyone"
    "|Who|What|Why|How|Which|Whether|Once|Today|Yesterday|Earlier|Later|Last|Additionally"
    "|Furthermore|Moreover|Instead|Indeed|Perhaps|Please|Do|Does|Did|Is|Are|Was|Were|Can|Could"
    "|Will|Would|Should|Let|One|Two|Three|Nearly|Almost|More|Such|Following|Asked|Speaking"
)
"""Words that have capitals at the beginning of a sentence alone."""
_NO_END = re.compile(
    r"\b(?:said|says?|added|adds|told|asked|asks|wrote|writes|read|called|named|titled|entitled"
    r"|that|as|of|the|an?|to|by|is|was|were|are|and|or|with|in|on|for|from|saying|adding|his|her)\Z"
)
"""What words stand before that are quoted within a sentence."""
_GAP = re.compile(
    rf"(?<=[\w)\]%])(?P<gap>[\"\u201d\u2019]? +)(?=(?:{_STARTERS})\b(?! [A-Z]{{2}}))"
    rf"|(?<=[\w)\]%])(?P<mark>[\"\u201d]? +)(?=[\"\u201c](?:{_STARTERS})\b)"
    r"|(?<=,[\"\u201d])(?:[^\n\"\u201c\u201d.]|\.(?=\w)){1,120}(?<=[\w)])(?P<tag> +)"
    r"(?=[\"\u201c][A-Z])"
    r"|(?<=[\w)%])(?P<line>[\"\u201d\u2019)]*[ \t]*(?:\n|\Z))"
)
"""Before a word that begins a sentence, between who spoke and what else was said, and at the end of
a line."""
_SHORTEST_LINE = 8
"""Words of a line that is no heading."""
_LONGEST_WORD = 40
"""Code points in which a word is looked for."""


def restored(text: str) -> Iterator[Edit]:
    """Yield the ends of sentences that lack a stop, and a stop."""
    words = text.count(" ")
    if words < _SHORTEST or sum(1 for _ in _STOP.finditer(text)) * _LONGEST > words:
        return
    ends = [match for match in _GAP.finditer(text) if _ends(match)]
    if sum(match.lastgroup != "line" for match in ends) >= _FEWEST:
        for match in ends:
            end = match.start(match.lastgroup or 0)
            yield end, end, "."


def _ends(match: re.Match[str]) -> bool:
    """Tell whether a sentence ends here."""
    text, start = match.string, match.start()
    if match.lastgroup == "line":
        return len(text[text.rfind("\n", 0, start) + 1 : start].split()) >= _SHORTEST_LINE
    if match.lastgroup == "tag":
        return True
    if match.lastgroup == "mark":
        return not _NO_END.search(text, max(0, start - _LONGEST_WORD), start)
    before = text[max(0, start - _LONGEST_WORD) : start].split()[-1:]
    after = text[match.end() : match.end() + _LONGEST_WORD].split()[1:2]
    return not all(word[0].isupper() for word in (*before, *after))  # as in a title
