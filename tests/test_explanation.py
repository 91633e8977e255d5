"""Why a quote was read as it was."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from quoteattr.attribution import attribute
from quoteattr.default import default_extractor
from quoteattr.document import Document
from quoteattr.reader import read
from quoteattr.records import Construction, Reading
from quoteattr.syntax.parser import GivenTrees
from tests.cases import Case, load_cases
from tests.output.documents import BRIDGE, bridge, cue, mention, quote, span
from tests.shipped import scores

if TYPE_CHECKING:
    from quoteattr.article.drafts import Draft
    from quoteattr.extractor import Extractor
    from quoteattr.records import Quote

TEXT = "Ada Quist issued a warning to drivers\nthat ice may form. “Slow down,” she said."


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return default_extractor()


def drafts_of(case: Case) -> tuple[Draft, ...]:
    return attribute(read(case.text, GivenTrees(case.sentences)), scores().readings).drafts


@pytest.mark.parametrize("case", load_cases(), ids=str)
def test_what_is_kept_beats_its_rivals(case: Case) -> None:
    for draft in drafts_of(case):
        assert draft.confidence >= draft.needed
        for rival in draft.rivals or ():
            is_part = set(rival.contents) < set(draft.contents)  # the whole goes before it
            is_likelier = rival.confidence > draft.confidence and rival.confidence >= rival.needed
            assert is_part or not is_likelier


def test_some_cues_of_the_cases_have_several_readings() -> None:
    rivals = [rival for case in load_cases() for d in drafts_of(case) for rival in d.rivals or ()]
    assert any(rival.confidence >= rival.needed for rival in rivals)
    assert any(rival.confidence < rival.needed for rival in rivals)


def test_a_reading_that_was_cut_at_a_colon_is_no_rival_of_itself() -> None:
    (case,) = (c for c in load_cases("dash_colon") if c.id == "that-clause-colon-cue-after")
    warned, _ = drafts_of(case)
    assert warned.evidence is Construction.COMPLEMENT_CLAUSE
    assert warned.evidence not in [rival.evidence for rival in warned.rivals or ()]


def chosen() -> Quote:
    """Return the quote of the warning, whose cue can be read in three ways."""
    contents = ("that ice may form", "drivers\nthat ice may form", "a warning to drivers")
    rules = (Construction.NOUN_CLAUSE, Construction.OBLIQUE, Construction.NOUN_OBJECT)
    odds = (0.9, 0.7, 0.2)
    source = mention(TEXT, "Ada Quist")
    readings = [
        Reading(rule, (span(TEXT, content),), source, odd, 0.45, kept=odd == 0.9)
        for rule, content, odd in zip(rules, contents, odds, strict=True)
    ]
    kept = quote(TEXT, contents[0], cue=cue(TEXT, "warning", "warning"), source=source)
    return evolve(kept, readings=tuple(readings))


def test_prints_as_a_table() -> None:
    assert repr(chosen().explain()).splitlines() == [
        "3 readings of “warning”: the likeliest of those that are probable enough is kept.",
        "  0.90  kept         noun-clause  Ada Quist: that ice may form",
        "  0.70  less likely  oblique      Ada Quist: drivers that ice may form",
        "  0.20  under 0.45   noun-object  Ada Quist: a warning to drivers",
    ]


def test_long_contents_are_cut() -> None:
    text = "word " * 100
    lines = str(quote(text, text.strip()).explain()).splitlines()
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert len(lines[1]) < 100


def test_marks_and_layout_need_no_choice() -> None:
    shown = evolve(bridge().quotes[0], readings=())
    explanation = shown.explain()
    assert "no other reading competes" in explanation.why
    (reading,) = explanation.readings
    assert reading.kept
    assert reading.contents == shown.contents
    assert reading.probability == shown.confidence


def test_readings_that_are_not_recorded() -> None:
    (reading,) = quote(BRIDGE, "Nobody walks there").explain().readings
    assert "not recorded" in quote(BRIDGE, "Nobody walks there").explain().why
    assert reading.source is None
    assert str(reading) == "?: Nobody walks there"


def test_readings_are_not_compared() -> None:
    assert chosen() == evolve(chosen(), readings=None)
    assert hash(chosen()) == hash(evolve(chosen(), readings=None))


def test_end_to_end(extractor: Extractor) -> None:
    text = "Ada Quist described the bridge as a danger to drivers. “Slow down,” she said."
    described, said = extractor.extract(text).quotes
    kept, *others = described.explain().readings
    assert kept.kept
    assert (kept.evidence, kept.probability) == (described.evidence, described.confidence)
    assert kept.contents == described.contents
    assert others
    assert not any(other.kept for other in others)
    for part in (part for other in others for part in other.contents):
        assert text[part.start : part.end] == part.text
    assert said.readings == ()


def test_pickled_with_readings_but_written_without(extractor: Extractor) -> None:
    document = extractor.extract(TEXT)
    copies = pickle.loads(pickle.dumps(document)).quotes
    assert [q.explain() for q in copies] == [q.explain() for q in document.quotes]
    read = Document.from_dict(json.loads(document.to_json()))
    assert read.quotes == document.quotes
    assert {q.readings for q in read.quotes} == {None}
