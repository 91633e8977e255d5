"""Documents as TEI P5: https://tei-c.org/guidelines/."""

from __future__ import annotations

import re
from collections import Counter
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from attrs import evolve, field, frozen

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.output.table import document_id
from quoteattr.records import Act, Form, Gender, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quoteattr.output.findings import Findings
    from quoteattr.records import Quote, Speaker

__all__ = ["to_tei"]

_HEADER = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>{name}</title></titleStmt>
<publicationStmt><p>Annotated by quoteattr.</p></publicationStmt>
<sourceDesc><p>{name}</p></sourceDesc>
</fileDesc>
<profileDesc><particDesc>{people}</particDesc></profileDesc>
</teiHeader>
<text><body>
"""
_FOOTER = "</body></text>\n</TEI>\n"
# XML cannot hold these.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_tei(document: Findings) -> str:
    """Write a document as TEI, with its paragraphs, and ``said`` around each content.

    ``who`` points to the speaker in the header, ``direct`` tells direct speech, ``aloud`` thoughts
    from speech, and ``cert`` is the confidence. A content of several spans, or over several
    paragraphs, is several elements that ``next`` and ``prev`` connect. Sources and other mentions
    of speakers are ``rs``. TEI has no offsets: the text of the paragraphs is that of the document,
    without the white space between them; what XML cannot hold becomes U+FFFD.
    """
    people = "".join(_person(n, speaker) for n, speaker in enumerate(document.speakers))
    listed = f"<listPerson>{people}</listPerson>" if people else "<p>Nobody is named.</p>"
    elements = [*_said(document), *_mentions(document)]
    paragraphs = list(_paragraphs(document.text))
    pieces = [_nested(elements, *paragraph) for paragraph in paragraphs]
    parts = Counter(piece.name for nested in pieces for piece in nested)
    seen = Counter[str]()
    body = ""
    for (start, end), nested in zip(paragraphs, pieces, strict=True):
        body += f"<p>{_render(document.text, start, end, nested, parts, seen)}</p>\n"
    name = _text(document_id(document))
    return _HEADER.format(name=name, people=listed) + (body or "<p/>\n") + _FOOTER


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, each with what is before it and no white space: signs of mail."""
    found = find_paragraphs(text)
    ends = [each.end for each in found[:-1]] + [len(text)]
    start = 0
    for end in ends:
        white = len(text[start:end]) - len(text[start:end].lstrip())
        if start + white < end:
            yield start + white, start + len(text[start:end].rstrip())
        start = end


@frozen(order=True)
class _Element:
    """An element around a piece of the text, or a part of one that had to be divided."""

    start: int
    reach: int
    """The end, negative: of two that start together, the longer is the outer one."""
    name: str
    """Its ``xml:id``; parts of one element have one name, the elements of mentions none."""
    tag: str = field(order=False)
    attributes: str = field(order=False)

    @property
    def end(self) -> int:
        return -self.reach


def _said(document: Findings) -> Iterator[_Element]:
    places = {speaker: place for place, speaker in enumerate(document.speakers)}
    for number, quote in enumerate(document.quotes):
        attributes = _attributes(quote, places)
        for span in quote.contents:
            yield _Element(span.start, -span.end, f"q{number}", "said", attributes)


def _attributes(quote: Quote, places: Mapping[Speaker, int]) -> str:
    values = {
        "direct": str(quote.form is Form.DIRECT).lower(),
        "aloud": str(quote.act is Act.SPEECH).lower(),
        "cert": f"{quote.confidence:g}",
    }
    if quote.speaker is not None and quote.speaker in places:
        values["who"] = f"#s{places[quote.speaker]}"
    return _written(values)


def _mentions(document: Findings) -> Iterator[_Element]:
    spans = {span: place for place, each in enumerate(document.speakers) for span in each.mentions}
    for span, place in spans.items():
        yield _Element(span.start, -span.end, "", "rs", _written({"ref": f"#s{place}"}))


def _nested(elements: Iterable[_Element], start: int, end: int) -> list[_Element]:
    """Cut elements at the ends of a paragraph, and where they cross, so that each is in another."""
    cut = (evolve(e, start=max(e.start, start), reach=-min(e.end, end)) for e in elements)
    waiting = [element for element in cut if element.start < element.end]
    heapify(waiting)
    done: list[_Element] = []
    around: list[_Element] = []
    while waiting:
        element = heappop(waiting)
        while around and around[-1].end <= element.start:
            around.pop()
        if around and element.end > around[-1].end:
            heappush(waiting, evolve(element, start=around[-1].end))
            element = evolve(element, reach=around[-1].reach)
        done.append(element)
        around.append(element)
    return done


def _render(
    text: str,
    start: int,
    end: int,
    elements: Iterable[_Element],
    parts: Mapping[str, int],
    seen: Counter[str],
) -> str:
    written: list[str] = []
    around: list[_Element] = []
    place = start

    def close_until(limit: int) -> None:
        nonlocal place
        while around and around[-1].end <= limit:
            element = around.pop()
            written.append(f"{_text(text[place : element.end])}</{element.tag}>")
            place = element.end

    for element in elements:
        close_until(element.start)
        connected = _connected(element.name, parts, seen) if element.name else ""
        before = _text(text[place : element.start])
        written.append(f"{before}<{element.tag}{connected}{element.attributes}>")
        place = element.start
        around.append(element)
    close_until(end)
    return "".join(written) + _text(text[place:end])


def _connected(name: str, parts: Mapping[str, int], seen: Counter[str]) -> str:
    """Name a part of an element, and point to those before and after it."""
    number, total = seen[name], parts[name]
    seen[name] += 1

    def called(place: int) -> str:
        return name if place == 0 else f"{name}-{place}"

    values = {"xml:id": called(number)}
    if number > 0:
        values["prev"] = f"#{called(number - 1)}"
    if number + 1 < total:
        values["next"] = f"#{called(number + 1)}"
    return _written(values)


def _person(number: int, speaker: Speaker) -> str:
    name = _text(speaker.name)
    if speaker.kind is Kind.PERSON:
        sex = {Gender.FEMALE: {"sex": "F"}, Gender.MALE: {"sex": "M"}, None: {}}[speaker.gender]
        attributes = _written({"xml:id": f"s{number}", **sex})
        return f"<person{attributes}><persName>{name}</persName></person>"
    attributes = _written({"xml:id": f"s{number}", "type": speaker.kind.value})
    return f"<org{attributes}><orgName>{name}</orgName></org>"


def _written(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\ufffd", text)).replace("\r", "&#13;")
