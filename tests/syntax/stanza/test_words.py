"""Words of tokens: parts of contractions share the characters, invisible ones are nobody's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from quoteattr.characters.normalise import normalise
from quoteattr.syntax.stanza.words import words_of


def token(start: int, end: int, forms: list[str]) -> SimpleNamespace:
    words = [SimpleNamespace(text=form) for form in forms]
    return SimpleNamespace(start_char=start, end_char=end, words=words)


@pytest.mark.parametrize(
    ("text", "forms", "expected"),
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
def test_parts_of_a_contraction(text: str, forms: list[str], expected: Any) -> None:
    before = "Yes. So "
    place = len(before), len(before) + len(text)
    words = words_of(token(*place, forms), f"{before}{text} it")
    assert [f"{before}{text} it"[word.start : word.end] for word in words] == expected
    assert "".join(expected) == text
    assert [word.form for word in words] == forms[: len(words)]


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("yes", (0, 3), [(0, 3)]),
        ("yes ", (0, 4), [(0, 3)]),
        ("\u200byes\u200b", (0, 5), [(1, 4)]),
        ("y\0s", (0, 3), [(0, 3)]),
        ("\u200b", (0, 1), []),
        ("\ufeff\0", (0, 2), []),
    ],
)
def test_only_what_can_be_seen_is_a_word(
    text: str, place: tuple[int, int], found: list[tuple[int, int]]
) -> None:
    words = words_of(token(place[0], place[1], [text]), normalise(text))
    assert [(word.start, word.end) for word in words] == found
