"""Documents built by hand, by pointing at words in a text."""

from __future__ import annotations

from typing import Any

from quoteattr.document import Document
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


def span(text: str, words: str, nth: int = 0) -> Span:
    """Find the ``nth`` occurrence of the words in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def mention(text: str, words: str, form: MentionForm = MentionForm.NAME, nth: int = 0) -> Mention:
    place = span(text, words, nth)
    return Mention(place.start, place.end, words, form)


def cue(text: str, words: str, lemma: str) -> Cue:
    place = span(text, words)
    return Cue(place.start, place.end, words, lemma)


def quote(text: str, *contents: str, **fields: Any) -> Quote:
    """Make a direct quote with these contents; other fields are given by name."""
    defaults: dict[str, Any] = {
        "form": Form.DIRECT,
        "act": Act.SPEECH,
        "cue": None,
        "source": None,
        "speaker": None,
        "confidence": 0.9,
        "evidence": Construction.CUE_AFTER_QUOTATION,
    }
    return Quote(contents=tuple(span(text, c) for c in contents), **defaults | fields)


BRIDGE = (
    "“The bridge is safe,” said Ada Quist, the mayor. “Walk on it.”\n\n"
    "The council said she had promised “new lamps, but gave no date.\n\n"
    "“Nobody walks there,” it says on the wall."
)


def bridge() -> Document:
    """Make a document with two spans, a nested quote, a missing mark, a pronoun, nobody named."""
    quist = Speaker(
        "Ada Quist",
        Kind.PERSON,
        (
            mention(BRIDGE, "Ada Quist, the mayor"),
            mention(BRIDGE, "she", MentionForm.PRONOUN),
        ),
        ("name", "pronoun"),
    )
    council = Speaker("the council", Kind.ORGANISATION, (mention(BRIDGE, "The council"),), ())
    spoken = quote(
        BRIDGE,
        "The bridge is safe",
        "Walk on it.",
        cue=cue(BRIDGE, "said", "say"),
        source=mention(BRIDGE, "Ada Quist, the mayor"),
        speaker=quist,
    )
    reported = quote(
        BRIDGE,
        "she had promised “new lamps, but gave no date",
        form=Form.INDIRECT,
        cue=Cue(*_second_said(), "said", "say"),
        source=mention(BRIDGE, "The council"),
        speaker=council,
        confidence=0.75,
        negated=True,
        addressee=mention(BRIDGE, "the mayor", MentionForm.DESCRIPTION),
    )
    promised = quote(
        BRIDGE,
        "new lamps",
        form=Form.MIXED,
        act=Act.WRITING,
        cue=cue(BRIDGE, "had promised", "promise"),
        source=mention(BRIDGE, "she", MentionForm.PRONOUN),
        speaker=quist,
        speaker_confidence=0.8,
        missing=(Missing.CLOSING,),
        parent=reported,
    )
    unnamed = quote(BRIDGE, "Nobody walks there", confidence=0.2)
    return Document(BRIDGE, (spoken, reported, promised, unnamed), (quist, council), ())


def _second_said() -> tuple[int, int]:
    place = span(BRIDGE, "said", 1)
    return place.start, place.end
