"""Links and emphasis of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["LINK", "LINK_SIGN", "emphasis"]

_TARGET = r"\]\((?:https?://|mailto:|www\.|/)[^\s()<>]{0,500}\)"
LINK_SIGN = re.compile(r"\]\((?:https?://|mailto:|www\.|/)")
LINK = rf"!?\[(?=[^\[\]\n]{{0,300}}{_TARGET})|(?<!\s){_TARGET}"
"""What stands before and after the words of a link."""
_SIGN = re.compile(rf"{LINK_SIGN.pattern}|[^\n*][ (]\*\*\w[^*\n]{{0,200}}\*\*")
"""Other texts may have ``_`` for titles, and ``*`` for what is done."""
_EMPHASIS = re.compile(
    r"(?<=[^\n*_][ (\u201c\u2018\[])([*_]{1,3})(?=\w)[^*_\n]{1,200}(?<=[\w.,;:!?\u2026])\1(?![\w*])"
)
"""Within a line: signs at its beginning may be those of a list, or of a name that labels it."""


def emphasis(text: str) -> Iterator[Edit]:
    """Yield the signs before and after words that are stressed: *It is **not** over*."""
    if ("*" not in text and "](" not in text) or _SIGN.search(text) is None:
        return
    for match in _EMPHASIS.finditer(text):
        size = len(match[1])
        yield match.start(), match.start() + size, ""
        yield match.end() - size, match.end(), ""
