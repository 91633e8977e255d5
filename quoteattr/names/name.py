"""A name in a sentence: its title, its words, and its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import table
from quoteattr.lexicon.kinds import fold
from quoteattr.names.runs import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.records import Kind
    from quoteattr.syntax.tree import Sentence

__all__ = ["Name", "name_key", "words_of"]


@frozen
class Name:
    """A part of a run of capitalised words: one name with its title, or a title without a name."""

    first: int
    """Index of its first token, the title's if it has one."""
    after_title: int
    """Index of the first token of the name itself; one past ``last`` if there is only a title."""
    last: int
    """Index of its last token."""
    words: tuple[str, ...]
    """The words of the name."""
    title: tuple[str, ...]
    """The words of the title before it."""
    kind: Kind
    strength: float
    """How sure the kind is, from 0 to 1."""

    @property
    def indices(self) -> range:
        """Indices of its tokens, those of the title among them."""
        return range(self.first, self.last + 1)

    @property
    def bare_indices(self) -> range:
        """Indices of the tokens of the name without its title; none if there is only a title."""
        return range(self.after_title, self.last + 1)


def name_key(name: Name) -> tuple[str, ...]:
    """The folded words of the name; *Hadid* and *al-Hadid* are one."""
    return tuple(fold(word).removeprefix("al-").removeprefix("el-") for word in name.words)


def words_of(sentence: Sentence, first: int, last: int) -> Iterator[str]:
    """Words of the name, hyphenated ones in one piece.

    Suffixes such as *Jr.* and nicknames in marks are left out.
    """
    pending, in_marks = "", False
    for index in range(first, last + 1):
        token = sentence[index]
        if token.xpos in {"``", "''"}:
            in_marks = token.xpos == "``"
            continue
        if in_marks:
            continue
        pending += token.text if token.text != "." else ""
        following = sentence[index + 1] if index < last else None
        if following is not None and following.start == token.end:
            if following.text[0] in HYPHENS or token.text in HYPHENS:
                continue
            if following.text in {"'", "\u2019", "'s", "\u2019s"}:
                continue
        if pending and (index == first or fold(pending) not in _suffixes()):
            yield pending
        pending = ""
    if pending:
        yield pending


def _suffixes() -> frozenset[str]:
    return frozenset(table("titles")["suffixes"]["words"])
