"""How records are shown, and what a document can be asked for."""

from __future__ import annotations

from typing import Any

import pytest

from quoteattr import (
    Extractor,
    Form,
    Gender,
    GenderSign,
    Kind,
    Mention,
    MentionForm,
    Speaker,
    extract,
)
from quoteattr.records import Span, content_text
from tests.output.documents import bridge, quote

LONG = "It was a very long day at the mill, and nobody went home before the lamps were lit."


def test_a_quote_shows_who_and_what_in_one_line() -> None:
    shown = repr(bridge().quotes[0])
    assert shown == ("Quote('The bridge is safe … Walk on it.', speaker='Ada Quist', direct, 0.90)")
    (long,) = (quote(LONG, LONG),)
    assert repr(long) == (
        "Quote('It was a very long day at the mill, and nobody went home be…',"
        " speaker=None, direct, 0.90)"
    )


def test_terms_show_as_words() -> None:
    assert [repr(Form.DIRECT), repr(Kind.GROUP)] == ["'direct'", "'group'"]


def test_a_speaker_shows_what_it_is() -> None:
    name = Mention(0, 8, "Mrs Vale", MentionForm.NAME)
    speaker = Speaker("Ida Vale", Kind.PERSON, (name,), (), Gender.FEMALE, GenderSign.TITLE)
    assert repr(speaker) == "Speaker('Ida Vale', person, female, 1 mention)"
    assert speaker.aliases == ("Mrs Vale",)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("“It held,” she said. “It held.”", "It held … It held."),
        ("“It held,” “It held.”", "It held It held."),
        ("“It held,”\n\n – “It held.”", "It held It held."),
    ],
)
def test_words_between_two_spans_are_shown_by_dots(text: str, joined: str) -> None:
    first = text.index("It held")
    second = text.index("It held.")
    spans = [Span(first, first + 7, "It held"), Span(second, second + 8, "It held.")]
    assert content_text(spans, text) == joined


def test_speakers_are_asked_for_by_name() -> None:
    document = bridge()
    quist = document.speaker("ada quist")
    assert quist.name == "Ada Quist"
    assert document.quotes_of(quist) == document.quotes_of("Ada Quist") != ()
    groups = document.by_speaker()
    assert groups["Ada Quist"] == groups[quist] == groups.get("Ada Quist")
    asked: dict[Any, Any] = groups
    assert "Ada Quist" in asked
    assert "Bo" not in asked
    assert groups.get("Bo") is None
    with pytest.raises(KeyError, match="no speaker is called 'Bo'; there is 'Ada Quist'"):
        document.speaker("Bo")
    assert [quote.speaker for quote in document.quotes_of(None)] == [None]
    wrong: Any = 3
    for ask in (document.speaker, document.quotes_of):
        with pytest.raises(TypeError, match="asked for by name"):
            ask(wrong)


def test_a_name_of_two_speakers_is_told() -> None:
    document = extract("Ada Quist said it held. Ben Quist said it fell. Mr Quist said it stood.")
    with pytest.raises(KeyError):
        document.speaker("Quist")


@pytest.mark.parametrize(
    ("text", "gender", "sign"),
    [
        ("Mrs Vale said the mill was safe.", "female", "title"),
        ("The spokesman, Ravil Orro, said the mill was safe.", "male", "noun"),
        ("Ravil Orro said the mill was safe. Later she said it was not.", "female", "pronoun"),
        ("Anna Vale said the mill was safe.", "female", "given name"),
        ("Zqarl Vale said the mill was safe.", None, None),
        ("The council said the mill was safe.", None, None),
    ],
)
def test_gender_is_told_with_its_sign(text: str, gender: str | None, sign: str | None) -> None:
    speaker = extract(text).speakers[0]
    assert (speaker.gender, speaker.gender_sign) == (gender, sign)


def test_an_extractor_says_what_it_does() -> None:
    shown = repr(Extractor("fast", acts=["speech"], min_confidence=0.5))
    assert shown == "Extractor(model='fast', acts=(speech), min_confidence=0.5)"
