"""Characters that nobody sees, and HTML's entities for characters."""

from __future__ import annotations

import html
import re

__all__ = ["ENTITY", "INVISIBLE", "entity"]

INVISIBLE = (
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
    "|(?<=[A-Za-z\u00c0-\u024f\"'\u2018-\u201f.,;:!?])[\u200d\ufe00-\ufe0f]"
    "|(?<![\u0590-\u1fff])\u200c(?![\u0590-\u1fff])"
)
"""Joiners and selectors are left where they may belong to an emoji, or to another script."""
ENTITY = r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"


def entity(match: re.Match[str]) -> str | None:
    """Return what is read of an entity; ``None`` if it stands for no character."""
    shown = html.unescape(html.unescape(match[0]))
    if len(shown) != 1 or shown == "\ufffd":
        return None
    if re.fullmatch(INVISIBLE, shown):
        return ""
    return shown if shown.isprintable() or shown.isspace() else None
