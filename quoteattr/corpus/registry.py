"""The speakers of the documents read so far, and which of them a new document quotes."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quoteattr.corpus.known_speaker import KnownSpeaker
from quoteattr.corpus.memory import Memory
from quoteattr.corpus.profiles import Reach, profile_of
from quoteattr.lexicon.kinds import fold
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

    from quoteattr.corpus.identities import Identity
    from quoteattr.corpus.memory import Store
    from quoteattr.corpus.profiles import Profile
    from quoteattr.lexicon.offices import Offices
    from quoteattr.records import Speaker

__all__ = ["Match", "Registry", "is_company"]

WELL_KNOWN = 50
"""Documents after which a speaker no longer counts as company: everybody is seen with it."""
NAMELESS = "speaker"
"""What stands in an id for a name without letters or digits."""


@frozen
class Match:
    """The known speaker that a profile was matched to, and why."""

    known: KnownSpeaker
    evidence: tuple[str, ...] = ()


@define
class Registry:
    """The speakers known so far, by name."""

    offices: Offices
    _store: Store = field(factory=Memory)
    """Where they are kept."""

    def add(self, speakers: Sequence[Speaker], digest: str) -> tuple[Identity, ...]:
        """Identify the speakers of a document and remember them.

        Those whose names suffice come first: they are the company that identifies others.

        Args:
            speakers: The speakers of the document.
            digest: The digest of its text, from which ids are made that are valid in it only.

        Returns:
            The identities of the speakers, in their order.
        """
        profiles = [profile_of(speaker, self.offices) for speaker in speakers]
        found: dict[int, Match] = {}
        waiting: list[int] = []
        for place, profile in enumerate(profiles):
            sure = self.by_name(profile, _ids(profile, found))
            if sure is not None:
                found[place] = self._give(profile, sure)
            elif profile.reach is not Reach.LOCAL:
                waiting.append(place)
        company = _company(found)
        for place in waiting:
            taken = _ids(profiles[place], found)
            match = self.by_context(profiles[place], taken, company)
            if match is not None:
                found[place] = self._give(profiles[place], match)
        for each in found.values():
            each.known.meet(other.known.id for other in found.values())
        identities = tuple(
            found[place].known.identity(found[place].evidence)
            if place in found
            else _local(digest, profile)
            for place, profile in enumerate(profiles)
        )
        self._store.save(each.known for each in found.values())
        return identities

    def by_name(self, profile: Profile, taken: Container[str]) -> Match | None:
        """Identify a speaker by name alone; ``None`` if the name is not enough.

        Args:
            profile: What is said about it.
            taken: Ids of those that it cannot be.
        """
        if profile.reach not in {Reach.BODY, Reach.FULL}:
            return None
        fitting = list(self._fitting(profile, taken))
        if not fitting:
            return Match(self.new(profile))
        if len(fitting) > 1 or fitting[0].has_other_titles(profile):
            return None
        return Match(fitting[0], ("same office" if profile.body is not None else "same name",))

    def by_context(
        self, profile: Profile, taken: Container[str], company: Set[str]
    ) -> Match | None:
        """Identify which bearer of a name it is, by title and by who speaks alongside.

        Args:
            profile: What is said about it.
            taken: Ids of those that it cannot be.
            company: Ids of those who speak alongside.
        """
        name = "same name" if profile.reach is Reach.FULL else "part of the name"
        matches: list[Match] = []
        for known in self._fitting(profile, taken):
            reasons = ["same title"] if known.shares_title(profile) else []
            reasons += [] if company.isdisjoint(known.companions) else ["same company"]
            if reasons:
                matches.append(Match(known, (name, *reasons)))
        most = max((len(each.evidence) for each in matches), default=0)
        strongest = [each for each in matches if len(each.evidence) == most]
        if len(strongest) == 1:
            return strongest[0]
        # A full name with titles that none of its bearers has is somebody new; anything else may
        # be any of them.
        is_new = profile.reach is Reach.FULL and profile.titles and not matches
        return Match(self.new(profile)) if is_new else None

    def _fitting(self, profile: Profile, taken: Container[str]) -> Iterator[KnownSpeaker]:
        """Find the known speakers of that name that nothing in the document excludes."""
        seen: set[str] = set()
        for key in _sought(profile):
            for known in self._store.bearers(key):
                if known.id not in seen and known.id not in taken:
                    seen.add(known.id)
                    if profile.body is not None or not known.contradicts(profile):
                        yield known

    def _give(self, profile: Profile, found: Match) -> Match:
        found.known.add(profile)
        for key in _borne(profile):
            self._store.keep(key, found.known)
        return found

    def new(self, profile: Profile) -> KnownSpeaker:
        """Make a speaker that is not known yet, with an id of its own."""
        name = _id_name(profile)
        number = self._store.count(name)
        return KnownSpeaker(name if number == 1 else f"{name}#{number}")


def _ids(profile: Profile, found: Mapping[int, Match]) -> set[str]:
    """Return the ids of the others in a document; an office may stand there under two names."""
    return {each.known.id for each in found.values()} if profile.body is None else set()


def _company(found: Mapping[int, Match]) -> set[str]:
    """Collect the ids of the persons and organisations in a document, but for the well-known."""
    return {each.known.id for each in found.values() if is_company(each.known)}


def is_company(known: KnownSpeaker) -> bool:
    """Tell whether speaking beside somebody tells who that is."""
    is_kind = known.kind in {Kind.PERSON, Kind.ORGANISATION}
    return is_kind and not known.office and known.documents < WELL_KNOWN


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


def _local(digest: str, profile: Profile) -> Identity:
    """Make the identity of somebody known to this document only, the same on every run."""
    start = profile.speaker.mentions[0].start if profile.speaker.mentions else -1
    source = f"{start} {profile.speaker.name} {digest}".encode("utf-8", "surrogatepass")
    known = KnownSpeaker(
        f"{_slug(profile.speaker.name)}@{blake2b(source, digest_size=8).hexdigest()}"
    )
    known.add(profile)
    return known.identity(())
