"""Documents read back from lists and dicts or from JSON, with every value checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from quoteattr.errors import InputError
from quoteattr.output.json import SCHEMA_VERSION
from quoteattr.output.values import to_json_value
from quoteattr.records import (
    Act,
    Construction,
    Cue,
    Form,
    Gender,
    GenderSign,
    Kind,
    Mention,
    MentionForm,
    Missing,
    Quote,
    Span,
    Speaker,
    shown_text,
)
from quoteattr.view import view_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


__all__ = ["Contents", "parse_json", "read_dict", "speaker_from_dict"]


@frozen
class Contents:
    """What a document is made of."""

    text: str
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    id: str | None
    metadata: dict[str, Any]
    settings: dict[str, Any]


def parse_json(text: str | bytes) -> Any:
    """Parse JSON as strictly as its standard: ``NaN`` and the like are none.

    Raises:
        InputError: It is no JSON, or nested too deeply.
        TypeError: It is neither text nor bytes.
    """
    if not isinstance(text, str | bytes | bytearray):
        raise TypeError(f"JSON must be a str or bytes, not {type(text).__name__}")
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is no JSON: {error}") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def read_dict(data: Mapping[str, Any]) -> Contents:
    """Read what :func:`~quoteattr.output.json.document_to_dict` made, also by older versions.

    Raises:
        InputError: The data is not of that shape, was written by a newer version, or its offsets
            do not fit its text; the message names the entry.
    """
    with _naming("the document"):
        _check(isinstance(data, Mapping), "it", data)
        _check_version(data)
        text, quote_entries, entries = data["text"], _list(data, "quotes"), _list(data, "speakers")
        _check(isinstance(text, str), "text", text)
        name = data.get("id")
        _check(name is None or isinstance(name, str), "id", name)
        metadata, settings = _mapping(data, "metadata"), _mapping(data, "settings")
    speakers: list[Speaker] = []
    for number, entry in enumerate(entries):
        with _naming(f"speakers[{number}]"):
            _check(isinstance(entry, Mapping), "it", entry)
            speakers.append(speaker_from_dict(entry))
            _check_speaker(text, speakers[-1])
    view = view_of(text)
    quotes: list[Quote] = []
    for number, entry in enumerate(quote_entries):
        with _naming(f"quotes[{number}]"):
            _check(isinstance(entry, Mapping), "it", entry)
            quote = _quote_from_dict(entry, speakers, quotes)
            _check_quote(text, quote)
            quotes.append(evolve(quote, text=shown_text(quote.contents, text, view)))
    return Contents(text, tuple(quotes), tuple(speakers), name, metadata, settings)


def _check_version(data: Mapping[str, Any]) -> None:
    """Refuse what newer versions write; before versions were written, there was only the first."""
    found = data.get("schema_version", 1)
    _check(type(found) is int and found >= 1, "schema_version", found)
    if found > SCHEMA_VERSION:
        raise InputError(
            f"this document has schema version {found}, written by quoteattr"
            f" {data.get('quoteattr_version')}; here versions up to {SCHEMA_VERSION} can be read:"
            " upgrade quoteattr"
        )


def _mapping(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return a mapping of the document; empty where an older version wrote none."""
    found = data.get(key, {})
    _check(isinstance(found, dict), key, found)
    values = to_json_value(found, key)
    _check(values == found, key, found)  # values that JSON cannot hold have become others
    return dict(values)


@contextmanager
def _naming(entry: str) -> Iterator[None]:
    """Say in which entry of the data something is wrong."""
    try:
        yield
    except (KeyError, RecursionError, TypeError, ValueError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else error
        raise InputError(f"this is no document of quoteattr's: {entry}: {what}") from error


def _check(fits: bool, what: str, value: object) -> None:
    if not fits:
        raise ValueError(f"{what} cannot be {value!r}")


def _list(entry: Mapping[str, Any], key: str) -> Sequence[Any]:
    """Return a list in an entry; the characters of a ``str`` are none."""
    found: Sequence[Any] = entry[key]
    _check(isinstance(found, list | tuple), key, found)
    return found


def _check_quote(text: str, quote: Quote) -> None:
    """Check what making the record does not: it takes any value."""
    spans = (*quote.contents, quote.cue, quote.source, quote.addressee)
    _check_spans(text, filter(None, spans))
    in_order = all(a.end <= b.start for a, b in pairwise(quote.contents))
    _check(bool(quote.contents) and in_order, "contents", quote.contents)
    _check(isinstance(quote.negated, bool), "negated", quote.negated)
    _check(_is_probability(quote.confidence), "confidence", quote.confidence)
    sure = quote.speaker_confidence
    _check(sure is None or _is_probability(sure), "speaker_confidence", sure)
    _check(quote.cue is None or isinstance(quote.cue.lemma, str), "cue", quote.cue)


def _is_probability(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _check_speaker(text: str, speaker: Speaker) -> None:
    _check_spans(text, speaker.mentions)
    _check(isinstance(speaker.name, str), "name", speaker.name)
    _check(all(isinstance(why, str) for why in speaker.evidence), "evidence", speaker.evidence)


def _check_spans(text: str, spans: Iterable[Span]) -> None:
    for span in spans:
        are_places = type(span.start) is type(span.end) is int
        fits = are_places and 0 <= span.start < span.end <= len(text)
        _check(fits and text[span.start : span.end] == span.text, "span", span)


def _quote_from_dict(
    entry: Mapping[str, Any], speakers: Sequence[Speaker], quotes: Sequence[Quote]
) -> Quote:
    """Read a quote; its parent is among the quotes before it."""

    def optional(key: str, read: Any) -> Any:
        return None if entry[key] is None else read(entry[key])

    def among(records: Sequence[Any], key: str) -> Any:
        place = entry[key]
        is_place = type(place) is int and 0 <= place < len(records)
        _check(is_place or place is None, key, place)
        return records[place] if is_place else None

    return Quote(
        contents=tuple(Span(**span) for span in _list(entry, "contents")),
        form=Form(entry["form"]),
        act=Act(entry["act"]),
        negated=entry["negated"],
        cue=optional("cue", lambda cue: Cue(**cue)),
        source=optional("source", _mention_from_dict),
        addressee=optional("addressee", _mention_from_dict),
        speaker=among(speakers, "speaker"),
        confidence=entry["confidence"],
        speaker_confidence=entry.get("speaker_confidence"),
        evidence=Construction(entry["evidence"]),
        missing=tuple(Missing(mark) for mark in _list(entry, "missing")),
        parent=among(quotes, "parent"),
    )


def speaker_from_dict(entry: Mapping[str, Any]) -> Speaker:
    """Read back what :func:`.speaker_to_dict` made."""
    gender, sign = entry.get("gender"), entry.get("gender_sign")
    return Speaker(
        name=entry["name"],
        kind=Kind(entry["kind"]),
        mentions=tuple(_mention_from_dict(mention) for mention in _list(entry, "mentions")),
        evidence=tuple(_list(entry, "evidence")),
        gender=None if gender is None else Gender(gender),
        gender_sign=None if sign is None else GenderSign(sign),
    )


def _mention_from_dict(entry: Mapping[str, Any]) -> Mention:
    return Mention(**{**entry, "form": MentionForm(entry["form"])})
