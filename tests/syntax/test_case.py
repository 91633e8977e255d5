"""Texts of one case get that of their tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import evolve

from quoteattr.syntax.case import with_case
from quoteattr.syntax.named_entities import NAME_TYPES
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


NAMES = (
    ("Reporters", "NOUN NNS 6 nsubj"),
    ("of", "ADP IN 4 case"),
    ("BBC", "PROPN NNP 4 compound"),
    ("News", "PROPN NNP 1 nmod"),
    ("have", "AUX VBP 6 aux"),
    ("met", "VERB VBN 0 root"),
    ("Ana", "PROPN NNP 6 obj"),
    ("McDonald", "PROPN NNP 7 flat"),
    ("of", "ADP IN 11 case"),
    ("the", "DET DT 11 det"),
    ("FBI", "PROPN NNP 7 nmod"),
)
WITH_ACRONYMS = " ".join(word for word, _ in NAMES)


@pytest.mark.parametrize("text", [WITH_ACRONYMS.upper(), WITH_ACRONYMS.capitalize()])
def test_acronyms_and_names_of_clans_have_capitals_within(text: str) -> None:
    rows = zip(text.split(), NAMES, strict=True)
    cased, _ = with_case(text, [sentence("\n".join(f"{w} {t}" for w, (_, t) in rows))])
    assert cased == WITH_ACRONYMS


def test_short_words_in_names_of_organisations_may_be_acronyms() -> None:
    words = ("Voters", "and", "the", "QRL", "Union", "told", "reporters", "that", "they", "left")
    tags = ("NNS", "CC", "DT", "NNP", "NNP", "VBD", "NNS", "IN", "PRP", "VBD")
    text = " ".join(words)
    rows = "\n".join(
        f"{word.upper()} X {tag} {0 if tag == 'VBD' else 6} x"
        for word, tag in zip(words, tags, strict=True)
    )
    types = np.zeros((len(words), len(NAME_TYPES)), np.float32)
    types[:, 0] = 1
    types[3:5] = 0
    types[3, NAME_TYPES.index("B-organisation")] = 1
    types[4, NAME_TYPES.index("I-organisation")] = 1
    given = evolve(sentence(rows), name_types=types)
    assert with_case(text.upper(), [given])[0] == text
