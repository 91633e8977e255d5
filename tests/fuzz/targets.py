"""What is fuzzed: each target takes any bytes, and raises where something does not hold."""

from __future__ import annotations

import json
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quoteattr.article.article import Article
from quoteattr.characters.marks import find_marked
from quoteattr.characters.normalise import normalise
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.document import Document
from quoteattr.errors import InputError
from quoteattr.output.html import document_to_html
from quoteattr.records import Quote, Span
from quoteattr.view import view_of
from tests.attribution.test_properties import check as check_drafts
from tests.attribution.test_properties import drafts_of, naive_sentences
from tests.output.documents import bridge
from tests.output.html.test_view import Outline, check_links

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TARGETS"]

PIECES = (
    *"“”‘’\"'«»„,.;:?!…—-()[]<>&*/@#=",
    *("a", "B", "é", "1", " ", " ", "\n", "\n\n", "\r\n", "\t", "\f", "\0", "\u00a0", "\u2029"),
    *(" said ", " Ada Quist ", " she ", " the mayor ", " that ", "According to ", "n’t", "’s "),
    *("Q: ", "A: ", "> ", "BERG: ", "\n— ", " told reporters", "The dam will hold", "''", "``"),
    *("&ldquo;", "&lt;", "&amp;", "<p>", "</p>", "<!--", "-->", "<script>", "</script>", "</x>"),
    *("\u00ad", "\u200b", "\ufeff", "â€œ", "â€", "Ã©", "Ã¢â‚¬Å“", "\ufffd", "**", "](/a)"),
    *("-\n", "\ud800", "\U0001f525", "\u0301", "\u202e", "王"),
)


def text_of(data: bytes) -> str:
    """Return a text of pieces that matter; one of the bytes, where they begin with 255."""
    if data[:1] == b"\xff":
        return data[1:].decode("utf-8", "surrogateescape")
    return "".join(PIECES[byte % len(PIECES)] for byte in data)


def paragraphs(data: bytes) -> None:
    """Paragraphs are in order, disjoint and without white space around them."""
    text = text_of(data)
    found = find_paragraphs(text)
    assert len(normalise(text)) == len(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for paragraph in found:
        assert 0 <= paragraph.start < paragraph.end <= len(text)
        piece = text[paragraph.start : paragraph.end]
        assert not piece[0].isspace()
    inside = {place for p in found for place in range(p.start, p.end)}
    assert not any(c.isalnum() for place, c in enumerate(text) if place not in inside)


def marks(data: bytes) -> None:
    """Marked spans lie in their paragraphs, in order, and are looked up rightly."""
    text = text_of(data)
    parts = find_paragraphs(text)
    marked = find_marked(text, parts)
    assert list(marked) == sorted(marked, key=lambda m: (m.start, -m.end))
    for span in marked:
        part = parts[span.paragraph]
        assert part.start <= span.start <= span.inner_start <= span.inner_end <= span.end
        assert span.end <= part.end
        assert span.depth >= 0
    outer = [span for span in marked if span.depth == 0]
    assert all(left.end <= right.start for left, right in pairwise(outer))
    article = Article(text, parts, marked, ())
    for place in range(len(text)):
        inside = [m for m in marked if m.inner_start <= place < m.inner_end]
        assert article.is_between_marks(place) == bool(inside)


def view(data: bytes) -> None:
    """Every character that is read stands for a piece of the text."""
    text = text_of(data)
    shown = view_of(text)
    if shown is None:
        return
    assert len(shown.text) == len(shown.starts) == len(shown.ends)
    places = list(zip(shown.starts, shown.ends, strict=True))
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(right[0] >= left[1] or left == right for left, right in pairwise(places))


def trees(data: bytes) -> None:
    """Trees can be walked, and rules read any tree."""
    text = text_of(data[1:])
    sentences = naive_sentences(text, find_paragraphs(text), Random(data[:1]))
    for sentence in sentences:
        assert sentence.subtree(sentence.root) == list(sentence)
        for token in sentence:
            assert all(sentence.head(child) is token for child in sentence.children(token))
            assert [*sentence.ancestors(token), token][-1] in (sentence.root, token)
            assert token in sentence.subtree(token)
    check_drafts(text, sentences, drafts_of(text, sentences))


def renderer(data: bytes) -> None:
    """Any text with any quotes gives a sound page, on which nothing of the text acts."""
    size, text = data[0] % 12 if data else 0, text_of(data[1 + 2 * 12 :])
    quotes: list[Quote] = []
    for first, length in zip(data[1 : 1 + size], data[13 : 13 + size], strict=False):
        start = first * len(text) // 256
        end = min(start + length + 1, len(text))
        if start < end:
            contents = (Span(start, end, text[start:end]),)
            kept = bridge().quotes[length % 4]
            parent = quotes[-1] if quotes and first % 3 == 0 else None
            quotes.append(evolve(kept, contents=contents, parent=parent, cue=None, source=None))
    page = document_to_html(Document(text, tuple(quotes), bridge().speakers, ()))
    page.encode("utf-8")
    check_links(page)
    assert not {tag for tag, _, _ in Outline(page).elements} & {"script", "img", "x", "iframe"}


def reader(data: bytes) -> None:
    """Whatever is changed in a document's JSON is refused, or gives a document."""
    if data[:1] == b"\xff":
        _read(data[1:])
        return
    changed = bridge().to_dict() | {"metadata": {"a": [1, {"b": None}]}}
    for where, what in zip(data[::2], data[1::2], strict=False):
        places = list(_places(changed))
        holder, key = places[where * len(places) // 256]
        if what % (len(VALUES) + 1) == len(VALUES) and isinstance(holder, dict):
            del holder[key]
        else:
            holder[key] = json.loads(VALUES[what % len(VALUES)])
        if not changed:
            return
    _read(json.dumps(changed))


VALUES = (
    *("null", "true", "-1", "0", "1", "2", "3", "1e30", "0.5", '""', '"Ada Quist"', "[]", "{}"),
    *("[[]]", '{"start": 1, "end": 3, "text": "Th"}', '[{"start": 0, "end": 1, "text": "“"}]'),
    *('"direct"', '"person"', '"1.0"', '"\\ud800"', "[0]", "[null]", "99999999999999999999"),
)


def _read(source: str | bytes) -> None:
    try:
        document = Document.from_json(source)
    except InputError:
        return
    assert Document.from_json(document.to_json()) == document
    assert hash(document) is not None
    document_to_html(document)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in nested lists and dicts: what holds it, and under which key."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    own = [(value, key) for key in keys]
    inner = [value[key] for key in keys if isinstance(value[key], dict | list)]
    return own + [place for each in inner for place in _places(each)]


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (paragraphs, marks, view, trees, renderer, reader)
}
