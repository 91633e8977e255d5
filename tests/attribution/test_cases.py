"""Every case of ``tests/cases`` on its frozen parse."""

from __future__ import annotations

import pytest

from quoteattr.attribution import attribute
from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs
from tests.cases import Case, Found, differences, load_cases


@pytest.mark.parametrize("case", load_cases(), ids=str)
def test_case(case: Case) -> None:
    paragraphs = find_paragraphs(case.text)
    marked = find_marked(case.text, paragraphs)
    drafts = attribute(case.text, paragraphs, marked, case.sentences, case.acts)
    found = Found.from_drafts(case.text, drafts)
    difference = differences(case, found)
    if difference:
        pytest.fail(difference, pytrace=False)
