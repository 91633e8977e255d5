"""Descriptions of somebody named elsewhere: *the company*, *the statement*, *Orlova's office*."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.records import Kind
from quoteattr.speakers.kinds import is_issued, name_family, noun_family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.speakers.entities import Entity
    from quoteattr.speakers.linking import Index
    from quoteattr.speakers.offices import Offices
    from quoteattr.speakers.pronouns import Seen
    from quoteattr.speakers.references import Reference
    from quoteattr.speakers.setting import Setting

__all__ = ["author", "generic", "office_of_holder"]

MENTIONS, SENTENCES = 25, 6
"""How far back the organisation is looked for that *the company* stands for."""
DRAFTS = 12
"""How many quotes back the author of *the statement* is looked for."""


def office_of_holder(
    reference: Reference, index: Index, setting: Setting, offices: Offices
) -> Entity | None:
    """The office named elsewhere in the text that is called by its holder: *Macron's office*."""
    if reference.noun != "office" or reference.possessor is None:
        return None
    holder = setting.sentences[reference.sentence][reference.possessor]
    found = (index.bearer(body) for body in offices.held_by(holder.text))
    return next((entity for entity in found if entity is not None), None)


def generic(reference: Reference, seen: Sequence[Seen]) -> Entity | None:
    """The organisation spoken of most recently, for *the company* or *the party*."""
    family = noun_family(reference.noun)
    if family is None or reference.possessor is not None or reference.modifiers or reference.plural:
        return None
    for mention in seen[: -MENTIONS - 1 : -1]:
        if reference.sentence - mention.reference.sentence > SENTENCES:
            return None
        entity = mention.entity
        if entity.kind is Kind.ORGANISATION and entity.named and _of_family(entity, family):
            return entity
    return None


def _of_family(entity: Entity, family: str) -> bool:
    families = {f for role in islice(reversed(entity.roles), MENTIONS) if (f := noun_family(role))}
    families |= {f for name in entity.names[-MENTIONS:] if (f := name_family(name[-1]))}
    return not families or family in families


def author(
    reference: Reference, draft: int, setting: Setting, speakers: Sequence[Entity | None]
) -> Entity | None:
    """Whose *the statement* is: of the one who spoke last, outside what others are quoted with."""
    if not is_issued(reference.noun) or not reference.definite:
        return None
    if reference.modifiers or reference.possessor is not None:
        return None
    for index in range(draft - 1, max(-1, draft - DRAFTS), -1):
        before = setting.drafts[index]
        speaker = speakers[index]
        if before.parent is None and before.source is not None and speaker is not None:
            return speaker if speaker.kind is not Kind.DOCUMENT else None
    return None
