"""The scores of the shipped model, for tests that need no network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quoteattr.models.load import load_scores

if TYPE_CHECKING:
    from quoteattr.models.load import Scores

__all__ = ["scores"]


@cache
def scores() -> Scores:
    """Load them once."""
    return load_scores()
