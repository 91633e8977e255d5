"""The comparer finds what differs, and only that."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from quoteattr.records import Act, Form, Missing
from tests.cases import Case, Expected, Found, differences

TEXT = "“The wells are dry,” said Moll. “The river is low.” Rain fell."
DRY, LOW = (1, 18), (33, 50)


def found(*content: tuple[int, int]) -> Found:
    return Found(
        content=content,
        cue="said",
        source="Moll",
        form=Form.DIRECT,
        act=Act.SPEECH,
        negated=False,
        addressee="",
        missing=(),
        parent=None,
        speaker="Moll",
    )


def case(*quotes: Expected) -> Case:
    return Case("file", "id", "why", TEXT, quotes, frozenset(Act), model=False, sentences=())


WHOLE = Expected(
    content=(DRY, LOW),
    cue="said",
    source="Moll",
    speaker="Moll",
    form=Form.DIRECT,
    act=Act.SPEECH,
    negated=False,
    addressee="",
    missing=(),
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param((DRY, LOW), id="the same"),
        pytest.param(((0, 20), (32, 51)), id="marks and commas at the ends"),
    ],
)
def test_agrees(content: tuple[tuple[int, int], ...]) -> None:
    assert differences(case(WHOLE), [found(*content)]) == ""


def test_what_is_left_out_is_not_checked() -> None:
    expected = Expected(content=(DRY, LOW))
    assert differences(case(expected), [evolve(found(DRY, LOW), cue="", source="")]) == ""


def test_pieces_with_only_marks_between_are_one() -> None:
    text = "“The wells are dry. The river is low.”"
    one = Case("file", "id", "why", text, (Expected(((1, 37),)),), frozenset(Act), False, ())
    assert differences(one, [found((1, 19), (20, 37))]) == ""


def test_auxiliaries_before_a_cue_are_set_aside() -> None:
    assert differences(case(WHOLE), [evolve(found(DRY, LOW), cue="has said")]) == ""
    assert "CUE" in differences(case(WHOLE), [evolve(found(DRY, LOW), cue="unsaid")])


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("cue", ""),
        ("source", "Rain"),
        ("speaker", ""),
        ("form", Form.MIXED),
        ("act", Act.WRITING),
        ("negated", True),
        ("addressee", "Rain"),
        ("missing", (Missing.CLOSING,)),
    ],
)
def test_a_wrong_part_is_named(part: str, value: Any) -> None:
    difference = differences(case(WHOLE), [evolve(found(DRY, LOW), **{part: value})])
    assert f"-- {part.upper()} -" in difference


@pytest.mark.parametrize(
    ("contents", "verdicts"),
    [
        ([], ["NOT FOUND"]),
        ([(DRY,)], ["NOT FOUND", "SPURIOUS"]),
        ([(DRY, LOW), (LOW,)], ["ok", "SPURIOUS"]),
        ([((1, 14), LOW)], ["NOT FOUND", "SPURIOUS"]),
    ],
)
def test_every_quote_is_accounted_for(
    contents: list[tuple[tuple[int, int], ...]], verdicts: list[str]
) -> None:
    difference = differences(case(WHOLE), [found(*content) for content in contents])
    lines = [line for line in difference.split("\n") if line.startswith("-- ")]
    assert [line.strip("- ") for line in lines] == verdicts


def test_the_parent_is_compared_by_its_content() -> None:
    outer, inner = Expected(content=((1, 50),)), Expected(content=(LOW,), parent=0)
    nested = evolve(found(LOW), parent=((0, 51),))
    assert differences(case(outer, inner), [found((1, 50)), nested]) == ""
    stray = evolve(nested, parent=None)
    assert "PARENT" in differences(case(outer, inner), [found((1, 50)), stray])


def test_quotes_with_one_content_are_told_apart_by_their_parts() -> None:
    first, second = evolve(WHOLE, source="Moll"), evolve(WHOLE, source="Rain")
    drafts = [evolve(found(DRY, LOW), source="Rain"), found(DRY, LOW)]
    assert differences(case(first, second), drafts) == ""
