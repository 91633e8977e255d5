"""Quotes grouped by speaker, and speakers by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.records import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.records import Quote

__all__ = ["BySpeaker", "find_speaker", "speakers_called"]


class BySpeaker(dict[Speaker | None, "tuple[Quote, ...]"]):
    """The quotes of each speaker, which can be asked by name too.

    The keys are speakers, and ``None`` for quotes of nobody named.
    """

    def __getitem__(self, key: Speaker | str | None) -> tuple[Quote, ...]:
        """Return the quotes of a speaker, or of the one with this name.

        Raises:
            KeyError: There is no such speaker, or several have this name.
        """
        return super().__getitem__(self._key(key))

    def __contains__(self, key: object) -> bool:
        try:
            return super().__contains__(self._key(key))
        except KeyError:
            return False

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the quotes of a speaker, or of the one with this name; else the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def _key(self, key: Any) -> Any:
        if not isinstance(key, str):
            return key
        return find_speaker(key, (speaker for speaker in self if speaker is not None))


def speakers_called(name: str, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Return the speakers with this name, or else those whom the text calls so."""
    wanted = name.casefold()
    named = [speaker for speaker in speakers if speaker.name.casefold() == wanted]
    return named or [s for s in speakers if wanted in map(str.casefold, s.aliases)]


def find_speaker(name: str, speakers: Iterable[Speaker]) -> Speaker:
    """Return the speaker with this name, or else the only one whom the text calls so.

    Raises:
        KeyError: None has this name, or several have; the message lists who there is.
        TypeError: The name is no ``str``.
    """
    if not isinstance(name, str):
        raise TypeError(f"a speaker is asked for by name, not by {name!r}")
    known = tuple(speakers)
    called = speakers_called(name, known)
    if len(called) == 1:
        return called[0]
    several = called or known
    listed = ", ".join(repr(s.name) for s in several) or "nobody"
    problem = "several speakers are called" if called else "no speaker is called"
    raise KeyError(f"{problem} {name!r}; there is {listed}")
