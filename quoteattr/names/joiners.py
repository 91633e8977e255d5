"""Small words inside names: *Bank of Elmstad*, *Arts and Crafts Index*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import is_ending, is_family, is_given, is_title
from quoteattr.names.name_words import is_name_word, modifies_name

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["past_joiner"]

PREPOSITIONS = words("function_words", "name_prepositions")
LONGEST_OFFICE = 5
"""How many words after *and* to search for the end of a title or an organisation's name."""


def past_joiner(sentence: Sentence, first: int, joiner: Token) -> int | None:
    """Return the index of the word that *of*, *for*, *on*, *and* or *&* adds to the run.

    Args:
        sentence: Where the run stands.
        first: Index of its first token.
        joiner: The word after it.
    """
    target = _joined_word(sentence, joiner)
    if target is None:
        return None
    if _is_seen_whole(sentence, first, target):
        return target.index
    match joiner.lower:
        case "&":
            is_joined = True
        case "and":
            is_joined = _is_joined_by_and(sentence, first, joiner, target)
        case "of":
            is_joined = _is_joined_by_of(sentence, first, joiner, target)
        case _:
            is_joined = _is_joined_by_for(sentence, first, joiner)
    return target.index if is_joined else None


def _is_seen_whole(sentence: Sentence, first: int, target: Token) -> bool:
    """Whether the model sees one organisation on both sides: *Friends* **of the Valley**."""
    return any(
        entity.first == first and target.index <= entity.last and entity.type == "organisation"
        for entity in sentence.entities
    )


def _joined_word(sentence: Sentence, joiner: Token) -> Token | None:
    """Return the word of a name after a joiner, or after its *the*: *Care of the* **Forests**."""
    target = sentence.neighbour(joiner)
    if target is not None and target.lower == "the":
        target = sentence.neighbour(target) if joiner.lower != "and" else None
    if target is None or not target.text[0].isupper():
        return None
    is_beside = joiner.lower == "and" and target.relation == "conj" and target.head < joiner.index
    is_part = is_beside or is_name_word(target) or modifies_name(sentence, target)
    return target if is_part else None


def _is_joined_by_and(sentence: Sentence, first: int, joiner: Token, target: Token) -> bool:
    """Whether *and* is inside a name.

    It is in *Ministry of Mines* **and Energy**, *Mines* **and Trade** *Office*, *Arts* **and
    Crafts** *Index* and *Mines* **and Trade** *Minister Lena Roth*.
    """
    if _shares_noun(sentence, target) or _ends_in_office(sentence, target):
        return True
    if _shares_title(sentence, first, joiner, target):
        return True
    run = {token.lower for token in sentence.tokens[first : joiner.index]}
    return not run.isdisjoint({"of", "for"}) and not is_given(target.text)


def _is_joined_by_of(sentence: Sentence, first: int, joiner: Token, target: Token) -> bool:
    """Whether *of* is inside a name: *Bank* **of Elmstad**, *Fund for the Care* **of Forests**."""
    run = [token.lower for token in sentence.tokens[first : joiner.index]]
    if is_ending(run[-1]) or is_title(run[-1]):
        return True
    has_complement = any(map(is_ending, run)) and not PREPOSITIONS.isdisjoint(run)
    return has_complement and not is_given(target.text)


def _is_joined_by_for(sentence: Sentence, first: int, joiner: Token) -> bool:
    """Whether *for* or *on* is inside a name: *Fund* **for Forests**."""
    is_body = is_ending(sentence[joiner.index - 1].text)
    return is_body and not is_given(sentence[first].text)


def _shares_noun(sentence: Sentence, target: Token) -> bool:
    """Whether coordinated words modify one noun of the name: *Arts and Crafts* **Index**."""
    first = sentence.head(target)
    noun = sentence.head(first) if first is not None and target.relation == "conj" else None
    if first is None or noun is None or first.relation != "compound":
        return False
    return noun.index > target.index and is_name_word(noun) and not is_given(target.text)


def _shares_title(sentence: Sentence, first: int, joiner: Token, target: Token) -> bool:
    """Whether what *and* joins are two fields of one title: *Mines and* **Trade** *Minister Roth*.

    Before *and* is then no name of its own, of a person or a body.
    """
    before = sentence.tokens[first : joiner.index]
    is_name = any(is_title(t.text) or is_given(t.text) or is_ending(t.text) for t in before)
    is_seen = any((e.first, e.last) == (first, joiner.index - 1) for e in sentence.entities)
    if sentence.name_types is None:
        is_seen = is_family(before[-1].text)
    if is_name or is_seen or is_given(target.text):
        return False
    rest = sentence.tokens[target.index + 1 : target.index + 1 + LONGEST_OFFICE]
    title = next((t for t in rest if is_title(t.text)), None)
    named = sentence.neighbour(title) if title is not None else None
    between = sentence.tokens[target.index : title.index] if title is not None else ()
    is_whole = all(t.text[0].isupper() for t in between)
    return named is not None and is_name_word(named) and is_whole


def _ends_in_office(sentence: Sentence, token: Token) -> bool:
    """Whether the words from here on end like the name of a body: *Mines and* **Trade Office**."""
    if is_given(token.text):
        return False
    last = token
    while last.index - token.index < LONGEST_OFFICE:
        following = sentence.neighbour(last)
        if following is None or not is_name_word(following):
            break
        last = following
    return last is not token and is_ending(last.text)
