"""The encoder's labels on its own tokens, on parts of them, and on what it does not see."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast, get_args

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.syntax.encoder.labels import LabelSpans, WordLabels
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.syntax.parser import GivenTrees
from quoteattr.syntax.relations import Relation
from quoteattr.syntax.stanza.with_labels import WithLabels
from quoteattr.syntax.tree import ROLES
from tests.cases.loader import load_cases

if TYPE_CHECKING:
    from quoteattr.syntax.encoder.model import EncoderModel

TEXT = "Ana said no. They left."


def row(**roles: float) -> list[float]:
    """Probabilities by role, ``B_cue`` for ``B-cue``; the rest is in no role."""
    named = {name.replace("_", "-"): value for name, value in roles.items()}
    return [named.get(role, 1 - sum(named.values()) if role == "O" else 0.0) for role in ROLES]


# Of “She can't say.”: She, can't, say, .
SPANS = LabelSpans(
    [0, 4, 10, 13],
    [3, 9, 13, 14],
    WordLabels(
        np.array(
            [
                row(B_source=0.75, I_source=0.25),
                row(B_cue=0.5, I_content=0.25),
                row(B_content=0.5),
                row(),
            ],
            dtype=np.float32,
        )
    ),
)
CASES = {
    "the same token": ((4, 9), row(B_cue=0.5, I_content=0.25)),
    "its first part": ((4, 6), row(B_cue=0.5, I_content=0.25)),
    "its second part goes on": ((6, 9), row(I_cue=0.5, I_content=0.25)),
    "several tokens in one": ((4, 14), row(B_cue=0.5, I_content=0.25)),
    "one that starts in a space": ((3, 9), row(B_cue=0.5, I_content=0.25)),
    "from the middle of one into the next": ((12, 14), row(I_content=0.5)),
    "a space": ((9, 10), row()),
    "beyond the end": ((14, 16), row()),
}


@pytest.mark.parametrize(("span", "expected"), CASES.values(), ids=CASES)
def test_roles_of_a_token(span: Any, expected: Any) -> None:
    labels = SPANS.at([SimpleNamespace(start=span[0], end=span[1])])
    assert labels.roles is not None
    assert labels.roles.tolist() == [expected]
    assert labels.name_types is None


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9))))
def test_roles_are_probabilities(places: Any) -> None:
    tokens = [SimpleNamespace(start=start, end=start + size) for start, size in places]
    found = SPANS.at(tokens).roles
    assert found is not None
    assert found.shape == (len(tokens), len(ROLES))
    assert found.dtype == np.float32
    assert (found >= 0).all()
    assert found.sum(1) == pytest.approx(1)


def test_nothing_was_read() -> None:
    assert LabelSpans.of([]).at([SimpleNamespace(start=0, end=1)]) == WordLabels()


def test_own_tokens_have_the_roles_that_parsing_gives(shipped: EncoderParser) -> None:
    """The windows are the same ones, whether trees are wanted or not."""
    for case in load_cases():
        paragraphs = find_paragraphs(case.text)
        found = shipped.labels(case.text, paragraphs)
        assert found is not None
        for sentence in shipped.parse(case.text, paragraphs):
            assert sentence.roles is not None
            labels = found.at(sentence.tokens)
            assert labels.roles is not None
            assert np.array_equal(labels.roles, sentence.roles), case.id


def test_sentences_keep_all_but_their_roles(shipped: EncoderParser) -> None:
    paragraphs = find_paragraphs(TEXT)
    bare = [evolve(s, roles=None) for s in shipped.parse(TEXT, paragraphs)]
    parser = WithLabels(GivenTrees(tuple(bare)), shipped)
    found = parser.parse(TEXT, paragraphs)
    assert [s.tokens for s in found] == [s.tokens for s in bare]
    assert [(s.paragraph, s.index) for s in found] == [(s.paragraph, s.index) for s in bare]
    assert all(s.roles is not None for s in found)


def test_encoder_without_labels_gives_none(shipped: EncoderParser) -> None:
    model = SimpleNamespace(net=SimpleNamespace(roles=None, names=None))
    encoder = EncoderParser(cast("EncoderModel", model))
    paragraphs = find_paragraphs(TEXT)
    assert encoder.labels(TEXT, paragraphs) is None
    sentences = [evolve(s, roles=None) for s in shipped.parse(TEXT, paragraphs)]
    parser = WithLabels(GivenTrees(tuple(sentences)), encoder)
    assert parser.parse(TEXT, paragraphs) == tuple(sentences)


def test_relations_are_those_that_the_types_know(shipped: EncoderParser) -> None:
    assert set(shipped.model.labels.deprel) <= set(get_args(Relation))
