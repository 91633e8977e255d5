"""What the encoder sees in a name, weighed against what the lists of words say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import is_given, is_title, is_vessel
from quoteattr.records import Kind
from quoteattr.syntax.named_entities import type_probabilities

if TYPE_CHECKING:
    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence

__all__ = ["is_beside_other", "is_of_thing", "is_one_name", "start_of_person", "weigh_kind"]

KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
"""The kinds that the encoder tells apart, in the order of its types; the others are one more."""
LISTED, LISTED_FIRM = 0.5, 1.0
"""How much the lists count where they are certain, and where they see an organisation; the encoder
counts 1. It takes *Holm Steel* for a person.
"""
SURE = 0.7
"""Probability at which the encoder alone decides where a person's name begins."""
UNLIKELY, LIKELY = 0.15, 0.5
"""Probabilities of a person, and of a place or of something else, by which a name is a thing's."""
LEAST = 0.3
"""Share of the evidence that a kind must have."""


def weigh_kind(
    sentence: Sentence, first: int, last: int, kind: Kind, strength: float
) -> tuple[Kind, float]:
    """Return the likeliest kind of a name, and how certain it is, from 0 to 1.

    Args:
        sentence: Where the name stands.
        first: Index of its first token, after any title.
        last: Index of its last token.
        kind: What the lists indicate.
        strength: How strongly they do, from 0 to 1.
    """
    if sentence.name_types is None or kind not in {*KINDS, Kind.UNKNOWN}:
        return kind, strength
    seen = type_probabilities(sentence.name_types[first : last + 1]).mean(0).tolist()
    scores = dict(zip(KINDS, seen, strict=False))
    listed = strength * (LISTED_FIRM if kind is Kind.ORGANISATION else LISTED)
    scores[kind] = scores.get(kind, 0.0) + listed
    best = max(scores, key=scores.__getitem__)
    share = scores[best] / (1 + listed)
    return (best, share) if share >= LEAST else (Kind.UNKNOWN, 0.0)


def start_of_person(sentence: Sentence, start: int, last: int) -> int:
    """Return where a person's name begins by the encoder, if later than by the lists.

    *Legislator* **Lin Wei-han**: the words before it are a title that the lists do not have. A
    given name is none, even one that is another word as well: **Said** *Karimi*.

    Args:
        sentence: Where the name stands.
        start: Index of its first token by the lists.
        last: Index of its last token.
    """
    inside = [e for e in sentence.entities if start <= e.last and e.first <= last]
    if len(inside) != 1 or inside[0].type != "person" or inside[0].probability < SURE:
        return start
    first, given = inside[0].first, sentence[start]
    is_tied = sentence[first].head == start or given.head == first
    is_own = first == start + 1 and is_tied and is_given(given.text) and not is_title(given.text)
    return max(start, first) if inside[0].last == last and not is_own else start


def is_one_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the encoder sees one name between two tokens: **Ruhul** *Amin Bhuiyan*."""
    return any(
        (e.first, e.last) == (first, last) and e.probability >= SURE for e in sentence.entities
    )


def is_beside_other(sentence: Sentence, first: int, place: int) -> bool:
    """Whether the encoder sees a person's name begin right after a name of another type.

    *Elmstad College* **Amneh Ruiz**; not where a title has that name as its complement, as in
    *Head of Elmstad College* **Amneh Ruiz**.

    Args:
        sentence: Where they stand.
        first: Index of the first token of the other name.
        place: Index of the first token of the person's.
    """
    if place == first + 1 and sentence[place].head == first and is_given(sentence[first].text):
        return False  # *Leo Marr*
    return any(
        (one.first, one.last, person.first) == (first, place - 1, place)
        and one.type != "person"
        and person.type == "person"
        and person.probability >= SURE
        for one, person in pairwise(sentence.entities)
    )


def is_of_thing(sentence: Sentence, name: Name) -> bool:
    """Whether a name is that of a place, a ship, a prize or the like, and so is never *she*.

    *the ferry* **Lena Roth**; *to the* **Hanna Crossing**; **Florence** in *moved to Florence*.
    """
    before = sentence[name.first - 1] if name.first > 0 else None
    if before is not None and before.upos == "NOUN" and is_vessel(before.lemma):
        return True
    if name.title or not name.words:
        return False
    if before is not None and before.lower == "the" and before.head in name.indices:
        return len(name.words) > 1 and is_given(name.words[0])
    return _is_seen_as_thing(sentence, name)


def _is_seen_as_thing(sentence: Sentence, name: Name) -> bool:
    """Whether the encoder sees a place or something else in a name, and no person."""
    if sentence.name_types is None:
        return False
    types = type_probabilities(sentence.name_types[name.after_title : name.last + 1]).mean(0)
    person, _, place, other = types.tolist()
    return bool(person < UNLIKELY and place + other > LIKELY)
