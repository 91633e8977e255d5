"""Methods to walk a tree."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from quoteattr.syntax.relations import Relation


def make(*rows: tuple[str, int, str]) -> Sentence:
    tokens, start = [], 3
    for index, (text, head, deprel) in enumerate(rows):
        tokens.append(Token(index, start, start + len(text), text, text, "X", "X", head, deprel))
        start += len(text) + 1
    return Sentence(tuple(tokens))


SENTENCE = make(
    ("“", 1, "punct"),
    ("Wait", 3, "ccomp"),
    ("”", 1, "punct"),
    ("was", -1, "root"),
    ("shouted", 3, "dep"),
    ("by", 6, "case"),
    ("Ana", 4, "obl:agent"),
    ("today", 4, "obl:unmarked"),
)


def texts(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


@pytest.mark.parametrize("sentence", [SENTENCE, Sentence((), 2, 3)], ids=["some", "none"])
def test_another_process_receives_the_same(sentence: Sentence) -> None:
    received = pickle.loads(pickle.dumps(sentence))
    assert received.tokens == sentence.tokens
    assert (received.paragraph, received.index) == (sentence.paragraph, sentence.index)
    assert received.roles is sentence.roles is None


def test_extent() -> None:
    assert (SENTENCE.start, SENTENCE.end, len(SENTENCE)) == (3, 36, 8)


def test_root_has_no_head() -> None:
    assert SENTENCE.root.text == "was"
    assert SENTENCE.head(SENTENCE.root) is None
    assert SENTENCE.head(SENTENCE[6]) is SENTENCE[4]


@pytest.mark.parametrize(
    ("relations", "found"),
    [
        ((), "Ana today"),
        (("obl",), "Ana today"),
        (("obl:agent",), "Ana"),
        (("nsubj", "obl:unmarked"), "today"),
        (("nmod",), ""),
    ],
)
def test_children_by_relation(relations: tuple[Relation, ...], found: str) -> None:
    assert texts(SENTENCE.children(SENTENCE[4], *relations)) == found
    first = SENTENCE.child(SENTENCE[4], *relations)
    assert (first.text if first else "") == found.partition(" ")[0]


def test_ancestors_go_up_to_the_root() -> None:
    assert texts(list(SENTENCE.ancestors(SENTENCE[5]))) == "Ana shouted was"


@pytest.mark.parametrize(
    ("index", "below"),
    [(3, "“ Wait ” was shouted by Ana today"), (4, "shouted by Ana today"), (0, "“")],
)
def test_subtree_is_in_the_order_of_the_text(index: int, below: str) -> None:
    assert texts(SENTENCE.subtree(SENTENCE[index])) == below


@pytest.mark.parametrize(
    ("offset", "text"), [(1, "was"), (-2, "“"), (5, "today"), (6, None), (-3, None)]
)
def test_neighbour(offset: int, text: str | None) -> None:
    neighbour = SENTENCE.neighbour(SENTENCE[2], offset)
    assert (neighbour.text if neighbour else None) == text


@pytest.mark.parametrize(
    ("deprel", "relation"), [("nsubj:pass", "nsubj"), ("root", "root"), ("obl:tmod:x", "obl")]
)
def test_relation_without_subtype(deprel: str, relation: str) -> None:
    assert make(("a", -1, deprel)).root.relation == relation


def test_lower_has_a_straight_apostrophe() -> None:
    assert make(("N’T", -1, "root")).root.lower == "n't"


@given(st.integers(1, 12).flatmap(lambda n: st.tuples(*(st.integers(-1, i - 1) for i in range(n)))))
def test_subtrees_of_children_make_up_the_rest(heads: tuple[int, ...]) -> None:
    sentence = make(*(("w", head, "dep") for head in heads))
    for token in sentence:
        below = [t for child in sentence.children(token) for t in sentence.subtree(child)]
        assert sorted([token.index, *(t.index for t in below)]) == [
            t.index for t in sentence.subtree(token)
        ]
        assert all(token in sentence.ancestors(t) for t in below)
