"""Excerpts of fiction with coreference teach whom pronouns stand for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from quoteattr.errors import InputError
from quoteattr.models.load import load_model
from quoteattr.training.antecedents.excerpts import read_excerpts
from quoteattr.training.antecedents.learn import choices_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Petra Holm met Jon Berg at the mill. She told him that he was late."


def entity(name: str, *mentions: str) -> dict[str, Any]:
    spans = [[TEXT.index(m), TEXT.index(m) + len(m), "PROP"] for m in mentions]
    return {"id": name, "category": "PER", "mentions": spans}


@pytest.fixture
def excerpts(tmp_path: Path) -> Path:
    entities = [entity("petra", "Petra Holm", "She"), entity("jon", "Jon Berg", "him", "he was")]
    entities[1]["mentions"][-1][1] -= len(" was")
    line = json.dumps({"id": "mill", "text": TEXT, "entities": entities}) + "\n"
    path = tmp_path / "fiction.jsonl"
    path.write_text(line * 6, encoding="utf-8")
    return path


def test_every_fifth_excerpt_is_left_out(excerpts: Path) -> None:
    assert len(read_excerpts(excerpts, load_model().parser)) == 4


def test_pronouns_are_resolved_as_annotated(excerpts: Path) -> None:
    model = load_model()
    document = read_excerpts(excerpts, model.parser)[0]
    choices = choices_of(document, model)
    assert len(choices) == 3
    assert all(choice.right.count(True) == 1 and not choice.right[-1] for choice in choices)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"text": "No."}\n' * 2, encoding="utf-8")
    with pytest.raises(InputError, match="holds no excerpts with mentions"):
        read_excerpts(path, load_model().parser)
