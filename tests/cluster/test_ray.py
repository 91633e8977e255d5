"""Ray started on this machine: actors and workers die, and nothing is lost, doubled or changed."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from quoteattr.cluster import extract_dataset
from tests.cluster import lethal
from tests.cluster.articles import articles, contents, table, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ray = pytest.importorskip("ray")


@pytest.fixture(scope="module")
def local_ray() -> Iterator[None]:
    path = os.pathsep.join(sys.path)  # what workers import from
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        runtime_env={"env_vars": {"PYTHONPATH": path, "OMP_NUM_THREADS": "1"}},
    )
    yield
    ray.shutdown()


@pytest.mark.usefixtures("local_ray")
def test_deaths_lose_and_double_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = list(articles(40))
    rows[11]["body"] += f" {lethal.KILLS_ITS_WORKER}"
    rows[17]["body"] += f" {lethal.kills_its_actor(tmp_path / 'killed')}"
    write_articles(tmp_path / "in.parquet", rows)
    monkeypatch.setattr("quoteattr.cluster.extraction.prepare_worker", lethal.prepare)
    options: dict[str, Any] = {"text": "body", "id": "url", "shard_size": 5, "model": "fast"}
    found = {}
    for engine in ("ray", "processes"):
        output = tmp_path / engine
        found[engine] = extract_dataset(
            tmp_path / "in.parquet", output, engine=engine, workers=2, **options
        )
    assert (tmp_path / "killed").exists()
    assert found["ray"] == found["processes"]
    assert (found["ray"].documents, found["ray"].failed) == (40, 1)
    assert contents(tmp_path / "ray") == contents(tmp_path / "processes")
    names = [row["document"] for row in table(tmp_path / "ray", "documents")]
    assert names == [row["url"] for row in rows]
    done = [json.loads(path.read_bytes()) for path in (tmp_path / "ray" / "done").iterdir()]
    assert sum(shard["documents"] for shard in done) == 40
