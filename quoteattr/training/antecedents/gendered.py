"""Pronouns whose gender tells whom they stand for, in articles without annotated coreference.

Where just one of the persons mentioned before *she* is a woman by her name or title, *she* is that
one. All other features of her and of the men then teach whom pronouns stand for where gender tells
nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.anaphora.pronouns import antecedent, candidates_of, pronoun_gender
from quoteattr.training.antecedents.choices import Choice, choice_of, read_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.models.load import Model
    from quoteattr.records import Gender
    from quoteattr.speakers.anaphora.anaphor import Anaphor, Seen
    from quoteattr.speakers.anaphora.pronouns import AntecedentWeights
    from quoteattr.speakers.entities.entity import Entity

__all__ = ["told_choices"]


def told_choices(text: str, model: Model, weight: float = 1.0) -> list[Choice]:
    """Find the pronouns of a text whose gender tells whom they stand for, as choices.

    Args:
        text: The text.
        model: Finds its sentences and quotes, and whom other pronouns stand for.
        weight: How much such a choice counts beside others.
    """
    teacher = _Teacher(model.scores.antecedents, weight)
    read_document(text, model, teacher.choose)
    return teacher.choices


@define
class _Teacher:
    """Chooses by gender where it tells, and keeps what there was to choose from."""

    weights: AntecedentWeights
    weight: float
    """How much each choice counts beside others."""
    choices: list[Choice] = field(factory=list)

    def choose(self, anaphor: Anaphor, seen: Sequence[Seen]) -> Entity | None:
        """Whom the gender tells, or else whom the weights of the model tell."""
        gender = pronoun_gender(anaphor.reference.noun)
        meant = self._meant(anaphor, seen, gender) if gender is not None else None
        return meant or antecedent(anaphor, seen, self.weights)

    def _meant(self, anaphor: Anaphor, seen: Sequence[Seen], gender: Gender) -> Entity | None:
        """Return the only person of a gender, unless a later one's gender is not known."""
        candidates = candidates_of(evolve(anaphor, any_gender=True), seen)
        persons = [c for c in candidates if c.entity.kind is Kind.PERSON]
        meant = [c for c in persons if _told(c.entity) is gender]
        unknown = [c for c in persons if _told(c.entity) is None]
        if len(meant) != 1 or (unknown and unknown[0].rank < meant[0].rank):
            return None
        if len(persons) - len(unknown) > 1:
            known = [c for c in candidates if c not in unknown]
            choice = choice_of(anaphor, known, [c is meant[0] for c in known], self.weight)
            self.choices.append(_without_gender(choice))
        return meant[0].entity


def _told(entity: Entity) -> Gender | None:
    """Return the gender that the names, titles and descriptions of an entity indicate."""
    words = (r.noun for r in entity.references if r.form is MentionForm.PRONOUN)
    genders = entity.genders - Counter(g for word in words if (g := pronoun_gender(word)))
    return next(iter(genders)) if len(genders) == 1 else None


def _without_gender(choice: Choice) -> Choice:
    """Return a choice as it would be if no gender were known."""
    features = (tuple(f for f in each if "|gender=" not in f) for each in choice.features)
    return evolve(choice, features=tuple(features))
