"""Extraction from data sets of any size, on one machine or many."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal, get_args

from attrs import field, frozen

from quoteattr.cluster.engines import ENGINES
from quoteattr.cluster.manifest import DONE, agreed_shards, describe_inputs, done, lexicon_sum
from quoteattr.cluster.shards import Fields, plan
from quoteattr.cluster.storage import find_inputs, open_folder
from quoteattr.cluster.tables import TABLES, Format
from quoteattr.cluster.work import Job
from quoteattr.extractor import check_count, describe_arguments, prepare_worker
from quoteattr.output.values import to_json_value

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping
    from os import PathLike

    Engine = Literal["ray", "processes"]

__all__ = ["Summary", "extract_dataset"]


@frozen
class Summary:
    """What a run has done."""

    shards: int
    """Number of shards of the whole data set."""
    done_before: int
    """Number of shards that earlier runs had done."""
    documents: int
    """Number of documents in the shards that this run has done."""
    failed: int
    """Number of those documents that could not be read."""
    quotes: int
    """Number of quotes in them."""
    unfinished: Mapping[int, str] = field(repr=False)
    """The shards that could not be done, by number, and why; another run does only these."""


def extract_dataset(
    inputs: str | PathLike[str] | Iterable[str | PathLike[str]],
    output: str | PathLike[str],
    *,
    text: str = "text",
    id: str | None = None,
    format: Format = "parquet",
    workers: int = 1,
    engine: Engine = "ray",
    shard_size: int = 1000,
    batch_size: int = 16,
    retries: int = 3,
    progress: bool = False,
    ray_options: Mapping[str, Any] | None = None,
    **extractor: Any,
) -> Summary:
    """Find the quotes of all documents of a data set, and write them as tables.

    The documents are divided into shards. For each, ``output`` gets a file in each of the folders
    ``quotes`` (a row a quote, with the columns of :func:`quoteattr.to_pandas`), ``documents`` (a
    row a document: whether it could be read and if not, why; its length, the numbers of its quotes
    and speakers, a digest of its text, and the other fields of its record as JSON) and
    ``speakers`` (a row a speaker of a document with its mentions, for :func:`link_dataset`). Files
    appear complete or not at all, and are the same bytes whatever the engine, the number of workers
    and the number of attempts.

    A run that has ended in any way goes on when it is called again with the same arguments: what
    is done is not done again. ``manifest.json`` in ``output`` holds what the results depend on: the
    inputs, the sums of model and word lists, and the settings. Where they differ, the run is
    refused.

    Args:
        inputs: Files of Parquet or of JSON lines (``.jsonl``, ``.jsonl.gz``), folders with such
            files, or patterns (``articles/*.parquet``): paths that every worker can read, or URIs
            (``s3://…``, ``gs://…``, ``hdfs://…``, and whatever fsspec knows).
        output: A folder, likewise.
        text: The field, or column, that has the text.
        id: The field that tells a document from every other; by default, documents are called by
            the name of their file and their number there, from 1.
        format: ``"parquet"``, or ``"jsonl"`` for JSON lines.
        workers: Processes with a model of their own; with Ray, actors, anywhere in the cluster.
        engine: ``"ray"`` for the cluster of Ray that the program is connected to, or else a new one
            on this machine; ``"processes"`` for processes of this machine, without Ray.
        shard_size: Documents of a shard, which is the unit that is done again after a crash.
        batch_size: Documents that a process is given at a time.
        retries: How often a shard is tried again where reading or writing fails.
        progress: Show a progress bar on standard error.
        ray_options: What each actor of Ray needs, as ``map_batches`` takes it: ``num_gpus``,
            ``memory``, … . By default, one CPU.
        **extractor: The arguments of :class:`Extractor`.

    Returns:
        The numbers of what was done. A document that cannot be read, also one at which two
        processes have died, is a row of ``documents`` with the status ``failed``.

    Raises:
        InputError: There is no such input, it lacks a field, or ``output`` holds other results.
        MissingExtra: Ray or pyarrow is not installed.
        ModelError: The model is unknown or damaged.
        TypeError: An argument is unknown or of another type.
        ValueError: An argument is out of range.
    """
    _check(engine, format, workers=workers, shard_size=shard_size, batch_size=batch_size)
    settings = to_json_value(describe_arguments(extractor))
    files, folder, fields = find_inputs(inputs), open_folder(output), Fields(text, id)
    made_with = {
        "lexicon_sum": lexicon_sum(),
        "settings": settings,
        "inputs": describe_inputs(files),
        "text": text,
        "id": id,
        "format": format,
        "shard_size": shard_size,
    }
    shards = agreed_shards(folder, made_with, lambda: plan(files, fields, shard_size))
    before = done(folder)
    job = Job(files, fields, shards, folder, format, extractor, batch_size, retries, prepare_worker)
    left = [number for number in range(len(shards)) if number not in before]
    results = ENGINES[engine](job, left, workers, ray_options or {}) if left else iter(())
    with closing(_with_progress(results, len(left), progress)) as shown:
        summary = _summed(shown, len(shards), len(before))
    if not summary.unfinished:
        for part in (*TABLES, DONE, "."):
            folder.tidy(part)
    return summary


def _check(engine: str, format: str, **counts: int) -> None:
    if engine not in ENGINES:
        raise ValueError(f"engine must be {' or '.join(map(repr, ENGINES))}, not {engine!r}")
    if format not in get_args(Format):
        raise ValueError(f"format must be 'parquet' or 'jsonl', not {format!r}")
    for name, count in counts.items():
        check_count(name, count)


def _with_progress(
    summaries: Iterator[dict[str, Any]], total: int, progress: bool
) -> Generator[dict[str, Any], None, None]:
    """Pass on what was done, with a bar that shows how many shards and documents that is."""
    if not progress:
        yield from summaries
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where there is a bar

    with tqdm(total=total, unit="shard") as bar:
        documents = quotes = 0
        for summary in summaries:
            documents += summary.get("documents", 0)
            quotes += summary.get("quotes", 0)
            bar.set_postfix(documents=documents, quotes=quotes, refresh=False)
            bar.update()
            yield summary


def _summed(summaries: Iterable[Mapping[str, Any]], shards: int, done_before: int) -> Summary:
    counts: Counter[str] = Counter()
    unfinished: dict[int, str] = {}
    for summary in summaries:
        if "error" in summary:
            unfinished[summary["shard"]] = summary["error"]
        else:
            counts.update({name: summary[name] for name in ("documents", "failed", "quotes")})
    return Summary(
        shards=shards,
        done_before=done_before,
        documents=counts["documents"],
        failed=counts["failed"],
        quotes=counts["quotes"],
        unfinished=unfinished,
    )
