"""Documents as plain lists and dicts, and as JSON."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

from quoteattr.output.values import to_json_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quoteattr.output.findings import Findings
    from quoteattr.records import Mention, Quote, Span, Speaker

__all__ = [
    "SCHEMA_VERSION",
    "document_to_dict",
    "document_to_json",
    "dumps",
    "json_schema",
    "speaker_to_dict",
]

SCHEMA_VERSION = 2
"""Raised whenever a reader of the version before could misread what is written."""

_ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff]")


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
        "schema_version": SCHEMA_VERSION,
        "quoteattr_version": _package_version(),
        "id": document.id,
        "metadata": to_json_value(document.metadata),
        "settings": to_json_value(document.settings, "settings"),
        "text": document.text,
        "quotes": [_quote_to_dict(quote, place) for quote in document.quotes],
        "speakers": [speaker_to_dict(speaker) for speaker in speakers],
    }


def document_to_json(document: Findings, *, indent: int | None = None) -> str:
    """Write a document as JSON text, in the shape of :func:`document_to_dict`."""
    return dumps(document_to_dict(document), indent)


def dumps(data: object, indent: int | None = None) -> str:
    """Write JSON text, characters as they are.

    Lone surrogates, which no encoding can hold, and control characters, which terminals obey, are
    written as escapes.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of :func:`document_to_dict`."""
    path = files("quoteattr.output") / "document.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


@cache
def _package_version() -> str:
    return version("quoteattr")


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


def speaker_to_dict(speaker: Speaker) -> dict[str, Any]:
    """Turn a speaker into lists, dicts, strings and numbers."""
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "gender": speaker.gender and speaker.gender.value,
        "gender_sign": speaker.gender_sign and speaker.gender_sign.value,
        "mentions": [_mention_to_dict(mention) for mention in speaker.mentions],
        "evidence": list(speaker.evidence),
    }


def _mention_to_dict(mention: Mention) -> dict[str, Any]:
    return _span_to_dict(mention) | {"form": mention.form.value}


def _span_to_dict(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
