"""Every case of ``tests/cases`` on its frozen parse."""

from __future__ import annotations

import pytest

from quoteattr.attribution import attribute
from quoteattr.reader import read
from quoteattr.records import Form
from quoteattr.syntax.parser import GivenTrees
from tests.cases import Case, Found, differences, load_cases
from tests.shipped import scores


@pytest.mark.parametrize("case", load_cases(), ids=str)
def test_case(case: Case) -> None:
    setting = attribute(read(case.text, GivenTrees(case.sentences)), scores().readings, case.acts)
    found = Found.from_drafts(case.text, setting.drafts)
    difference = differences(case, found)
    if difference:
        pytest.fail(difference, pytrace=False)


@pytest.mark.parametrize("case", load_cases(), ids=str)
def test_direct_speech_goes_without_its_opening_mark(case: Case) -> None:
    article = read(case.text, GivenTrees(case.sentences))
    for draft in attribute(article, scores().readings, case.acts).drafts:
        if draft.form is Form.DIRECT:
            starts = {start for start, _ in draft.contents}
            assert starts.isdisjoint(q.start for q in article.quotations if q.opened)
