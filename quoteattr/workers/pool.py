"""Several processes that attempt the texts of one call or of many."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING, Self

from quoteattr.workers.process import end_inside_import
from quoteattr.workers.reading import Batches
from quoteattr.workers.worker import Job, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from quoteattr.workers.process import Attempt, Result

__all__ = ["TOGETHER", "Pool"]

TOGETHER = 4000
"""Code points of texts attempted together in this process: more would gain nothing, and wait."""

_AT_ONCE = 2
"""Jobs of one process at a time, so that it need not wait for the caller."""
_IN_MEMORY = 4
"""Jobs in memory for each process, done or not."""


class Pool:
    """Processes that are prepared once and attempt texts; one that dies is replaced.

    It is a context manager: however the caller ends, no process outlives it.

    Args:
        prepare: Called once in each process; returns the function that attempts texts there.
        workers: Number of processes.

    Raises:
        QuoteattrError: A process could not start.
    """

    def __init__(self, prepare: Callable[[], Attempt], workers: int) -> None:
        end_inside_import()
        # Spawned, not forked: a fork would copy the locks and threads of a loaded torch.
        context = multiprocessing.get_context("spawn")
        self._workers: list[Worker] = []
        try:
            for _ in range(workers):
                self._workers.append(Worker(context, prepare))
        except BaseException:  # those that started are ended
            self.end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def attempt(
        self, texts: Iterable[str | Exception], batch_size: int, here: Attempt | None = None
    ) -> Generator[Result, None, None]:
        """Attempt texts, a few batches being in memory at a time.

        It must be read to its end before it is called again.

        Args:
            texts: The texts, read as needed. An exception in the place of one is its result.
            batch_size: Number of texts that a process gets at a time.
            here: Attempts texts in this process as long as no other one is prepared; with ``None``,
                that is waited for: no text can end this process.

        Yields:
            The result for each text, in order. If two processes die at a text, an error is its
            result.

        Raises:
            Exception: What ``prepare`` raised in a process, or reading the texts, after the results
                of those read before.
            QuoteattrError: A process died before it was prepared.
        """
        batches = Batches(texts, batch_size)
        jobs: list[Job] = []
        while self._hand_out(batches, jobs) or jobs:
            if not jobs and here is not None:
                yield from here(batches.next(TOGETHER))
            elif not jobs or jobs[0].results is None:
                self._wait()
            else:
                yield from jobs.pop(0).results or ()
        batches.raise_error()

    def _hand_out(self, batches: Batches, jobs: list[Job]) -> bool:
        """Take the results there are, and keep prepared workers busy; tell if texts are left."""
        for worker in self._workers:
            for fatal, parts in worker.collect().items():
                place = jobs.index(fatal)
                jobs[place : place + 1] = parts
        while not batches.ended and len(jobs) < _IN_MEMORY * len(self._workers):
            idlest = min((w for w in self._workers if w.is_prepared()), key=len, default=None)
            if idlest is None or len(idlest) >= _AT_ONCE:
                break
            if texts := batches.next(TOGETHER):
                jobs.append(Job(texts))
                idlest.add(jobs[-1])
        return not batches.ended

    def _wait(self) -> None:
        """Wait until a job is done, or a worker is prepared."""
        events = [event for worker in self._workers if (event := worker.next_event)]
        assert events, "the first job is some worker's, or none is prepared"
        wait(events, None, FIRST_COMPLETED)

    def end(self) -> None:
        """End the processes, and wait until they have ended."""
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.end()
