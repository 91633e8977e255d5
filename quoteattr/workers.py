"""Work on many texts in several processes, with the results in the order of the texts."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING

from quoteattr.errors import QuoteattrError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.synchronize import Event

    from quoteattr.document import Document

    Result = Document | Exception
    """What was found in a text, or why it could not be read."""
    Attempt = Callable[[str], Result]

__all__ = ["attempt_in_processes"]


def attempt_in_processes(
    prepare: Callable[[], Attempt],
    texts: Iterable[str | Exception],
    batch_size: int,
    workers: int,
) -> Generator[Result, None, None]:
    """Attempt each text in one of several processes, a few batches being in memory at a time.

    However the caller ends, no process outlives it.

    Args:
        prepare: Called once in each process; returns the function that attempts a text there.
        texts: The texts, read as needed. An exception in the place of one is its result.
        batch_size: Number of texts that a process gets at a time.
        workers: Number of processes.

    Yields:
        The result for each text, in order.

    Raises:
        Exception: What ``prepare`` raised in a process.
        QuoteattrError: A process ended abruptly.
    """
    _end_inside_import()
    batches = _batches(texts, batch_size)
    # Spawned, not forked: a fork would copy the locks and threads of a loaded torch.
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    pool = ProcessPoolExecutor(workers, context, _start, (prepare, started))
    try:
        waiting = deque(_submit(pool, batch) for batch in islice(batches, 2 * workers))
        while waiting:
            results = waiting.popleft().result()
            waiting.extend(_submit(pool, batch) for batch in islice(batches, 1))
            yield from results
    except BrokenProcessPool as error:
        raise QuoteattrError(_MEMORY if started.is_set() else _UNGUARDED) from error
    finally:
        pool.shutdown(cancel_futures=True)


_MEMORY = "a worker ended abruptly; was there too little memory?"
_UNGUARDED = (
    "no worker could start. A script that asks for several must do so under"
    ' `if __name__ == "__main__":`, as each worker imports the script'
)


def _end_inside_import() -> None:
    """End a worker that is still importing the script, and would ask for workers itself."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(1)  # the parent says what to do


def _batches(texts: Iterable[str | Exception], size: int) -> Iterator[list[str | Exception]]:
    iterator = iter(texts)
    while batch := list(islice(iterator, size)):
        yield batch


def _submit(pool: ProcessPoolExecutor, batch: list[str | Exception]) -> Future[list[Result]]:
    with _interrupts_held():  # the pool starts its processes now
        return pool.submit(_work, batch)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Delay Ctrl+C until afterwards, and in processes started meanwhile, until they allow it.

    If it arrived while Python starts a process, that process would end with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_attempt: Attempt | Exception | None = None
"""The function that this process attempts texts with, or why there is none."""


def _start(prepare: Callable[[], Attempt], started: Event) -> None:
    global _attempt  # noqa: PLW0603 - a process pool hands nothing else to its workers
    started.set()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends a worker without a traceback
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()
    import torch  # noqa: PLC0415 - only workers set it, before their model is loaded

    torch.set_num_threads(1)
    try:
        _attempt = prepare()
    except Exception as error:  # raised at the first batch: an exception here loses its message
        _attempt = error


def _end_with_parent() -> None:
    """End this process when its parent is killed, as it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(texts: list[str | Exception]) -> list[Result]:
    if isinstance(_attempt, Exception):
        raise _attempt
    assert _attempt is not None, "the pool starts every worker with an attempt prepared"
    return [text if isinstance(text, Exception) else _sendable(_attempt(text)) for text in texts]


def _sendable(result: Result) -> Result:
    """Return a result that another process can receive: an unpicklable exception, in words."""
    if isinstance(result, Exception):
        try:
            pickle.loads(pickle.dumps(result))
        except Exception:
            return QuoteattrError(f"{type(result).__name__}: {result}")
    return result
