from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.document import Document
from quoteattr.errors import InputError
from quoteattr.output.json import document_to_dict, document_to_json
from quoteattr.records import Construction, Kind, Quote, Speaker
from tests.output.documents import BRIDGE, bridge, quote


def test_quotes_and_speakers_refer_by_place() -> None:
    data = document_to_dict(bridge())
    assert data["text"] == BRIDGE
    assert [q["speaker"] for q in data["quotes"]] == [0, 1, 0, None]
    assert [q["parent"] for q in data["quotes"]] == [None, None, 1, None]
    assert [s["name"] for s in data["speakers"]] == ["Ada Quist", "the council"]


def test_every_field_of_a_quote() -> None:
    assert document_to_dict(bridge())["quotes"][2] == {
        "text": "new lamps",
        "contents": [{"start": 99, "end": 108, "text": "new lamps"}],
        "form": "mixed",
        "act": "writing",
        "negated": False,
        "cue": {"start": 85, "end": 97, "text": "had promised", "lemma": "promise"},
        "source": {"start": 81, "end": 84, "text": "she", "form": "pronoun"},
        "addressee": None,
        "speaker": 0,
        "confidence": 0.9,
        "speaker_confidence": 0.8,
        "evidence": "cue-after-quotation",
        "missing": ["closing mark"],
        "parent": 1,
    }


def test_speaker_that_the_document_does_not_list_is_added() -> None:
    text = "“Yes,” said Bo."
    found = quote(text, "Yes", speaker=Speaker("Bo", Kind.PERSON, ()))
    data = document_to_dict(Document(text, (found,), (), ()))
    assert data["speakers"][data["quotes"][0]["speaker"]]["name"] == "Bo"


def test_parent_that_the_document_does_not_hold_gives_way_to_the_next() -> None:
    text = "“A “b “c”””, said Bo."
    outer = quote(text, "A “b “c””")
    middle = quote(text, "b “c”", parent=outer)
    inner = quote(text, "c", parent=middle)

    def parents(*kept: Quote) -> list[int | None]:
        return [q["parent"] for q in document_to_dict(Document(text, kept, (), ()))["quotes"]]

    assert parents(outer, middle, inner) == [None, 0, 1]
    assert parents(outer, inner) == [None, 0]
    assert parents(inner) == [None]


@pytest.mark.parametrize("indent", [None, 2])
def test_round_trip(indent: int | None) -> None:
    document = bridge()
    read = Document.from_dict(json.loads(document_to_json(document, indent=indent)))
    assert read == document
    assert all(isinstance(quote.evidence, Construction) for quote in read.quotes)


def test_only_plain_types() -> None:
    _assert_plain(document_to_dict(bridge()))


def _assert_plain(value: Any) -> None:
    assert type(value) in {dict, list, str, int, float, bool, type(None)}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        _assert_plain(part)


def test_characters_stay_as_they_are_but_lone_surrogates_are_escaped() -> None:
    text = "“Жара 🙂 \ud800,” said Bo."
    written = document_to_json(Document(text, (quote(text, "Жара 🙂 \ud800"),), (), ()))
    assert "Жара 🙂" in written
    assert "\\ud800" in written
    assert json.loads(written.encode("utf-8"))["text"] == text


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_can_be_written_and_read(text: str) -> None:
    written = document_to_json(Document(text, (), (), ())).encode("utf-8")
    # Two surrogate halves side by side are one character in JSON, as in any encoding.
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(written)["text"] == joined


def _without_quotes() -> dict[str, Any]:
    return {"text": BRIDGE, "speakers": []}


def _changed(change: Any) -> dict[str, Any]:
    data = document_to_dict(bridge())
    change(data)
    return data


def _each(key: str, *values: Any) -> list[dict[str, Any]]:
    return [{key: value} for value in values]


@pytest.mark.parametrize(
    "data",
    [
        _without_quotes(),
        _changed(lambda d: d.update(quotes={})),
        _changed(lambda d: d.update(text=None)),
        _changed(lambda d: d.update(text=None, quotes=[], speakers=[])),
        None,
        [],
    ],
    ids=["no quotes", "quotes", "no text", "nothing at all", "None", "list"],
)
def test_what_is_no_document_is_refused(data: Any) -> None:
    with pytest.raises(InputError, match="this is no document of quoteattr's: the document: "):
        Document.from_dict(data)


@pytest.mark.parametrize(
    "change",
    [
        *_each("form", "sung", [], None),
        *_each("evidence", "said-so", None),
        *_each("speaker", -1, 7, True, 0.0, "0"),
        *_each("parent", -1, 2, True, "0"),
        *_each("negated", "no", None, 0),
        *_each("speaker_confidence", 7, -0.1, float("nan"), "0.9", True),
        *_each("confidence", 7, -0.1, float("nan"), "0.9", None, True, []),
        *_each("contents", [], {}, None, "Yes", [1]),
        *_each("missing", "closing mark", {}, None, ["mark"]),
        *_each("cue", {}, "said", []),
        {"source": []},
    ],
    ids=str,
)
def test_a_quote_that_does_not_fit_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"quotes\[2\]: "):
        Document.from_dict(_changed(lambda d: d["quotes"][2].update(change)))


@pytest.mark.parametrize("part", ["cue", "source", "contents"])
@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (1 - len(BRIDGE), 4 - len(BRIDGE), BRIDGE[1:4]),
        (9, 3, ""),
        (9, 9, ""),
        (9999, 10000, ""),
        (None, None, BRIDGE),
        (1.0, 4.0, "The"),
        (True, 4, "The"),
        ("1", "4", "The"),
        (1, 4, "the"),
        (1, 4, None),
    ],
)
def test_a_span_that_does_not_fit_is_refused(part: str, start: Any, end: Any, text: Any) -> None:
    def change(data: dict[str, Any]) -> None:
        entry = data["quotes"][0][part]
        span = entry[0] if isinstance(entry, list) else entry
        span.update(start=start, end=end, text=text)

    with pytest.raises(InputError, match=r"quotes\[0\]: "):
        Document.from_dict(_changed(change))


@pytest.mark.parametrize(
    "change",
    [
        *_each("name", None, 3),
        *_each("kind", "band", None),
        *_each("evidence", "abc", [[1]], None),
        *_each("mentions", "abc", {}, [{}], None),
    ],
    ids=str,
)
def test_a_speaker_that_does_not_fit_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"speakers\[1\]: "):
        Document.from_dict(_changed(lambda d: d["speakers"][1].update(change)))


def test_a_cue_without_lemma_is_refused() -> None:
    with pytest.raises(InputError, match=r"quotes\[0\]: "):
        Document.from_dict(_changed(lambda d: d["quotes"][0]["cue"].update(lemma=None)))


def test_text_that_has_moved_is_refused() -> None:
    with pytest.raises(InputError, match=r"speakers\[0\]: "):
        Document.from_dict(_changed(lambda d: d.update(text=BRIDGE[1:])))
