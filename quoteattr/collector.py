"""The garbage collector, kept away from what stays.

It goes through all objects whenever there are many new ones: several times while PyTorch and a
model are loaded, and again in the first call, for up to a tenth of a second each time; and it takes
three quarters of the time in which documents are received from another process.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collector_off", "collector_paused"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Do without the collector in a block, and count what there is afterwards among what is old.

    Old objects are gone through only when their number has grown by a quarter. What the caller has
    frozen stays frozen, and a collector that is switched off stays off.
    """
    with collector_off():
        try:
            yield
        finally:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # among the oldest, where freezing takes them from any generation


@contextmanager
def collector_off() -> Iterator[None]:
    """Do without the collector in a block; one that is switched off stays off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
