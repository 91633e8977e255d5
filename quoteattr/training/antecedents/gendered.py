"""Pronouns of articles without coreference whose gender tells whom they stand for.

Where just one of the persons spoken of before *she* is a woman by her name or title, *she* is that
one. What else there is to know of her and of the men teaches whom a pronoun stands for where gender
tells nothing.
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

    from quoteattr.lexicon.kinds import Gender
    from quoteattr.speakers.anaphora.pronouns import Anaphor, Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.syntax.parser import SentenceParser

__all__ = ["told_choices"]


def told_choices(text: str, parser: SentenceParser, weight: float = 1.0) -> list[Choice]:
    """The pronouns of a text whose gender tells whom they stand for.

    Args:
        text: The text.
        parser: Finds its sentences.
        weight: What such a choice weighs.
    """
    teacher = _Teacher(weight)
    read_document(text, parser, teacher.choose)
    return teacher.choices


@define
class _Teacher:
    """Chooses by gender where it tells, and keeps what there was to choose from."""

    weight: float
    choices: list[Choice] = field(factory=list)

    def choose(self, anaphor: Anaphor, seen: Sequence[Seen]) -> Entity | None:
        """Whom the gender tells, or else whom the weights inside the package tell."""
        gender = pronoun_gender(anaphor.reference.noun)
        meant = self._meant(anaphor, seen, gender) if gender is not None else None
        return meant or antecedent(anaphor, seen)

    def _meant(self, anaphor: Anaphor, seen: Sequence[Seen], gender: Gender) -> Entity | None:
        """The only one of this gender, unless that of somebody mentioned since is not known."""
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
    """The gender that its names, titles and roles tell."""
    words = (r.noun for r in entity.references if r.form is MentionForm.PRONOUN)
    genders = entity.genders - Counter(g for word in words if (g := pronoun_gender(word)))
    return next(iter(genders)) if len(genders) == 1 else None


def _without_gender(choice: Choice) -> Choice:
    """The choice as it would be if no gender were known."""
    features = (tuple(f for f in each if "|gender=" not in f) for each in choice.features)
    return evolve(choice, features=tuple(features))
