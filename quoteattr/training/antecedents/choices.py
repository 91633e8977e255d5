"""What each pronoun of a document may stand for, and which of that is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution import attribute
from quoteattr.reader import read
from quoteattr.speakers.anaphora.pronouns import features_of, nobody_features
from quoteattr.speakers.resolve import read_mentions
from quoteattr.speakers.tracker import Tracker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quoteattr.models.load import Model
    from quoteattr.speakers.anaphora.anaphor import Anaphor, PossibleAntecedent, Seen
    from quoteattr.speakers.entities.entity import Entity

__all__ = ["Choice", "choice_of", "read_document"]


@frozen
class Choice:
    """What one pronoun may stand for, *nobody* the last, and which of that is right."""

    features: tuple[tuple[str, ...], ...]
    """The features of each possible antecedent, and those of *nobody*."""
    right: tuple[bool, ...]
    """Whether each is right; at least one is."""
    weight: float = 1.0
    """How much the choice counts beside others."""


def choice_of(
    anaphor: Anaphor,
    candidates: Sequence[PossibleAntecedent],
    right: Sequence[bool],
    weight: float = 1.0,
) -> Choice:
    """Make the choice between some candidates; *nobody* is right if none of them is.

    Args:
        anaphor: The pronoun.
        candidates: What it may stand for.
        right: Whether each of these is right.
        weight: How much the choice counts beside others.
    """
    features = (
        *(tuple(features_of(anaphor, c)) for c in candidates),
        tuple(nobody_features(anaphor)),
    )
    return Choice(features, (*right, not any(right)), weight)


def read_document(
    text: str,
    model: Model,
    choose: Callable[[Anaphor, Sequence[Seen]], Entity | None],
) -> None:
    """Find the quotes of a document, and ask whom each of its pronouns stands for.

    Args:
        text: The text of the document.
        model: Finds its sentences and quotes.
        choose: Is asked for each pronoun of the third person, given the mentions before it.
    """
    setting = attribute(read(text, model.parser), model.scores.readings)
    read_mentions(Tracker(setting, model.scores.antecedents, choose=choose))
