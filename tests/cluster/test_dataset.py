"""Runs over data sets: what is written, what is done again, and what is never lost or doubled."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

import quoteattr
from quoteattr.cluster import extract_dataset, link_dataset, merge_registries
from quoteattr.cluster.storage import Folder
from quoteattr.document import Document
from quoteattr.errors import InputError, ModelError
from tests.cluster import lethal
from tests.cluster.articles import EVERYWHERE, articles, contents, table, write_articles

if TYPE_CHECKING:
    from pathlib import Path

ROWS = list(articles(23))
OPTIONS: dict[str, Any] = {
    "text": "body",
    "id": "url",
    "engine": "processes",
    "shard_size": 5,
    "model": "fast",
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    write_articles(folder / "one.parquet", ROWS[:13])
    write_articles(folder / "two.jsonl", ROWS[13:])
    return folder


@pytest.fixture(scope="module")
def output(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quotes")
    summary = extract_dataset(inputs, folder, **OPTIONS)
    assert (summary.shards, summary.documents, summary.failed) == (5, 23, 0)
    assert not summary.unfinished
    return folder


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    pairs = [(row["body"], row["url"]) for row in ROWS]
    found = quoteattr.Extractor("fast").extract_many(pairs, as_tuples=True)
    return [document for document, _ in found if isinstance(document, Document)]


def test_tables_hold_what_extraction_finds(output: Path, documents: list[Document]) -> None:
    quotes = quoteattr.to_arrow(documents).to_pylist()
    assert table(output, "quotes") == quotes
    rows = table(output, "documents")
    assert [row["document"] for row in rows] == [row["url"] for row in ROWS]
    assert [json.loads(row["metadata"]) for row in rows] == [
        {"url": row["url"], "day": row["day"]} for row in ROWS
    ]
    assert {row["status"] for row in rows} == {"ok"}
    assert [row["quotes"] for row in rows] == [len(document.quotes) for document in documents]
    assert len(table(output, "speakers")) == sum(row["speakers"] for row in rows)


def test_formats_hold_the_same(inputs: Path, output: Path, tmp_path: Path) -> None:
    extract_dataset(
        [inputs / "*.parquet", inputs / "two.jsonl"], tmp_path, format="jsonl", **OPTIONS
    )
    for name in ("quotes", "speakers", "documents"):
        assert table(tmp_path, name) == table(output, name)


def test_speakers_are_linked_across_shards(
    output: Path, documents: list[Document], tmp_path: Path
) -> None:
    assert link_dataset(output, tmp_path / "who.sqlite") == 5
    linked = list(quoteattr.link(documents))
    expected = [
        (each.id, place, identity.id, list(identity.evidence))
        for each in linked
        for place, identity in enumerate(each.identities)
    ]
    rows = table(output, "identities")
    columns = ("document", "speaker_id", "identity", "evidence")
    assert [tuple(row[column] for column in columns) for row in rows] == expected
    spoken = [row["document"] for row in rows if row["identity"] == EVERYWHERE]
    assert {int(name.rpartition("/")[2]) // 5 for name in spoken} == set(range(5))
    before = {path: path.read_bytes() for path in (output / "identities").iterdir()}
    assert link_dataset(output, tmp_path / "who.sqlite") == 0
    assert before == {path: path.read_bytes() for path in (output / "identities").iterdir()}


def test_linking_goes_on_where_it_ended(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_dataset(output, tmp_path / "one.sqlite")
    expected = table(output, "identities")
    write = Folder.write

    def fail(folder: Folder, name: str, data: bytes) -> None:
        if "000003" in name:
            raise OSError("the disk is full")
        write(folder, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write", fail)
        with pytest.raises(OSError, match="full"):
            link_dataset(output, tmp_path / "two.sqlite")
    assert link_dataset(output, tmp_path / "two.sqlite") == 2
    assert table(output, "identities") == expected
    renamed = merge_registries(tmp_path / "one.sqlite", tmp_path / "two.sqlite")
    assert set(renamed) == {row["identity"] for row in expected if "@" not in row["identity"]}


def test_failures_are_rows(tmp_path: Path) -> None:
    lines = [
        json.dumps(ROWS[0]),
        "no JSON",
        "",
        json.dumps({"body": None, "url": None}),
        json.dumps(["a list"]),
        json.dumps({**ROWS[1], "body": "“A lone \ud800,” said Ada Quist."}),
    ]
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    for format in ("parquet", "jsonl"):
        summary = extract_dataset(
            tmp_path / "in.jsonl.gz", tmp_path / format, format=format, **OPTIONS
        )
        assert (summary.documents, summary.failed) == (5, 3)
        rows = [row for row in table(tmp_path / format, "documents") if row["status"] == "failed"]
        assert [row["document"] for row in rows] == [f"in.jsonl.gz#{line}" for line in (2, 4, 5)]
        assert all(row["error"].startswith("InputError: ") for row in rows)


def test_failing_shard_is_tried_again_and_told(
    inputs: Path, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Folder.write
    tried: list[str] = []

    def fail(folder: Folder, name: str, data: bytes) -> None:
        if name.startswith("speakers") and ("000001" in name or (not tried and "000003" in name)):
            tried.append(name)
            raise OSError("the network is down")
        write(folder, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write", fail)
        summary = extract_dataset(inputs, tmp_path, retries=1, **OPTIONS)
    assert summary.unfinished == {1: "OSError: the network is down"}
    assert len(tried) == 2
    summary = extract_dataset(inputs, tmp_path, **OPTIONS)
    assert (summary.done_before, summary.documents, summary.unfinished) == (4, 5, {})
    assert contents(tmp_path) == contents(output)


SCRIPT = """
import sys
from quoteattr.cluster import extract_dataset
if __name__ == "__main__":
    extract_dataset(sys.argv[1], sys.argv[2], **{options!r})
"""


def test_run_that_is_killed_goes_on(inputs: Path, output: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(options=OPTIONS), "utf-8")
    folder = tmp_path / "quotes"
    command = [sys.executable, str(script), str(inputs), str(folder)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    while process.poll() is None and not list(folder.glob("done/*.json")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    (folder / "quotes" / ".part-000004.parquet.0a1b").write_bytes(b"unfinished")
    summary = extract_dataset(inputs, folder, **OPTIONS)
    assert summary.done_before > 0
    assert summary.done_before + -(-summary.documents // 5) == summary.shards
    assert contents(folder) == contents(output)
    assert extract_dataset(inputs, folder, **OPTIONS).done_before == 5


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"model": None}, "settings"),
        ({"acts": "all"}, "settings"),
        ({"shard_size": 6}, "shard_size"),
        ({"id": None}, "id"),
        ({"format": "jsonl"}, "format"),
    ],
    ids=str,
)
def test_other_results_are_refused(
    change: dict[str, Any], named: str, inputs: Path, output: Path
) -> None:
    with pytest.raises(InputError, match=rf"made otherwise \({named} differ"):
        extract_dataset(inputs, output, **{**OPTIONS, **change})


def test_other_inputs_are_refused(inputs: Path, output: Path) -> None:
    with pytest.raises(InputError, match=r"\(inputs differ"):
        extract_dataset(inputs / "one.parquet", output, **OPTIONS)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"inputs": "gone"}, InputError, "no input"),
        ({"inputs": "*.jsonl"}, InputError, "no input"),
        ({"inputs": []}, InputError, "no input"),
        ({"inputs": "unknown://there"}, InputError, "unknown"),
        ({"inputs": __file__}, InputError, "is none of .parquet"),
        ({"text": "txt"}, InputError, "has no field 'txt'; its fields are: url, day, body"),
        ({"id": "uri"}, InputError, "has no field 'uri'"),
        ({"model": "gone"}, ModelError, "unknown model"),
        ({"engine": "spark"}, ValueError, "'processes' or 'ray'"),
        ({"format": "csv"}, ValueError, "'parquet' or 'jsonl'"),
        ({"workers": 0}, ValueError, "workers must be at least 1"),
        ({"speed": 2}, TypeError, "speed"),
        ({"ray_options": {"num_gpus": 1}}, TypeError, "only Ray"),
    ],
    ids=str,
)
def test_mistakes_are_told(
    change: dict[str, Any], error: type[Exception], message: str, inputs: Path, tmp_path: Path
) -> None:
    with pytest.raises(error, match=message):
        extract_dataset(**{"inputs": inputs, "output": tmp_path, **OPTIONS, **change})
    assert not list(tmp_path.glob("*/*"))


def test_object_storage(output: Path) -> None:
    """What fsspec knows: here a store in memory; S3 and Google's are pyarrow's own."""
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for name, rows in (("one.jsonl", ROWS[:13]), ("two.jsonl", ROWS[13:])):
        with memory.open(f"/articles/{name}", "w") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in rows)
    summary = extract_dataset("memory://articles/*.jsonl", "memory://quotes", **OPTIONS)
    assert summary.documents == 23
    assert sorted(memory.ls("/quotes/quotes", detail=False)) == [
        f"/quotes/quotes/part-{number:06}.parquet" for number in range(5)
    ]
    for path, data in contents(output).items():
        assert memory.cat(f"/quotes/{path}") == data


def test_document_that_kills_its_worker_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = list(articles(12))
    for number in (3, 8):
        rows[number]["body"] += f" {lethal.KILLS_ITS_WORKER}"
    write_articles(tmp_path / "in.parquet", rows)
    monkeypatch.setattr("quoteattr.cluster.extraction.prepare_worker", lethal.prepare)
    summary = extract_dataset(tmp_path / "in.parquet", tmp_path / "out", batch_size=4, **OPTIONS)
    assert (summary.documents, summary.failed, summary.unfinished) == (12, 2, {})
    failed = [row for row in table(tmp_path / "out", "documents") if row["status"] == "failed"]
    assert [row["document"] for row in failed] == [rows[3]["url"], rows[8]["url"]]
    assert all("ended abruptly" in row["error"] for row in failed)
