"""Data sets of any size: extraction on one machine or a cluster, and who speaks in all of them.

Each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoteattr.cluster.batches import BatchExtractor
    from quoteattr.cluster.extraction import Summary, extract_dataset
    from quoteattr.cluster.linking import link_dataset
    from quoteattr.corpus.merging import merge_registries

__all__ = ["BatchExtractor", "Summary", "extract_dataset", "link_dataset", "merge_registries"]

_HOMES = {
    "BatchExtractor": "quoteattr.cluster.batches",
    "Summary": "quoteattr.cluster.extraction",
    "extract_dataset": "quoteattr.cluster.extraction",
    "link_dataset": "quoteattr.cluster.linking",
    "merge_registries": "quoteattr.corpus.merging",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
