"""Whom a pronoun stands for: candidates scored by agreement, distance, role and continuity."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.records import Kind
from quoteattr.speakers.kinds import Gender, pronouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.speakers.entities import Entity
    from quoteattr.speakers.mentions import Reference

__all__ = ["Seen", "antecedent", "pronoun_gender"]

WINDOW = 40
"""Mentions looked back at."""
SENTENCES = 12
"""Sentences looked back at."""

NEARNESS = -0.55  # for each sentence between
SAME_SENTENCE = 0.3
SUBJECT = 1.2  # the candidate was the subject
WEAK = -0.8  # it only modified another noun
CONTINUITY = 2.2  # it is the speaker of the quote before
RIVAL = -0.7  # it has just spoken, in a conversation
OUTER = 1.5  # it is the speaker of the quote that the pronoun's own quote is nested in
GENDER = 1.0  # its gender is known, and agrees
FREQUENCY = 0.45  # for each e-fold of its mentions
NAMED = 0.4
LOOSE = -1.5  # number or kind agrees only loosely: "they" for a company
WORST = -4.0
"""A candidate below this is no antecedent."""


@frozen(eq=False)
class Seen:
    """A mention that has been given to an entity."""

    reference: Reference
    entity: Entity


def pronoun_gender(word: str) -> Gender | None:
    """Gender that a pronoun tells."""
    if word in pronouns("masculine"):
        return Gender.MALE
    return Gender.FEMALE if word in pronouns("feminine") else None


def antecedent(
    pronoun: Reference,
    seen: Sequence[Seen],
    *,
    previous: Entity | None = None,
    outer: Entity | None = None,
    excluded: Entity | None = None,
    rival: Entity | None = None,
) -> Entity | None:
    """The entity that the pronoun most likely stands for, or ``None``.

    Args:
        pronoun: A personal pronoun of the third person.
        seen: The mentions before it, in the order of the text.
        previous: The speaker of the quote before.
        outer: The speaker of the indirect quote in whose content the pronoun stands.
        excluded: An entity that it cannot be.
        rival: The speaker of the turn before, in a conversation.
    """
    scores: dict[int, tuple[float, Entity]] = {}
    for candidate in seen[-WINDOW:][::-1]:
        entity = candidate.entity
        if pronoun.sentence - candidate.reference.sentence > SENTENCES:
            break
        if entity is excluded:
            continue
        agreement = agrees(pronoun, entity)
        if agreement is None:
            continue
        score = agreement + _salience(pronoun, candidate, entity)
        score += CONTINUITY * (entity is previous) + OUTER * (entity is outer)
        score += RIVAL * (entity is rival)
        if id(entity) not in scores or score > scores[id(entity)][0]:
            scores[id(entity)] = (score, entity)
    best = max(scores.values(), key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] > WORST else None


def _salience(pronoun: Reference, candidate: Seen, entity: Entity) -> float:
    reference = candidate.reference
    distance = pronoun.sentence - reference.sentence
    return (
        NEARNESS * distance
        + SAME_SENTENCE * (distance == 0)
        + SUBJECT * reference.subject
        + WEAK * reference.weak
        + FREQUENCY * log(1 + len(entity.references))
        + NAMED * entity.named
    )


def agrees(pronoun: Reference, entity: Entity) -> float | None:
    """How well number, gender and kind agree; ``None`` if they do not."""
    word, kind = pronoun.noun, entity.kind
    gender = pronoun_gender(word)
    if gender is not None:
        if (
            kind not in {Kind.PERSON, Kind.UNKNOWN}
            or entity.gender not in {None, gender}
            or entity.plural
        ):
            return None
        return GENDER * (entity.gender is gender) + LOOSE * (kind is Kind.UNKNOWN) * (
            not entity.named
        )
    if word in pronouns("plural"):
        if kind is Kind.GROUP or entity.plural:
            return GENDER
        return LOOSE if kind in {Kind.ORGANISATION, Kind.PLACE} else None
    if word in pronouns("neuter"):
        if entity.plural or kind in {Kind.PERSON, Kind.GROUP}:
            return None
        return 0.0 if kind is not Kind.UNKNOWN else LOOSE
    return None
