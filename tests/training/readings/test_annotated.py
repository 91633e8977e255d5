"""Which readings of an annotated article are right, wrong, or neither."""

from __future__ import annotations

from typing import Any

from quoteattr.models.load import load_parser
from quoteattr.training.readings.annotated import agrees, annotated
from quoteattr.training.readings.grammar import examples_of

TEXT = "The miller said that the dam was safe. The mayor said that it leaked."


def quote(source: str, content: str, **more: Any) -> dict[str, Any]:
    spans = {"source": source, "content": content, "cue": "said"}
    found = {role: [[TEXT.index(s), TEXT.index(s) + len(s)]] for role, s in spans.items()}
    return {**found, **more}


def test_a_doubtful_quote_is_neither_right_nor_wrong() -> None:
    parser = load_parser()
    quotes = [
        quote("The miller", "that the dam was safe"),
        quote("The mayor", "that it leaked", optional=True),
    ]
    document = annotated({"text": TEXT, "quotes": quotes}, parser)
    sources = {TEXT[d.source.start : d.source.end]: d for d in drafts(document) if d.source}
    assert agrees(document, sources["The miller"]) is True
    assert agrees(document, sources["The mayor"]) is None
    counted = len(list(examples_of(document)))
    without = annotated({"text": TEXT, "quotes": quotes[:1]}, parser)
    assert agrees(without, sources["The mayor"]) is False
    assert len(list(examples_of(without))) > counted > 0


def drafts(document: Any) -> list[Any]:
    return [candidate.draft for candidate in document.candidates]
