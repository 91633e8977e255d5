"""The speakers of the documents read so far, and which of them a new document quotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from hashlib import blake2b
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quoteattr.corpus.known_speaker import KnownSpeaker
from quoteattr.corpus.profiles import Reach, profile_of
from quoteattr.lexicon.kinds import fold
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.corpus.identities import Identity
    from quoteattr.corpus.profiles import Profile
    from quoteattr.document import Document
    from quoteattr.lexicon.offices import Offices

__all__ = ["Registry"]

NEWEST = 32
"""The most bearers of one name that are compared, the newest."""
WELL_KNOWN = 50
"""Documents after which a speaker no longer counts as company: everybody is seen with it."""
NAMELESS = "speaker"
"""What stands in an id for a name without letters or digits."""


@frozen
class _Match:
    """The known speaker that a profile was matched to, and why."""

    known: KnownSpeaker
    evidence: tuple[str, ...] = ()


@define
class Registry:
    """The speakers known so far, by name."""

    offices: Offices
    _bearers: dict[str, deque[KnownSpeaker]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    """The speakers by what they may be called: full names, acronyms, single names."""
    _numbers: Counter[str] = field(factory=Counter)
    """Number of speakers whose ids are made from a name."""

    def add(self, document: Document) -> tuple[Identity, ...]:
        """Identify the speakers of a document and remember them.

        Those whose names suffice come first: they are the company that identifies others.

        Returns:
            The identities of the document's speakers, in their order.
        """
        profiles = [profile_of(speaker, self.offices) for speaker in document.speakers]
        found: dict[int, _Match] = {}
        waiting: list[int] = []
        for place, profile in enumerate(profiles):
            sure = self._by_name(profile, found)
            if sure is not None:
                found[place] = self._give(profile, sure)
            elif profile.reach is not Reach.LOCAL:
                waiting.append(place)
        company = _company(found)
        for place in waiting:
            match = self._by_context(profiles[place], found, company)
            if match is not None:
                found[place] = self._give(profiles[place], match)
        for each in found.values():
            each.known.meet(other.known.id for other in found.values())
        return tuple(
            found[place].known.identity(found[place].evidence)
            if place in found
            else _local(document, profile)
            for place, profile in enumerate(profiles)
        )

    def _by_name(self, profile: Profile, found: dict[int, _Match]) -> _Match | None:
        """Identify a speaker by name alone; ``None`` if the name is not enough."""
        if profile.reach not in {Reach.BODY, Reach.FULL}:
            return None
        fitting = list(self._fitting(profile, found))
        if not fitting:
            return _Match(self._new(profile))
        if len(fitting) > 1 or fitting[0].has_other_titles(profile):
            return None
        return _Match(fitting[0], ("same office" if profile.body is not None else "same name",))

    def _by_context(
        self, profile: Profile, found: dict[int, _Match], company: set[str]
    ) -> _Match | None:
        """Identify which bearer of a name it is, by title and by who speaks alongside."""
        name = "same name" if profile.reach is Reach.FULL else "part of the name"
        matches: list[_Match] = []
        for known in self._fitting(profile, found):
            reasons = ["same title"] if known.shares_title(profile) else []
            reasons += [] if company.isdisjoint(known.companions) else ["same company"]
            if reasons:
                matches.append(_Match(known, (name, *reasons)))
        most = max((len(each.evidence) for each in matches), default=0)
        strongest = [each for each in matches if len(each.evidence) == most]
        if len(strongest) == 1:
            return strongest[0]
        # A full name with titles that none of its bearers has is somebody new; anything else may
        # be any of them.
        is_new = profile.reach is Reach.FULL and profile.titles and not matches
        return _Match(self._new(profile)) if is_new else None

    def _fitting(self, profile: Profile, found: dict[int, _Match]) -> Iterator[KnownSpeaker]:
        """Find the known speakers of that name that nothing in the document excludes."""
        seen = {each.known.id for each in found.values()} if profile.body is None else set()
        for key in _sought(profile):
            for known in self._bearers.get(key, ()):
                if known.id not in seen:
                    seen.add(known.id)
                    if profile.body is not None or not known.contradicts(profile):
                        yield known

    def _give(self, profile: Profile, found: _Match) -> _Match:
        found.known.add(profile)
        for key in _borne(profile):
            bearers = self._bearers[key]
            if found.known not in bearers:
                bearers.append(found.known)
        return found

    def _new(self, profile: Profile) -> KnownSpeaker:
        name = _id_name(profile)
        self._numbers[name] += 1
        number = self._numbers[name]
        return KnownSpeaker(name if number == 1 else f"{name}#{number}")


def _company(found: dict[int, _Match]) -> set[str]:
    """Collect the ids of the persons and organisations in a document, but for the well-known."""
    kinds = {Kind.PERSON, Kind.ORGANISATION}
    known = (each.known for each in found.values())
    return {k.id for k in known if k.kind in kinds and not k.office and k.documents < WELL_KNOWN}


def _sought(profile: Profile) -> Iterable[str]:
    """List the keys to look for the bearers of a name under: *quist, a* for *A. Quist*."""
    if profile.reach is not Reach.SHORT:
        return _full_keys(profile)
    first, *others = profile.words
    return [f"{others[-1]}, {first[0]}"] if others else [f"{first}, "]


def _borne(profile: Profile) -> Iterable[str]:
    """List the keys to keep a speaker of that name under."""
    if profile.reach is not Reach.FULL or not profile.is_personal:
        return _full_keys(profile) if profile.reach is not Reach.SHORT else ()
    first, last = profile.words[0], profile.words[-1]
    return [*_full_keys(profile), f"{last}, ", f"{first}, ", f"{last}, {first[0]}"]


def _full_keys(profile: Profile) -> list[str]:
    if profile.body is not None:
        return [f"{profile.body.land}/{profile.body.name}"]
    if profile.is_personal:
        return [f"{profile.words[-1]}, {profile.words[0]}"]
    return [" ".join(profile.words), *profile.acronyms]


def _id_name(profile: Profile) -> str:
    """Return the part of an id made from the name: *ada-quist*, *france/presidency*.

    Different names may give the same: *A&B* and *A B*. Ids are told apart by their numbers.
    """
    if profile.body is not None:
        land = f"{_slug(profile.body.land)}/" if profile.body.land else ""
        return land + _slug(profile.body.name)
    words = (profile.words[0], profile.words[-1]) if profile.is_personal else profile.words
    return _slug(" ".join(words))


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", fold(name)).strip("-") or NAMELESS


def _local(document: Document, profile: Profile) -> Identity:
    """Make the identity of somebody known to this document only, the same on every run."""
    start = profile.speaker.mentions[0].start if profile.speaker.mentions else -1
    source = f"{start} {profile.speaker.name} {document.text}".encode("utf-8", "surrogatepass")
    digest = blake2b(source, digest_size=8).hexdigest()
    known = KnownSpeaker(f"{_slug(profile.speaker.name)}@{digest}")
    known.add(profile)
    return known.identity(())
