"""Documents as plain lists and dicts and as JSON, and back."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from quoteattr.errors import InputError
from quoteattr.records import (
    Act,
    Construction,
    Cue,
    Form,
    Kind,
    Mention,
    MentionForm,
    Missing,
    Quote,
    Span,
    Speaker,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quoteattr.output.findings import Findings

__all__ = ["document_to_dict", "document_to_json", "records_from_dict"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def document_to_dict(document: Findings) -> dict[str, Any]:
    """Turn a document into lists, dicts, strings and numbers, without its parsed sentences.

    A quote's ``speaker`` is an index into ``speakers``, its ``parent`` an index into ``quotes``.
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
        InputError: The data is not of that shape, or its offsets do not fit its text.
    """
    try:
        text = data["text"]
        speakers = tuple(_speaker_from_dict(speaker) for speaker in data["speakers"])
        quotes: list[Quote] = []
        for entry in data["quotes"]:
            quotes.append(_quote_from_dict(entry, speakers, quotes))
        _check_offsets(text, _spans(quotes, speakers))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise InputError(f"this is no document of quoteattr's: {error!r}") from error
    return text, tuple(quotes), speakers


def _check_offsets(text: str, spans: Iterable[Span]) -> None:
    for span in spans:
        if text[span.start : span.end] != span.text:
            raise ValueError(f"text[{span.start}:{span.end}] is not {span.text!r}")


def _spans(quotes: Sequence[Quote], speakers: Sequence[Speaker]) -> list[Span]:
    parts: list[Span | None] = []
    for quote in quotes:
        parts += [*quote.contents, quote.cue, quote.source, quote.addressee]
    for speaker in speakers:
        parts += speaker.mentions
    return [span for span in parts if span is not None]


def _quote_to_dict(quote: Quote, place: Mapping[Speaker | Quote, int]) -> dict[str, Any]:
    return {
        "contents": [_span_to_dict(span) for span in quote.contents],
        "form": quote.form.value,
        "act": quote.act.value,
        "negated": quote.negated,
        "cue": _span_to_dict(quote.cue) | {"lemma": quote.cue.lemma} if quote.cue else None,
        "source": _mention_to_dict(quote.source) if quote.source else None,
        "addressee": _mention_to_dict(quote.addressee) if quote.addressee else None,
        "speaker": None if quote.speaker is None else place[quote.speaker],
        "confidence": quote.confidence,
        "evidence": quote.evidence.value,
        "missing": [mark.value for mark in quote.missing],
        "parent": None if quote.parent is None else place[quote.parent],
    }


def _quote_from_dict(
    entry: Mapping[str, Any], speakers: tuple[Speaker, ...], quotes: list[Quote]
) -> Quote:
    def optional(key: str, read: Any) -> Any:
        return None if entry[key] is None else read(entry[key])

    return Quote(
        contents=tuple(Span(**span) for span in entry["contents"]),
        form=Form(entry["form"]),
        act=Act(entry["act"]),
        negated=entry["negated"],
        cue=optional("cue", lambda cue: Cue(**cue)),
        source=optional("source", _mention_from_dict),
        addressee=optional("addressee", _mention_from_dict),
        speaker=optional("speaker", speakers.__getitem__),
        confidence=entry["confidence"],
        evidence=Construction(entry["evidence"]),
        missing=tuple(Missing(mark) for mark in entry["missing"]),
        parent=optional("parent", quotes.__getitem__),
    )


def _speaker_to_dict(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "mentions": [_mention_to_dict(mention) for mention in speaker.mentions],
        "evidence": list(speaker.evidence),
    }


def _speaker_from_dict(entry: Mapping[str, Any]) -> Speaker:
    mentions = tuple(_mention_from_dict(mention) for mention in entry["mentions"])
    return Speaker(entry["name"], Kind(entry["kind"]), mentions, tuple(entry["evidence"]))


def _mention_to_dict(mention: Mention) -> dict[str, Any]:
    return _span_to_dict(mention) | {"form": mention.form.value}


def _mention_from_dict(entry: Mapping[str, Any]) -> Mention:
    return Mention(**{**entry, "form": MentionForm(entry["form"])})


def _span_to_dict(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
