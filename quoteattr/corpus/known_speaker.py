"""What is known of a speaker from the documents read so far, and what contradicts it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.corpus.identities import Identity
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.corpus.profiles import Profile
    from quoteattr.records import Gender

__all__ = ["KnownSpeaker"]

MOST_NAMES, MOST_TITLES, MOST_COMPANIONS = 32, 32, 64
"""How much is remembered of a speaker, the newest: memory grows with speakers, not documents."""


@define(eq=False)
class KnownSpeaker:
    """What the documents read so far say about one speaker."""

    id: str
    name: str = ""
    kind: Kind = Kind.UNKNOWN
    words: tuple[str, ...] = ()
    """The words of its longest name, folded."""
    names: dict[str, None] = field(factory=dict)
    titles: dict[str, None] = field(factory=dict)
    genders: Counter[Gender] = field(factory=Counter)
    companions: dict[str, None] = field(factory=dict)
    """Ids of those who speak in the same documents."""
    documents: int = 0
    office: bool = False
    """Whether it is an office or a government, which speaks alongside many others."""

    @property
    def gender(self) -> Gender | None:
        """The gender that most documents give it."""
        return self.genders.most_common(1)[0][0] if self.genders else None

    def add(self, profile: Profile) -> None:
        """Add what one more document says."""
        speaker = profile.speaker
        given = profile.body.name if profile.body is not None and profile.body.given else ""
        if given or not self.name or _fullness(speaker.name) > _fullness(self.name):
            self.name = given or speaker.name
        if len(profile.words) > len(self.words):
            self.words = profile.words
        if self.kind is Kind.UNKNOWN:
            self.kind = speaker.kind
        _remember(self.names, [speaker.name], MOST_NAMES)
        _remember(self.titles, sorted(profile.titles), MOST_TITLES)
        if profile.gender is not None:
            self.genders[profile.gender] += 1
        self.documents += 1
        self.office = self.office or profile.body is not None

    def take_in(self, other: KnownSpeaker) -> None:
        """Add what other documents say, as another registry has it, but for companions."""
        if not self.name or _fullness(other.name) > _fullness(self.name):
            self.name = other.name
        if len(other.words) > len(self.words):
            self.words = other.words
        if self.kind is Kind.UNKNOWN:
            self.kind = other.kind
        _remember(self.names, other.names, MOST_NAMES)
        _remember(self.titles, other.titles, MOST_TITLES)
        self.genders.update(other.genders)
        self.documents += other.documents
        self.office = self.office or other.office

    def meet(self, ids: Iterable[str]) -> None:
        """Remember who else speaks in the same document."""
        _remember(self.companions, (id for id in ids if id != self.id), MOST_COMPANIONS)

    def contradicts(self, profile: Profile) -> bool:
        """Tell whether a document gives another kind, gender or middle name."""
        kinds = {self.kind, profile.speaker.kind} - {Kind.UNKNOWN}
        genders = {self.gender, profile.gender} - {None}
        return len(kinds) > 1 or len(genders) > 1 or _middles_differ(self.words, profile.words)

    def shares_title(self, profile: Profile) -> bool:
        """Tell whether a document gives a title that it is known by."""
        return not profile.titles.isdisjoint(self.titles)

    def has_other_titles(self, profile: Profile) -> bool:
        """Tell whether a document gives it titles, but none that it is known by."""
        return bool(self.titles and profile.titles) and not self.shares_title(profile)

    def identity(self, evidence: tuple[str, ...]) -> Identity:
        """Return what is known so far."""
        return Identity(self.id, self.name, self.kind, tuple(self.names), self.documents, evidence)


def _fullness(name: str) -> tuple[int, bool]:
    return len(name.split()), not name.isupper()


def _remember(known: dict[str, None], new: Iterable[str], most: int) -> None:
    """Put new entries last, and forget the oldest beyond ``most``."""
    for entry in new:
        known.pop(entry, None)
        known[entry] = None
    while len(known) > most:
        del known[next(iter(known))]


def _middles_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether middle names differ, as in *Jon A. Berg* and *Jon B. Berg*.

    A middle name that only one of them gives is no difference.
    """
    middles = (one[1:-1], other[1:-1])
    if not all(middles):
        return False
    if len(middles[0]) != len(middles[1]):
        return True
    return not all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(*middles, strict=True)
    )
