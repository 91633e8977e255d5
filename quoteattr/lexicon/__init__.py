"""Word lists as data: one file a list, each with its origin in its first lines.

``*.txt`` files hold one entry a line, ``*.toml`` files hold tables; ``#`` starts a comment.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["table", "words"]


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``lexicon/<name>.txt``."""
    lines = (files(__name__) / f"{name}.txt").read_text("utf-8").splitlines()
    entries = (line.partition("#")[0].strip() for line in lines)
    return frozenset(entry for entry in entries if entry)


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of ``lexicon/<name>.toml``; to be read, not changed."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
