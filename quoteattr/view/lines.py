"""Words that are divided at the end of a line."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["DIVISION", "division"]

DIVISION = r"(?<=[a-z])-[ \t]{0,9}\r?\n[ \t]{0,9}(?=[a-z])"
_BEFORE = re.compile(r"[A-Za-z]+\Z")
_AFTER = re.compile("[a-z]+")
_LONGEST = 40


def division(match: re.Match[str]) -> str:
    """Return the hyphen, if the word has it elsewhere too: *well-* and *known*."""
    text, start, end = match.string, match.start(), match.end()
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    after = _AFTER.match(text, end, end + _LONGEST)
    assert before, "a letter stands before the hyphen"
    assert after, "a letter stands after it"
    return "-" if f"{before[0]}-{after[0]}".lower() in _hyphenated(text) else ""


@lru_cache(maxsize=2)
def _hyphenated(text: str) -> frozenset[str]:
    """Return the words of a text that have a hyphen within a line."""
    return frozenset(word.lower() for word in re.findall(r"[A-Za-z]+-[a-z]+", text))
