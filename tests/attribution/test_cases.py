"""Every case of ``tests/cases`` on its frozen parse."""

from __future__ import annotations

import pytest

from quoteattr.attribution import attribute
from quoteattr.reader import read
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
