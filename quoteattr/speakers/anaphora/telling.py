"""Words around a pronoun that tell whom it stands for, whatever has been learned."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import pronouns
from quoteattr.records import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.speakers.anaphora.anaphor import Anaphor, PossibleAntecedent, Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["single_person", "told_apart"]

NEAR = 3
"""How many sentences back an organisation may be that publishes something."""


def told_apart(
    anaphor: Anaphor, candidates: Sequence[PossibleAntecedent]
) -> Sequence[PossibleAntecedent]:
    """Return the entities that the words around a pronoun leave; none if they tell nothing.

    Args:
        anaphor: The pronoun.
        candidates: The entities that it may stand for, the nearest first.
    """
    if anaphor.speaks_of_other and not anaphor.in_conversation:
        return _speaking(anaphor, candidates)
    if anaphor.is_issued and anaphor.reference.plural:
        return _publishing(anaphor.reference, candidates)
    return () if anaphor.in_conversation else _introduced(anaphor.reference, candidates)


def _introduced(
    pronoun: Reference, candidates: Sequence[PossibleAntecedent]
) -> Sequence[PossibleAntecedent]:
    """Prefer whom a paragraph introduces by name: *John Holm lost nine cows.* **He** *said …*.

    Nobody else whom the pronoun may stand for is mentioned in the paragraph.
    """
    here = [c for c in candidates if c.mentions[0].paragraph == pronoun.paragraph]
    if len(here) != 1 or not here[0].entity.named:
        return ()
    acts = any(reference.leading for reference in here[0].mentions)
    is_new = all(r.paragraph == pronoun.paragraph for r in here[0].entity.references)
    return here if acts and is_new else ()


def _speaking(
    anaphor: Anaphor, candidates: Sequence[PossibleAntecedent]
) -> Sequence[PossibleAntecedent]:
    """Tell who speaks from who is spoken of: *His coach laughed. “He never rests,”* **he** ….

    It is the one who acts in the last sentence, or else who spoke before, but not the one
    mentioned most often.
    """
    if len(candidates) < 2:
        return ()
    last = max(c.mentions[0].sentence for c in candidates)
    others = [c for c in candidates if not _is_topic(c, candidates)]
    acting = [c for c in others if any(r.subject and r.sentence == last for r in c.mentions)]
    if len(acting) == 1:
        return acting
    return [c for c in others if c.entity is anaphor.previous]


def _is_topic(candidate: PossibleAntecedent, candidates: Sequence[PossibleAntecedent]) -> bool:
    """Whether an entity has been mentioned more often of late than every other one."""
    others = (len(c.mentions) for c in candidates if c is not candidate)
    return len(candidate.mentions) > max(others)


def _publishing(
    pronoun: Reference, candidates: Sequence[PossibleAntecedent]
) -> Sequence[PossibleAntecedent]:
    """Prefer a named organisation to people met in passing: **they** *said on their website*."""
    near = [
        c
        for c in candidates
        if c.entity.kind is Kind.ORGANISATION and pronoun.sentence - c.mentions[0].sentence <= NEAR
    ]
    known = [c for c in candidates if any(r.definite or r.members for r in c.mentions)]
    return near if all(c in near for c in known) else ()


def single_person(anaphor: Anaphor, seen: Sequence[Seen]) -> Entity | None:
    """Find the one person of untold gender who acted last: *A guest wept. “Help,”* **they** *said*.

    Args:
        anaphor: The pronoun.
        seen: The mentions before it, in the order of the text.
    """
    pronoun = anaphor.reference
    if not anaphor.is_source or pronoun.noun not in pronouns("plural"):
        return None
    back = (s for s in reversed(seen) if s.reference.form is not MentionForm.PRONOUN)
    last = list(islice(back, WITHIN))[::-1]
    place = next((i for i in reversed(range(len(last))) if last[i].reference.subject), None)
    if place is None or pronoun.sentence - last[place].reference.sentence > NEAREST:
        return None
    entity = last[place].entity
    rivals = (s.entity for s in last if s.reference.sentence >= last[place].reference.sentence)
    return entity if _is_untold(entity) and not any(e.plural for e in rivals) else None


WITHIN, NEAREST = 8, 3
"""How many mentions, and sentences, to look back for one who is called *they*."""


def _is_untold(entity: Entity) -> bool:
    """Whether an entity is one person, described without a name and without a gender."""
    is_person = entity.kind is Kind.PERSON and not entity.plural
    return is_person and not entity.named and entity.gender is None
