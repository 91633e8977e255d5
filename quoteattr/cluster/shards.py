"""Inputs divided into shards, each of which is done by one process and written at once."""

# ruff: noqa: PLC0415 - pyarrow is an extra, imported when it is needed

from __future__ import annotations

import gzip
import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.errors import InputError
from quoteattr.output.values import to_json_or_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quoteattr.cluster.storage import File

__all__ = ["Fields", "Shard", "Source", "plan", "read_shard"]

_ROWS = 256
"""Rows of Parquet that are in memory at a time."""


@frozen
class Shard:
    """Some consecutive records of one file."""

    file: int
    """Place of the file among the inputs."""
    start: int
    """Number of its first record in the file, from 0."""
    stop: int | None
    """Number of the record after its last; ``None`` for all that the file has."""
    offset: int = 0
    """Where its first record starts in a file of JSON lines, in bytes."""


@frozen
class Fields:
    """Which fields of a record mean what."""

    text: str
    id: str | None


@frozen
class Source:
    """A record: its text, or why it has none, and what else is known of it."""

    id: str
    text: str | InputError
    metadata: dict[str, Any]

    @classmethod
    def of_record(
        cls, name: str, given: object, text: str | InputError, others: Mapping[str, Any]
    ) -> Source:
        """Call a record by the id given, or else by its name; its other fields become JSON."""
        known = {key: to_json_or_text(value) for key, value in others.items()}
        return cls(name if given is None else str(given), text, known)


def plan(files: Sequence[File], fields: Fields, size: int) -> list[Shard]:
    """Divide files into shards of so many records; a compressed file of JSON lines is one shard.

    Raises:
        InputError: A file cannot be read, or its records lack a field.
    """
    return [
        shard for number, file in enumerate(files) for shard in _divided(number, file, fields, size)
    ]


def _divided(number: int, file: File, fields: Fields, size: int) -> Iterator[Shard]:
    if file.path.endswith(".parquet"):
        parquet = _parquet(file)
        _check(parquet.schema_arrow.names, fields, file.name)
        rows = parquet.metadata.num_rows
        for start in range(0, rows, size):
            yield Shard(number, start, min(start + size, rows))
        return
    first = next((line for line in _lines(file, 0) if line.strip()), None)
    if first is not None:
        record = _parsed(first, file.name)
        _check(record if isinstance(record, dict) else (), fields, file.name)
        yield from _of_lines(number, file, size)


def _of_lines(number: int, file: File, size: int) -> Iterator[Shard]:
    """Divide a file of JSON lines: its lines are counted, but not parsed."""
    if file.path.endswith(".gz"):
        yield Shard(number, 0, None)
        return
    start = start_offset = offset = count = 0
    for line in _lines(file, 0):
        if count == start + size:
            yield Shard(number, start, count, start_offset)
            start, start_offset = count, offset
        offset += len(line)
        count += 1
    yield Shard(number, start, count, start_offset)


def _check(names: Iterable[str], fields: Fields, name: str) -> None:
    """Raise an InputError if records lack a field that is asked for."""
    known = list(names)
    for field in filter(None, (fields.text, fields.id)):
        if field not in known:
            raise InputError(f"{name} has no field {field!r}; its fields are: {', '.join(known)}")


def read_shard(shard: Shard, file: File, fields: Fields) -> Iterator[Source]:
    """Yield the records of a shard, those that cannot be read with an error for a text.

    A record without an id is called by the name of its file and its number there, from 1.

    Raises:
        OSError: The file cannot be read.
    """
    records = _rows(shard, file) if file.path.endswith(".parquet") else _parsed_lines(shard, file)
    for number, record in records:
        name = f"{file.name}#{number}"
        if isinstance(record, InputError):
            yield Source(name, record, {})
        else:
            yield _source(record, name, fields)


def _source(record: dict[str, Any], name: str, fields: Fields) -> Source:
    given = record.get(fields.id) if fields.id else None
    text = record.get(fields.text)
    others = {key: value for key, value in record.items() if key != fields.text}
    if not isinstance(text, str):
        text = InputError(f"{fields.text!r} is no text but {type(text).__name__}")
    return Source.of_record(name, given, text, others)


def _parquet(file: File) -> Any:
    """Open a file of Parquet, to be read piece by piece."""
    import pyarrow
    from pyarrow import parquet

    try:
        return parquet.ParquetFile(file.open(), buffer_size=1 << 20, pre_buffer=False)
    except pyarrow.ArrowInvalid as error:
        raise InputError(f"{file.name} cannot be read as Parquet: {error}") from error


def _rows(shard: Shard, file: File) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield rows with their numbers; only the row groups that hold some of them are read."""
    parquet = _parquet(file)
    assert shard.stop is not None, "the number of rows is known"
    groups, before, seen = [], 0, 0
    for group in range(parquet.num_row_groups):
        rows = parquet.metadata.row_group(group).num_rows
        if seen + rows <= shard.start:
            before += rows
        elif seen < shard.stop:
            groups.append(group)
        seen += rows
    skip, left = shard.start - before, shard.stop - shard.start
    for batch in parquet.iter_batches(_ROWS, row_groups=groups):
        part = batch.slice(skip, left)
        skip = max(0, skip - batch.num_rows)
        yield from enumerate(part.to_pylist(), shard.stop - left + 1)
        left -= part.num_rows
        if not left:
            return


def _parsed_lines(shard: Shard, file: File) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """Yield the records of lines with the numbers of these; blank lines have none."""
    stop = None if shard.stop is None else shard.stop - shard.start
    lines = islice(_lines(file, shard.offset), stop)
    for number, line in enumerate(lines, shard.start + 1):
        if line.strip():
            record = _parsed(line, f"line {number}")
            is_record = isinstance(record, dict | InputError)
            yield number, record if is_record else InputError(f"line {number} is no object")


def _lines(file: File, offset: int) -> Iterator[bytes]:
    """Yield the lines of a file, from a place in it on."""
    with file.open() as stream:
        stream.seek(offset)
        if file.path.endswith(".gz"):
            with gzip.open(stream) as lines:
                yield from lines
        else:
            yield from io.BufferedReader(stream, 1 << 20)


def _parsed(line: bytes, name: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{name} is no JSON: {error}")
