"""Roles of persons: ranks beside an office, offices held by one, broader nouns for a role."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quoteattr.lexicon import table, words
from quoteattr.lexicon.kinds import fold
from quoteattr.lexicon.offices import title_key

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_held_by_one", "narrower_titles", "rank_words", "ranked_role"]


@cache
def rank_words() -> dict[str, str]:
    """Return the words for ranks, each with one name for the rank: ``former`` for *ex*."""
    ranks = table("offices")["ranks"]
    return {word: rank for rank in ranks for word in words("offices", f"ranks.{rank}")}


def ranked_role(descriptor: Sequence[str], head: str) -> tuple[str, str]:
    """Return the rank of the holder of a role, or ``""``, and the role without it.

    >>> ranked_role(("former", "mayor"), "mayor"), ranked_role(("ex-mayor",), "ex-mayor")
    (('former', 'mayor'), ('former', 'mayor'))

    Args:
        descriptor: The folded words of a noun phrase.
        head: Its folded head noun.
    """
    known = rank_words()
    first, _, last = head.partition("-")
    if last and first in known:
        return known[first], last
    if last in known:
        return known[last], first
    before = descriptor[: descriptor.index(head)] if head in descriptor else ()
    return next((known[word] for word in before if word in known), ""), head


def is_held_by_one(role: str) -> bool:
    """Whether one person at a time has a role: *mayor*, *foreign minister*; not *judge*."""
    return role.rsplit(" ", maxsplit=1)[-1] in words("offices", "held_by_one")


@cache
def narrower_titles(noun: str) -> frozenset[str]:
    """Return the roles that a broader noun may stand for: *the official*, a spokesman.

    Args:
        noun: A folded noun.
    """
    nouns = table("broader_nouns").get(noun, ())
    return frozenset(fold(n) for n in nouns) | frozenset(map(title_key, nouns))
