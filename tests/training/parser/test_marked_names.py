"""Learning which words are names, and of what: persons, organisations, places, others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from quoteattr.errors import InputError
from quoteattr.syntax.named_entities import NAME_TYPES
from quoteattr.training.parser.marked import UNKNOWN
from quoteattr.training.parser.marked_names import read_names

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "Mr Oduya of the Grain Board left Tarn on Monday."
FICTION = "Mrs. Fell of Tarn, the Widow, saw Ada."


def written(path: Path, *articles: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def span(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def named(path: Path) -> list[tuple[str, str]]:
    """The atoms that are in a name, or may be, with their labels."""
    atoms = [a for p in read_names([path], {}) for stretch in p.stretches for a in stretch]
    known = {UNKNOWN: "?", **dict(enumerate(NAME_TYPES))}
    return [(atom.text, known[label]) for atom, label in atoms if label]


@pytest.fixture
def fiction() -> dict[str, Any]:
    mentions = [
        ("PER", "Mrs. Fell", "PROP"),
        ("GPE", "Tarn", "PROP"),
        ("PER", "the Widow", "NOM"),
        ("PER", "Ada", "PROP"),
    ]
    entities = [
        {"id": part, "category": category, "mentions": [[*span(FICTION, part), form]]}
        for category, part, form in mentions
    ]
    return {"text": FICTION, "entities": entities}


def test_names_of_articles_have_types_and_dates_have_none(tmp_path: Path) -> None:
    kinds = {"Oduya": "Person", "Grain Board": "Organization", "Tarn": "Location", "Monday": "Date"}
    entities = [[*span(NEWS, part), kind] for part, kind in kinds.items()]
    path = written(tmp_path / "a.jsonl", {"text": NEWS, "entities": entities})
    assert named(path) == [
        ("Oduya", "B-person"),
        ("Grain", "B-organisation"),
        ("Board", "I-organisation"),
        ("Tarn", "B-place"),
    ]


def test_titles_in_fiction_are_left_out_and_other_capitals_of_mentions_are_unsure(
    tmp_path: Path, fiction: dict[str, Any]
) -> None:
    path = written(tmp_path / "a.jsonl", {"text": "No.", "entities": []}, fiction)
    assert named(path) == [
        ("Fell", "B-person"),
        ("Tarn", "B-place"),
        ("Widow", "?"),
        ("Ada", "B-person"),
    ]


def test_every_fifth_excerpt_of_fiction_is_left_out(
    tmp_path: Path, fiction: dict[str, Any]
) -> None:
    path = written(tmp_path / "a.jsonl", *[fiction] * 6)
    assert len(read_names([path], {})) == 4


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", {"text": NEWS})
    with pytest.raises(InputError, match="no articles with names"):
        read_names([path], {})
