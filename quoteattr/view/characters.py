"""Characters that nobody sees, letters in parts or in one with others, and HTML's entities."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.view.places import Edit

__all__ = ["ENTITY", "INVISIBLE", "composed", "entity"]

INVISIBLE = (
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    "|(?<=[A-Za-z\u00c0-\u024f\"'\u2018-\u201f.,;:!?])[\u200d\ufe00-\ufe0f]"
    "|(?<![\u0590-\u1fff])\u200c(?![\u0590-\u1fff])"
)
"""Joiners and selectors are left where they may belong to an emoji, or to another script."""
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_COMPOSED = re.compile(f"[A-Za-z\u00c0-\u024f][\u0300-\u036f]{{1,3}}|[{_LIGATURES}]")
ENTITY = r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"


def entity(match: re.Match[str]) -> str | None:
    """Return what is read of an entity; ``None`` if it stands for no character."""
    shown = html.unescape(html.unescape(match[0]))
    if len(shown) != 1 or shown == "\ufffd":
        return None
    if re.fullmatch(INVISIBLE, shown):
        return ""
    return shown if shown.isprintable() or shown.isspace() else None


def composed(text: str) -> Iterator[Edit]:
    """Yield letters with their accents apart, and ligatures, and the letters that they are."""
    if text.isascii():
        return
    for match in _COMPOSED.finditer(text):
        shown = unicodedata.normalize("NFKC", match[0])
        if len(shown) == 1 or match[0] in _LIGATURES:
            yield *match.span(), shown
