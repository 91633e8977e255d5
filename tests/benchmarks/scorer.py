"""The annotated articles and their scorer, neither of which is part of the package.

The articles are read from ``$QUOTEATTR_DATA``, the cases from ``$QUOTEATTR_CASES`` and the scorers
from ``$QUOTEATTR_SCORER`` (by default ``../shared/data``, ``../shared/cases`` and
``../shared/bench``).
"""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["CASES", "DATA", "SCORER", "form_of", "load_case_checker", "load_scorer"]

DATA = Path(os.environ.get("QUOTEATTR_DATA", "../shared/data"))
CASES = Path(os.environ.get("QUOTEATTR_CASES", DATA.parent / "cases"))
SCORER = Path(os.environ.get("QUOTEATTR_SCORER", "../shared/bench"))


@cache
def load_scorer() -> ModuleType:
    """The scorer as a module."""
    return _load("attribution_eval")


@cache
def load_case_checker() -> ModuleType:
    """What tells whether a case passes, as a module."""
    return _load("cases_eval")


def _load(name: str) -> ModuleType:
    path = SCORER / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"no scorer at {path}: set QUOTEATTR_SCORER to the folder that holds it")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def form_of(content: frozenset[int], marks: set[int]) -> str:
    """Direct, mixed or indirect, as the scorer tells them apart.

    Args:
        content: Offsets of letters and digits.
        marks: Offsets that lie inside quotation marks.
    """
    inside = len(content & marks) / max(1, len(content))
    return "direct" if inside >= 0.9 else "mixed" if inside > 0 else "indirect"
