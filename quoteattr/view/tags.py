"""Tags of HTML and other mark-up, and what they hide."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["SIGN", "TAG", "hidden", "tag"]

SIGN = re.compile(r"</[a-z][\w:.-]{0,30}\s*>|<(?:p|br) ?/?>", re.IGNORECASE)
"""Tags are read through only where one closes, or breaks a line: *<ana> hi* is a chat."""
TAG = (
    r"</?[A-Za-z][\w:.-]{0,30}(?:\s(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)?/?>"
    r"|<![A-Z]{1,9}\s[^<>]*+>|<\?[a-z]{1,9}\s[^<>]*+>|<!\[CDATA\[|\]\]>"
)
"""No tag holds ``<``, so that none is sought further than the next."""
_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
_CLOSED = re.compile(r"</([A-Za-z][\w:.-]{0,30})\s*>")
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|button|caption|center|d[dlt]|details|dialog|div"
    "|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hgroup|hr|html|li|main|menu|nav"
    "|ol|option|p|pre|section|select|summary|t[dhr]|table|tbody|tfoot|thead|title|ul"
    "|byline|dateline|headline|para|paragraph"  # of newspapers' own mark-up
)
"""What breaks a line."""
_IN_LINE = re.compile(
    "a|abbr|acronym|audio|b|bd[io]|big|cite|code|data|del|dfn|em|embed|font|i|img|input|ins|kbd"
    "|label|link|mark|meta|meter|param|picture|q|s|samp|small|source|span|strike|strong|su[bp]"
    "|time|tt|u|var|video|wbr"
)
_TELLING = re.compile(r"<([A-Za-z][\w:.-]{0,30})\s[^<>]*?\b(?:author|by|speaker|user|who)=")
_OPENS_HIDDEN = re.compile(r"<!--|<(?:script|style|template|iframe|svg)(?=[\s>])", re.IGNORECASE)


def tag(match: re.Match[str]) -> str | None:
    """Return what is read of a tag; ``None`` if it is read as it stands."""
    named = _NAME.match(match[0])
    if named is None:
        return ""
    name, closes = named[1].lower(), match[0][1] == "/"
    if _BLOCK.fullmatch(name):
        return "\n"
    if name == "q":
        return "\u201d" if closes else "\u201c"
    if _IN_LINE.fullmatch(name):
        return ""
    if ":" in name or "-" in name or name in _closed(match.string):
        again = match.string[match.end() : match.end() + len(name) + 1].lower() == f"<{name}"
        return "\n" if closes and again else ""
    return None


@lru_cache(maxsize=2)
def _closed(text: str) -> frozenset[str]:
    """Return the names of all tags that close in a text, but for those that say who speaks."""
    telling = {name.lower() for name in _TELLING.findall(text)}
    return frozenset(name.lower() for name in _CLOSED.findall(text)) - telling


def hidden(text: str) -> Iterator[Edit]:
    """Yield what no page shows: comments, scripts, styles and pictures, from tag to tag."""
    after = 0
    unclosed: set[str] = set()
    for match in _OPENS_HIDDEN.finditer(text):
        if match.start() < after or match[0].lower() in unclosed:
            continue
        end = _end(match[0]).search(text, match.end())
        if end is None:
            unclosed.add(match[0].lower())
        else:
            after = end.end()
            yield match.start(), after, ""


def _end(opening: str) -> re.Pattern[str]:
    """Return what ends that which begins so."""
    return re.compile("-->" if opening == "<!--" else rf"(?i:</{opening[1:]}\s*>)")
