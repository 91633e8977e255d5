"""Selection among readings that were made by hand: the trees do not matter, only the spans do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from quoteattr.article.drafts import Draft
from quoteattr.attribution.readings.candidates import Candidate
from quoteattr.attribution.readings.selection import select
from quoteattr.reader import read
from quoteattr.records import Act, Construction, Form
from quoteattr.syntax.parser import GivenTrees
from quoteattr.syntax.tree import Sentence, Token
from tests.shipped import scores

if TYPE_CHECKING:
    from quoteattr.article.article import Article

TEXT = "Ada said Jon knew it leaked. Kim wrote that it rained."
RULE, SUGGESTED = Construction.COMPLEMENT_CLAUSE, Construction.SUGGESTED_AFTER


def article() -> Article:
    sentences = [
        _sentence(index, *m.span()) for index, m in enumerate(re.finditer(r"\w[^.]+", TEXT))
    ]
    return read(TEXT, GivenTrees(tuple(sentences)))


def _sentence(index: int, start: int, end: int) -> Sentence:
    words = enumerate(re.compile(r"\S+").finditer(TEXT, start, end))
    tokens = (Token(i, *m.span(), m[0], m[0], "X", "X", i - 1, "dep") for i, m in words)
    return Sentence(tuple(tokens), paragraph=0, index=index)


def reading(cue: str, content: str, evidence: Construction, odds: float) -> Candidate:
    """A reading with one feature, whose name is its weight."""
    sentence, start = int(cue == "wrote"), TEXT.index(content)
    draft = Draft(
        contents=((start, start + len(content)),),
        cue=(TEXT.index(cue), TEXT.index(cue) + len(cue)),
        lemma=cue,
        source=None,
        form=Form.INDIRECT,
        act=Act.SPEECH,
        evidence=evidence,
        confidence=0.5,
    )
    return Candidate(draft, (str(odds),), (sentence, TEXT.index(cue)))


def selected(*candidates: Candidate) -> list[Draft]:
    grammar = {name: float(name) for candidate in candidates for name in candidate.features}
    return select(article(), candidates, evolve(scores().readings, grammar=grammar))


@pytest.mark.parametrize(
    ("candidates", "kept"),
    [
        pytest.param(
            [
                reading("said", "Jon knew it leaked", RULE, 2.0),
                reading("wrote", "that it rained", RULE, 2.0),
                reading("knew", "Ada said", SUGGESTED, 3.0),
            ],
            {"said", "wrote"},
            id="a suggestion and a rule, each with the other's cue in its content",
        ),
        pytest.param(
            [
                reading("said", "it leaked", RULE, 2.0),
                reading("knew", "it leaked", SUGGESTED, 3.0),
            ],
            {"said"},
            id="a suggestion that repeats the content of a rule",
        ),
        pytest.param(
            [
                reading("said", "it leaked", RULE, 2.0),
                reading("knew", "it leaked", RULE, 3.0),
            ],
            {"knew"},
            id="two rules with one content",
        ),
        pytest.param(
            [
                reading("said", "Jon knew it leaked", RULE, 2.0),
                reading("knew", "it leaked", RULE, 3.0),
            ],
            {"said", "knew"},
            id="one reading inside another",
        ),
    ],
)
def test_what_cannot_both_be_right(candidates: list[Candidate], kept: set[str]) -> None:
    assert {draft.lemma for draft in selected(*candidates)} == kept


def test_a_reading_that_repeats_speech_is_no_rival() -> None:
    shown = reading("wrote", "Jon knew it leaked", Construction.CUE_AFTER_QUOTATION, 2.0)
    echo = reading("said", "Jon knew it leaked", RULE, 3.0)
    other = reading("said", "that it rained", RULE, 1.0)
    less_likely = reading("said", "it rained", RULE, 0.5)
    _, said = selected(shown, echo, other, less_likely)
    assert said.contents == other.draft.contents
    assert [rival.contents for rival in said.rivals or ()] == [less_likely.draft.contents]
