"""Ray on this machine: workers, actors and nodes die, and nothing is lost, doubled or changed."""

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

QUIET: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}


@pytest.fixture(autouse=True)
def _lethal_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoteattr.cluster.extraction.prepare_worker", lethal.prepare)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # what workers import from
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture
def one_node() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, **QUIET)
    yield
    ray.shutdown()


@pytest.fixture
def three_nodes() -> Iterator[None]:
    """A cluster on this machine: two nodes with a CPU each, and one that only leads."""
    from ray.cluster_utils import Cluster

    soon = {"health_check_period_ms": 500, "health_check_failure_threshold": 2}
    leader = {"num_cpus": 0, "include_dashboard": False, "_system_config": soon}
    cluster: Any = Cluster(initialize_head=True, head_node_args=leader)
    for _ in range(2):
        cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, **QUIET)
    yield
    ray.shutdown()
    cluster.shutdown()


@pytest.mark.usefixtures("one_node")
def test_actor_that_dies_loses_and_doubles_nothing(tmp_path: Path) -> None:
    rows = list(articles(40))
    rows[11]["body"] += f" {lethal.KILLS_ITS_WORKER}"
    rows[17]["body"] += f" {lethal.kills_its_actor(tmp_path / 'killed')}"
    assert failures(tmp_path, rows) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="several nodes need Linux")
@pytest.mark.usefixtures("three_nodes")
def test_node_that_dies_loses_and_doubles_nothing(tmp_path: Path) -> None:
    rows = list(articles(40))
    rows[17]["body"] += f" {lethal.kills_its_node(tmp_path / 'killed')}"
    assert failures(tmp_path, rows) == 0
    assert sorted(node["Alive"] for node in ray.nodes()) == [False, True, True]


def failures(folder: Path, rows: list[dict[str, Any]]) -> int:
    """Extract by Ray and by processes; check that all is there, and the same; count failures."""
    write_articles(folder / "in.parquet", rows)
    options: dict[str, Any] = {"text": "body", "id": "url", "shard_size": 5, "model": "fast"}
    found = {}
    for engine in ("ray", "processes"):
        output = folder / engine
        found[engine] = extract_dataset(
            folder / "in.parquet", output, engine=engine, workers=2, **options
        )
    assert (folder / "killed").exists()
    assert found["ray"] == found["processes"]
    assert found["ray"].documents == len(rows)
    assert contents(folder / "ray") == contents(folder / "processes")
    names = [row["document"] for row in table(folder / "ray", "documents")]
    assert names == [row["url"] for row in rows]
    done = [json.loads(path.read_bytes()) for path in (folder / "ray" / "done").iterdir()]
    assert sum(shard["documents"] for shard in done) == len(rows)
    return found["ray"].failed
