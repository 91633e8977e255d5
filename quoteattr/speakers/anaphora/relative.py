"""Antecedents of relative pronouns: *critics* **who** *say …*."""

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
"""How many ancestors of a relative pronoun to look at."""


def relative_antecedent(
    reference: Reference, sentence: Sentence, heads: Heads, index: Index
) -> Entity | None:
    """Find the antecedent of a relative pronoun: the entity that its clause is attached to.

    Args:
        reference: The relative pronoun.
        sentence: Where it stands.
        heads: The entities of the mentions read so far.
        index: The entities of the document; a noun that is no mention yet becomes a new one.
    """
    for ancestor in islice(sentence.ancestors(sentence[reference.head]), HIGHEST):
        entity = heads.get((sentence.index, ancestor.index))
        if entity is not None:
            return entity
        noun = _described_noun(sentence, ancestor)
        if noun is not None:
            # "The singer Ana Ruiz, who"; "baker and poet Ana Ruiz, who"
            before = (t for t in sentence.children(noun, "appos") if t.index < reference.head)
            meant = (noun, *before, *sentence.children(noun, "conj"))
            known = (heads.get((sentence.index, token.index)) for token in meant)
            return next(filter(None, known), None) or index.add(describe(sentence, noun), None)
    return _right_before(reference, sentence, heads)


def _described_noun(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun that a verb's relative clause is attached to, if any."""
    noun = sentence.head(verb) if verb.deprel == "acl:relcl" else None
    return noun if noun is not None and noun.upos == "NOUN" else None


def _right_before(reference: Reference, sentence: Sentence, heads: Heads) -> Entity | None:
    """Return the entity mentioned before *, who*, in case the clause is attached elsewhere.

    There must be no verb between.
    """
    comma = sentence.neighbour(sentence[reference.head], -1)
    if comma is None or comma.text != ",":
        return None
    for token in reversed(sentence.tokens[: reference.head]):
        entity = heads.get((sentence.index, token.index))
        if entity is not None or token.upos in {"VERB", "AUX"}:
            return entity
    return None
