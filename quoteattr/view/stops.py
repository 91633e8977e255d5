"""Full stops where a text has lost those at the ends of its sentences."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quoteattr.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["restored"]

_SHORTEST, _LONGEST = 60, 60
"""Words of a text that can be judged, and words to a full stop of one that has its own."""
_STOP = re.compile(r"[\w)][.!?\u2026][\"'\u201d\u2019)]*(?!\S)")
_FEWEST = 3
"""Ends of sentences that must be seen within lines."""
_SHORTEST_LINE = 8
"""Words of a line that is no heading."""
_LONGEST_WORD = 40
"""Code points in which a word is looked for."""


@cache
def _gap() -> re.Pattern[str]:
    """Return where a sentence may end.

    That is before a word that begins one, between who spoke and what else was said, and at the end
    of a line.
    """
    openers = "|".join(sorted(map(str.capitalize, words("function_words", "sentence_openers"))))
    return re.compile(
        rf"(?<=[\w)\]%])(?P<gap>[\"\u201d\u2019]? +)(?=(?:{openers})\b(?! [A-Z]{{2}}))"
        rf"|(?<=[\w)\]%])(?P<mark>[\"\u201d]? +)(?=[\"\u201c](?:{openers})\b)"
        r"|(?<=,[\"\u201d])(?:[^\n\"\u201c\u201d.]|\.(?=\w)){1,120}(?<=[\w)])(?P<tag> +)"
        r"(?=[\"\u201c][A-Z])"
        r"|(?<=[\w)%])(?P<line>[\"\u201d\u2019)]*[ \t]*(?:\n|\Z))"
    )


def restored(text: str) -> Iterator[Edit]:
    """Yield the ends of sentences that lack a stop, and a stop."""
    size = text.count(" ")
    if size < _SHORTEST or sum(1 for _ in _STOP.finditer(text)) * _LONGEST > size:
        return
    ends = [match for match in _gap().finditer(text) if _ends(match)]
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
    before = text[max(0, start - _LONGEST_WORD) : start].split()[-1:]
    if match.lastgroup == "mark":
        return not words("function_words", "unfinished").intersection(before)
    after = text[match.end() : match.end() + _LONGEST_WORD].split()[1:2]
    return not all(word[0].isupper() for word in (*before, *after))  # as in a title
