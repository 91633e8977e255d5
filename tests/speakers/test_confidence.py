"""How sure a speaker is: more where the text leaves less choice."""

from __future__ import annotations

import pytest

from quoteattr import Extractor, Quote, extract
from quoteattr.speakers.confidence import Resolved
from tests.shipped import scores

SAID = "She said that the weir was safe."


def last_quote(text: str) -> Quote:
    return extract(text).quotes[-1]


def sureness(text: str) -> float:
    confidence = last_quote(text).speaker_confidence
    assert confidence is not None
    return confidence


def test_a_pronoun_is_less_sure_where_two_may_be_meant() -> None:
    alone = sureness(f"Ada Quist met Jon Berg. {SAID}")
    assert alone > sureness(f"Ilse Brandt met Jon Berg. Then Ada Quist met Ilse Brandt. {SAID}")


def test_a_turn_without_a_cue_is_the_least_sure() -> None:
    told = "“Is it safe?” asked Ada Quist.\n\n“It is,” said Jon Berg."
    turn = sureness(f"{told}\n\n“Then we go.”")
    assert turn < sureness(told)


def test_nobody_has_no_confidence() -> None:
    quote = last_quote("It was said that the weir was safe.")
    assert quote.speaker is None
    assert quote.speaker_confidence is None
    assert Resolved(None, ("bias",)).confidence(scores().speakers) is None


@pytest.mark.parametrize("model", [None, "fast"])
def test_it_is_a_probability(model: str | None) -> None:
    quotes = Extractor(model).extract(f"Ada Quist left. {SAID} Ministers denied it.").quotes
    assert quotes
    assert all(0 < (q.speaker_confidence or 0) < 1 for q in quotes if q.speaker)
