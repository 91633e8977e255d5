"""Texts of one case get that of their tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quoteattr.syntax.case import with_case
from tests.speakers.build import sentence

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence

TAGS = (
    ("The", "DET DT 3 det"),
    ("mayor", "NOUN NN 5 nsubj"),
    ("Bo", "PROPN NNP 2 appos"),
    ("O'Hara", "PROPN NNP 3 flat"),
    ("announced", "VERB VBD 0 root"),
    ("yesterday", "NOUN NN 5 obl"),
    ("that", "SCONJ IN 9 mark"),
    ("I", "PRON PRP 9 nsubj"),
    ("lied", "VERB VBD 5 ccomp"),
    ("about", "ADP IN 11 case"),
    ("Elin", "PROPN NNP 9 obl"),
)
TEXT = " ".join(word for word, _ in TAGS)


def tree(text: str) -> Sentence:
    return sentence("\n".join(f"{w} {t}" for w, (_, t) in zip(text.split(), TAGS, strict=False)))


@pytest.mark.parametrize(
    "text",
    [TEXT.upper(), TEXT.capitalize().replace(" i ", " I ")],
    ids=["capitals", "small letters"],
)
def test_names_and_sentences_begin_with_capitals(text: str) -> None:
    cased, (found,) = with_case(text, [tree(text)])
    assert cased == TEXT
    assert [token.text for token in found] == TEXT.split()
    assert [found[place].lemma for place in (1, 2, 4)] == ["mayor", "Bo", "announced"]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("Elin", "elin"),
        TEXT.replace("The", "the"),
        "BO O'HARA ANNOUNCED",
        "Bo o'hara announced",
    ],
    ids=["a capital amid", "none first", "few capitals", "few small letters"],
)
def test_other_texts_are_left_alone(text: str) -> None:
    given = tree(text)
    assert with_case(text, [given]) == (text, (given,))
