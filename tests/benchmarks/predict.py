"""Predictions on gold documents, in the format of the scorer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr import Act, Document, Extractor, MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr import Quote, Span, Speaker

__all__ = ["extract_all", "predictions", "read_gold"]


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON-lines file."""
    if not path.exists():
        sys.exit(f"no articles at {path}: set QUOTEATTR_DATA to the folder that holds them")
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def to_prediction(name: str, document: Document, *, nested: bool = True) -> dict[str, Any]:
    """One document in the scorer's format.

    Args:
        name: Its identifier.
        document: What was found.
        nested: Whether nested quotes are kept; some corpora mark each word once.
    """
    quotes = [q for q in document.quotes if nested or q.parent is None]
    return {"id": name, "text": document.text, "quotes": [_quote(q) for q in quotes]}


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "content": [_offsets(span) for span in quote.contents],
        "cue": [_offsets(quote.cue)] if quote.cue else [],
        "source": [_offsets(quote.source)] if quote.source else [],
        "speaker": quote.speaker.name if quote.speaker else None,
        "mentions": _names(quote.speaker) if quote.speaker else [],
        "kind": quote.speaker.kind if quote.speaker else None,
        "form": quote.form,
        "evidence": quote.evidence,
        "confidence": quote.confidence,
    }


def _names(speaker: Speaker) -> list[str]:
    """Everything a speaker is called, pronouns aside."""
    return [m.text for m in speaker.mentions if m.form is not MentionForm.PRONOUN]


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def extract_all(
    gold: Sequence[dict[str, Any]], extractor: Extractor | None = None
) -> list[Document]:
    """What quoteattr finds in gold documents, all acts on."""
    extractor = extractor or Extractor(acts=tuple(Act))
    documents = extractor.extract_many([document["text"] for document in gold])
    return [document for document in documents if isinstance(document, Document)]


def predictions(
    gold: Sequence[dict[str, Any]],
    documents: Sequence[Document],
    *,
    nested: bool = True,
) -> list[dict[str, Any]]:
    """What was found in gold documents, in the scorer's format (see :func:`to_prediction`)."""
    return [
        to_prediction(article["id"], document, nested=nested)
        for article, document in zip(gold, documents, strict=True)
    ]


def main() -> None:
    """Write what is found in the articles of a file, one line each."""
    gold = read_gold(Path(sys.argv[1]))
    for found in predictions(gold, extract_all(gold), nested="--flat" not in sys.argv):
        print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
