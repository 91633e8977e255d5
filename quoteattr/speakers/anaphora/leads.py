"""Who the first paragraph only describes, and the next one names.

News reports often begin so: *The port will close its terminal, its chief executive said. ¶ “There
was nothing left to wait for,” said* **Ingrid Solvay**, *who has run the port since 2019.*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import given_gender
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence

__all__ = ["described_in_lead"]

DESCRIBING = ("amod", "appos", "compound", "nmod")
"""Relations of what says what somebody is, other than clauses."""
LAST = 2
"""The last paragraph, from 0, that can name who was described: a headline may come first."""


def described_in_lead(
    reference: Reference, sentence: Sentence, seen: Sequence[Seen]
) -> Entity | None:
    """Find who was only described in the paragraph before, if a name says no more than it.

    A full name fits: alone, or with a relative clause after it, but without a title or apposition,
    which would introduce somebody else.

    Args:
        reference: A name.
        sentence: Where it stands.
        seen: The mentions before it.
    """
    name = reference.name
    if name is None or name.title or len(name.words) < 2 or not 0 < reference.paragraph <= LAST:
        return None
    if not reference.subject or sentence.child(sentence[name.after_title], *DESCRIBING):
        return None
    before = [s for s in seen if s.reference.paragraph == reference.paragraph - 1]
    persons = {id(s.entity): s.entity for s in before if s.entity.kind is Kind.PERSON}
    if len(persons) != 1:
        return None
    (entity,) = persons.values()
    is_new = not (entity.named or entity.plural)
    known = {entity.gender, given_gender(name.words[0])} - {None}
    return entity if is_new and len(known) < 2 else None
