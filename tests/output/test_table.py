from __future__ import annotations

import csv
import io
import re
import sys
from typing import TYPE_CHECKING, Any

import pandas
import polars
import pyarrow
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

import quoteattr
from quoteattr.document import Document
from quoteattr.errors import MissingExtra
from quoteattr.output.csv import csv_to
from quoteattr.output.table import COLUMNS, rows_of
from quoteattr.records import Act, Construction, Form, Kind, MentionForm, Speaker
from tests.output.documents import BRIDGE, bridge, quote

if TYPE_CHECKING:
    from pathlib import Path

NAMED = evolve(bridge(), id="bridge")
EMPTY = Document("", (), (), ())


def test_one_row_a_quote() -> None:
    rows = list(rows_of(NAMED))
    assert [row["text"] for row in rows] == [q.text for q in NAMED.quotes]
    assert [row["speaker"] for row in rows] == ["Ada Quist", "the council", "Ada Quist", None]
    assert [row["missing"] for row in rows] == [None, None, "closing mark", None]
    assert all(tuple(row) == tuple(COLUMNS) for row in rows)


def test_rows_refer_by_number() -> None:
    rows = list(rows_of(NAMED))
    assert [row["document"] for row in rows] == ["bridge"] * 4
    assert [row["quote"] for row in rows] == [0, 1, 2, 3]
    assert [row["parent"] for row in rows] == [None, None, 1, None]
    assert [row["speaker_id"] for row in rows] == [0, 1, 0, None]


def test_document_without_an_id_is_told_from_others_by_its_text() -> None:
    (first, *_), (again, *_) = rows_of(bridge()), rows_of(bridge())
    other = "“Yes.” \ud800"
    (another,) = rows_of(Document(other, (quote(other, "Yes."),), (), ()))
    assert first["document"] == again["document"] != another["document"]


def test_offsets_point_into_the_text() -> None:
    for row in rows_of(NAMED):
        for part in ("source", "cue") if row["source"] is not None else ():
            start, end = row[f"{part}_start"], row[f"{part}_end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert BRIDGE[start:end] == row[part]
        spans = [[*map(int, part.split("-"))] for part in str(row["spans"]).split(";")]
        assert (row["start"], row["end"]) == (spans[0][0], spans[-1][1])
        assert all(BRIDGE[start:end] in str(row["text"]) for start, end in spans)


def test_parent_that_the_document_does_not_hold() -> None:
    (row,) = rows_of(Document(BRIDGE, NAMED.quotes[2:3], (), ()))
    assert (row["parent"], row["speaker_id"]) == (None, None)


TYPES = {
    **dict.fromkeys(("document", "identity", "speaker", "text", "missing"), "string"),
    **dict.fromkeys(("quote", "start", "end"), "int64"),
    **dict.fromkeys(("parent", "speaker_id", "cue_start", "source_end"), "Int64"),
    **dict.fromkeys(("confidence", "speaker_confidence"), "float64"),
    **dict.fromkeys(("form", "act", "speaker_kind", "source_form", "evidence"), "category"),
    "negated": "bool",
}


@pytest.mark.parametrize("documents", [[], [EMPTY], [NAMED], [EMPTY, NAMED, bridge()]], ids=len)
def test_types_of_frames_are_always_the_same(documents: list[Document]) -> None:
    frame = quoteattr.to_pandas(documents)
    assert list(frame.columns) == list(COLUMNS)
    assert {name: str(frame[name].dtype) for name in TYPES} == TYPES
    assert quoteattr.to_polars(documents).schema == EMPTY.to_polars().schema
    assert quoteattr.to_arrow(documents).schema == EMPTY.to_arrow().schema


def test_frames_can_be_concatenated() -> None:
    others = [evolve(NAMED, id=name) for name in ("a", "b")]
    joined = pandas.concat([EMPTY.to_pandas(), *(each.to_pandas() for each in others)])
    assert {name: str(joined[name].dtype) for name in TYPES} == TYPES
    assert joined.groupby(["document", "quote"]).size().max() == 1
    assert joined.reset_index(drop=True).equals(quoteattr.to_pandas(others))


def test_frames_hold_the_rows() -> None:
    rows = list(rows_of(NAMED))
    assert NAMED.to_polars().to_dicts() == rows
    assert NAMED.to_arrow().to_pylist() == rows
    frame = NAMED.to_pandas()
    assert frame["parent"].tolist() == [pandas.NA, pandas.NA, 1, pandas.NA]
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == rows


def test_text_that_no_encoding_holds() -> None:
    document = evolve(NAMED, id="a\ud800")
    for found in (document.to_polars(), document.to_pandas()):
        assert list(found["document"]) == ["a\ufffd"] * len(NAMED.quotes)
    assert document.to_arrow()["document"].to_pylist()[0] == "a\ufffd"


def test_categories_are_all_that_there_are() -> None:
    frame, found = EMPTY.to_pandas(), EMPTY.to_polars()
    enums = {"form": Form, "act": Act, "speaker_kind": Kind, "source_form": MentionForm}
    for name, members in {**enums, "evidence": Construction}.items():
        assert list(frame[name].cat.categories) == list(members)
        assert found.schema[name] == polars.Enum([member.value for member in members])


def test_arrow_is_written_to_parquet(tmp_path: Path) -> None:
    parquet.write_table(NAMED.to_arrow(), tmp_path / "quotes.parquet")
    read = parquet.read_table(tmp_path / "quotes.parquet")
    assert read.to_pylist() == list(rows_of(NAMED))
    assert isinstance(read, pyarrow.Table)


def test_linked_documents_have_identities() -> None:
    linked = list(quoteattr.link([NAMED, evolve(NAMED, id="again")]))
    frame = quoteattr.to_pandas(linked)
    assert frame["document"].unique().tolist() == ["bridge", "again"]
    quist = frame[frame["speaker"] == "Ada Quist"]
    assert quist["identity"].tolist() == ["ada-quist"] * 4
    assert frame[frame["speaker"].isna()]["identity"].isna().all()


@pytest.mark.parametrize("documents", [NAMED, [BRIDGE], [None]], ids=["one", "text", "None"])
def test_what_are_no_documents_is_refused(documents: Any) -> None:
    with pytest.raises(TypeError, match="documents must be"):
        quoteattr.to_pandas(documents)


@pytest.mark.parametrize(
    ("library", "extra", "method"),
    [
        ("pandas", "pandas", "to_pandas"),
        ("polars", "polars", "to_polars"),
        ("pyarrow", "arrow", "to_arrow"),
    ],
)
def test_without_a_library_the_error_says_what_to_install(
    library: str, extra: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf"pip install 'quoteattr\[{extra}\]'"):
        getattr(bridge(), method)()


class TestCsv:
    def test_rows(self) -> None:
        rows = list(csv.DictReader(io.StringIO(NAMED.to_csv())))
        assert [row["document"] for row in rows] == ["bridge"] * 4
        assert [row["parent"] for row in rows] == ["", "", "1", ""]
        assert quoteattr.to_csv([NAMED]) == NAMED.to_csv()

    def test_file(self, tmp_path: Path) -> None:
        path = tmp_path / "quotes.csv"
        assert NAMED.to_csv(path, bom=True) is None
        assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument,quote,")
        assert b"\r\nbridge,0,," in path.read_bytes()
        assert pandas.read_csv(path)["text"].tolist() == [q.text for q in NAMED.quotes]
        NAMED.to_csv(path)
        assert path.read_bytes().startswith(b"document,")

    @pytest.mark.parametrize(
        "text", ["=cmd|' /C calc'!A0,", "+1", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "＝1", "'=1"]
    )
    def test_no_formula_runs(self, text: str) -> None:
        whole = f"“{text}” said Bo."
        found = Document(
            whole, (quote(whole, text, speaker=Speaker(text, Kind.PERSON, ())),), (), (), id=text
        )
        (row,) = csv.DictReader(io.StringIO(found.to_csv(), newline=""))
        assert {row["text"], row["speaker"], row["document"]} == {f"'{text}"}
        (row,) = csv.DictReader(io.StringIO(found.to_csv(escape_formulas=False), newline=""))
        assert {row["text"], row["speaker"], row["document"]} == {text}

    @given(st.text("'=-+@\t\r\n a\"", max_size=6))
    def test_what_was_escaped_can_be_had_back(self, text: str) -> None:
        row = dict.fromkeys(COLUMNS) | {"text": text}
        (read,) = csv.DictReader(io.StringIO(str(csv_to(None, [row])), newline=""))
        assert not re.match("[=+\\-@\t\r\n]", read["text"])
        escaped = re.match("'+[=+\\-@\t\r\n＝＋－＠]", read["text"])
        assert (read["text"][1:] if escaped else read["text"]) == text
