"""A worker as the parent sees it: one process, replaced by another when it dies."""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from ctypes import c_bool
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from attrs import define

from quoteattr.errors import QuoteattrError
from quoteattr.workers.process import received, start, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.context import SpawnContext
    from types import FrameType

    from quoteattr.workers.process import Attempt, Result

__all__ = ["Job", "Worker"]

_MEMORY = "a worker ended abruptly; was there too little memory?"
_UNGUARDED = (
    "no worker could start. A script that asks for several must do so under"
    ' `if __name__ == "__main__":`, as each worker imports the script'
)
_KILLS = "a worker ended abruptly at this text, and again alone; was there too little memory?"


@define(eq=False)
class Job:
    """Some texts, and their results once they are there."""

    texts: list[str | Exception]
    results: list[Result] | None = None
    has_killed: bool = False
    """Whether a process died at them."""


class Worker:
    """One process with the jobs that it is to do, in turn.

    Args:
        context: How processes are started.
        prepare: Called once in the process; returns the function that attempts texts there.
    """

    def __init__(self, context: SpawnContext, prepare: Callable[[], Attempt]) -> None:
        self._context, self._prepare = context, prepare
        self._waiting: deque[tuple[Job, Future[bytes]]] = deque()
        self._has_failed = False
        self._begin()

    def _begin(self) -> None:
        # no events: whoever sets one would wait for ever for a killed process to notice
        self._started = self._context.RawValue(c_bool, False)
        theirs, self._ours = self._context.Pipe(duplex=False)
        arguments = (self._prepare, self._started, theirs)
        self._pool = ProcessPoolExecutor(1, self._context, start, arguments)
        self._prepared = self._submit([])

    def _submit(self, texts: list[str | Exception]) -> Future[bytes]:
        """Have texts attempted; where the process has died, that is what comes of it."""
        with _interrupts_held():  # the pool may start its process now
            try:
                return self._pool.submit(work, texts)
            except BrokenProcessPool as error:
                failed: Future[bytes] = Future()
                failed.set_exception(error)
                return failed

    def __len__(self) -> int:
        """Count the jobs that are not done yet."""
        return len(self._waiting)

    def is_prepared(self) -> bool:
        """Return whether the process can work; one that died before it could is replaced once.

        Raises:
            Exception: What went wrong when it prepared itself.
            QuoteattrError: It died before it was prepared, as did the one before it; or it could
                not start.
        """
        if not self._prepared.done():
            return False
        if not _died(self._prepared):
            self._prepared.result()
            self._has_failed = False
            return True
        if self._has_failed or not self._started.value:
            message = _MEMORY if self._started.value else _UNGUARDED
            raise QuoteattrError(message) from self._prepared.exception()
        self._has_failed = True
        self._replace([job for job, _ in self._waiting])
        return False

    @property
    def next_event(self) -> Future[bytes] | None:
        """What happens next: its first job is done, or it is prepared; ``None`` if nothing."""
        if self._waiting:
            return self._waiting[0][1]
        return None if self._prepared.done() else self._prepared

    def add(self, job: Job) -> None:
        """Give the process one more job."""
        future = self._submit(job.texts)
        if self._waiting or not _died(future):
            self._waiting.append((job, future))
        else:  # while it had nothing to do
            self._replace([job])

    def collect(self) -> dict[Job, list[Job]]:
        """Take the results of what is done.

        A job at which the process died is done again by another process, text by text; a text at
        which that dies as well has an error as its result.

        Returns:
            The jobs that stand in the place of one at which the process died, by that job.

        Raises:
            Exception: What went wrong when another process prepared itself.
            QuoteattrError: That died before it was prepared.
        """
        while self._waiting and self.is_prepared() and self._waiting[0][1].done():
            job, future = self._waiting[0]
            if _died(future):
                return {job: self._begin_again()}
            job.results = received(future.result())
            self._waiting.popleft()
        return {}

    def _begin_again(self) -> list[Job]:
        """Replace the process, and give the new one what the old one had not done."""
        fatal, *waiting = [job for job, _ in self._waiting]
        if fatal.has_killed:
            fatal.results = [QuoteattrError(_KILLS)]
        parts = [fatal] if fatal.results else [Job([t], has_killed=True) for t in fatal.texts]
        self._replace([job for job in (*parts, *waiting) if job.results is None])
        return parts

    def _replace(self, jobs: list[Job]) -> None:
        """Start another process with these jobs."""
        self.end()
        self._begin()
        self._waiting = deque((job, self._submit(job.texts)) for job in jobs)

    def stop(self) -> None:
        """Tell the process to end, whatever it does."""
        self._ours.close()

    def end(self) -> None:
        """End the process, and wait until it has ended."""
        self.stop()
        self._pool.shutdown(cancel_futures=True)


def _died(future: Future[bytes]) -> bool:
    """Return whether the process died before it had done something.

    What follows is no handler of the exception, which an interrupt would be shown with.
    """
    return future.done() and isinstance(future.exception(), BrokenProcessPool)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Delay Ctrl+C until afterwards, and in processes started meanwhile, until they allow it.

    If it arrived while Python starts a process, that process would end with a traceback.
    """
    handler = signal.getsignal(signal.SIGINT)
    if not callable(handler) or current_thread() is not main_thread():
        with _interrupts_blocked():
            yield
        return
    came: list[tuple[int, FrameType | None]] = []
    # Where this thread blocks it another may take it, and its handler is called in this one.
    signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    try:
        with _interrupts_blocked():
            yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if came:
            handler(*came[0])


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl+C in this thread, and in processes that it starts meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
