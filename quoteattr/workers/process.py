"""What runs in a worker: it prepares itself once, and attempts the texts that it is sent."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from quoteattr.collector import collector_off, collector_paused
from quoteattr.errors import QuoteattrError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from ctypes import c_bool
    from multiprocessing.connection import Connection

    from quoteattr.document import Document

    Result = Document | Exception
    """What was found in a text, or why it could not be read."""
    Attempt = Callable[[list[str | Exception]], Iterable[Result]]
    """Attempts texts; an exception in the place of one is its result."""

__all__ = ["end_inside_import", "received", "start", "work"]


def end_inside_import() -> None:
    """End a worker that is still importing the script, and would ask for workers itself."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(1)  # the parent says what to do


_attempt: Attempt | Exception | None = None
"""The function that this process attempts texts with, or why there is none."""


def start(prepare: Callable[[], Attempt], started: c_bool, parent: Connection) -> None:
    """Prepare this process.

    Args:
        prepare: Returns the function that attempts texts.
        started: Set to true before that.
        parent: What the parent closes when this process is no longer wanted, or when it dies.
    """
    global _attempt  # noqa: PLW0603 - a process pool hands nothing else to its workers
    started.value = True
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends a worker without a traceback
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_without_parent, args=(parent,), daemon=True).start()
    with collector_paused():
        import torch  # noqa: PLC0415 - only workers set it, before their model is loaded

        torch.set_num_threads(1)
        try:
            _attempt = prepare()
        except Exception as error:  # raised by work: an exception here loses its message
            _attempt = error
    gc.freeze()  # what is loaded is never garbage: it is not gone through again


def _end_without_parent(parent: Connection) -> None:
    """End this process at once, whatever it does, when the parent no longer wants it or dies."""
    with suppress(EOFError, OSError):
        parent.recv()
    os._exit(0)


def work(texts: list[str | Exception]) -> bytes:
    """Attempt texts in a worker; of none, only tell that it is prepared.

    Returns:
        The result for each text, packed for :func:`received`.

    Raises:
        Exception: What went wrong when it prepared itself.
    """
    if isinstance(_attempt, Exception):
        raise _attempt
    assert _attempt is not None, "the pool starts every worker with an attempt prepared"
    results = [_sendable(result) for result in _attempt(texts)]
    return pickle.dumps(results, pickle.HIGHEST_PROTOCOL)


def received(data: bytes) -> list[Result]:
    """Unpack the results of texts, while the collector waits: there are very many new objects."""
    with collector_off():
        results: list[Result] = pickle.loads(data)
    return results


def _sendable(result: Result) -> Result:
    """Return a result that another process can receive: an unpicklable exception, in words."""
    if isinstance(result, Exception):
        try:
            pickle.loads(pickle.dumps(result))
        except Exception:
            return QuoteattrError(f"{type(result).__name__}: {result}")
    return result
