from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.document import Document
from quoteattr.errors import InputError
from quoteattr.output.json import document_to_dict, document_to_json
from quoteattr.records import Construction, Kind, Speaker
from tests.output.documents import BRIDGE, bridge, quote


def test_quotes_and_speakers_refer_by_place() -> None:
    data = document_to_dict(bridge())
    assert data["text"] == BRIDGE
    assert [q["speaker"] for q in data["quotes"]] == [0, 1, 0, None]
    assert [q["parent"] for q in data["quotes"]] == [None, None, 1, None]
    assert [s["name"] for s in data["speakers"]] == ["Ada Quist", "the council"]


def test_every_field_of_a_quote() -> None:
    assert document_to_dict(bridge())["quotes"][2] == {
        "contents": [{"start": 99, "end": 108, "text": "new lamps"}],
        "form": "mixed",
        "act": "writing",
        "negated": False,
        "cue": {"start": 85, "end": 97, "text": "had promised", "lemma": "promise"},
        "source": {"start": 81, "end": 84, "text": "she", "form": "pronoun"},
        "addressee": None,
        "speaker": 0,
        "confidence": 0.9,
        "evidence": "cue-after-quotation",
        "missing": ["closing mark"],
        "parent": 1,
    }


def test_speaker_that_the_document_does_not_list_is_added() -> None:
    text = "“Yes,” said Bo."
    found = quote(text, "Yes", speaker=Speaker("Bo", Kind.PERSON, ()))
    data = document_to_dict(Document(text, (found,), (), ()))
    assert data["speakers"][data["quotes"][0]["speaker"]]["name"] == "Bo"


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


@pytest.mark.parametrize(
    "data",
    [
        _without_quotes(),
        _changed(lambda d: d.update(text=None)),
        _changed(lambda d: d.update(text=BRIDGE[1:])),
        _changed(lambda d: d["quotes"][0].update(form="sung")),
        _changed(lambda d: d["quotes"][0].update(evidence="said-so")),
        _changed(lambda d: d["quotes"][0].update(speaker=7)),
        _changed(lambda d: d["quotes"][0].update(parent=2)),
        _changed(lambda d: d["quotes"][0]["cue"].update(start="three")),
    ],
    ids=[
        *("no quotes", "no text", "text moved", "form", "construction", "speaker", "parent"),
        "offset",
    ],
)
def test_what_is_no_document_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        Document.from_dict(data)
