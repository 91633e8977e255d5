from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.document import Document
from quoteattr.output.html import ViewOptions, document_to_html, documents_to_html, page_of
from quoteattr.records import Kind, Span, Speaker
from tests.output.documents import bridge, mention, quote

EVIL = '<script>alert(1)</script> & "O\'Neill" <img src=x onerror=alert(2)>'
VOID = {"meta", "img", "br", "input"}


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


def ids(source: str) -> list[str]:
    return [attrs["id"] or "" for _, attrs, _ in Outline(source).elements if "id" in attrs]


def test_quotes_are_marked_with_the_number_of_their_speaker() -> None:
    assert Outline(document_to_html(bridge())).texts("span", "quote") == [
        "1The bridge is safe",
        "Walk on it.",
        "2[not said]she had promised “1[no closing mark]new lamps, but gave no date",
        "1[no closing mark]new lamps",
        "?[doubtful: 0.20]Nobody walks there",
    ]


def test_sources_and_cues_are_marked() -> None:
    outline = Outline(document_to_html(bridge()))
    assert outline.texts("b", "source") == ["Ada Quist, the mayor", "The council", "she"]
    assert outline.texts("i", "cue") == ["said", "said", "had promised"]


def test_details_are_told_on_hover() -> None:
    outline = Outline(document_to_html(bridge()))
    titles = [attrs["title"] or "" for _, attrs, _ in outline.elements if "title" in attrs]
    assert titles[0] == "Ada Quist\ndirect, speech\nconfidence 0.90"
    assert "closing mark missing" in titles[3]
    assert "inside a quote of the council" in titles[3]
    assert titles[4].startswith("not named")


def test_forms_and_doubt_look_different() -> None:
    elements = Outline(document_to_html(bridge())).elements
    direct, _, indirect, mixed, doubtful = (
        attrs for tag, attrs, _ in elements if tag == "span" and "title" in attrs
    )
    shades = [re.findall("#......(..);", a["style"] or "")[0] for a in (indirect, mixed, direct)]
    assert all(int(lighter, 16) < int(darker, 16) for lighter, darker in pairwise(shades))
    assert "dashed" in (doubtful["style"] or "")
    assert "dashed" not in (direct["style"] or "")


def test_speakers_are_counted() -> None:
    *chips, details = Outline(document_to_html(bridge())).texts("span", "chip")
    assert chips == ["All", "1 Ada Quist 2", "2 the council 1", "? not named 1"]
    assert details == "Details in the text"


def test_quotes_are_listed_by_speaker() -> None:
    outline = Outline(document_to_html(bridge()))
    groups = [" ".join(text.split()) for text in outline.texts("div", "group")]
    assert groups == [
        "1 Ada Quist person ↑ The bridge is safe … Walk on it. direct · 0.90 · said"
        " new lamps mixed · writing · 0.90 · had promised · no closing mark",
        "2 the council organisation ↑ she had promised “new lamps, but gave no date"
        " indirect · 0.75 · said · not said",
        "? not named ↑ Nobody walks there direct · 0.20 · doubtful: 0.20",
    ]


def test_everything_is_escaped() -> None:
    for source in (document_to_html(evil()), "".join(page_of([(EVIL, evil()), (EVIL, evil())]))):
        tags = {tag for tag, _, _ in Outline(source).elements}
        assert not tags & {"script", "img"}
        assert EVIL in "".join(Outline(source).texts("p"))


def test_page_names_each_document() -> None:
    outline = Outline("".join(page_of([("a.txt", bridge()), ("b & c.txt", evil())])))
    assert outline.texts("h2") == ["a.txt", "b & c.txt"]
    (contents,) = outline.texts("nav")
    assert " ".join(contents.split()) == (
        "a.txt 4 quotes by 2 speakers b & c.txt 1 quote by 1 speaker"
    )
    assert Outline("".join(page_of([("a.txt", bridge())]))).texts("h1") == ["a.txt"]


@pytest.mark.parametrize(
    "source",
    [
        document_to_html(bridge()),
        document_to_html(bridge(), ViewOptions(limit=40)),
        document_to_html(bridge(), ViewOptions(speakers=["Ada Quist"])),
        documents_to_html([("a", bridge()), ("a", bridge()), ("b", evil())]),
    ],
    ids=["view", "cut", "one speaker", "several"],
)
def test_every_link_and_label_leads_somewhere(source: str) -> None:
    check_links(source)


def test_count_leads_to_the_first_quote_of_a_speaker_and_numbers_to_the_next() -> None:
    links = {
        attrs["aria-label"]: (attrs["href"] or "").partition("-")[2]
        for tag, attrs, _ in Outline(document_to_html(long(4, speakers=2))).elements
        if tag == "a" and attrs.get("href") and attrs.get("aria-label")
    }
    assert links == {
        "2 quotes: Ada 0": "q0",
        "2 quotes: Ada 1": "q1",
        "1 Ada 0: next quote": "q2",
        "2 Ada 1: next quote": "q3",
        "1 Ada 0: to the speakers": "",
        "2 Ada 1: to the speakers": "",
        "↑ to the speakers": "",
    }


def test_quotes_beyond_the_limit_are_counted_without_a_link() -> None:
    outline = Outline(document_to_html(long(2, speakers=2), ViewOptions(limit=40)))
    labels = [attrs["aria-label"] for tag, attrs, _ in outline.elements if "aria-label" in attrs]
    assert "1 quote: Ada 0" in labels
    assert "1 quote: Ada 1" not in labels
    assert "2 Ada 1 1" in outline.texts("span", "chip")


@pytest.mark.parametrize("speakers", [1, 30])
def test_no_link_leads_into_what_is_folded(speakers: int) -> None:
    source = document_to_html(long(60, speakers))
    folded = re.findall("<details.*?</details>", source, re.DOTALL)
    assert folded
    assert not any(" id=" in part for part in folded)


def check_links(source: str) -> None:
    known = ids(source)
    assert len(known) == len(set(known))
    for _, attrs, _ in Outline(source).elements:
        if "href" in attrs:
            assert (attrs["href"] or "").removeprefix("#") in known
        if "for" in attrs:
            assert attrs["for"] in known


def test_nothing_is_fetched() -> None:
    source = "".join(page_of([("a.txt", bridge())]))
    for word in ("http", "url(", "@import", "<script", "src="):
        assert word not in source


@pytest.mark.parametrize("text", ["", "   \n", "No quotes here.", "\x00\x07\ud800\ufffe"])
def test_documents_without_quotes(text: str) -> None:
    source = document_to_html(Document(text, (), (), ()))
    source.encode("utf-8")
    assert Outline(source).texts("p")[0] == "No quotes."


def test_dollars_are_no_formulas_in_a_notebook() -> None:
    attrs = next(attrs for tag, attrs, _ in Outline(document_to_html(bridge())).elements if attrs)
    assert "mathjax_ignore" in (attrs["class"] or "")


def long(count: int, speakers: int = 1) -> Document:
    plain = "More of it. " * 30 + "\n\n"
    text, quotes = "", []
    for i in range(count):
        name = f"Ada {i % speakers}"
        text += f"“Line {i} of it,” said {name}. {plain * (1 if i % 10 else 8)}"
        who = Speaker(name, Kind.PERSON, ())
        quotes.append(quote(text[-3200:], f"Line {i} of it", speaker=who))
    place, placed = 0, []
    for found in quotes:
        place = text.index(found.text, place)
        content = Span(place, place + len(found.text), found.text)
        placed.append(evolve(found, contents=(content,)))
    return Document(text, tuple(placed), (), ())


def test_view_of_a_long_document_is_bounded_and_says_so() -> None:
    document = long(1000, speakers=200)
    source = document_to_html(document, ViewOptions(limit=20_000))
    assert len(source) < 200_000
    hidden = len(document.text) - 20_000
    assert f"… {hidden:,} more characters with " in source
    assert "… and 800 more." in source


def test_page_of_a_long_document_is_whole() -> None:
    source = "".join(page_of([("long", long(300))]))
    assert len(Outline(source).texts("span", "quote")) == 300


def test_many_speakers_are_folded() -> None:
    outline = Outline(document_to_html(long(60, speakers=30)))
    assert "22 more speakers" in outline.texts("summary")
    named = [
        attrs["aria-label"]
        for tag, attrs, _ in outline.elements
        if tag == "input" and "aria-label" in attrs
    ]
    assert len(named) == 22, "labels that are folded name nothing"


@pytest.mark.parametrize(("lines", "is_book"), [(20, False), (2000, True)])
def test_only_a_book_is_drawn_bit_by_bit(lines: int, is_book: bool) -> None:
    source = document_to_html(long(lines))
    assert ('<div class="text book">' in source) == is_book


def test_long_stretches_without_quotes_are_folded_shown_or_left_out() -> None:
    document = long(11)
    folded, everything, nothing = (
        Outline(document_to_html(document, ViewOptions(between=between)))
        for between in ("folded", "all", "none")
    )
    assert len(folded.texts("details", "fold")) == 2
    assert folded.texts("p")[:-1] == everything.texts("p")[:-1]
    assert not everything.texts("details", "fold")
    assert all("Line" in text for text in nothing.texts("p", "")[:3:2])
    assert nothing.texts("p", "note")[0] == "…"


def test_article_of_750_words_is_a_small_page() -> None:
    lines = [
        f"“Line {i} of it was long,” said Ada {i % 8}. {'More of it. ' * 9}" for i in range(22)
    ]
    text = "\n\n".join(lines)
    speakers = [Speaker(f"Ada {i}", Kind.PERSON, ()) for i in range(8)]
    quotes = [
        quote(text, f"Line {i} of it was long", speaker=speakers[i % 8]) for i in range(len(lines))
    ]
    page = "".join(page_of([("a.txt", Document(text, tuple(quotes), (), ()))]))
    assert len(text.split()) >= 750
    assert len(page.encode()) < 60_000


def test_document_shows_itself_in_a_notebook() -> None:
    assert bridge()._repr_html_() == document_to_html(bridge(), ViewOptions(limit=20_000))


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
    check_links(source)
    tags = {tag for tag, _, _ in Outline(source).elements}
    listed = {"details", "summary", "ul", "li", "b", "small", "label", "input", "sup", "a"}
    assert tags <= {"style", "div", "p", "span", "i"} | listed


@pytest.mark.parametrize("name", ["Ada Quist", "ada quist", "Quist"])
def test_speakers_are_chosen_as_they_are_called(name: str) -> None:
    document = bridge()
    quist = document.speakers[0]
    surname = mention(document.text, "Quist")
    named = evolve(quist, mentions=(*quist.mentions, surname))
    quotes = tuple(
        evolve(each, speaker=named if each.speaker == quist else each.speaker)
        for each in document.quotes
    )
    shown = evolve(document, quotes=quotes, speakers=(named, *document.speakers[1:]))
    outline = Outline(shown.to_html(speakers=[name]))
    assert outline.texts("div", "note") == ["2 quotes by 1 speaker"]
