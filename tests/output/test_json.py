from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy
import pandas
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import quoteattr
from quoteattr.document import Document
from quoteattr.errors import InputError
from quoteattr.output.json import SCHEMA_VERSION, document_to_dict, document_to_json
from quoteattr.records import (
    Act,
    Construction,
    Form,
    Gender,
    GenderSign,
    Kind,
    MentionForm,
    Missing,
    Quote,
    Speaker,
)
from tests.output.documents import BRIDGE, bridge, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

VALIDATOR = Draft202012Validator(Document.json_schema())

HOW: dict[str, Any] = {"quoteattr_version": "0.1.0", "model": "en", "acts": ["speech"]}


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


def test_id_metadata_and_settings_come_back() -> None:
    day = date(2026, 5, 4)
    given = evolve(bridge(), id=7, metadata={"date": day, "share": float("nan")}, settings=HOW)
    data = json.loads(given.to_json())
    assert data["id"] == "7"
    assert data["metadata"] == {"date": "2026-05-04", "share": None}
    read = Document.from_json(given.to_json().encode("utf-8"))
    assert (read.id, read.settings, read.metadata) == ("7", HOW, data["metadata"])
    assert read.to_json() == given.to_json()


@pytest.mark.parametrize(
    "value",
    [
        *(numpy.int64(3), numpy.float64(0.5), numpy.str_("a"), numpy.bool_(True)),
        *(numpy.datetime64("NaT"), pandas.NaT, pandas.NA, pandas.Timestamp("2026-05-04")),
        *(Path("a"), Kind.PERSON, (1, {"b"}), {"c": [None]}),
    ],
    ids=repr,
)
def test_metadata_of_many_types_can_be_written(value: object) -> None:
    written = evolve(bridge(), metadata={"value": value}).to_json()
    assert "NaT" not in written
    assert Document.from_json(written).to_json() == written


@pytest.mark.parametrize("value", [object(), {1: 2}, float("inf"), b"a", [{"b": 1j}]], ids=repr)
def test_metadata_that_json_cannot_hold_are_named(value: object) -> None:
    with pytest.raises(TypeError, match=r"metadata\['value'\]"):
        evolve(bridge(), metadata={"value": value}).to_json()


@pytest.mark.parametrize(
    "fields", [{"id": 1.5}, {"id": b"a"}, {"metadata": "a"}, {"metadata": None}], ids=str
)
def test_id_and_metadata_of_other_types_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="must be "):
        evolve(bridge(), **fields)


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(Document.json_schema())


EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_fit_the_schema(path: Path) -> None:
    document = quoteattr.extract(path.read_text("utf-8"), id=path.name, metadata={"n": [1, None]})
    assert document.quotes
    assert document.settings["model"] == "en"
    assert document.settings["acts"] == ["speech", "writing"]
    VALIDATOR.validate(json.loads(document.to_json()))
    assert Document.from_json(document.to_json()) == document


def test_documents_made_by_hand_fit_the_schema() -> None:
    for document in (bridge(), Document("", (), (), ())):
        VALIDATOR.validate(document.to_dict())


def test_schema_has_every_name() -> None:
    definitions = Document.json_schema()["$defs"]
    quote_fields = definitions["quote"]["properties"]
    assert set(definitions["act"]["enum"]) == set(Act)
    assert set(quote_fields["form"]["enum"]) == set(Form)
    assert set(quote_fields["evidence"]["enum"]) == set(Construction)
    assert set(quote_fields["missing"]["items"]["enum"]) == set(Missing)
    assert set(definitions["speaker"]["properties"]["kind"]["enum"]) == set(Kind)
    speaker_fields = definitions["speaker"]["properties"]
    assert set(speaker_fields["gender"]["enum"]) == {*Gender, None}
    assert set(speaker_fields["gender_sign"]["enum"]) == {*GenderSign, None}
    assert set(definitions["mention"]["properties"]["form"]["enum"]) == set(MentionForm)
    assert Document.json_schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in nested lists and dicts: what holds it, and under which key."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield value, key
        yield from _places(value[key])


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 0, 2, 10**30, 0.5, 1e400, "", "name", [], {}, [[]], {"a": 1}]
).map(deepcopy)


@given(st.data())
def test_whatever_is_changed_is_refused_or_is_a_document(data: st.DataObject) -> None:
    changed = evolve(bridge(), metadata={"a": [1, {"b": None}]}, settings=HOW).to_dict()
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(list(_places(changed))))
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = data.draw(ODD)
    try:
        document = Document.from_dict(changed)
    except InputError:
        return
    assert Document.from_json(document.to_json()) == document
    VALIDATOR.validate(document.to_dict())
    assert hash(document) is not None


def test_first_version_is_read() -> None:
    data = bridge().to_dict()
    first = {key: data[key] for key in ("text", "quotes", "speakers")}
    assert Document.from_dict(first) == bridge()


def test_newer_version_is_refused() -> None:
    data = bridge().to_dict() | {"schema_version": 99, "quoteattr_version": "7.0"}
    with pytest.raises(InputError, match=r"version 99, written by quoteattr 7\.0.* upgrade"):
        Document.from_dict(data)


@pytest.mark.parametrize(
    "text", ["", "{", "NaN", '{"text": Infinity}', "[" * 100_000, b"\xff\xfe\xfd"]
)
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(InputError, match="this is no"):
        Document.from_json(text)


def test_json_must_be_text() -> None:
    with pytest.raises(TypeError, match="must be a str or bytes, not dict"):
        Document.from_json({})  # type: ignore[arg-type]


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
        _changed(lambda d: d.update(id=3)),
        _changed(lambda d: d.update(metadata=[])),
        _changed(lambda d: d.update(metadata={"share": float("nan")})),
        _changed(lambda d: d.update(metadata={1: 2})),
        _changed(lambda d: d.update(settings=None)),
        _changed(lambda d: d.update(schema_version="2")),
        _changed(lambda d: d.update(schema_version=True)),
        None,
        [],
    ],
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


@pytest.mark.parametrize("part", ["quotes", "speakers"])
@pytest.mark.parametrize("entry", [None, [], "name", 3], ids=repr)
def test_an_entry_that_is_no_dict_is_named(part: str, entry: Any) -> None:
    with pytest.raises(InputError, match=rf"{part}\[1\]: .*it cannot be"):
        Document.from_dict(_changed(lambda d: d[part].__setitem__(1, entry)))


def test_contents_out_of_order_are_refused() -> None:
    with pytest.raises(InputError, match=r"quotes\[0\]: .*contents"):
        Document.from_dict(_changed(lambda d: d["quotes"][0]["contents"].reverse()))


def test_contents_that_overlap_are_refused() -> None:
    with pytest.raises(InputError, match=r"quotes\[0\]: contents cannot be"):
        Document.from_dict(
            _changed(lambda d: d["quotes"][0]["contents"].append(d["quotes"][0]["contents"][-1]))
        )


def test_what_is_missing_is_named() -> None:
    with pytest.raises(InputError, match=r"quotes\[0\]: 'form' is missing$"):
        Document.from_dict(_changed(lambda d: d["quotes"][0].pop("form")))


def test_linked_documents_fit_the_schema_and_are_read() -> None:
    (linked,) = quoteattr.link([bridge()])
    data = json.loads(linked.to_json())
    VALIDATOR.validate(data)
    assert [each["id"].partition("@")[0] for each in data["identities"]] == [
        "ada-quist",
        "the-council",
    ]
    assert Document.from_dict(data) == linked.document


def test_a_cue_without_lemma_is_refused() -> None:
    with pytest.raises(InputError, match=r"quotes\[0\]: "):
        Document.from_dict(_changed(lambda d: d["quotes"][0]["cue"].update(lemma=None)))


def test_text_that_has_moved_is_refused() -> None:
    with pytest.raises(InputError, match=r"speakers\[0\]: "):
        Document.from_dict(_changed(lambda d: d.update(text=BRIDGE[1:])))
