"""The examples of the documentation, read by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import quoteattr

ROOT = Path(__file__).parent.parent
EXPECTED = tomllib.loads((ROOT / "tests" / "examples.toml").read_text("utf-8"))["quote"]
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.txt"))


def test_every_example_has_been_read() -> None:
    assert {quote["in"] for quote in EXPECTED} == {path.name for path in EXAMPLES}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_quotes_are_those_that_a_reader_finds(path: Path) -> None:
    quotes = quoteattr.extract(path.read_text("utf-8")).quotes
    found = {(q.text, str(q.form), q.speaker.name if q.speaker else "") for q in quotes}
    own = [quote for quote in EXPECTED if quote["in"] == path.name]
    right = {(q["text"], q["form"], q["speaker"]) for q in own if "fault" not in q}
    faults = [q for q in own if "fault" in q]
    assert right <= found
    assert not found & {(q["text"], q["form"], q["speaker"]) for q in faults}, "mended: no fault"
    assert len(found - right) <= len(faults)
