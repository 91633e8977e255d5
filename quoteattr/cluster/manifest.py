"""What a folder of results was made of and with: a run goes on only where all of it is the same."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from attrs import asdict

from quoteattr.cluster.shards import Shard
from quoteattr.errors import InputError
from quoteattr.output.json import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from quoteattr.cluster.storage import File, Folder

__all__ = [
    "DONE",
    "MANIFEST",
    "agreed_shards",
    "describe_inputs",
    "done",
    "lexicon_sum",
    "mark_done",
]

MANIFEST = "manifest.json"
DONE = "done"
"""Folder with one file for each shard that is done."""


def lexicon_sum() -> str:
    """Return the SHA-256 sum of the word lists."""
    total = sha256()
    lists = (each for each in files("quoteattr.lexicon").iterdir() if each.is_file())
    for each in sorted(lists, key=lambda each: each.name):
        if each.name.endswith((".toml", ".txt")):
            total.update(f"{each.name}\0".encode() + each.read_bytes())
    return total.hexdigest()


def describe_inputs(inputs: Sequence[File]) -> list[dict[str, Any]]:
    """Describe the files that are read, wherever they lie."""
    return [{"name": file.name, "size": file.size} for file in inputs]


def agreed_shards(
    folder: Folder, made_with: Mapping[str, Any], plan: Callable[[], list[Shard]]
) -> list[Shard]:
    """Return the shards of a run, new or begun before.

    Args:
        folder: Where results are written.
        made_with: What they depend on, in values of JSON.
        plan: Divides the inputs into shards, where that has not been done.

    Raises:
        InputError: The folder holds results of something else; the message says what differs.
    """
    data = folder.read(MANIFEST)
    if data is None:
        shards = plan()
        rows = [list(asdict(shard).values()) for shard in shards]
        content = {**made_with, "shards": rows, "name": token_hex(8)}
        folder.write(MANIFEST, dumps(content).encode())
        return shards
    found = json.loads(data)
    rows, _ = found.pop("shards"), found.pop("name")
    differing = [key for key in {**found, **made_with} if found.get(key) != made_with.get(key)]
    if differing:
        raise InputError(
            f"{folder.path} holds results that were made otherwise ({', '.join(differing)} differ:"
            f" see {MANIFEST} there); choose another folder, or empty this one"
        )
    return [Shard(*row) for row in rows]


def _name(number: int) -> str:
    return f"{number:06}.json"


def done(folder: Folder) -> set[int]:
    """Return the numbers of the shards that are done."""
    return {int(name.partition(".")[0]) for name in folder.names(DONE)}


def mark_done(folder: Folder, number: int, summary: Mapping[str, Any]) -> None:
    """Note that a shard is done, after its tables are written."""
    folder.write(f"{DONE}/{_name(number)}", dumps(summary).encode())
