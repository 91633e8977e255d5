"""Where a registry keeps its speakers: what it asks for, and how memory gives it."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Protocol

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.corpus.known_speaker import KnownSpeaker

__all__ = ["NEWEST", "Memory", "Store"]

NEWEST = 32
"""The most bearers of one name that are compared, the newest."""


class Store(Protocol):
    """Speakers by what they may be called: full names, acronyms, single names."""

    def bearers(self, key: str) -> Iterable[KnownSpeaker]:
        """Return the newest bearers of a name, the newest last."""
        ...

    def keep(self, key: str, known: KnownSpeaker) -> None:
        """Count a speaker among the bearers of a name."""
        ...

    def count(self, name: str) -> int:
        """Return the number of the next speaker whose id is made from this name, from 1."""
        ...

    def save(self, known: Iterable[KnownSpeaker]) -> None:
        """Note what a document told of speakers, of whom no other object is held from now on."""
        ...


@define
class Memory:
    """A store that is gone with the process."""

    _bearers: dict[str, deque[KnownSpeaker]] = field(
        factory=lambda: defaultdict(lambda: deque(maxlen=NEWEST))
    )
    _numbers: Counter[str] = field(factory=Counter)

    def bearers(self, key: str) -> Iterable[KnownSpeaker]:
        """Return the newest bearers of a name, the newest last."""
        return self._bearers.get(key, ())

    def keep(self, key: str, known: KnownSpeaker) -> None:
        """Count a speaker among the bearers of a name."""
        if known not in self._bearers[key]:
            self._bearers[key].append(known)

    def count(self, name: str) -> int:
        """Return the number of the next speaker whose id is made from this name, from 1."""
        self._numbers[name] += 1
        return self._numbers[name]

    def save(self, known: Iterable[KnownSpeaker]) -> None:
        """Do nothing: the objects are kept themselves."""
