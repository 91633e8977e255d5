"""Predictions on gold documents, in the format of the scorer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr import Act, Document, Extractor

if TYPE_CHECKING:
    from quoteattr import Quote, Span

__all__ = ["predictions", "read_gold", "to_prediction"]


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def to_prediction(
    name: str, document: Document, *, nested: bool = True, join: bool = False
) -> dict[str, Any]:
    """One document in the scorer's format.

    Args:
        name: Its identifier.
        document: What was found.
        nested: Whether nested quotes are kept; some corpora mark each word once.
        join: Whether speech that goes on without a cue is added to the quote before it, as the
            corpora have it; quoteattr gives it as a quote of its own.
    """
    quotes = [q for q in document.quotes if nested or q.parent is None]
    found: list[dict[str, Any]] = []
    for quote in quotes:
        if join and quote.evidence == "speech-goes-on" and quote.speaker:
            before = [f for f in found if f["speaker"] == quote.speaker.name]
            if before:
                before[-1]["content"] += [_offsets(span) for span in quote.contents]
                continue
        found.append(_quote(quote))
    return {"id": name, "text": document.text, "quotes": found}


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "content": [_offsets(span) for span in quote.contents],
        "cue": [_offsets(quote.cue)] if quote.cue else [],
        "source": [_offsets(quote.source)] if quote.source else [],
        "speaker": quote.speaker.name if quote.speaker else None,
        "kind": quote.speaker.kind if quote.speaker else None,
        "form": quote.form,
        "evidence": quote.evidence,
        "confidence": quote.confidence,
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def predictions(
    gold: list[dict[str, Any]],
    *,
    nested: bool = True,
    join: bool = False,
    extractor: Extractor | None = None,
) -> list[dict[str, Any]]:
    """What quoteattr finds in gold documents, all acts on."""
    extractor = extractor or Extractor(acts=tuple(Act))
    documents = extractor.extract_many([doc["text"] for doc in gold])
    return [
        to_prediction(doc["id"], found, nested=nested, join=join)
        for doc, found in zip(gold, documents, strict=True)
        if isinstance(found, Document)
    ]


if __name__ == "__main__":
    for prediction in predictions(read_gold(Path(sys.argv[1])), nested="--flat" not in sys.argv):
        print(json.dumps(prediction, ensure_ascii=False))
