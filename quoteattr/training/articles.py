"""Articles to learn from: JSON lines, each with a ``text`` and whatever else is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quoteattr.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_articles"]


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Read the articles of a file, in order.

    Raises:
        InputError: The file cannot be read, or a line has no text.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            lines = list(stream)  # str.splitlines would also cut at U+2028, which JSON may hold
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    articles = []
    for number, line in enumerate(lines, start=1):
        try:
            article = json.loads(line)
            articles.append({**article, "text": str(article["text"])})
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}: line {number} holds no text ({error!r})") from error
    return articles
