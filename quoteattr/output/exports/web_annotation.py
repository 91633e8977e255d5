"""Documents in the Web Annotation Data Model: https://www.w3.org/TR/annotation-model/."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent_encoded

from quoteattr.output.table import document_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.output.findings import Findings
    from quoteattr.records import Quote, Span

__all__ = ["to_web_annotation"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_AROUND = 32
"""Code points before and after a span, by which it is found again in a text that has changed."""


def to_web_annotation(document: Findings, source: str | None = None) -> dict[str, Any]:
    """Make an annotation page in JSON-LD, with one annotation a quote, and one a cue and source.

    Positions count code points, as the model asks. The bodies of a quote name its speaker
    (``identifying``) and its form and act (``tagging``); the annotations of cue and source are
    ``linking``: their body is the quote. A content of several spans has several targets.

    Args:
        document: The document.
        source: The IRI of the text; by default the document's id, made a URN if it is no IRI.

    Raises:
        TypeError: ``source`` is no ``str``.
        ValueError: It is no IRI.
    """
    if source is not None and not _IRI.fullmatch(source):
        raise ValueError(f"source must be an IRI, such as 'https://example.org/1', not {source!r}")
    name = document_id(document)
    iri = source or (name if _IRI.fullmatch(name) else f"urn:quoteattr:{percent_encoded(name)}")
    numbered = enumerate(document.quotes)
    items = chain.from_iterable(_annotations(document, iri, n, quote) for n, quote in numbered)
    return {
        "@context": _CONTEXT,
        "id": f"{iri}#quotes",
        "type": "AnnotationPage",
        "items": list(items),
    }


def _annotations(
    document: Findings, iri: str, number: int, quote: Quote
) -> Iterator[dict[str, Any]]:
    name = f"{iri}#quote-{number}"
    tags = [("tagging", quote.form.value), ("tagging", quote.act.value)]
    speaker = [("identifying", quote.speaker.name)] if quote.speaker else []
    yield {
        "id": name,
        "type": "Annotation",
        "motivation": "identifying" if quote.speaker else "tagging",
        "body": [
            {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
            for purpose, value in speaker + tags
        ],
        "target": _target(document.text, iri, quote.contents),
    }
    for role, span in (("cue", quote.cue), ("source", quote.source)):
        if span is not None:
            yield {
                "id": f"{name}-{role}",
                "type": "Annotation",
                "motivation": "linking",
                "body": name,
                "target": _target(document.text, iri, [span]),
            }


def _target(text: str, iri: str, spans: Sequence[Span]) -> Any:
    targets = [{"source": iri, "selector": _selectors(text, span)} for span in spans]
    return targets[0] if len(targets) == 1 else targets


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]
