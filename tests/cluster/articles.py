"""Articles made up by a program, as many as are wanted, and the tables of results."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pyarrow
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["EVERYWHERE", "articles", "contents", "table", "write_articles"]

GIVEN = ("Ada", "Jon", "Kim", "Petra", "Rosa", "Ilse", "Tomas", "Nadia")
FAMILY = ("Quist", "Berg", "Lind", "Brandt", "Osei", "Okonjo", "Strand", "Nair", "Kerr", "Vance")
TITLES = ("mayor", "harbour master", "judge", "engineer", "minister", "coach")
THINGS = (
    "The bridge is closed",
    "The ferry will run on Monday",
    "The budget has a hole",
    "Nobody was hurt",
    "The school needs a roof",
    "The river is rising",
)


EVERYWHERE = "maud-ferris"
"""The identity of who speaks in every fourth article."""


def articles(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Make articles of a few sentences, with two speakers and three quotes each."""
    choose = Random(seed).choice
    for number in range(count):
        one, other = (f"{choose(GIVEN)} {choose(FAMILY)}" for _ in range(2))
        if number % 4 == 0:
            other = "Maud Ferris"
        first = f"“{choose(THINGS)},” said {one}, the {choose(TITLES)}, on day {number}."
        yield {
            "url": f"https://example.org/{number}",
            "day": number,
            "body": f"{first} {other} told reporters that {choose(THINGS).lower()}. “We shall see,”"
            " she added.",
        }


def write_articles(path: Path, rows: list[dict[str, Any]], group: int = 7) -> None:
    """Write articles as Parquet or as JSON lines, by the suffix."""
    if path.suffix == ".parquet":
        parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=group)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    """Read a table of results."""
    rows: list[dict[str, Any]] = []
    for path in sorted((folder / name).iterdir()):
        if path.suffix == ".parquet":
            rows += parquet.read_table(path).to_pylist()
        else:
            rows += map(json.loads, path.read_text("utf-8").splitlines())
    return rows


def contents(folder: Path) -> dict[str, bytes]:
    """Read the files of the tables of results, hidden ones too."""
    paths = (
        path for name in ("quotes", "speakers", "documents") for path in (folder / name).iterdir()
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
