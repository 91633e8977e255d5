"""Documents as plain lists and dicts and as JSON, and back."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quoteattr.errors import InputError
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
    content_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quoteattr.output.findings import Findings

__all__ = ["document_to_dict", "document_to_json", "records_from_dict"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def document_to_dict(document: Findings) -> dict[str, Any]:
    """Turn a document into lists, dicts, strings and numbers, without its parsed sentences.

    A quote's ``speaker`` is an index into ``speakers``, its ``parent`` an index into ``quotes``, of
    the nearest quote around it that the document holds.
    """
    spoken = (quote.speaker for quote in document.quotes if quote.speaker is not None)
    speakers = dict.fromkeys(chain(document.speakers, spoken))
    place: dict[Speaker | Quote, int] = {speaker: i for i, speaker in enumerate(speakers)}
    place.update((quote, i) for i, quote in enumerate(document.quotes))
    return {
        "text": document.text,
        "quotes": [_quote_to_dict(quote, place) for quote in document.quotes],
        "speakers": [_speaker_to_dict(speaker) for speaker in speakers],
    }


def document_to_json(document: Findings, *, indent: int | None = None) -> str:
    """Write a document as JSON text, in the shape of :func:`document_to_dict`.

    Characters are written as they are, except lone surrogates, which no encoding can hold: they
    are written as escapes.
    """
    text = json.dumps(document_to_dict(document), ensure_ascii=False, indent=indent)
    return escape_surrogates(text)


def escape_surrogates(text: str) -> str:
    r"""Write the lone surrogates in JSON text as ``\udXXX``."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def records_from_dict(
    data: Mapping[str, Any],
) -> tuple[str, tuple[Quote, ...], tuple[Speaker, ...]]:
    """Read text, quotes and speakers back from what :func:`document_to_dict` made.

    Raises:
        InputError: The data is not of that shape, or its offsets do not fit its text; the message
            names the entry.
    """
    with _naming("the document"):
        text, quote_entries, entries = data["text"], _list(data, "quotes"), _list(data, "speakers")
        _check(isinstance(text, str), "text", text)
    speakers: list[Speaker] = []
    for number, entry in enumerate(entries):
        with _naming(f"speakers[{number}]"):
            speakers.append(_speaker_from_dict(entry))
            _check_speaker(text, speakers[-1])
    quotes: list[Quote] = []
    for number, entry in enumerate(quote_entries):
        with _naming(f"quotes[{number}]"):
            quote = _quote_from_dict(entry, speakers, quotes)
            _check_quote(text, quote)
            quotes.append(evolve(quote, text=content_text(quote.contents, text)))
    return text, tuple(quotes), tuple(speakers)


@contextmanager
def _naming(entry: str) -> Iterator[None]:
    """Say in which entry of the data something is wrong."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"this is no document of quoteattr's: {entry}: {error!r}") from error


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
    _check(bool(quote.contents), "contents", quote.contents)
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


def _quote_to_dict(quote: Quote, place: Mapping[Speaker | Quote, int]) -> dict[str, Any]:
    return {
        "text": quote.text,
        "contents": [_span_to_dict(span) for span in quote.contents],
        "form": quote.form.value,
        "act": quote.act.value,
        "negated": quote.negated,
        "cue": _span_to_dict(quote.cue) | {"lemma": quote.cue.lemma} if quote.cue else None,
        "source": _mention_to_dict(quote.source) if quote.source else None,
        "addressee": _mention_to_dict(quote.addressee) if quote.addressee else None,
        "speaker": None if quote.speaker is None else place[quote.speaker],
        "confidence": quote.confidence,
        "speaker_confidence": quote.speaker_confidence,
        "evidence": quote.evidence.value,
        "missing": [mark.value for mark in quote.missing],
        "parent": _place_of_parent(quote, place),
    }


def _place_of_parent(quote: Quote, place: Mapping[Speaker | Quote, int]) -> int | None:
    """Return the place of the nearest quote around this one that was not left out."""
    parent = quote.parent
    while parent is not None and parent not in place:
        parent = parent.parent
    return None if parent is None else place[parent]


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


def _speaker_to_dict(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "gender": speaker.gender and speaker.gender.value,
        "gender_sign": speaker.gender_sign and speaker.gender_sign.value,
        "mentions": [_mention_to_dict(mention) for mention in speaker.mentions],
        "evidence": list(speaker.evidence),
    }


def _speaker_from_dict(entry: Mapping[str, Any]) -> Speaker:
    gender, sign = entry.get("gender"), entry.get("gender_sign")
    return Speaker(
        name=entry["name"],
        kind=Kind(entry["kind"]),
        mentions=tuple(_mention_from_dict(mention) for mention in _list(entry, "mentions")),
        evidence=tuple(_list(entry, "evidence")),
        gender=None if gender is None else Gender(gender),
        gender_sign=None if sign is None else GenderSign(sign),
    )


def _mention_to_dict(mention: Mention) -> dict[str, Any]:
    return _span_to_dict(mention) | {"form": mention.form.value}


def _mention_from_dict(entry: Mapping[str, Any]) -> Mention:
    return Mention(**{**entry, "form": MentionForm(entry["form"])})


def _span_to_dict(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
