"""The cases that any good parser gets right, with the shipped model and with their speakers."""

from __future__ import annotations

import pytest

from quoteattr.extractor import Extractor
from tests.cases import DEFAULT_ACTS, Case, Found, differences, load_cases

CASES = [case for case in load_cases() if case.model]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


def test_model_cases_need_no_other_acts() -> None:
    assert {case.acts for case in CASES} == {frozenset(DEFAULT_ACTS)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, extractor: Extractor) -> None:
    document = extractor.extract(case.text)
    assert document.text == case.text
    difference = differences(case, Found.from_quotes(document.quotes))
    if difference:
        pytest.fail(difference, pytrace=False)
