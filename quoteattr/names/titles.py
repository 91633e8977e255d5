"""Titles before names: *Energy Minister* of *Energy Minister Lena Roth*."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    identities,
    is_city,
    is_ending,
    is_family,
    is_given,
    is_honorific,
    is_title,
)
from quoteattr.lexicon.offices import is_place, office_kind
from quoteattr.names.runs import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Token

__all__ = ["JOINERS", "is_office", "title_length"]

JOINERS = words("function_words", "name_joiners") | {"the"}
PREPOSITIONS = words("function_words", "name_prepositions")
LONGEST_PHRASE = 4
"""How many words a title such as *Leader of the Opposition* may have."""


def title_length(tokens: Sequence[Token]) -> int:
    """Count the tokens before the name that are a title: two of *Energy Minister Lena Roth*."""
    if is_office(tokens) or _is_identity_of_body(tokens):
        return 0
    if _is_institution_of(tokens) or (not _phrase_length(tokens) and _is_only_given(tokens[0])):
        return _inner_title_length(tokens)
    complement = _complement_of_title(tokens)
    if complement is not None:
        length = _phrase_length(tokens)
        is_whole = complement < length and JOINERS.isdisjoint(t.lower for t in tokens[length:])
        return length if is_whole else _past_complement(tokens, complement)
    if _ends_as_body(tokens):
        return 0
    if _opens_with_epithet(tokens):
        return 0 if tokens[2].text in HYPHENS else 1  # "Peng Chi-ming" has the family name first
    length = max(_phrase_length(tokens), _last_title(tokens))
    return len(tokens) if _is_only_title(tokens, length) else length


def is_office(tokens: Sequence[Token]) -> bool:
    """Whether the words name an office or institution of the lexicon: *Federal Reserve*."""
    return office_kind(" ".join(t.text for t in tokens)) is not None


def _is_identity_of_body(tokens: Sequence[Token]) -> bool:
    """Whether the words are an adjective of identity and the noun of a body: *Catholic Church*."""
    if len(tokens) != 2 or fold(tokens[0].text) not in identities():
        return False
    return is_ending(tokens[1].text)


def _is_institution_of(tokens: Sequence[Token]) -> bool:
    """Whether an institution with a complement, which may contain a title, opens the run.

    *Journal of Harbours*, *State Office for the Care of Artists*, *Academic Staff Union of Norvia*.
    """
    for place, (token, following) in enumerate(pairwise(tokens[:-1])):
        if is_title(token.text) and (place > 0 or is_honorific(token.text)):
            return False
        if is_ending(token.text) and following.lower in PREPOSITIONS:
            return True
    return False


def _is_only_given(token: Token) -> bool:
    """Whether a word is a given name, and not a title as well, as *General* and *Governor* are."""
    return is_given(token.text) and not is_title(token.text)


def _inner_title_length(tokens: Sequence[Token]) -> int:
    """Count the tokens up to the end of a title further on: two of *Charlotte Mayor Lena Roth*."""
    for place in range(1, len(tokens) - 2):
        if is_title(tokens[place].text) and tokens[place + 1].lower == "of":
            return _past_complement(tokens, place + 1)
        if is_title(tokens[place].text) and _is_only_given(tokens[place + 1]):
            return place + 1
    return 0


def _complement_of_title(tokens: Sequence[Token]) -> int | None:
    """Return the place of *of* after a title, if any: 1 in *Minister of Mines*."""
    for place, (token, following) in enumerate(pairwise(tokens)):
        if is_title(token.text) and following.lower == "of":
            return place + 1
    return None


def _past_complement(tokens: Sequence[Token], of: int) -> int:
    """Count the tokens of a title with its complement.

    Three of *Secretary of State Ana Ruiz*; all if no name follows.

    Args:
        tokens: The title and what follows.
        of: The place of *of* after its noun.
    """
    for place in range(of + 2, len(tokens)):
        before = tokens[place - 1].lower
        if is_given(tokens[place].text) and before not in JOINERS:
            return place
    inner = {token.lower for token in tokens[of + 1 : of + 3]}
    is_name_last = len(tokens) == of + 4 and JOINERS.isdisjoint(inner)
    return of + 2 if is_name_last else len(tokens)


def _ends_as_body(tokens: Sequence[Token]) -> bool:
    """Whether the run ends like the name of an organisation: *Coastal Rescue Service*."""
    last = tokens[-1].text
    return len(tokens) > 1 and is_ending(last) and not is_family(last)


def _opens_with_epithet(tokens: Sequence[Token]) -> bool:
    """Whether a word that is not a name precedes a given name: **Universe** *Ana Ruiz*.

    Not *New* in *New York*.
    """
    if len(tokens) < 3 or not _is_only_given(tokens[1]):
        return False
    word = tokens[0].text
    is_known = is_family(word) or is_ending(word) or is_place(word)
    is_word = word.isalpha() and len(word) > 2
    return is_word and not is_known and not is_city(f"{word} {tokens[1].text}")


def _phrase_length(tokens: Sequence[Token]) -> int:
    """Count the tokens of a title of several words before a name: *Prime Minister*."""
    phrases = words("titles", "phrases")
    lengths = range(min(LONGEST_PHRASE, len(tokens) - 1), 1, -1)
    return next((length for length in lengths if _folded(tokens[:length]) in phrases), 0)


def _folded(tokens: Sequence[Token]) -> str:
    return fold(" ".join(token.text for token in tokens))


def _last_title(tokens: Sequence[Token]) -> int:
    """Count the tokens up to the last title before a name: two of *Director Prof V Kamat*."""
    last = max(
        (
            place + 1
            for place, (token, following) in enumerate(pairwise(tokens))
            if (is_title(token.text) and following.lower not in JOINERS) or _is_rank(tokens, place)
        ),
        default=0,
    )
    return max(last, last - 1 + _phrase_length(tokens[last - 1 :])) if last else 0


def _is_rank(tokens: Sequence[Token], place: int) -> bool:
    """Whether capitals before a given and a family name are a rank: *OCPD Ana Ruiz*."""
    text, after = tokens[place].text, tokens[place + 1 :]
    is_short = text.isupper() and text.isalpha() and len(text) in RANK_LETTERS
    return (
        is_short and len(after) == 2 and _is_only_given(after[0]) and not is_ending(after[1].text)
    )


RANK_LETTERS = range(3, 6)


def _is_only_title(tokens: Sequence[Token], length: int) -> bool:
    """Whether the whole run is a title, without a name: *Prime Minister*.

    Args:
        tokens: The run.
        length: How many of its first tokens are a title in any case.
    """
    if not is_title(tokens[-1].text) or is_ending(tokens[-1].text) or _is_addressed(tokens):
        return False
    if length == 0:
        return not is_given(tokens[0].text)
    return length == len(tokens) - 1


def _is_addressed(tokens: Sequence[Token]) -> bool:
    """Whether a run ends in a title of address and a name that is also a title: *Mrs Bishop*."""
    if len(tokens) < 2 or fold(tokens[-2].text) not in words("titles", "civil"):
        return False
    return fold(tokens[-1].text) not in words("titles", "addressed")
