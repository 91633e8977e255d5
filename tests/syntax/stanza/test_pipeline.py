"""The fast ways give what Stanza gives; parts of contractions share their characters."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.characters.normalise import normalise
from quoteattr.syntax.annotator import Annotator
from quoteattr.syntax.stanza.pipeline import StanzaAnalyser, _words
from quoteattr.syntax.tokenizer import CharacterTokenizer
from tests.cases.loader import load_cases

if TYPE_CHECKING:
    from quoteattr.syntax.parser import Word

ODD = [
    " two  spaces\tand a\ttab ",
    "wrapped\nlines of\n a paragraph",
    "see www.holm.example/a?b=c, or write to ana.ruiz@holm.example.",
    "...",
    "?!?! \N{GRINNING FACE} \u200f \ud800 \u0301",
    "x" * 999,
    "x" * 1000,
    "a word " * 400,
    "It rained. " * 300,
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [normalise(case.text) for case in load_cases()]


@pytest.fixture(scope="module")
def fast(tiny_pipeline) -> StanzaAnalyser:
    return StanzaAnalyser(tiny_pipeline)


@pytest.fixture(scope="module")
def plain(tiny_pipeline) -> StanzaAnalyser:
    return StanzaAnalyser(tiny_pipeline, fast=False)


def test_the_fast_ways_are_taken(tiny_pipeline):
    processors = tiny_pipeline.processors
    assert CharacterTokenizer.suits(processors["tokenize"])
    assert Annotator.suits(*(processors[name] for name in ("pos", "lemma", "depparse")))


def test_same_words_as_stanza(fast, plain, texts):
    blocks = [line for text in texts for line in text.split("\n") if line.strip()]
    assert spans(fast.split(blocks)) == spans(plain.split(blocks))


@pytest.mark.parametrize("text", ODD)
def test_same_words_as_stanza_in_odd_text(fast, plain, text):
    assert spans(fast.split([text])) == spans(plain.split([text]))


def spans(blocks: list[list[list[Word]]]) -> list[list[list[tuple[int, int]]]]:
    return [[[(w.start, w.end) for w in sentence] for sentence in block] for block in blocks]


def test_same_analyses_as_stanza(fast, plain, texts):
    sentences = [text.split()[:80] for text in texts if text.split()]
    assert fast.analyse(sentences) == plain.analyse(sentences)


def test_nothing_to_do(fast):
    assert fast.split([]) == []
    assert fast.split(["", " \n "]) == [[], []]
    assert fast.analyse([]) == []


@settings(max_examples=100)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_all_characters_but_spaces_belong_to_a_word(fast, blocks):
    blocks = [normalise(block) for block in blocks]
    for block, sentences in zip(blocks, fast.split(blocks), strict=True):
        words = [word for sentence in sentences for word in sentence]
        covered = [i for word in words for i in range(word.start, word.end)]
        assert sorted(set(covered)) == covered
        assert {i for i, c in enumerate(block) if not c.isspace()} <= set(covered)
        for word in words:
            assert block[word.start : word.end].split() == word.form.split()


@pytest.mark.parametrize(
    ("token", "forms", "expected"),
    [
        ("don't", ["do", "n't"], ["do", "n't"]),
        ("CANNOT", ["can", "not"], ["CAN", "NOT"]),
        ("won't", ["will", "n't"], ["won'", "t"]),
        ("gonna", ["gon", "na"], ["gon", "na"]),
        ("aux", ["à", "les"], ["au", "x"]),
        ("x", ["a", "b"], ["x"]),
        ("dell'arte", ["dell'", "arte"], ["dell'", "arte"]),
        ("Ana's", ["Ana", "'s"], ["Ana", "'s"]),
    ],
)
def test_parts_of_a_contraction(token, forms, expected):
    text = f"Yes. So {token} it"
    parts = [SimpleNamespace(text=form) for form in forms]
    tokens = [SimpleNamespace(start_char=8, end_char=8 + len(token), words=parts)]
    words = _words(SimpleNamespace(tokens=tokens), text, offset=5)
    assert [text[5:][word.start : word.end] for word in words] == expected
    assert "".join(expected) == token
    assert [word.form for word in words] == forms[: len(words)]
