"""Whom a relative pronoun stands for: *critics* **who** *say …*."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.speakers.mentions.reference import describe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.entities.index import Index
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence, Token

    Heads = Mapping[tuple[int, int], Entity]
    """Entities by the indices of a sentence and of the head token of a mention in it."""

__all__ = ["relative_antecedent"]

HIGHEST = 20
"""Words up the tree that are looked at for what a relative clause describes."""


def relative_antecedent(
    reference: Reference, sentence: Sentence, heads: Heads, index: Index
) -> Entity | None:
    """Find the entity that a relative clause describes.

    Args:
        reference: The relative pronoun.
        sentence: Where it stands.
        heads: The entities of the mentions read so far.
        index: Where a noun that is no mention yet becomes one.
    """
    for ancestor in islice(sentence.ancestors(sentence[reference.head]), HIGHEST):
        entity = heads.get((sentence.index, ancestor.index))
        if entity is not None:
            return entity
        noun = _described_noun(sentence, ancestor)
        if noun is not None:
            known = heads.get((sentence.index, noun.index))
            return known or index.add(describe(sentence, noun), None)
    return _right_before(reference, sentence, heads)


def _described_noun(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun that a relative clause with this verb is attached to, if it is one."""
    noun = sentence.head(verb) if verb.deprel == "acl:relcl" else None
    return noun if noun is not None and noun.upos == "NOUN" else None


def _right_before(reference: Reference, sentence: Sentence, heads: Heads) -> Entity | None:
    """Return the entity mentioned before a comma and *who*, where the tree has gone astray.

    No verb stands between.
    """
    comma = sentence.neighbour(sentence[reference.head], -1)
    if comma is None or comma.text != ",":
        return None
    for token in reversed(sentence.tokens[: reference.head]):
        entity = heads.get((sentence.index, token.index))
        if entity is not None or token.upos in {"VERB", "AUX"}:
            return entity
    return None
