"""How sure the speaker of a quote is: a logistic model over the way from the source to the entity.

A name is a surer sign than a description, a pronoun with one possible antecedent a surer one than
a pronoun with three, and the worst is speech for which only the order of turns tells who speaks.
The weights were learned from news and fiction whose speakers are annotated
(:mod:`quoteattr.training.speakers.learn`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.readings.scoring import log_odds, probability
from quoteattr.lexicon.kinds import pronouns
from quoteattr.records import Form, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quoteattr.records import Speaker
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.speakers.tracker import Tracker

__all__ = ["Resolved", "Signs"]

STEPS = (0.5, 0.7, 0.85, 0.95)
"""Probabilities of an antecedent between which no difference is made."""

MANY = 0.2
"""Share of silent turns from which on a text is mainly dialogue."""


@frozen
class Resolved:
    """The speaker of a draft, and the signs of how sure that is."""

    speaker: Speaker | None
    signs: tuple[str, ...] = ()
    """Features of the way from the source to the speaker."""

    def confidence(self, weights: Mapping[str, float]) -> float | None:
        """Return the probability, 0 to 1, that the speaker is right where content and source are.

        ``None`` if there is no speaker.

        Args:
            weights: The learned weight of each sign, in log odds.
        """
        if self.speaker is None:
            return None
        return probability(log_odds(self.signs, weights))


@frozen(slots=False)
class Signs:
    """Finds the signs of how sure each speaker is, once all speakers are known."""

    tracker: Tracker
    reasons: Mapping[int, str]
    """Why a quote without a source is its speaker's, by the index of its draft."""

    def of(self, index: int) -> tuple[str, ...]:
        """Return the signs of how sure the speaker of a draft is; none if it has none."""
        entity, draft = self.tracker.speakers[index], self.tracker.setting.drafts[index]
        if entity is None:
            return ()
        way = self.reasons.get(index) or self._way(index, entity)
        return (
            "bias",
            f"way={way}",
            f"verbatim={draft.form is not Form.INDIRECT}",
            f"nested={draft.parent is not None}",
            f"silent={self._silence}",
            f"silent={self._silence}|{way.partition(',')[0]}",
            *_entity_signs(entity),
        )

    def _way(self, index: int, entity: Entity) -> str:
        """Return how the source of a draft refers to its speaker."""
        reference = self.tracker.sources.get(index)
        if reference is None:
            return "speech goes on"
        if reference.form is not MentionForm.PRONOUN:
            return _full_way(reference, entity)
        chance = self.tracker.chances.get(index)
        if chance is None:
            return f"{_person(reference.noun)} person"
        return f"{_number(reference.noun)} pronoun, {sum(chance >= step for step in STEPS)}"

    @cached_property
    def _silence(self) -> str:
        """What share of the turns does without a word about who speaks: many in fiction."""
        turns = self.tracker.setting.turns
        silent = sum(turn.is_silent for turn in turns)
        if not silent:
            return "none"
        return "some" if silent < MANY * len(turns) else "many"


def _full_way(reference: Reference, entity: Entity) -> str:
    """Return how a name or a description refers to its entity."""
    if reference.form is MentionForm.NAME:
        return "name"
    if reference.members:
        return "group"
    return "description of a name" if entity.named else "description"


def _person(pronoun: str) -> str:
    first = pronouns("first") | pronouns("first_plural") | pronouns("second")
    return "first or second" if pronoun in first else "third"


def _number(pronoun: str) -> str:
    if pronoun in pronouns("plural"):
        return "plural"
    return "neuter" if pronoun in pronouns("neuter") else "singular"


def _entity_signs(entity: Entity) -> Iterator[str]:
    yield f"kind={entity.kind}"
    yield f"named={entity.named}"
    yield f"descriptions={entity.named and bool(entity.descriptors)}"
