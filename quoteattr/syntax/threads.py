"""How many threads a call may use of torch's, whatever the caller's own code uses.

The products of this network take a tenth of a millisecond each. Threads that wait for each other
after every one gain little on an idle machine, and lose much on a busy one.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["torch_threads"]

_lock = Lock()
_limits: Counter[int] = Counter()
"""The numbers of threads to which calls are limited now."""
_usual = 0
"""How many threads torch used before the first of them."""


@contextmanager
def torch_threads(count: int) -> Iterator[None]:
    """Let torch use so many threads in a block, and afterwards as many as before.

    Torch keeps the number for each thread of Python, and gives a thread that is new to it the last
    number that any thread has set. So one that begins while another's call is limited gets back
    what was usual before.
    """
    import torch  # noqa: PLC0415 - whoever only reads documents needs no torch

    global _usual  # noqa: PLW0603 - torch's own setting is global
    with _lock:
        before = torch.get_num_threads()
        if not _limits.total():
            _usual = before
        elif _limits[before]:
            before = _usual
        _limits[count] += 1
    torch.set_num_threads(count)
    try:
        yield
    finally:
        with _lock:
            _limits[count] -= 1
            torch.set_num_threads(before)
