"""What two results have in common is left out; what differs is shown."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks.compare import changed_quotes, report
from tests.benchmarks.figures import DETAILS
from tests.benchmarks.results import Results

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "“The ferry is late,” said Ona Brill. The harbour master denied it."


def quote(what: str, who: str | None, verdict: str = "right", **changes: Any) -> dict[str, Any]:
    start = TEXT.index(what)
    return {
        "document": "ferry",
        "content": [[start, start + len(what)]],
        "source": [],
        "who": who,
        "what": what,
        "form": "direct",
        "evidence": "cue-after-quotation",
        "confidence": 0.9,
        "verdict": verdict,
        "right": verdict == "right",
        **changes,
    }


LATE = quote("The ferry is late", "Ona Brill")
DENIED = quote("it", "The harbour master", form="indirect")


def results(quotes: list[dict[str, Any]], **given: Any) -> Results:
    parts = {"commit": "0" * 40, "date": "2030-01-02T03:04:05+00:00", "versions": {}}
    return Results(**{**parts, "quotes": {"harbour": quotes}, **given})


def text_of(old: Results, new: Results, **options: bool) -> str:
    return "\n".join(report(old, new, **options))


def test_quotes_gained_and_lost() -> None:
    changes = changed_quotes([LATE], [DENIED])
    assert (changes.gained, changes.lost, changes.changed) == ([DENIED], [LATE], [])


def test_quotes_alike_are_no_change() -> None:
    surer = {**LATE, "confidence": 0.95, "evidence": "parenthetical"}
    assert not changed_quotes([LATE, DENIED], [DENIED, surer])


@pytest.mark.parametrize(
    "now",
    [
        quote("The ferry is late", "Ona", "other source"),
        quote("ferry is late", "Ona Brill", "alone"),
        quote("The ferry is late", None),
    ],
    ids=["other speaker", "other extent", "nobody"],
)
def test_quote_that_overlaps_is_changed(now: dict[str, Any]) -> None:
    changes = changed_quotes([LATE, DENIED], [now, DENIED])
    assert (changes.gained, changes.lost, changes.changed) == ([], [], [(LATE, now)])


def test_quotes_that_overlap_most_are_paired() -> None:
    short, long = quote("late", "Ona Brill"), quote("ferry is late", "Ona Brill")
    changes = changed_quotes([LATE], [short, long])
    assert (changes.gained, changes.changed) == ([short], [(LATE, long)])


def test_quotes_of_different_documents_have_nothing_in_common() -> None:
    elsewhere = {**LATE, "document": "bridge"}
    changes = changed_quotes([LATE], [elsewhere])
    assert (changes.gained, changes.lost) == ([elsewhere], [LATE])


def test_report_shows_where_who_what_and_whether_it_is_right() -> None:
    old = results([quote("The ferry is late", "Brill", "other speaker")])
    shown = text_of(old, results([LATE, DENIED]))
    assert "quotes of harbour: 1 gained (1 right), 0 lost (0 right), 1 changed" in shown
    assert "(1 right now, 0 right before)" in shown
    assert "+ ferry 63–65  The harbour master: it  [right]" in shown
    assert "~ ferry 1–18  Brill: The ferry is late  [other speaker]" in shown
    assert "  ferry 1–18  Ona Brill: The ferry is late  [right]" in shown


def test_report_shows_figures_that_look_different() -> None:
    old = {"speed": {"words/s": 5000.0, "MB": 512}, "f1": 0.8341, "recall": 0.7}
    new = {"speed": {"words/s": 5500.0, "MB": 512}, "f1": 0.8344, "recall": 0.71}
    shown = text_of(results([], figures={"all": old}), results([], figures={"all": new}))
    rows = [line.split() for line in shown.splitlines() if "→" in line]
    assert rows == [
        ["speed", "/", "words/s", "5,000", "→", "5,500", "+500", "+10.0%"],
        ["recall", "0.700", "→", "0.710", "+0.010"],
    ]


def test_details_are_shown_on_request() -> None:
    old, new = (results([], figures={"all": {DETAILS: {"late": n}}}) for n in (1, 2))
    assert "1 details, which --details shows" in text_of(old, new)
    assert "details / late" in text_of(old, new, details=True)


def test_figures_that_only_one_has() -> None:
    old, new = results([], figures={"all": {"f1": 0.5}}), results([], figures={"all": {"r": 0.5}})
    rows = [line.split() for line in text_of(old, new).splitlines() if "→" in line]
    assert rows == [["f1", "0.500", "→", "–"], ["r", "–", "→", "0.500"]]
    assert "all: measured in the old alone" in text_of(old, results([]))


def test_cases_that_turned() -> None:
    old = results([], cases={"found": {"tide": ["not found: 'it rose'"], "ebb": [], "flow": []}})
    new = results([], cases={"found": {"tide": [], "ebb": ["too many: 'it fell'"], "flow": []}})
    shown = text_of(old, new)
    assert "cases of found that pass now: 1\n  tide\n      not found: 'it rose'" in shown
    assert "cases of found that fail now: 1\n  ebb\n      too many: 'it fell'" in shown
    assert "flow" not in shown


def test_nothing_changed() -> None:
    assert text_of(results([LATE]), results([LATE])).endswith("\nnothing changed")


def test_command(tmp_path: Path) -> None:
    paths = [
        results([LATE], commit="a" * 40).write(tmp_path),
        results([], commit="b" * 40).write(tmp_path),
    ]
    command = [sys.executable, "-m", "tests.benchmarks.compare", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "- ferry 1–18  Ona Brill" in done.stdout


def test_command_without_results() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.compare", "absent", "absent"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("no file absent")
