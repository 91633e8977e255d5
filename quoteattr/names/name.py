"""A name in a sentence: its title, its words, and its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold
from quoteattr.names.runs import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.records import Kind
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Name", "name_key", "words_of"]


@frozen
class Name:
    """One name with the title before it, or a capitalised title without a name."""

    first: int
    """Index of its first token, the title's if it has one."""
    after_title: int
    """Index of the first token of the name itself; one past ``last`` if there is only a title."""
    last: int
    """Index of its last token."""
    words: tuple[str, ...]
    """The words of the name; none if there is only a title."""
    title: tuple[str, ...]
    """The words of the title."""
    kind: Kind
    """What the name is most likely the name of."""
    strength: float
    """How certain the kind is, from 0 to 1."""

    @property
    def indices(self) -> range:
        """Indices of its tokens, those of the title among them."""
        return range(self.first, self.last + 1)

    @property
    def bare_indices(self) -> range:
        """Indices of the tokens of the name without its title; none if there is only a title."""
        return range(self.after_title, self.last + 1)


def name_key(name: Name) -> tuple[str, ...]:
    """Return the folded words of a name, without an Arabic article: *Hadid* for *al-Hadid*."""
    return tuple(fold(word).removeprefix("al-").removeprefix("el-") for word in name.words)


def words_of(sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    """Return the words of the name between two tokens.

    Tokens joined by a hyphen or apostrophe are one word. Suffixes such as *Jr.* and nicknames in
    quotation marks are left out.

    Args:
        sentence: Where the name stands.
        first: Index of its first token.
        last: Index of its last token.
    """
    words: list[str] = []
    pending = ""
    for token in _outside_marks(sentence.tokens[first : last + 1]):
        pending += token.text if token.text != "." else ""
        if token.index < last and _is_tied(token, sentence[token.index + 1]):
            continue
        if pending and (token.index == first or fold(pending) not in _suffixes()):
            words.append(pending)
        pending = ""
    return (*words, pending) if pending else tuple(words)


def _outside_marks(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens outside quotation marks: *Jon* and *Berg* of *Jon "Tiny" Berg*."""
    in_marks = False
    for token in tokens:
        if token.xpos in {"``", "''"}:
            in_marks = token.xpos == "``"
        elif not in_marks:
            yield token


def _is_tied(token: Token, following: Token) -> bool:
    """Whether a hyphen or apostrophe makes two tokens one word: *Ruiz-Berg*, *O'Dea*, *Moody's*."""
    if token.end != following.start:
        return False
    is_hyphenated = following.text[0] in HYPHENS or token.text[-1] in HYPHENS
    return is_hyphenated or following.text in {"'", "\u2019", "'s", "\u2019s"}


def _suffixes() -> frozenset[str]:
    return words("titles", "suffixes")
