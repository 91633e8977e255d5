"""What a caller can choose about the view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, SupportsFloat, SupportsIndex, get_args

from attrs import field, frozen

from quoteattr.by_speaker import speakers_called
from quoteattr.output.html.colours import colour_code
from quoteattr.records import Speaker

if TYPE_CHECKING:
    from quoteattr.output.findings import Findings

__all__ = ["Between", "ViewOptions", "check_speakers", "speakers_of"]

Between = Literal["folded", "all", "none"]
"""What becomes of text without quotes: long stretches are folded, or none is, or it is left out."""


def _codes(colors: Mapping[str, str] | None) -> dict[str, str]:
    """Turn colours into ``#rrggbb``, under the names of speakers."""
    if colors is None:
        return {}
    if not isinstance(colors, Mapping):
        raise TypeError(
            f"colors must be a dict from names of speakers to CSS colours, not {colors!r}"
        )
    return {_name(who): _code(colour) for who, colour in colors.items()}


def _code(colour: Any) -> str:
    code = colour_code(colour) if isinstance(colour, str) else None
    if code is None:
        raise ValueError(f"unknown colour {colour!r}: give a name such as 'teal', or '#008080'")
    return code


def _names(speakers: Iterable[str | Speaker] | None) -> tuple[str, ...] | None:
    if speakers is None:
        return None
    if isinstance(speakers, str) or not isinstance(speakers, Iterable):
        raise TypeError(f"speakers must be several names, such as ['Ada Quist'], not {speakers!r}")
    return tuple(map(_name, speakers))


def _name(who: Any) -> str:
    """Return the name of a speaker who is given by name or as a record."""
    if isinstance(who, Speaker):
        return who.name
    if isinstance(who, str):
        return who
    raise TypeError(f"a speaker is given by name, or as a Speaker, not as {who!r}")


def _probability(value: Any) -> float:
    if isinstance(value, str) or not isinstance(value, SupportsFloat):
        raise TypeError(f"min_confidence must be a number, not {value!r}")
    if not 0.0 <= float(value) <= 1.0:
        raise ValueError(f"min_confidence must be between 0 and 1, not {value!r}")
    return float(value)


def _between(value: Any) -> Between:
    known = get_args(Between)
    if value not in known:
        raise ValueError(f"between must be {', '.join(map(repr, known))}, not {value!r}")
    chosen: Between = value
    return chosen


def _limit(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, SupportsIndex):
        raise TypeError(f"limit must be a number of characters, or None, not {value!r}")
    if value.__index__() < 1:
        raise ValueError(f"limit must be at least 1, or None, not {value!r}")
    return value.__index__()


@frozen(kw_only=True)
class ViewOptions:
    """What is shown of a document, and how.

    Raises:
        TypeError: An option is of another type.
        ValueError: An option is out of range, or a colour is unknown.
    """

    colors: Mapping[str, str] = field(default=None, converter=_codes)
    """CSS colours by the names of speakers; the others keep theirs."""
    speakers: tuple[str, ...] | None = field(default=None, converter=_names)
    """The names of those whose quotes are shown, or other names that the text has for them;
    ``None`` for everybody, named or not."""
    min_confidence: float = field(default=0.0, converter=_probability)
    """Quotes less certain than this, from 0 to 1, are left out."""
    between: Between = field(default="folded", converter=_between)
    """Whether long stretches of text without quotes are ``"folded"``, or ``"all"`` text is shown,
    or ``"none"`` but the paragraphs that have quotes."""
    limit: int | None = field(default=None, converter=_limit)
    """The most characters of text, so that a book does not choke a notebook; the list of quotes is
    then bounded too. ``None`` for everything."""


def speakers_of(document: Findings) -> tuple[Speaker, ...]:
    """List the speakers of a document, also those of quotes that it does not list itself."""
    spoken = (quote.speaker for quote in document.quotes if quote.speaker is not None)
    return tuple(dict.fromkeys(chain(document.speakers, spoken)))


def check_speakers(documents: Iterable[Findings], options: ViewOptions) -> None:
    """Refuse to show only speakers who do not occur.

    Raises:
        ValueError: A name is not that of a speaker of any of the documents.
    """
    if not options.speakers:
        return
    speakers = [speaker for document in documents for speaker in speakers_of(document)]
    for name in options.speakers:
        if not speakers_called(name, speakers):
            known = {speaker.name for speaker in speakers}
            likely = get_close_matches(name, known, cutoff=0.4) or sorted(known)[:3]
            hint = f"did you mean {' or '.join(map(repr, likely))}?" if likely else "there are none"
            raise ValueError(f"no speaker is called {name!r}: {hint}")
