from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.document import Document
from quoteattr.output.html import document_to_html, page_of
from quoteattr.records import Kind, Span, Speaker
from tests.output.documents import bridge, mention, quote

EVIL = '<script>alert(1)</script> & "O\'Neill" <img src=x onerror=alert(2)>'
VOID = {"meta", "img", "br"}


class Outline(HTMLParser):
    """Reader of the elements of a page, with text and attributes; fails on bad nesting."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(source)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: tuple[str, dict[str, Any], list[str]] = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, _, text in self._open:
            text.append(data)

    def texts(self, tag: str, name: str = "") -> list[str]:
        return [
            "".join(text)
            for found, attrs, text in self.elements
            if found == tag and name in ["", *(attrs.get("class") or "").split(" ")]
        ]


def evil() -> Document:
    text = f"“{EVIL},” said {EVIL}."
    name = mention(text, EVIL, nth=1)
    speaker = Speaker(EVIL, Kind.PERSON, (name,))
    return Document(text, (quote(text, EVIL, source=name, speaker=speaker),), (speaker,), ())


def test_quotes_are_marked_with_the_number_of_their_speaker() -> None:
    outline = Outline(document_to_html(bridge()))
    assert outline.texts("mark")[1:] == [
        "1The bridge is safe",
        "Walk on it.",
        "2she had promised “1new lamps, but gave no date",
        "1new lamps",
        "?Nobody walks there",
    ]


def test_sources_and_cues_are_marked() -> None:
    outline = Outline(document_to_html(bridge()))
    assert outline.texts("span", "source")[1:] == ["Ada Quist, the mayor", "The council", "she"]
    assert outline.texts("span", "cue")[1:] == ["said", "said", "had promised"]


def test_details_are_told_on_hover() -> None:
    outline = Outline(document_to_html(bridge()))
    titles = [attrs["title"] or "" for _, attrs, _ in outline.elements if "title" in attrs]
    assert titles[0] == "Ada Quist\ndirect, speech\nconfidence 0.90"
    assert "closing mark missing" in titles[3]
    assert "inside a quote of the council" in titles[3]
    assert titles[4].startswith("not named")


def test_speakers_are_counted() -> None:
    rows = Outline(document_to_html(bridge())).texts("tr")
    assert rows[:4] == [
        "SpeakerKindQuotesAlso called",
        "1Ada Quistperson2Ada Quist, the mayor",
        "2the councilorganisation1The council",
        "?not named1",
    ]


def test_everything_is_escaped() -> None:
    for source in (document_to_html(evil()), "".join(page_of([(EVIL, evil())]))):
        tags = {tag for tag, _, _ in Outline(source).elements}
        assert not tags & {"script", "img"}
        assert EVIL in "".join(Outline(source).texts("p"))


def test_page_names_each_document() -> None:
    outline = Outline("".join(page_of([("a.txt", bridge()), ("b & c.txt", evil())])))
    assert outline.texts("h2") == ["a.txt", "b & c.txt"]


def test_nothing_is_fetched() -> None:
    source = "".join(page_of([("a.txt", bridge())]))
    for word in ("http", "url(", "@import", "<script", "src=", "href="):
        assert word not in source


@pytest.mark.parametrize("text", ["", "   \n", "No quotes here.", "\x00\x07\ud800\ufffe"])
def test_documents_without_quotes(text: str) -> None:
    source = document_to_html(Document(text, (), (), ()))
    source.encode("utf-8")
    assert Outline(source).texts("p")[0] == "No quotes."


def test_dollars_are_no_formulas_in_a_notebook() -> None:
    attrs = next(attrs for tag, attrs, _ in Outline(document_to_html(bridge())).elements if attrs)
    assert "mathjax_ignore" in (attrs["class"] or "")


def _long(count: int) -> Document:
    text = "".join(f"“Line {i} of it,” said Ada. " + "More. " * 30 + "\n\n" for i in range(count))
    quotes, start = [], 0
    for i in range(count):
        start = text.index(f"Line {i} of it", start)
        quotes.append(quote(text[: start + 40], f"Line {i} of it"))
    return Document(text, tuple(quotes), (), ())


def test_view_of_a_long_document_is_bounded_and_says_so() -> None:
    document = _long(1000)
    source = document_to_html(document)
    assert len(source) < 150_000
    texts = Outline(source).texts("p")
    hidden = len(document.text) - 20_000
    assert texts[-1].startswith(f"… {hidden:,} more characters with ")
    assert "… and 800 more quotes." in source


def test_page_of_a_long_document_is_whole() -> None:
    source = "".join(page_of([("long", _long(300))]))
    assert len(Outline(source).texts("mark")) == 1 + 300


def test_document_shows_itself_in_a_notebook() -> None:
    assert bridge()._repr_html_() == document_to_html(bridge())


def test_speaker_that_the_document_does_not_list() -> None:
    document = evolve(bridge(), speakers=())
    assert "2 speakers" in document_to_html(document)


@given(
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=5),
)
def test_any_text_and_any_spans_give_a_sound_page(text: str, places: list[tuple[int, int]]) -> None:
    inside = [(start, min(start + size, len(text))) for start, size in places if start < len(text)]
    quotes = [
        evolve(quote(text, ""), contents=(Span(start, end, text[start:end]),))
        for start, end in inside
    ]
    source = document_to_html(Document(text, tuple(quotes), (), ()))
    source.encode("utf-8")
    tags = {tag for tag, _, _ in Outline(source).elements}
    tables = {"details", "summary", "table", "tr", "th", "td"}
    assert tags <= {"style", "div", "p", "mark", "span"} | tables
