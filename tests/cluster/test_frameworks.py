"""The function of batches gives the same quotes wherever it is called."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

import quoteattr
from quoteattr.cluster import BatchExtractor
from quoteattr.errors import InputError, ModelError
from tests.cluster.articles import articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pandas = pytest.importorskip("pandas")

ROWS = [*articles(9), {"url": "https://example.org/none", "day": 9, "body": None}]
EXTRACT = BatchExtractor("body", "url", model="fast")


def frame() -> Any:
    return pandas.DataFrame(ROWS)


@pytest.fixture(scope="module")
def expected() -> Any:
    return EXTRACT(frame())


def plain(found: Any) -> list[dict[str, Any]]:
    """The rows, in the order of documents, with ``None`` for all that is missing."""
    rows = [
        {key: None if pandas.isna(value) else value for key, value in row.items()}
        for row in found.to_dict("records")
    ]
    return sorted(rows, key=lambda row: (row["document"], row["quote"] or 0))


def test_rows_are_those_of_the_table(expected: Any) -> None:
    good = [row for row in ROWS if row["body"]]
    extractor = quoteattr.Extractor("fast")
    pairs = [(row["body"], row["url"]) for row in good]
    found = extractor.extract_many(pairs, as_tuples=True)
    documents = [document for document, _ in found if isinstance(document, quoteattr.Document)]
    same = quoteattr.to_pandas(documents).astype(object)
    assert list(expected.columns) == [*same.columns, "error"]
    assert plain(expected[expected["error"].isna()].drop(columns="error")) == plain(same)
    (failed,) = [row for row in plain(expected) if row["error"]]
    assert {key: value for key, value in failed.items() if value is not None} == {
        "document": "https://example.org/none",
        "error": "TypeError: text must be a str, not NoneType",
    }


def test_it_can_be_pickled_and_used_without_rows() -> None:
    again = pickle.loads(pickle.dumps(EXTRACT))
    empty = again(frame().head(0))
    assert not len(empty)
    assert list(empty.dtypes) == list(EXTRACT(frame().head(1)).dtypes)


def test_mistakes_are_told_at_once() -> None:
    with pytest.raises(ModelError):
        BatchExtractor(model="gone")
    with pytest.raises(TypeError, match="speed"):
        BatchExtractor(speed="high")
    with pytest.raises(InputError, match="no column 'txt'; the columns are: url, day, body"):
        BatchExtractor("txt")(frame())


def with_joblib() -> Any:
    joblib = pytest.importorskip("joblib")
    parts = [frame()[:4], frame()[4:]]
    try:
        return pandas.concat(joblib.Parallel(2)(joblib.delayed(EXTRACT)(part) for part in parts))
    finally:
        joblib.externals.loky.get_reusable_executor().shutdown(wait=True)  # else they linger


def with_dask() -> Any:
    dask = pytest.importorskip("dask.dataframe")
    whole = dask.from_pandas(frame(), npartitions=2)
    found = whole.map_partitions(EXTRACT, meta=EXTRACT(frame().head(0)))
    return found.compute(scheduler="processes", num_workers=2)


def with_datasets() -> Any:
    datasets = pytest.importorskip("datasets")
    whole = datasets.Dataset.from_list(ROWS)
    found = whole.with_format("pandas").map(
        EXTRACT, batched=True, batch_size=4, remove_columns=whole.column_names
    )
    return found.to_pandas()


def with_spark() -> Any:
    sql = pytest.importorskip("pyspark.sql")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = session.getOrCreate()
    try:
        whole = spark.createDataFrame(frame(), "url string, day bigint, body string")
        extract = EXTRACT
        found = whole.repartition(1).mapInPandas(
            lambda frames: map(extract, frames), extract.schema
        )
        return found.toPandas()
    finally:
        spark.stop()


@pytest.mark.parametrize("call", [with_joblib, with_dask, with_datasets, with_spark])
def test_frameworks(
    call: Callable[[], Any],
    expected: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path))
    assert plain(call()) == plain(expected)
