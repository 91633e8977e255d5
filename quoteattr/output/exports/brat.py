"""Documents as stand-off annotations of brat: https://brat.nlplab.org/standoff.html."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.output.findings import Findings
    from quoteattr.records import Quote, Span

__all__ = ["CONFIGURATION", "to_brat"]

CONFIGURATION = """\
[entities]
Quote
Cue
Mention

[relations]
Cue Arg1:Quote, Arg2:Cue
Source Arg1:Quote, Arg2:Mention
Addressee Arg1:Quote, Arg2:Mention
Parent Arg1:Quote, Arg2:Quote
Speaker Arg1:Mention, Arg2:Mention, <REL-TYPE>:symmetric-transitive
<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Form Arg:Quote, Value:direct|mixed|indirect|block
Act Arg:Quote, Value:speech|writing|thought|other
Negated Arg:Quote
"""
"""The file ``annotation.conf`` beside the annotations."""

_FRAGMENT = re.compile(r"[^\r\n\t]+")
"""What brat can show: neither line ends, which end an annotation, nor tabs, which divide it."""


def to_brat(document: Findings) -> str:
    """Write the annotations of a document, the content of its ``.ann`` file.

    Offsets count code points of the text, as brat does; a span over several lines is one fragment a
    line. A quote is one text-bound annotation, with relations to its cue, source, addressee and
    parent; the mentions of a speaker are one equivalence class; name and confidence are notes.
    """
    return "".join(f"{line}\n" for line in _Writer(document).lines())


@frozen
class _Writer:
    document: Findings
    _numbers: dict[str, count[int]] = field(factory=dict)
    _mentions: dict[Span, str] = field(factory=dict)

    def _new(self, letter: str) -> str:
        number = next(self._numbers.setdefault(letter, count(1)))
        return f"{letter}{number}"

    def lines(self) -> Iterator[str]:
        names: dict[Quote, str] = {}
        for quote in self.document.quotes:
            names[quote] = name = self._new("T")
            yield self._bound(name, "Quote", quote.contents)
            yield from self._attributes(name, quote)
            yield from self._parts(name, quote)
            if quote.parent in names:
                yield self._relation("Parent", name, names[quote.parent])
        for speaker in self.document.speakers:
            known: list[str] = []
            for mention in speaker.mentions:
                yield from self._mention(mention)
                known.append(self._mentions[mention])
            if len(known) > 1:
                yield f"*\tSpeaker {' '.join(dict.fromkeys(known))}"

    def _attributes(self, name: str, quote: Quote) -> Iterator[str]:
        yield f"{self._new('A')}\tForm {name} {quote.form.value}"
        yield f"{self._new('A')}\tAct {name} {quote.act.value}"
        if quote.negated:
            yield f"{self._new('A')}\tNegated {name}"
        speaker = " ".join(quote.speaker.name.split()) if quote.speaker else "not named"
        note = f"speaker: {speaker}; confidence: {quote.confidence}; {quote.evidence.value}"
        yield f"{self._new('#')}\tAnnotatorNotes {name}\t{note}"

    def _parts(self, name: str, quote: Quote) -> Iterator[str]:
        if quote.cue:
            cue = self._new("T")
            yield self._bound(cue, "Cue", [quote.cue])
            yield self._relation("Cue", name, cue)
        for role, mention in (("Source", quote.source), ("Addressee", quote.addressee)):
            if mention:
                yield from self._mention(mention)
                yield self._relation(role, name, self._mentions[mention])

    def _mention(self, mention: Span) -> Iterator[str]:
        if mention not in self._mentions:
            self._mentions[mention] = name = self._new("T")
            yield self._bound(name, "Mention", [mention])

    def _relation(self, kind: str, first: str, second: str) -> str:
        return f"{self._new('R')}\t{kind} Arg1:{first} Arg2:{second}"

    def _bound(self, name: str, kind: str, spans: Iterable[Span]) -> str:
        fragments = [
            (span.start + line.start(), span.start + line.end(), line[0])
            for span in spans
            for line in _FRAGMENT.finditer(span.text)
        ]
        offsets = ";".join(f"{start} {end}" for start, end, _ in fragments)
        return f"{name}\t{kind} {offsets}\t{' '.join(text for *_, text in fragments)}"
