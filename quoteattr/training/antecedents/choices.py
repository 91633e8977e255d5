"""What there is to choose from for each pronoun of a document, and which of it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.article.setting import Setting
from quoteattr.attribution import attribute
from quoteattr.attribution.structure.turns import find_turns, is_conversation
from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.records import Act
from quoteattr.speakers.anaphora.pronouns import features_of, nobody_features
from quoteattr.speakers.resolve import read_mentions
from quoteattr.speakers.tracker import Tracker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quoteattr.speakers.anaphora.pronouns import Anaphor, Candidate, Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.syntax.tree import Sentence

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
    sentences: Sequence[Sentence],
    choose: Callable[[Anaphor, Sequence[Seen]], Entity | None],
) -> None:
    """Finds the quotes of a document, and asks whom each of its pronouns stands for."""
    paragraphs = find_paragraphs(text)
    drafts = attribute(text, paragraphs, find_marked(text, paragraphs), sentences, frozenset(Act))
    setting = Setting(text, sentences, drafts)
    conversation = is_conversation(setting, find_turns(setting))
    read_mentions(Tracker(setting, conversation=conversation, choose=choose))
