import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.normalise import normalise, to_plain

CHARACTERS = st.characters(exclude_categories=()) | st.sampled_from(
    "\"'`“”‘’„‚«»‹›\r\n\f\v\u2028\u2029\xad\ufeff\u200b\u202e\ud800\udfff\x00\x92—–…"
)
TEXTS = st.text(CHARACTERS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“Nein”, „doch“ und «non»", '"Nein", "doch" und "non"', id="double marks"),
        pytest.param("It’s ‘fine’, ‚gut‘ ‹bon›", "It's 'fine', 'gut' 'bon'", id="single marks"),
        pytest.param("＂so＂ and ＇so＇", "\"so\" and 'so'", id="full width"),
        pytest.param("6′2″ ´tis", "6'2\" 'tis", id="primes and accents"),
        pytest.param("a—b–c−d‑e", "a-b-c-d-e", id="dashes"),
        pytest.param("``Yes,'' she said", ' "Yes,"  she said', id="two single marks as one double"),
        pytest.param("‘‘Yes,’’ she said", ' "Yes,"  she said', id="the same, curly"),
        pytest.param("say '''so''' now", "say '''so''' now", id="three single marks stay"),
        pytest.param("the \x93plan\x94, it\x92s", 'the "plan", it\'s', id="Windows-1252"),
        pytest.param("a\r\nb\rc\u2028d\fe", "a \nb\nc\nd\ne", id="line breaks"),
        pytest.param("\ufeffa\u200bb\u202ec\x00d\ud800e\xa0f", " a b c d e f", id="invisible"),
        pytest.param("minis\xadters \xadagree", "minis-ters  agree", id="soft hyphens"),
        pytest.param("a > b\n> c\n>> d\n>", "a > b\n  c\n   d\n ", id="signs of quoted lines"),
        pytest.param(
            "the sea—\r\nbut an-\nnounced", "the sea-  but an-\nnounced", id="ends of lines"
        ),
        pytest.param("naïve 😀 Łódź", "naïve 😀 Łódź", id="letters and emoji stay"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(TEXTS)
def test_length_is_kept(text: str) -> None:
    assert len(normalise(text)) == len(to_plain(text)) == len(text)


@given(TEXTS)
def test_letters_and_digits_are_kept(text: str) -> None:
    for given_character, plain in zip(text, normalise(text), strict=True):
        if given_character.isalnum() and unicodedata.category(given_character) != "Lm":
            assert plain == given_character


@given(TEXTS)
def test_nothing_invisible_is_left(text: str) -> None:
    left = {unicodedata.category(character) for character in normalise(text)}
    assert not left & {"Cf", "Cs", "Zl", "Zp"}
    assert all(c in "\n " for c in normalise(text) if unicodedata.category(c) in {"Cc", "Zs"})


@given(TEXTS)
def test_plain_characters_stay(text: str) -> None:
    assert to_plain(to_plain(text)) == to_plain(text)
