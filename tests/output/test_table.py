from __future__ import annotations

import sys

import pandas
import pytest

from quoteattr.errors import MissingExtra
from quoteattr.output.table import COLUMNS, quotes_to_pandas, quotes_to_rows
from tests.output.documents import BRIDGE, bridge


def test_one_row_a_quote() -> None:
    rows = quotes_to_rows(bridge().quotes)
    assert [row["text"] for row in rows] == [
        "The bridge is safe … Walk on it.",
        "she had promised “new lamps, but gave no date",
        "new lamps",
        "Nobody walks there",
    ]
    assert [row["speaker"] for row in rows] == ["Ada Quist", "the council", "Ada Quist", None]
    assert [row["parent"] for row in rows] == [None, None, 1, None]
    assert [row["missing"] for row in rows] == [None, None, "closing mark", None]


def test_columns_are_always_the_same() -> None:
    assert all(tuple(row) == COLUMNS for row in quotes_to_rows(bridge().quotes))


def test_offsets_point_into_the_text() -> None:
    for row in quotes_to_rows(bridge().quotes):
        for part in ("source", "cue") if row["source"] is not None else ():
            start, end = row[f"{part}_start"], row[f"{part}_end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert BRIDGE[start:end] == row[part]
        spans = [map(int, part.split("-")) for part in str(row["spans"]).split(";")]
        assert " … ".join(BRIDGE[start:end] for start, end in spans) == row["text"]


def test_parent_that_is_not_among_the_quotes_given() -> None:
    (row,) = quotes_to_rows(bridge().quotes[2:3])
    assert row["parent"] is None


def test_frame_keeps_whole_numbers_whole() -> None:
    frame = bridge().to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert frame["parent"].tolist() == [pandas.NA, pandas.NA, 1, pandas.NA]
    assert str(frame["cue_start"].dtype) == "Int64"
    assert frame["negated"].tolist() == [False, True, False, False]
    assert frame["speaker_confidence"].isna().tolist() == [True, True, False, True]


def test_frame_without_quotes_has_the_columns() -> None:
    frame = quotes_to_pandas(())
    assert frame.empty
    assert list(frame.columns) == list(COLUMNS)


def test_frame_without_quotes_does_not_change_the_types_of_others() -> None:
    types = {"negated": "bool", "confidence": "float64", "start": "int64", "parent": "Int64"}
    joined = pandas.concat([quotes_to_pandas(()), bridge().to_pandas()])
    assert {name: str(joined[name].dtype) for name in types} == types


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'quoteattr\[pandas\]'"):
        bridge().to_pandas()
