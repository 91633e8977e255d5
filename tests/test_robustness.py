"""Any text at all: no exception, the text unchanged, exact offsets, the same result everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.article.article import Article
from quoteattr.attribution.marked.find import find_speeches
from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.default import default_extractor
from quoteattr.document import Document
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from quoteattr.extractor import Extractor
    from quoteattr.records import Quote

SAYING = "“The dam will hold,” said Marta Quill, the engineer. She added that nobody need leave."

ODD = {
    "empty": "",
    "blank": " \n\t\u00a0\r\n ",
    "nul": SAYING.replace(" ", " \0"),
    "only nul": "\0" * 50,
    "lone surrogates": f"\ud800{SAYING}\udfff \ud83d said she.",
    "emoji": "👩‍🚒 “It is 🔥🔥,” said Marta Quill 🇨🇭. 👍🏽",
    "carriage returns": SAYING.replace(". ", ".\r\n\r\n") + "\r\r" + SAYING,
    "right to left": f"\u200f{SAYING}\u202e “שלום,” said Marta Quill.\u202c",
    "zero width": "\u200b".join(SAYING),
    "byte order mark": "\ufeff" + SAYING,
    "combining marks": "".join(character + "\u0301" for character in SAYING),
    "other scripts": "「水は安全です」と市長は言った。 «Дамба выдержит», сказала она.",
    "no punctuation": "the mayor said that the dam will hold and the engineer said she agrees "
    * 20,
    "one word": "said",
    "one mark": "”",
    "only marks": "“”\"'«»‘’„“" * 40,
    "only punctuation": ".,;:!?—-()[]…" * 60,
    "empty quotation": "“” said Marta Quill. \"\" '' ‘’, she added.",
    "unclosed": "“The dam will hold, said Marta Quill. " * 30,
    "unopened": "The dam will hold,” said Marta Quill. " * 30,
    "opened in the middle": "Berg told us “The weir is old “It will give,” said Ada.",
    "very many quotations": "“The dam will hold,” she said. " * 150,
    "quotations side by side": "“The dam will hold.” " * 200,
    "deep nesting": "“He said ‘she said " * 30 + "’” " * 30,
    "said that again and again": "Marta Quill said that " * 90 + "it rained.",
    "label after label": "MARTA:\nYes.\n\nOTTO:\n" * 30 + ":::\n:\n",
    "a dash on each line": "— Marta\n-- \n– @x\n“\n”\n-\n" * 20,
    "many lines": "\n" * 5000 + SAYING + "\n" * 5000,
    "upper case": SAYING.upper(),
    "markup": f'<p class="a">{SAYING}</p>&ldquo;Yes&rdquo; {{"said": ["x"]}}',
    "a cue in the next sentence": "\u2022:btoerhe U'a\u201d the l hold ers)\u2014 \u0301 tweetd w",
    "opened twice": "“I left early, “because I was tired,” said Marta Quill.",
    "opened twice, closed once": "Marta Quill said: “We tested it and “nobody need leave”.",
    "marks across turns": "Q: Why did you leave? Nobody said when. “Why?”\nHe thinks so.",
    "a subject of marks alone": "In his book , ''The Weir,'' Mr . Quill suggested looking at it .",
    "one address": "https://example.org/said?" + "q=%22a%22&" * 200,
}

LONG = {
    "sentence": "the mayor said that the dam would hold and " * 1163,
    "sentence with marks": "the mayor said “it will hold” and she said “no”, " * 410,
    "no space": "a" * 100_000,
    "no space, mixed": "Marta“said”that,it." * 1000,
    "dashes": "-@" * 20_000 + "x",
}


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return default_extractor()


def check(document: Document, text: str) -> None:
    assert document.text == text
    for quote in document.quotes:
        assert quote.contents
        assert all(span.start < span.end for span in quote.contents)
        assert all(left.end <= right.start for left, right in pairwise(quote.contents))
        assert 0 <= quote.confidence <= 1
        assert quote.parent is None or quote.parent in document.quotes
        assert quote.parent is None or is_around(quote.parent, quote)
        assert quote.speaker is None or quote.speaker in document.speakers
    parts = [(*q.contents, q.cue, q.source, q.addressee) for q in document.quotes]
    mentions = [speaker.mentions for speaker in document.speakers]
    for span in filter(None, chain(*parts, *mentions)):
        assert text[span.start : span.end] == span.text != ""
    tokens = [token for sentence in document.sentences for token in sentence]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    data = json.loads(document.to_json())
    again = Document.from_dict(data)
    assert again.to_dict() == document.to_dict()
    assert [quote.text for quote in again.quotes] == [quote.text for quote in document.quotes]
    assert document._repr_html_()


def is_around(outer: Quote, inner: Quote) -> bool:
    first, last = outer.contents[0].start, outer.contents[-1].end
    return first <= inner.contents[0].start and inner.contents[-1].end <= last


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text(text: str, extractor: Extractor) -> None:
    check(extractor.extract(text), text)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_text(text: str, extractor: Extractor) -> None:
    check(extractor.extract(text), text)


@pytest.mark.parametrize("name", ["empty", "blank", "only nul", "only punctuation", "one mark"])
def test_nothing_is_found_in_nothing(name: str, extractor: Extractor) -> None:
    document = extractor.extract(ODD[name])
    assert (document.quotes, document.speakers) == ((), ())


@pytest.mark.parametrize(
    "name", ["nul", "lone surrogates", "emoji", "carriage returns", "right to left", "markup"]
)
def test_quotes_are_found_all_the_same(name: str, extractor: Extractor) -> None:
    assert extractor.extract(ODD[name]).quotes


@pytest.mark.parametrize(
    "text",
    [
        "better,\u201d said Holm. 14.Bxe5?\u201d said ",
        "\u201cIt was better,\u201d said Ada Holm. >> White played 12.Nf3? and 14.Bxe5?\u201d was "
        "worse, said Otto.",
    ],
)
def test_no_source_stands_in_its_own_content(text: str, extractor: Extractor) -> None:
    quotes = extractor.extract(text).quotes
    assert quotes
    pairs = [(q.source, c) for q in quotes for c in q.contents if q.source is not None]
    assert not any(c.start < source.end and source.start < c.end for source, c in pairs)


def test_a_sentence_of_cues_alone_gives_quotes(extractor: Extractor) -> None:
    assert len(extractor.extract(ODD["said that again and again"]).quotes) > 2


@pytest.mark.parametrize("name", ["very many quotations", "unclosed"])
def test_repetition_is_no_hindrance(name: str, extractor: Extractor) -> None:
    assert len(extractor.extract(ODD[name]).quotes) > 20


FRAGMENTS = st.one_of(
    st.sampled_from(
        [
            *"“”‘’\"'«»„,.;:?!—-()\n\0\u200f\ud800",
            *(" said ", " Marta Quill ", " she ", " the mayor ", " that ", " according to "),
            *(" the dam will hold", ", adding ", " told reporters ", ".\n\n", "’s ", " warning "),
        ]
    ),
    st.text(max_size=6),
)


@settings(max_examples=60)
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_any_text(text: str) -> None:
    extractor = default_extractor()
    document = extractor.extract(text)
    check(document, text)
    assert extractor.extract(text).to_dict() == document.to_dict()


@settings(max_examples=20)
@given(st.lists(st.lists(FRAGMENTS, max_size=20).map("".join), min_size=1, max_size=4))
def test_any_texts_give_the_same_alone_and_together(texts: list[str]) -> None:
    extractor = default_extractor()
    together = [d.to_json() for d in extractor.extract_many(texts) if isinstance(d, Document)]
    assert together == [extractor.extract(text).to_json() for text in texts]


SENTENCES = st.lists(
    st.sampled_from(
        [
            "“The dam will hold,” said Marta Quill, the engineer.",
            "She added that nobody need leave.",
            "The mayor told reporters that the mill was safe.",
            "“Who asked you?” he said.",
            "According to the ministry, prices of grain fell in May.",
            "“We left early,” Otto Brandt said. “It was over.”",
            "The union’s warning that the ferry would stop was ignored.",
            "“No,” the keeper wrote, “it will not open again.”",
            "Critics called the plan “a gamble”.",
            "It rained for a week, and the road was closed.",
            "“I would not have gone,” she told the gazette.",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=30)
@given(st.lists(SENTENCES, min_size=1, max_size=4).map("\n\n".join), SENTENCES)
def test_a_paragraph_more_changes_no_quote_before_it(text: str, paragraph: str) -> None:
    """But for their speakers: whoever is named later may be who spoke before."""
    before, after = (
        [
            (quote.contents, quote.cue, quote.source, quote.form, quote.act)
            for quote in default_extractor().extract(whole).quotes
        ]
        for whole in (text, f"{text}\n\n{paragraph}")
    )
    assert before == after[: len(before)]


SCRIPT = """
import sys, quoteattr
for text in sys.stdin.read().split("\\f"):
    print(quoteattr.extract(text).to_json())
"""


def test_no_order_of_sets_shows() -> None:
    texts = "\f".join(
        [
            SAYING,
            "Ana Ruiz and Otto Brandt of the Lindholm Institute said it was over. The institute's "
            "director, Ana Ruiz, told Mr Brandt: “We agree.” They said so. Ruiz wrote that the "
            "ministry, which Otto Brandt leads, “did its best”, according to the Kremlin.",
        ]
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=texts,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert '"cue"' in outputs.pop()


class CountingText(str):
    """A text that counts the characters that are copied out of it."""

    copied = 0

    def __getitem__(self, key: object) -> str:
        piece = super().__getitem__(key)  # type: ignore[index]
        CountingText.copied += len(piece)
        return piece


def copied_for(count: int) -> int:
    """Characters copied to find the speeches of a text of so many quotations."""
    part = "“It will hold.” "
    text = part * count
    paragraphs = find_paragraphs(text)
    sentences = []
    for number in range(count):
        start = number * len(part)
        token = Token(0, start, start + len(part) - 1, part.strip(), "x", "X", "FW", -1, "root")
        sentences.append(Sentence((token,), 0, number))
    marked = find_marked(text, paragraphs)
    article = Article(CountingText(text), paragraphs, marked, tuple(sentences))
    CountingText.copied = 0
    assert sum(len(speech.quotations) for speech in find_speeches(article)) == count
    return CountingText.copied


def test_copies_grow_with_the_text_not_with_its_square() -> None:
    assert copied_for(400) < 2.5 * copied_for(200)
