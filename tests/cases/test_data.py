"""The cases themselves: texts, expectations and frozen parses hang together."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from quoteattr.characters.normalise import without_quote_signs
from quoteattr.characters.paragraphs import find_paragraphs
from tests.cases import Case, case_files, load_cases
from tests.cases.conllu import read_documents

if TYPE_CHECKING:
    from pathlib import Path

CASES = load_cases()


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_every_parse_has_its_case_once(path: Path) -> None:
    names = Counter(case.id for case in load_cases(path.stem))
    assert set(names.values()) == {1}
    assert list(read_documents(path.with_suffix(".conllu"))) == list(names)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_parse_is_a_forest_of_right_trees(case: Case) -> None:
    assert case.sentences
    places = [(token.start, token.end) for sentence in case.sentences for token in sentence]
    assert places == sorted(places)
    for sentence in case.sentences:
        assert [t.deprel for t in sentence if t.head < 0] == ["root"]
        assert len(sentence.subtree(sentence.root)) == len(sentence)
        assert all(token.head < len(sentence) for token in sentence)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_parse_covers_the_text_and_keeps_to_paragraphs(case: Case) -> None:
    tokens = [token for sentence in case.sentences for token in sentence]
    assert "".join(token.text for token in tokens) == "".join(
        without_quote_signs(case.text).split()
    )
    paragraphs = find_paragraphs(case.text)
    for sentence in case.sentences:
        paragraph = paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start
        assert sentence.end <= paragraph.end


@pytest.mark.parametrize("case", CASES, ids=str)
def test_expected_words_stand_in_the_text(case: Case) -> None:
    starts = [quote.content[0][0] for quote in case.quotes]
    assert starts == sorted(starts)
    for number, quote in enumerate(case.quotes):
        assert quote.parent is None or quote.parent < number
        for words in filter(None, (quote.cue, quote.source, quote.addressee)):
            assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", case.text), words
