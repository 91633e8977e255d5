"""What is read of a Stanza document: its own trees, whatever its tokens look like."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import stanza
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import InputError
from quoteattr.syntax.stanza.document import DocumentParser
from tests.syntax.stanza.pipelines import open_pipeline

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.syntax.tree import Sentence

ODD = {
    "empty": "",
    "blank": " \n\t \n\n",
    "invisible": "\u200b\0 \ufeff",
    "invisible first": "\u200b\n\nShe said no.",
    "invisible between": "She said \u200b no.\n\n\0\n\nThey left.",
    "lone surrogates": "She \ud800said\udfff \udc00\ud83d “no”.",
    "doubled marks": "''No,'' she said. ``Yes.''",
    "marks of an old encoding": "\x93It rained\x85\x94 she said \x96 twice.\n\n\x91\x92",
    "line ends": "One.\r\nTwo.\rThree.\x85Four.\u2028Five.\u2029Six.",
}


def read(document: stanza.Document) -> tuple[Sentence, ...]:
    return DocumentParser(document).parse(document.text, find_paragraphs(document.text))


def rows(*words: tuple[str, int]) -> list[dict[str, Any]]:
    """Words with their heads; each is its own lemma and relation."""
    return [
        {"id": i, "text": text, "lemma": text, "upos": "X", "head": head, "deprel": text.lower()}
        for i, (text, head) in enumerate(words, 1)
    ]


def token(start: int, end: int, *words: dict[str, Any]) -> list[dict[str, Any]]:
    """One token: its place goes to its only word, or to the range of its words."""
    place = {"misc": f"start_char={start}|end_char={end}"}
    if len(words) == 1:
        return [{**words[0], **place}]
    ids = (words[0]["id"], words[-1]["id"])
    return [{"id": ids, "text": "-".join(word["text"] for word in words), **place}, *words]


def document_of(text: str, *tokens: list[dict[str, Any]]) -> stanza.Document:
    return stanza.Document([[entry for entries in tokens for entry in entries]], text)


def check(document: stanza.Document) -> None:
    """Exact offsets, in order; sound trees."""
    text, paragraphs = document.text, find_paragraphs(document.text)
    sentences = read(document)
    tokens = [token for sentence in sentences for token in sentence]
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        paragraph = paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < paragraph.end
        assert len(sentence.subtree(sentence.root)) == len(sentence)
        for token in sentence:
            assert token.text == text[token.start : token.end] != ""


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_sound(tiny_pipeline: stanza.Pipeline, text: str) -> None:
    check(tiny_pipeline(text))


@settings(max_examples=60)
@given(st.text(st.characters() | st.sampled_from(" .,\"'“”\n-aA1\u200b"), max_size=80))
def test_sound_on_any_text(tiny_pipeline: stanza.Pipeline, text: str) -> None:
    check(tiny_pipeline(text))


def test_trees_are_the_documents_own(tiny_pipeline: stanza.Pipeline) -> None:
    document = tiny_pipeline("“It rained,” said Ana Ruiz.\n\nThey left.")
    before = document.to_dict()
    for ours, theirs in zip(read(document), document.sentences, strict=True):
        assert [(t.start, t.end) for t in ours] == [
            (t.start_char, t.end_char) for t in theirs.tokens
        ]
        assert [(t.upos, t.xpos, t.head + 1, t.deprel) for t in ours] == [
            (w.upos, w.xpos, w.head, w.deprel) for w in theirs.words
        ]
    assert document.to_dict() == before


def test_a_sentence_over_two_paragraphs_is_in_the_first() -> None:
    text = "Storm\nAna left\nRain"
    storm, ana, left = rows(("Storm", 3), ("Ana", 3), ("left", 0))
    first = [*token(0, 5, storm), *token(6, 9, ana), *token(10, 14, left)]
    document = stanza.Document([first, token(15, 19, *rows(("Rain", 0)))], text)
    assert [sentence.paragraph for sentence in read(document)] == [0, 2]


def test_parts_of_a_contraction_are_words_of_their_own(tiny_folder: Path) -> None:
    tokens = [["They", ("didn't", ["did", "n't"]), "go", "."]]
    pipeline = open_pipeline(tiny_folder, tokenize_postprocessor=lambda _: tokens)
    document = pipeline("They didn't go.")
    (sentence,) = read(document)
    assert [t.text for t in sentence] == ["They", "did", "n't", "go", "."]
    assert [t.head + 1 for t in sentence] == [w.head for w in document.sentences[0].words]


# Of “A bc d”, the words of one token that has a single character are one word.
CONTRACTED = {
    "the part left out hangs on the other": ([("x", 0), ("y", 1), ("z", 2)], [-1, 0]),
    "the other way round": ([("x", 2), ("y", 0), ("z", 1)], [-1, 0]),
    "the part left out hangs elsewhere": ([("x", 3), ("y", 1), ("z", 0)], [1, -1]),
    "the other hangs below it by a third": ([("x", 3), ("y", 0), ("z", 2)], [-1, 0]),
}


@pytest.mark.parametrize(("words", "heads"), CONTRACTED.values(), ids=CONTRACTED)
def test_words_without_a_character_join_the_one_before(words: Any, heads: Any) -> None:
    x, y, z = rows(*words)
    (sentence,) = read(document_of("A d", token(0, 1, x, y), token(2, 3, z)))
    assert [(t.text, t.head) for t in sentence] == [("A", heads[0]), ("d", heads[1])]


@given(st.data())
def test_what_is_left_is_a_tree(data: Any) -> None:
    size = data.draw(st.integers(2, 9))
    order = data.draw(st.permutations(range(1, size + 1)))
    heads = {order[0]: 0}
    for place, word in enumerate(order[1:], 1):
        heads[word] = data.draw(st.sampled_from(order[:place]))
    words = rows(*[(f"w{i}", heads[i]) for i in range(1, size + 1)])
    cuts = sorted(data.draw(st.sets(st.integers(1, size - 1))))
    groups = [words[i:j] for i, j in pairwise([0, *cuts, size])]
    invisible = data.draw(st.sets(st.integers(0, len(groups) - 1), max_size=len(groups) - 1))
    text = "".join("\u200b" if i in invisible else "x" for i in range(len(groups)))
    document = document_of(text, *[token(i, i + 1, *g) for i, g in enumerate(groups)])
    (sentence,) = read(document)
    assert len(sentence) == len(groups) - len(invisible)
    assert [t.head for t in sentence].count(-1) == 1
    assert len(sentence.subtree(sentence.root)) == len(sentence)


def test_marks_in_lemmas_are_plain() -> None:
    (word,) = rows(("’s", 0))
    (sentence,) = read(document_of("’s", token(0, 2, word)))
    assert (sentence[0].text, sentence[0].lemma) == ("’s", "'s")


def without(name: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in entry.items() if key != name} for entry in entries]


WORDS = rows(("Ana", 2), ("left", 0))
GOOD = [*token(0, 3, WORDS[0]), *token(4, 8, WORDS[1])]
REFUSED = {
    "no text": (GOOD, None, "has no text"),
    "no offsets": (without("misc", GOOD), "Ana left", "'Ana' .* no place .*start_char=None"),
    "beyond the text": (GOOD, "Ana", "'left' .* no place .*end_char=8"),
    "one place for two": ([*token(0, 3, WORDS[0]), *token(0, 3, WORDS[1])], "Ana left", "'left'"),
    "text before the tokens": (GOOD[1:], "Ana left", "the text 'Ana' .* none of its tokens"),
    "text after the tokens": (GOOD, "Ana left. Us too", "the text '. Us too' .* none of its"),
    "no trees": (without("head", without("deprel", GOOD)), "Ana left", "has no trees"),
    "two roots": (
        [*token(0, 3, {**WORDS[0], "head": 0}), *token(4, 8, WORDS[1])],
        "Ana left",
        "no tree with a single root: 'Ana left'",
    ),
}


@pytest.mark.parametrize(("entries", "text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused(entries: Any, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        DocumentParser(stanza.Document([entries], text))


def test_a_circle_is_no_tree() -> None:
    ana, left, it = rows(("Ana", 2), ("left", 1), ("it", 0))
    document = document_of("Ana left it", token(0, 3, ana), token(4, 8, left), token(9, 11, it))
    with pytest.raises(InputError, match="no tree"):
        DocumentParser(document)
