"""Where shards are done: in processes of this machine, or by the actors of Ray."""

# ruff: noqa: PLC0415 - Ray is an extra, imported when it is needed

from __future__ import annotations

import json
import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from quoteattr.cluster.work import Work
from quoteattr.errors import missing_extra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quoteattr.cluster.work import Job

    Summaries = Iterator[dict[str, Any]]

__all__ = ["ENGINES"]


def _in_processes(
    job: Job, numbers: Sequence[int], workers: int, options: Mapping[str, Any]
) -> Summaries:
    """Do one shard after another, each with all processes."""
    if options:
        raise TypeError(f"only Ray takes these options: {', '.join(options)}")
    with Work(job, workers) as work:
        yield from map(work.do, numbers)


class _Actor:
    """What Ray keeps in a process of its own: it hands shards on to a process with the model.

    Ray replaces an actor that dies, and gives its shards to another one.
    """

    def __init__(self, job: Job) -> None:
        self._work = Work(job)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[str]]:
        return {"summary": [json.dumps(self._work.do(int(number))) for number in batch["item"]]}


def _on_ray(
    job: Job, numbers: Sequence[int], workers: int, options: Mapping[str, Any]
) -> Summaries:
    """Do shards on the cluster that this program is connected to, or on this machine."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise missing_extra("data sets with engine='ray'", "ray") from error
    if not ray.is_initialized():
        _connect(workers)
    logging.getLogger("ray.data").setLevel(logging.ERROR)  # our own bar tells how far it is
    with _set(ray.data.DataContext.get_current()):
        results = ray.data.from_items(list(numbers), override_num_blocks=len(numbers)).map_batches(
            _Actor,
            batch_size=1,
            compute=ray.data.ActorPoolStrategy(size=min(workers, len(numbers))),
            fn_constructor_kwargs={"job": job},
            **{"num_cpus": 1, **options},
        )
        for batch in results.iter_batches(batch_size=1, prefetch_batches=0):
            yield json.loads(batch["summary"][0])


@contextmanager
def _set(context: Any) -> Iterator[None]:
    """Let Ray show no bar of its own, and wait for shards however long they take."""
    wanted = {"enable_progress_bars": False, "execution_no_progress_timeout_s": -1}
    before = {name: getattr(context, name) for name in wanted if hasattr(context, name)}
    for name in before:
        setattr(context, name, wanted[name])
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(context, name, value)


def _connect(workers: int) -> None:
    """Connect to the cluster that there is, or start one on this machine for so many actors."""
    import ray

    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        ray.init(address="auto", **quiet)
    except ConnectionError:
        ray.init(num_cpus=max(workers, os.cpu_count() or 1), include_dashboard=False, **quiet)


ENGINES: Mapping[str, Callable[[Job, Sequence[int], int, Mapping[str, Any]], Summaries]] = {
    "processes": _in_processes,
    "ray": _on_ray,
}
