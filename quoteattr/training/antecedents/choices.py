"""What there is to choose from for each pronoun of a document, and which of it is right."""

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

    from quoteattr.speakers.anaphora.pronouns import Anaphor, Candidate, Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.syntax.parser import SentenceParser

__all__ = ["Choice", "choice_of", "read_document"]


@frozen
class Choice:
    """The candidates of one pronoun, *nobody* the last, and which of them are right."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float = 1.0


def choice_of(
    anaphor: Anaphor, candidates: Sequence[Candidate], right: Sequence[bool], weight: float = 1.0
) -> Choice:
    """The choice between these candidates; *nobody* is right if none of them is."""
    features = (
        *(tuple(features_of(anaphor, c)) for c in candidates),
        tuple(nobody_features(anaphor)),
    )
    return Choice(features, (*right, not any(right)), weight)


def read_document(
    text: str,
    parser: SentenceParser,
    choose: Callable[[Anaphor, Sequence[Seen]], Entity | None],
) -> None:
    """Find the quotes of a document, and ask whom each of its pronouns stands for."""
    read_mentions(Tracker(attribute(read(text, parser)), choose=choose))
