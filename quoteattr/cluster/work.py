"""The work on shards: each is read, extracted in processes of its own, and written."""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve, field, frozen

from quoteattr.cluster.manifest import mark_done
from quoteattr.cluster.shards import read_shard
from quoteattr.cluster.tables import TABLES, Rows, encoded
from quoteattr.document import Document
from quoteattr.errors import ModelError
from quoteattr.extractor import prepare_worker
from quoteattr.workers.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quoteattr.cluster.shards import Fields, Shard, Source
    from quoteattr.cluster.storage import File, Folder
    from quoteattr.cluster.tables import Format
    from quoteattr.workers.process import Attempt

__all__ = ["Job", "Work", "part_name"]

_LONGEST_WAIT = 60
"""Seconds between two attempts, at most."""


@frozen(eq=False)
class Job:
    """All that is needed to do any of the shards, in any process."""

    files: Sequence[File]
    fields: Fields
    shards: Sequence[Shard] = field(repr=False)
    folder: Folder
    format: Format
    extractor: Mapping[str, Any]
    """The arguments of the Extractor."""
    batch_size: int
    retries: int
    prepare: Callable[[Mapping[str, Any]], Attempt] = prepare_worker
    """Called with these arguments in each process."""


class Work:
    """Does shards, one after another; its processes load the model once.

    No text can end the process that it runs in: one that dies is a process of the pool.

    Args:
        job: The job.
        workers: Number of processes.
    """

    def __init__(self, job: Job, workers: int = 1) -> None:
        self._job, self._workers = job, workers
        self._pool = self._start()

    def _start(self) -> Pool:
        return Pool(partial(self._job.prepare, dict(self._job.extractor)), self._workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.end()

    def do(self, number: int) -> dict[str, Any]:
        """Do a shard, again if that fails, and return how many documents and quotes it has.

        What is written does not depend on who does it, nor how often. Where every attempt fails,
        ``error`` says why.

        Raises:
            ModelError: The model cannot be loaded.
        """
        for attempt in range(self._job.retries + 1):
            time.sleep(min(2**attempt - 1, _LONGEST_WAIT))
            try:
                return self._attempt(number)
            except ModelError:
                raise
            except Exception as error:
                failure = {"shard": number, "error": f"{type(error).__name__}: {error}"}
        return failure

    def _attempt(self, number: int) -> dict[str, Any]:
        started = time.monotonic()
        rows = self._rows(self._job.shards[number])
        for name in TABLES:
            data = encoded(name, rows.tables[name], self._job.format)
            self._job.folder.write(part_name(name, number, self._job.format), data)
        seconds = round(time.monotonic() - started, 2)
        summary = {"shard": number, **rows.counts(), "seconds": seconds}
        mark_done(self._job.folder, number, summary)
        return summary

    def _rows(self, shard: Shard) -> Rows:
        rows = Rows()
        try:
            for source, result in self._results(shard):
                rows.add(source, result)
        except Exception:
            self._pool.end()  # it may still be busy with texts that nobody waits for
            self._pool = self._start()
            raise
        return rows

    def _results(self, shard: Shard) -> Iterator[tuple[Source, Document | Exception]]:
        """Yield the records of a shard, each with what was found in it."""
        waiting: deque[Source] = deque()

        def texts() -> Iterator[str | Exception]:
            for source in read_shard(shard, self._job.files[shard.file], self._job.fields):
                waiting.append(source)
                yield source.text

        for result in self._pool.attempt(texts(), self._job.batch_size):
            source = waiting.popleft()
            named = evolve(result, id=source.id) if isinstance(result, Document) else result
            yield source, named


def part_name(table: str, number: int, format: Format) -> str:
    """Return the name of a shard's part of a table, below the folder of results."""
    return f"{table}/part-{number:06}.{format}"
