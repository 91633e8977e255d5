"""A data set of any size, made up, extracted by a cluster on this machine while parts of it die.

``python -m tests.cluster.large FOLDER --articles 10000 --workers 3`` runs Ray with as many actors,
kills the whole run in the middle and lets it go on; one text kills its actor, another every worker
that reads it. Then a single process does the same, and all that was written is compared; the
speakers are linked. What was measured is printed as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from quoteattr.cluster import extract_dataset, extraction, link_dataset
from tests.cluster import lethal
from tests.cluster.articles import EVERYWHERE, articles, contents, table, write_articles

__all__: list[str] = []

FILES = 4


def make(folder: Path, count: int) -> list[str]:
    """Write articles into several files, and return their ids."""
    rows = list(articles(count))
    rows[count // 3]["body"] += f" {lethal.KILLS_ITS_WORKER}"
    rows[count * 2 // 3]["body"] += f" {lethal.kills_its_actor(folder / 'killed')}"
    (folder / "in").mkdir(parents=True)
    size = -(-count // FILES)
    for number in range(FILES):
        part = rows[number * size : (number + 1) * size]
        write_articles(folder / "in" / f"{number}.parquet", part, group=250)
    return [row["url"] for row in rows]


def extract(folder: Path, engine: Any, workers: int) -> extraction.Summary:
    """Extract with workers that some texts kill."""
    setattr(extraction, "prepare_worker", lethal.prepare)  # noqa: B010
    return extract_dataset(
        folder / "in",
        folder / engine,
        text="body",
        id="url",
        model="fast",
        shard_size=500,
        engine=engine,
        workers=workers,
        progress=True,
    )


def killed_run(folder: Path, workers: int, shards: int) -> int:
    """Begin a run in a process of its own, kill that when so many shards are done; return these."""
    command = [sys.executable, "-m", __spec__.name, str(folder), "--workers", str(workers)]
    process = subprocess.Popen([*command, "--only-extract"])
    while process.poll() is None and len(list(folder.glob("ray/done/*.json"))) < shards:
        time.sleep(0.2)
    process.kill()
    process.wait()
    return len(list(folder.glob("ray/done/*.json")))


def check(folder: Path, ids: list[str], found: dict[str, extraction.Summary]) -> None:
    """Raise an AssertionError if anything is lost, doubled or otherwise than from one process."""
    assert (folder / "killed").exists(), "no actor was killed"
    assert [row["document"] for row in table(folder / "ray", "documents")] == ids
    assert contents(folder / "ray") == contents(folder / "processes")
    assert found["processes"].failed == 1
    assert not found["ray"].unfinished
    shards = {
        path.name
        for path in (folder / "ray" / "identities").iterdir()
        if EVERYWHERE in {row["identity"] for row in table_of(path)}
    }
    assert len(shards) == found["ray"].shards, "who speaks everywhere is not linked everywhere"


def table_of(path: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--only-extract", action="store_true")
    given = parser.parse_args()
    if given.only_extract:
        extract(given.folder, "ray", given.workers)
        return
    ids = make(given.folder, given.articles)
    shards = -(-given.articles // 500)
    before = killed_run(given.folder, given.workers, shards // 3)
    found = {"ray": extract(given.folder, "ray", given.workers)}
    started = time.process_time()
    link_dataset(given.folder / "ray", given.folder / "who.sqlite", progress=True)
    linking = time.process_time() - started
    found["processes"] = extract(given.folder, "processes", 1)
    check(given.folder, ids, found)
    measured = {
        "shards done before the kill": before,
        "done again": found["ray"].done_before,
        "documents": len(ids),
        "bytes a document": {
            name: sum(path.stat().st_size for path in (given.folder / "ray" / name).iterdir())
            / len(ids)
            for name in ("quotes", "speakers", "documents", "identities")
        },
        "seconds of linking a document": linking / len(ids),
        "bytes of the registry": os.path.getsize(given.folder / "who.sqlite"),
    }
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
