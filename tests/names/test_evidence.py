"""Types of names that the encoder sees, weighed against the lists."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve

from quoteattr.names.find import find_names
from quoteattr.records import Kind
from quoteattr.syntax.named_entities import NAME_TYPES
from quoteattr.syntax.tree import Sentence
from tests.names.test_find import in_title_case

NAMES: list[tuple[str, str, list[tuple[str, str, Kind]], str]] = [
    (
        "Legislator Ana Ruiz",
        "O B-person I-person",
        [("Legislator", "Ana Ruiz", Kind.PERSON)],
        "a title that the lists do not have",
    ),
    (
        "Mill Party Ovo Tamm",
        "B-organisation I-organisation B-person I-person",
        [("", "Mill Party", Kind.ORGANISATION), ("", "Ovo Tamm", Kind.PERSON)],
        "a person named beside a body",
    ),
    (
        "Ruzul Ana Bruyan",
        "B-person I-person I-person",
        [("", "Ruzul Ana Bruyan", Kind.PERSON)],
        "a given name that no list has is no title",
    ),
    (
        "Norberg Dairy",
        "B-person I-person",
        [("", "Norberg Dairy", Kind.ORGANISATION)],
        "a family name with the ending of a firm",
    ),
    (
        "Pals of the Heath",
        "B-organisation I-organisation I-organisation I-organisation",
        [("", "Pals of the Heath", Kind.ORGANISATION)],
        "one body on both sides of of",
    ),
    (
        "Pals of the Heath",
        "B-person O O B-place",
        [("", "Pals", Kind.PERSON), ("", "Heath", Kind.PLACE)],
        "two names",
    ),
    ("Orvo", "B-organisation", [("", "Orvo", Kind.ORGANISATION)], "an unknown word"),
    ("Tarn", "B-place", [("", "Tarn", Kind.PLACE)], "a town in no list"),
    ("Blessing", "O", [("", "Blessing", Kind.UNKNOWN)], "no name at all"),
    ("Jon Church", "B-person I-person", [("", "Jon Church", Kind.PERSON)], "as the lists say"),
    ("Mrs Tarn", "B-place I-place", [("Mrs", "Tarn", Kind.PERSON)], "a title of address decides"),
]


@pytest.mark.parametrize(("words", "labels", "expected", "why"), NAMES)
def test_kinds(words: str, labels: str, expected: list[tuple[str, str, Kind]], why: str) -> None:
    names = find_names(_labelled(in_title_case(words), labels))
    assert [(" ".join(n.title), " ".join(n.words), n.kind) for n in names] == expected, why


def _labelled(sentence: Sentence, labels: str) -> Sentence:
    """Return a sentence in which the encoder sees these types of names."""
    rows = np.full((len(sentence), len(NAME_TYPES)), 0.01, dtype=np.float32)
    for row, label in zip(rows, labels.split(), strict=True):
        row[NAME_TYPES.index(label)] = 0.92
    return evolve(sentence, name_types=rows)


def test_a_title_tagged_as_a_noun_opens_the_name_of_a_person() -> None:
    director, *others = in_title_case("Director of Mines Ana Ruiz")
    sentence = Sentence((evolve(director, upos="NOUN", xpos="NN"), *others))
    (name,) = find_names(_labelled(sentence, "O O O B-person I-person"))
    assert (name.title, name.words) == (("Director", "of", "Mines"), ("Ana", "Ruiz"))
    (unlabelled,) = find_names(sentence)
    assert "Director" not in unlabelled.title
