"""The annotated articles and their scorer, neither of which is part of the package.

The articles are read from ``$QUOTEATTR_DATA`` and the scorer from ``$QUOTEATTR_SCORER`` (by default
``../shared/data`` and ``../shared/bench``).
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

__all__ = ["DATA", "form_of", "load_scorer"]

DATA = Path(os.environ.get("QUOTEATTR_DATA", "../shared/data"))
SCORER = Path(os.environ.get("QUOTEATTR_SCORER", "../shared/bench")) / "attribution_eval.py"


@cache
def load_scorer() -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("attribution_eval", SCORER)
    if spec is None or spec.loader is None or not SCORER.exists():
        sys.exit(f"no scorer at {SCORER}: set QUOTEATTR_SCORER to the folder that holds it")
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
