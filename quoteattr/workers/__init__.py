"""Work on many texts in several processes, with the results in the order of the texts."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING

from quoteattr.workers.process import end_inside_import
from quoteattr.workers.reading import Batches
from quoteattr.workers.worker import Job, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from quoteattr.workers.process import Attempt, Result

__all__ = ["attempt_here", "attempt_in_processes"]

_TOGETHER = 4000
"""Code points of texts attempted together in this process: more would gain nothing, and wait."""

_AT_ONCE = 2
"""Jobs of one process at a time, so that it need not wait for the caller."""
_IN_MEMORY = 4
"""Jobs in memory for each process, done or not."""


def attempt_here(
    attempt: Attempt, texts: Iterable[str | Exception], batch_size: int
) -> Generator[Result, None, None]:
    """Attempt texts in this process, short ones together.

    Yields:
        The result for each text, in order.

    Raises:
        Exception: What reading the texts raised, after the results of those read before.
    """
    batches = Batches(texts, batch_size)
    while not batches.ended:
        yield from attempt(batches.next(_TOGETHER))
    batches.raise_error()


def attempt_in_processes(
    attempt: Attempt,
    prepare: Callable[[], Attempt],
    texts: Iterable[str | Exception],
    batch_size: int,
    workers: int,
) -> Generator[Result, None, None]:
    """Attempt each text in one of several processes, a few batches being in memory at a time.

    As long as no other process is prepared, this one attempts texts itself. A process that dies is
    replaced, and what it had is done again. However the caller ends, no process outlives it.

    Args:
        attempt: Attempts texts in this process.
        prepare: Called once in each other process; returns the function that attempts texts there.
        texts: The texts, read as needed. An exception in the place of one is its result.
        batch_size: Number of texts that a process gets at a time.
        workers: Number of processes.

    Yields:
        The result for each text, in order. If two processes die at a text, an error is its result.

    Raises:
        Exception: What ``prepare`` raised in a process, or reading the texts, after the results of
            those read before.
        QuoteattrError: A process could not start, or died before it was prepared.
    """
    end_inside_import()
    # Spawned, not forked: a fork would copy the locks and threads of a loaded torch.
    context = multiprocessing.get_context("spawn")
    batches = Batches(texts, batch_size)
    pool: list[Worker] = []
    jobs: list[Job] = []
    try:
        for _ in range(workers):
            pool.append(Worker(context, prepare))  # each is ended if the next cannot start
        while _hand_out(batches, pool, jobs) or jobs:
            if not jobs:
                yield from attempt(batches.next(_TOGETHER))
            elif jobs[0].results is None:
                events = [event for worker in pool if (event := worker.next_event)]
                assert events, "the first job is some worker's"
                wait(events, None, FIRST_COMPLETED)
            else:
                yield from jobs.pop(0).results or ()
        batches.raise_error()
    finally:
        for worker in pool:
            worker.stop()
        for worker in pool:
            worker.end()


def _hand_out(batches: Batches, pool: Sequence[Worker], jobs: list[Job]) -> bool:
    """Take the results there are, and keep prepared workers busy; return whether texts are left."""
    for worker in pool:
        for fatal, parts in worker.collect().items():
            place = jobs.index(fatal)
            jobs[place : place + 1] = parts
    while not batches.ended and len(jobs) < _IN_MEMORY * len(pool):
        idlest = min((w for w in pool if w.is_prepared()), key=len, default=None)
        if idlest is None or len(idlest) >= _AT_ONCE:
            break
        if texts := batches.next():
            jobs.append(Job(texts))
            idlest.add(jobs[-1])
    return not batches.ended
