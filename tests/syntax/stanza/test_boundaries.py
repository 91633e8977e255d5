"""Which sentences are joined again, and where long ones are cut."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.syntax.stanza.analyser import Word
from quoteattr.syntax.stanza.boundaries import cap_lengths, rejoin

JOINED = {
    "cue after a question": ['" What ? "', "he asked ."],
    "cue after an exclamation": ['" Stop ! "', "said Ana Ruiz ."],
    "cue after a bracket": ["( See the map . )", "and then go on ."],
    "single marks": ["' Never ! '", "she said ."],
    "closing mark left behind": ['" What ?', '~" he asked .'],
    "closing mark alone": ['" What ?', '~"', "he asked ."],
    "name": ["Minister Jean Yves", "Le Brun resigned ."],
    "hyphenated name": ["Anne-Marie", "Holm resigned ."],
    "name with a capital inside": ["Mr McAllister", "Burn resigned ."],
    "initial": ["Judge John F.", "Kent ruled ."],
    "title": ["She met Sen.", "Ruiz there ."],
    "title of address": ["It was Mrs.", "Oduya who won ."],
    "date": ["They met on Feb.", "3 in Lagos ."],
    "abbreviation in the sentence": ["Holm Inc.", "said so ."],
    "comma": ["Last year ,", "Time named her ."],
}
APART = {
    "two sentences": ["It rained .", "They left ."],
    "lower case after a full stop": ["it rained .", "they left ."],
    "quote and a new sentence": ['" It rained . "', "They left ."],
    "next quote": ['" It rained . "', '" They left . "'],
    "opening mark after a space": ["It rained .", '" they left , " she said .'],
    "abbreviation at the end": ["They work at Holm Inc.", "She left ."],
    "country at the end": ["They live in the U.S.", "She left ."],
    "headline of small words": ["Rain is coming", "The ferry stops ."],
    "capitals": ["RAIN IS COMING", "The ferry stops ."],
    "number at the end": ["She won in 1999", "They lost ."],
    "colon": ["She asked :", "Who won ?"],
    "line break": ["Ana Ruiz", "\nLe Brun resigned ."],
}


def read(lines: list[str]) -> tuple[str, list[list[Word]]]:
    """Words stand apart; ``~`` ties a sentence to the one before it."""
    text = ""
    sentences: list[list[Word]] = []
    for line in lines:
        if line.startswith("~"):
            text = text.rstrip(" ")
        sentences.append([])
        text += "\n" * line.startswith("\n")
        for form in line.strip("~\n").split():
            sentences[-1].append(Word(len(text), len(text) + len(form), form))
            text += form + " "
    return text, sentences


@pytest.mark.parametrize("lines", JOINED.values(), ids=JOINED)
def test_joined(lines: list[str]) -> None:
    text, sentences = read(lines)
    assert rejoin(sentences, text) == [list(chain(*sentences))]


@pytest.mark.parametrize("lines", APART.values(), ids=APART)
def test_left_apart(lines: list[str]) -> None:
    text, sentences = read(lines)
    assert rejoin(sentences, text) == sentences


forms = st.text("aA.\"',?", min_size=1, max_size=3)


@given(st.lists(st.lists(forms, min_size=1), max_size=6))
def test_joining_keeps_all_words_in_order(lines: list[str]) -> None:
    text, sentences = read([" ".join(line) for line in lines])
    assert list(chain(*rejoin(sentences, text))) == list(chain(*sentences))


@given(st.lists(forms, min_size=1, max_size=60), st.integers(1, 20))
def test_capped(line: list[str], limit: int) -> None:
    _, (sentence,) = read([" ".join(line)])
    pieces = cap_lengths([sentence], limit)
    assert list(chain(*pieces)) == sentence
    assert all(0 < len(piece) <= limit for piece in pieces)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("a b c d e f", 4),
        ("a b , d e f", 3),
        ("a , ; d e f", 3),
        ("a b ; , e f", 3),
        ("; a b c d e", 4),
    ],
)
def test_cut_at_the_best_mark_of_the_second_half(line: str, first: int) -> None:
    _, (sentence,) = read([line])
    assert len(cap_lengths([sentence], 4)[0]) == first


def test_short_sentences_are_left_alone() -> None:
    _, sentences = read(["a b c", "d e"])
    assert cap_lengths(sentences, 3) == sentences
