"""Which names mean the same body, and what nouns tell of a speaker."""

from __future__ import annotations

import pytest

from quoteattr.lexicon import table
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.lexicon.offices import (
    Offices,
    body_of,
    checked_aliases,
    land_of,
    named_titles,
    office_kind,
    title_key,
)
from quoteattr.records import Kind

SAME_BODY = [
    ("the Elysée", "The French presidency"),
    ("Downing Street", "No 10"),
    ("the Pentagon", "the US Defense Department"),
    ("the Quai d'Orsay", "France's foreign ministry"),
    ("the Bundesbank", "the German central bank"),
    ("Beijing", "China"),
    ("China", "the Chinese government"),
    ("the EU", "the European Union"),
    ("the Vatican", "the Holy See"),
]


@pytest.mark.parametrize(("one", "other"), SAME_BODY)
def test_two_names_of_one_body(one: str, other: str) -> None:
    body = body_of(tuple(one.split()))
    assert body is not None
    assert body == body_of(tuple(other.split()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway", "Sweden"),
        ("the Danish foreign ministry", "the Dutch foreign ministry"),
        ("the Elysée", "Matignon"),
        ("the Kremlin", "the White House"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert body_of(tuple(one.split())) != body_of(tuple(other.split()))


def test_other_words_name_no_body() -> None:
    assert body_of(("the", "company")) is None
    assert body_of(()) is None


def test_offices_are_many_and_complete() -> None:
    offices = table("offices")["office"]
    assert len(offices) >= 200
    for office in offices:
        assert office_kind(office["name"]) is Kind(office["kind"])
        land = office.get("country")
        assert land is None or land == "European Union" or land_of(land) is not None, office


def test_no_name_stands_for_two_offices() -> None:
    names: dict[str, str] = {}
    for office in table("offices")["office"]:
        for name in (office["name"], *office.get("variants", ())):
            assert names.setdefault(name.removeprefix("the "), office["name"]) == office["name"]


def test_roles_under_other_names() -> None:
    assert title_key("secretary of state") == "foreign minister"
    assert "foreign minister" in named_titles(("top", "us", "diplomat"))
    assert not named_titles(("harbour", "master"))


@pytest.mark.parametrize(
    ("lemma", "plural", "kind"),
    [
        ("minister", False, Kind.PERSON),
        ("minister", True, Kind.GROUP),
        ("police", False, Kind.ORGANISATION),
        ("agency", True, Kind.GROUP),
        ("survey", False, Kind.DOCUMENT),
        ("researchers", True, Kind.GROUP),
        ("people", True, Kind.GROUP),
        ("spoon", False, None),
    ],
)
def test_kind_of_a_noun(lemma: str, plural: bool, kind: Kind | None) -> None:
    assert noun_kind(lemma, plural) is kind


def test_offices_without_the_lexicon() -> None:
    unlisted = Offices.of({"town hall": ["Moll's office"]}, listed=False)
    assert unlisted.body("the Elysée") is None
    assert unlisted.held_by("Macron") == []
    body = unlisted.body("the town hall")
    assert body is not None
    assert body == unlisted.body("Moll's office")


def test_other_names_are_several() -> None:
    with pytest.raises(TypeError, match="several names"):
        checked_aliases({"town hall": "Moll's office"})
