"""The words of Stanza's tokens and their places in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.syntax.stanza.analyser import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["words_of"]


def words_of(token: Any, text: str) -> list[Word]:
    """Return the words of a Stanza token: one, or the parts of a contraction.

    Each has characters of its own. If there are more parts than characters, the last are left
    out; a token of nothing but white space has no words.

    Args:
        token: The token.
        text: The normalised text into which its offsets count.
    """
    form = text[token.start_char : token.end_char]
    start = token.start_char + len(form) - len(form.lstrip())
    form = form.strip()  # a space may end a token
    parts = [form] if len(token.words) == 1 else [word.text for word in token.words]
    return _parts(start, form, parts)


def _parts(start: int, token: str, forms: Sequence[str]) -> list[Word]:
    """Return words for the parts of a contraction: ``don't`` is ``do`` + ``n't``.

    A form that is found in the text (ignoring case) takes its characters there. Otherwise the
    characters are shared out in order, at least one to each part as long as they last.
    """
    words = []
    place = 0
    for left, form in zip(range(len(forms) - 1, -1, -1), forms, strict=True):
        end = max(len(token) - left, place + 1)  # leaves a character for each part to come
        if left and token[place:].lower().startswith(form.lower()):
            end = min(place + len(form), end)
        if place < len(token):
            words.append(Word(start + place, start + end, form))
        place = end
    return words
