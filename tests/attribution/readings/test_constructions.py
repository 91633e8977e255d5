"""The table of constructions: complete, true, and independent of the names of functions."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve, fields

import quoteattr.attribution
from quoteattr import Act, Construction, Extractor
from quoteattr.attribution import attribute
from quoteattr.attribution.parts.cues import WordClass
from quoteattr.attribution.parts.row import Content, Role, Row
from quoteattr.attribution.readings.candidates import find_candidates
from quoteattr.attribution.readings.constructions import ROWS, TABLE
from quoteattr.attribution.readings.scoring import Thresholds
from quoteattr.attribution.readings.selection import select
from quoteattr.reader import read
from quoteattr.syntax.parser import GivenTrees
from tests.cases import Case, load_cases
from tests.shipped import scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft
    from quoteattr.records import Quote

CASES = load_cases()
PARTS = {Role.CONTINUATION, Role.REMNANT}
"""Roles of what is only ever a part of a quote."""
FAMILIES = {"speech", "suggested", *WordClass, *Act, "xcomp", "conj", "advcl"}
"""What else than a construction may stand at the end of a feature's name."""

rows = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)


def article_of(case: Case) -> Article:
    return read(case.text, GivenTrees(case.sentences))


def drafts_of(case: Case) -> tuple[Draft, ...]:
    return attribute(article_of(case), scores().readings, case.acts).drafts


def parts_of(article: Article, spans: Sequence[tuple[int, int]]) -> Iterator[Construction]:
    """The constructions that a quote owes some of its contents to, but not its name."""
    for candidate in find_candidates(article):
        if candidate.role in PARTS and set(candidate.draft.contents) <= set(spans):
            yield candidate.draft.evidence


@cache
def cases_by_construction() -> Mapping[Construction, list[Case]]:
    """The cases that each construction is found in."""
    found: dict[Construction, list[Case]] = defaultdict(list)
    for case in CASES:
        drafts = drafts_of(case)
        spans = [span for draft in drafts for span in draft.contents]
        parts = parts_of(article_of(case), spans)
        for name in {*(draft.evidence for draft in drafts), *parts}:
            found[name].append(case)
    return found


def test_every_construction_has_one_row() -> None:
    assert sorted(row.name for row in TABLE) == sorted(Construction)


@rows
def test_every_construction_has_a_case(row: Row[Any]) -> None:
    assert cases_by_construction()[row.name], f"in no case does {row.name} win"


@rows
def test_its_finder_finds_it(row: Row[Any]) -> None:
    found = set()

    def note(frame: Any, event: str, value: object) -> None:
        # a generator returns whatever it yields
        if event == "return" and value is not NotImplemented and value:
            found.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        drafts_of(cases_by_construction()[row.name][0])
    finally:
        sys.setprofile(before)
    assert row.find.__code__ in found


def test_functions_may_be_renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    def features_and_quotes() -> list[object]:
        articles = [article_of(case) for case in CASES]
        features = [[c.features for c in find_candidates(article)] for article in articles]
        quotes = [[(d.evidence, d.confidence) for d in drafts_of(case)] for case in CASES]
        return [features, quotes]

    before = features_and_quotes()
    for find in {row.find for row in TABLE}:
        monkeypatch.setattr(find, "__name__", "renamed")
        monkeypatch.setattr(find, "__qualname__", "renamed")
    assert features_and_quotes() == before


def test_no_name_is_taken_from_a_function() -> None:
    for path in Path(quoteattr.attribution.__file__).parent.rglob("*.py"):
        assert "__name__" not in path.read_text("utf-8"), path


def construction_of(weight: str) -> str | None:
    """The construction in the name of a weight, if there is one."""
    if weight.startswith(("rule=", "floating=")):
        return weight.partition("=")[2]
    rest, _, last = weight.rpartition("|")
    return last if rest and last not in FAMILIES and not last.startswith("source-kind=") else None


@pytest.mark.parametrize("learned", ["grammar", "agreement"])
def test_every_weight_of_a_construction_has_its_name(learned: str) -> None:
    named = filter(None, map(construction_of, getattr(scores().readings, learned)))
    assert set(named) <= set(Construction)


@rows
def test_every_construction_has_weights_or_says_why_not(row: Row[Any]) -> None:
    learned = {construction_of(weight) for weight in scores().readings.grammar}
    assert (row.name in learned) != bool(row.unlearned)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(acts=tuple(Act))


def shown(text: str, quote: Quote) -> str:
    """A text with a quote in it marked as examples are."""
    edges = [(span.start, "[") for span in quote.contents]
    edges += [(span.end, "]") for span in quote.contents]
    edges += [(place, "*") for place in ((quote.cue.start, quote.cue.end) if quote.cue else ())]
    for place, mark in sorted(edges, reverse=True):
        text = text[:place] + mark + text[place:]
    return text


@rows
def test_its_example_is_read_as_it(row: Row[Any], extractor: Extractor) -> None:
    text = re.sub(r"[*\[\]]", "", row.example)
    document = extractor.extract(text)
    quotes = {shown(text, quote): quote for quote in document.quotes}
    assert row.example in quotes
    quote = quotes[row.example]
    spans = [(span.start, span.end) for span in quote.contents]
    parts = parts_of(read(text, GivenTrees(document.sentences)), spans)
    assert row.name in (parts if row.role in PARTS else [quote.evidence])


@pytest.mark.parametrize("number", [0.0, 1.0])
def test_thresholds_are_those_of_the_weights(number: float) -> None:
    """At 0 every cue keeps a reading of its own or is an echo; at 1 only what is shown is kept."""
    probabilities = [f.name for f in fields(Thresholds) if f.name != "suggested_price"]
    thresholds = evolve(scores().readings.thresholds, **dict.fromkeys(probabilities, number))
    kept: set[Construction] = set()
    for case in CASES:
        article = article_of(case)
        weights = evolve(scores().readings, thresholds=thresholds)
        kept |= {d.evidence for d in select(article, find_candidates(article), weights)}
    possible = {row.name for row in TABLE if row.role is Role.POSSIBLE}
    assert (possible & kept) == (possible if number == 0.0 else set())


def test_what_marks_and_layout_show_asks_for_no_threshold() -> None:
    for row in ROWS.values():
        assert (row.content in {Content.MARKED, Content.LAYOUT}) == (row.role is not Role.POSSIBLE)
