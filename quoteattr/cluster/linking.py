"""Who is the same speaker in all documents of a data set, in bounded memory."""

# ruff: noqa: PLC0415 - pyarrow is an extra, imported when it is needed

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quoteattr.cluster.manifest import MANIFEST, done
from quoteattr.cluster.storage import open_folder
from quoteattr.cluster.tables import encoded
from quoteattr.cluster.work import part_name
from quoteattr.corpus.disk import opened
from quoteattr.corpus.registry import Registry
from quoteattr.errors import InputError
from quoteattr.lexicon.offices import Offices, checked_aliases
from quoteattr.output.json_reader import speaker_from_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    from quoteattr.cluster.storage import Folder
    from quoteattr.cluster.tables import Format

__all__ = ["link_dataset"]


def link_dataset(
    output: str | PathLike[str],
    registry: str | PathLike[str],
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
    offices: bool = True,
    progress: bool = False,
) -> int:
    """Identify the speakers of what :func:`extract_dataset` wrote, as :func:`quoteattr.link` does.

    For each shard, ``output`` gets a file in the folder ``identities`` with a row a speaker of a
    document: ``document`` and ``speaker_id`` as in the table of quotes, its ``identity``, the
    ``name`` it is known by so far, and the ``evidence``. Shards are linked one after another, in
    their order; the registry remembers which are done, so that a run that has ended in any way goes
    on when it is called again. It can hold several data sets. Data sets, or parts of them, that are
    linked at the same time need registries of their own, which :func:`merge_registries` makes one;
    who is the same speaker may then differ in doubtful cases, and so may ids.

    Args:
        output: The folder of results, complete or not.
        registry: A file that keeps the speakers, made if there is none: a local one.
        aliases: Other names of speakers, as for :class:`Extractor`.
        offices: Whether to use the built-in list of offices, as for :class:`Extractor`.
        progress: Show a progress bar on standard error.

    Returns:
        The number of shards that this call has linked.

    Raises:
        InputError: ``output`` holds no results, or ``registry`` is no registry, in use, or made
            with other aliases or offices.
        MissingExtra: pyarrow is not installed.
    """
    folder = open_folder(output)
    manifest = folder.read(MANIFEST)
    if manifest is None:
        raise InputError(f"{output} holds no results: there is no {MANIFEST}")
    made: dict[str, Any] = json.loads(manifest)
    format: Format = made["format"]
    names = Offices.of(checked_aliases(aliases), listed=offices)
    with opened(registry, names) as disk:
        known = Registry(names, disk)
        parts = {number: f"{made['name']} {number}" for number in sorted(done(folder))}
        left = [number for number, part in parts.items() if not disk.is_done(part)]
        for number in _with_progress(left, progress):
            rows = list(_linked(_rows(folder, number, format), known))
            folder.write(
                part_name("identities", number, format), encoded("identities", rows, format)
            )
            disk.finish(parts[number])
    return len(left)


def _with_progress(numbers: Sequence[int], progress: bool) -> Iterable[int]:
    if not progress:
        return numbers
    from tqdm import tqdm

    bar: Iterable[int] = tqdm(numbers, unit="shard")
    return bar


def _rows(folder: Folder, number: int, format: Format) -> Iterator[dict[str, Any]]:
    """Read the table of speakers of a shard."""
    data = folder.read(part_name("speakers", number, format))
    if data is None:
        raise InputError(f"{folder.path} lacks {part_name('speakers', number, format)}")
    if format == "jsonl":
        yield from map(json.loads, data.splitlines())
        return
    import pyarrow
    from pyarrow import parquet

    yield from parquet.read_table(pyarrow.BufferReader(data)).to_pylist()


def _linked(rows: Iterable[dict[str, Any]], registry: Registry) -> Iterator[dict[str, Any]]:
    """Yield a row with the identity of each speaker, document by document."""
    for entries in _by_document(rows):
        speakers = [speaker_from_dict(entry) for entry in entries]
        found = registry.add(speakers, entries[0]["digest"])
        for entry, identity in zip(entries, found, strict=True):
            yield {
                "document": entry["document"],
                "speaker_id": entry["speaker_id"],
                "identity": identity.id,
                "name": identity.name,
                "kind": identity.kind.value,
                "evidence": list(identity.evidence),
            }


def _by_document(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Divide rows where the numbers of speakers begin anew: ids may stand there twice."""
    document: list[dict[str, Any]] = []
    for row in rows:
        if document and row["speaker_id"] == 0:
            yield document
            document = []
        document.append(row)
    if document:
        yield document
