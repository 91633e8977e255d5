"""A speaker as known from the documents read so far, and what speaks against its being another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.corpus.identities import Identity
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.corpus.profiles import Profile
    from quoteattr.lexicon.kinds import Gender

__all__ = ["Known"]

MOST_NAMES, MOST_TITLES, MOST_COMPANIONS = 32, 32, 64
"""What is remembered of one speaker, the newest: memory grows with speakers, not documents."""


@define(eq=False)
class Known:
    """What the documents read so far tell of one speaker."""

    id: str
    name: str = ""
    kind: Kind = Kind.UNKNOWN
    words: tuple[str, ...] = ()
    """Folded words of its fullest name."""
    names: dict[str, None] = field(factory=dict)
    titles: dict[str, None] = field(factory=dict)
    genders: Counter[Gender] = field(factory=Counter)
    companions: dict[str, None] = field(factory=dict)
    """Ids of those who speak in the same documents."""
    documents: int = 0
    office: bool = False
    """It is an office or a government, which speaks beside many."""

    @property
    def gender(self) -> Gender | None:
        """The gender that most documents tell."""
        return self.genders.most_common(1)[0][0] if self.genders else None

    def add(self, profile: Profile) -> None:
        """Take in what one more document tells."""
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

    def meet(self, ids: Iterable[str]) -> None:
        """Remember who speaks in the same document."""
        _remember(self.companions, (id for id in ids if id != self.id), MOST_COMPANIONS)

    def contradicts(self, profile: Profile) -> bool:
        """Whether the document tells of another kind, gender or middle name."""
        kinds = {self.kind, profile.speaker.kind} - {Kind.UNKNOWN}
        genders = {self.gender, profile.gender} - {None}
        return len(kinds) > 1 or len(genders) > 1 or _middles_differ(self.words, profile.words)

    def shares_title(self, profile: Profile) -> bool:
        """Whether a title or role in the document is one that it is known by."""
        return not profile.titles.isdisjoint(self.titles)

    def has_other_titles(self, profile: Profile) -> bool:
        """Whether the document gives it titles, and none that it is known by."""
        return bool(self.titles and profile.titles) and not self.shares_title(profile)

    def record(self, evidence: tuple[str, ...]) -> Identity:
        """What is known now."""
        return Identity(self.id, self.name, self.kind, tuple(self.names), self.documents, evidence)


def _fullness(name: str) -> tuple[int, bool]:
    return len(name.split()), not name.isupper()


def _remember(known: dict[str, None], new: Iterable[str], most: int) -> None:
    """Put the new ones last, and forget the oldest."""
    for entry in new:
        known.pop(entry, None)
        known[entry] = None
    while len(known) > most:
        del known[next(iter(known))]


def _middles_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """*Jon A. Berg*, *Jon B. Berg*; a middle name that one of them leaves out is no difference."""
    middles = (one[1:-1], other[1:-1])
    if not all(middles):
        return False
    if len(middles[0]) != len(middles[1]):
        return True
    return not all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(*middles, strict=True)
    )
