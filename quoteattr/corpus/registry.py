"""The speakers of the documents read so far, and which of them a new document speaks of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from hashlib import blake2b
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from quoteattr.corpus.known_speaker import Known
from quoteattr.corpus.profiles import Reach, profile
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
"""Bearers of one name that are looked at, the newest."""
WELL_KNOWN = 50
"""Who speaks in so many documents tells nothing about those beside."""


@frozen
class _Found:
    """Whom a profile was given to, and why."""

    known: Known
    evidence: tuple[str, ...] = ()


@define
class Registry:
    """The speakers known so far, by their names."""

    offices: Offices
    _bearers: dict[str, deque[Known]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    """Speakers by what they may be called: full names, acronyms, single names."""
    _numbers: Counter[str] = field(factory=Counter)
    """How many speakers have an id made of this name."""

    def add(self, document: Document) -> tuple[Identity, ...]:
        """The identities of the document's speakers, in their order.

        Those whose names suffice come first: they are the company by which others are told.
        """
        profiles = [profile(speaker, self.offices) for speaker in document.speakers]
        found: dict[int, _Found] = {}
        waiting: list[int] = []
        for place, one in enumerate(profiles):
            sure = self._by_name(one, found)
            if sure is not None:
                found[place] = self._give(one, sure)
            elif one.reach is not Reach.LOCAL:
                waiting.append(place)
        company = _company(found)
        for place in waiting:
            told = self._by_context(profiles[place], found, company)
            if told is not None:
                found[place] = self._give(profiles[place], told)
        for each in found.values():
            each.known.meet(other.known.id for other in found.values())
        return tuple(
            found[place].known.record(found[place].evidence)
            if place in found
            else _local(document, one)
            for place, one in enumerate(profiles)
        )

    def _by_name(self, one: Profile, found: dict[int, _Found]) -> _Found | None:
        """Whom the name alone tells; ``None`` if it takes more to tell."""
        if one.reach not in {Reach.BODY, Reach.FULL}:
            return None
        fitting = list(self._fitting(one, found))
        if not fitting:
            return _Found(self._new(one))
        if len(fitting) > 1 or fitting[0].has_other_titles(one):
            return None
        return _Found(fitting[0], ("same office" if one.body is not None else "same name",))

    def _by_context(
        self, one: Profile, found: dict[int, _Found], company: set[str]
    ) -> _Found | None:
        """Which bearer of the name it is, by its title and by those who speak beside it."""
        name = "same name" if one.reach is Reach.FULL else "part of the name"
        told: list[_Found] = []
        for known in self._fitting(one, found):
            reasons = ["same title"] if known.shares_title(one) else []
            reasons += [] if company.isdisjoint(known.companions) else ["same company"]
            if reasons:
                told.append(_Found(known, (name, *reasons)))
        most = max((len(each.evidence) for each in told), default=0)
        strongest = [each for each in told if len(each.evidence) == most]
        if len(strongest) == 1:
            return strongest[0]
        # A full name whose titles are others' is somebody new; anybody else may be any of them.
        return (
            _Found(self._new(one)) if one.reach is Reach.FULL and one.titles and not told else None
        )

    def _fitting(self, one: Profile, found: dict[int, _Found]) -> Iterator[Known]:
        """Those who may be called so, not others in the document, whom nothing contradicts."""
        seen = {each.known.id for each in found.values()} if one.body is None else set()
        for key in _sought(one):
            for known in self._bearers.get(key, ()):
                if known.id not in seen:
                    seen.add(known.id)
                    if one.body is not None or not known.contradicts(one):
                        yield known

    def _give(self, one: Profile, found: _Found) -> _Found:
        found.known.add(one)
        for key in _borne(one):
            bearers = self._bearers[key]
            if found.known not in bearers:
                bearers.append(found.known)
        return found

    def _new(self, one: Profile) -> Known:
        name = _id_name(one)
        self._numbers[name] += 1
        number = self._numbers[name]
        return Known(name if number == 1 else f"{name}#{number}")


def _company(found: dict[int, _Found]) -> set[str]:
    """Ids of the persons and organisations in a document that are not in most others as well."""
    kinds = {Kind.PERSON, Kind.ORGANISATION}
    known = (each.known for each in found.values())
    return {k.id for k in known if k.kind in kinds and not k.office and k.documents < WELL_KNOWN}


def _sought(one: Profile) -> Iterable[str]:
    """Under what the bearers of a name are kept: a person's short name under each single name."""
    if one.reach is Reach.SHORT:
        initial = len(one.words) > 1
        return [f"{one.words[-1]}, {one.words[0][0]}"] if initial else [f"{one.words[0]}, "]
    return _full_keys(one)


def _borne(one: Profile) -> Iterable[str]:
    """Under what somebody is kept who is called so."""
    if one.reach is not Reach.FULL or not one.is_personal:
        return _full_keys(one) if one.reach is not Reach.SHORT else ()
    first, last = one.words[0], one.words[-1]
    return [*_full_keys(one), f"{last}, ", f"{first}, ", f"{last}, {first[0]}"]


def _full_keys(one: Profile) -> list[str]:
    if one.body is not None:
        return [_id_name(one)]
    if one.is_personal:
        return [f"{one.words[-1]}, {one.words[0]}"]
    return [" ".join(one.words), *one.acronyms]


def _id_name(one: Profile) -> str:
    """The part of an id that the name tells: *ada-quist*, *france/presidency*."""
    if one.body is not None:
        return "/".join(filter(None, (_slug(one.body.land), _slug(one.body.name))))
    words = (one.words[0], one.words[-1]) if one.is_personal else one.words
    return _slug(" ".join(words))


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", fold(name)).strip("-")


def _local(document: Document, one: Profile) -> Identity:
    """The identity of somebody whom only this document knows: the same whenever it is read."""
    start = one.speaker.mentions[0].start if one.speaker.mentions else -1
    source = f"{start} {one.speaker.name} {document.text}".encode("utf-8", "surrogatepass")
    known = Known(f"{_slug(one.speaker.name)}@{blake2b(source, digest_size=8).hexdigest()}")
    known.add(one)
    return known.record(())
