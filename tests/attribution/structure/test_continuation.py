"""Speech that goes on without a cue: when it is one quote with the speech before it."""

from __future__ import annotations

import pytest

from quoteattr import extract

JOINED = [
    pytest.param(
        "“The ferry is late again,” Mayor Ada Quist said on Friday.\n\n"
        "“It was late on every day of this week.”",
        ["The ferry is late again", "It was late on every day of this week."],
        id="next-paragraph",
    ),
    pytest.param(
        '"The dam will hold," said Rolf Steen, the engineer.\n\n'
        '"We checked every gate on Monday."\n\n'
        '"Nobody needs to leave the valley."',
        [
            "The dam will hold",
            "We checked every gate on Monday.",
            "Nobody needs to leave the valley.",
        ],
        id="two-paragraphs",
    ),
]
APART = [
    pytest.param(
        '"The dam will hold," said Rolf Steen, the engineer.\n\n'
        "‘There is no danger at all for anybody.’\n\n"
        "The valley has 300 houses.",
        id="other-marks",
    ),
    pytest.param(
        '"Will the dam hold?" Rolf Steen asked the mayor.\n\n'
        '"It will."\n\n'
        '"Are you sure?"\n\n'
        '"I saw it myself," she said.',
        id="conversation",
    ),
    pytest.param(
        '"The dam will hold," said Rolf Steen, the engineer.\n\n'
        "Rolf Steen. “A History of Dams.” Valley Press.",
        id="title-in-a-list",
    ),
]


@pytest.mark.parametrize(("text", "contents"), JOINED)
def test_one_quote(text: str, contents: list[str]) -> None:
    (quote,) = extract(text).quotes
    assert [span.text for span in quote.contents] == contents
    assert quote.speaker is not None
    assert quote.speaker.name in {"Ada Quist", "Rolf Steen"}


@pytest.mark.parametrize("text", APART)
def test_quotes_apart(text: str) -> None:
    quotes = extract(text).quotes
    assert len(quotes) > 1
    assert all(len(quote.contents) == 1 for quote in quotes)


def test_a_quote_nested_in_speech_that_goes_on_stays_in_it() -> None:
    document = extract(
        '"The ferry is late again," Ada Quist said on Friday.\n\n'
        '"The captain told me that the engine had failed."'
    )
    outer, inner = document.quotes
    assert len(outer.contents) == 2
    assert inner.parent == outer
