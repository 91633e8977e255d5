from __future__ import annotations

import pytest

from quoteattr.syntax.encoder.lemmas import Lemmatizer, change_ending

LEMMATIZER = Lemmatizer(
    words={"VBD went": "go", "PRP me": "I"},
    endings={"VBD ed": "2", "VBD ied": "3y", "VBD ": "0", "NNP ": "=0", "NNPS s": "=1"},
)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("Went", "VBD", "go"),
        ("walked", "VBD", "walk"),
        ("Carried", "VBD", "carry"),
        ("Put", "VBD", "put"),
        ("Larn", "NNP", "Larn"),
        ("Roths", "NNPS", "Roth"),
        ("Me", "PRP", "I"),
        ("Unseen", "XX", "Unseen"),
        ("", "VBD", ""),
    ],
)
def test_lemmas(form: str, tag: str, lemma: str) -> None:
    assert LEMMATIZER.lemma(form, tag) == lemma
    assert LEMMATIZER.lemma(form, tag) == lemma  # from memory this time


@pytest.mark.parametrize(
    ("form", "change", "result"),
    [("Alps", "=0", "Alps"), ("Alps", "0", "alps"), ("Tries", "3y", "try"), ("me", "=2I", "I")],
)
def test_changes(form: str, change: str, result: str) -> None:
    assert change_ending(form, change) == result


def test_a_lemma_that_is_known_is_preferred() -> None:
    lemmatizer = Lemmatizer(
        words={},
        endings={"VBD ed": "2", "VBD uted": "1"},
        changes={"VBD": ["2", "1"]},
        known={"VB": frozenset({"shout", "blame", "mute"})},
    )
    assert lemmatizer.lemma("shouted", "VBD") == "shout"
    assert lemmatizer.lemma("blamed", "VBD") == "blame"
    assert lemmatizer.lemma("muted", "VBD") == "mute"
    assert lemmatizer.lemma("blurted", "VBD") == "blurt"
