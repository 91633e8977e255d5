"""The adapter gives what the pipeline gives, and every character belongs to a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.characters.normalise import normalise
from quoteattr.syntax.stanza.pipeline import StanzaAnalyser
from tests.cases.loader import load_cases
from tests.syntax.stanza.pipelines import open_pipeline

if TYPE_CHECKING:
    from pathlib import Path

    import stanza

    from quoteattr.syntax.stanza.analyser import Word

ODD = [
    " two  spaces\tand a\ttab ",
    "wrapped\nlines of\n a paragraph",
    "see www.holm.example/a?b=c, or write to ana.ruiz@holm.example.",
    "...",
    "?!?! \N{GRINNING FACE} \ud800 \u0301",
    "x" * 999,
    "x" * 1001,
    "a word " * 60,
    "It rained. " * 60,
]
BLOCKS = [
    line for case in load_cases()[::9] for line in normalise(case.text).split("\n") if line.strip()
]


@pytest.fixture(scope="module")
def analyser(tiny_pipeline: stanza.Pipeline) -> StanzaAnalyser:
    return StanzaAnalyser(tiny_pipeline)


def test_each_block_has_the_sentences_that_the_pipeline_finds(
    analyser: StanzaAnalyser, tiny_pipeline: stanza.Pipeline
) -> None:
    assert BLOCKS
    for block, sentences in zip(BLOCKS, analyser.split(BLOCKS), strict=True):
        assert spans(sentences) == places(tiny_pipeline(block))


@pytest.mark.parametrize("text", ODD)
def test_same_words_in_odd_text(
    analyser: StanzaAnalyser, tiny_pipeline: stanza.Pipeline, text: str
) -> None:
    (sentences,) = analyser.split([text])
    assert spans(sentences) == places(tiny_pipeline(text))


def spans(sentences: list[list[Word]]) -> list[list[tuple[int, int]]]:
    return [[(word.start, word.end) for word in sentence] for sentence in sentences]


def places(document: Any) -> list[list[tuple[int, int]]]:
    """Where the tokens stand, spaces at their ends left out."""
    text = document.text
    return [
        [(t.start_char, t.start_char + len(text[t.start_char : t.end_char].rstrip())) for t in s]
        for s in (sentence.tokens for sentence in document.sentences)
    ]


def test_same_analyses(analyser: StanzaAnalyser, tiny_pipeline: stanza.Pipeline) -> None:
    for block in BLOCKS[:20]:
        sentences = tiny_pipeline(block).sentences
        forms = [[word.text for word in sentence.words] for sentence in sentences]
        expected = [
            [(w.lemma, w.upos, w.xpos or "_", w.head - 1, w.deprel) for w in sentence.words]
            for sentence in sentences
        ]
        assert [list(map(tuple, found)) for found in analyser.analyse(forms)] == expected


def test_nothing_to_do(analyser: StanzaAnalyser) -> None:
    assert analyser.split([]) == []
    assert analyser.split(["", " \n "]) == [[], []]
    assert analyser.analyse([]) == []


def test_parts_of_contractions_are_words(tiny_folder: Path) -> None:
    text = "They didn't go. She won't."
    tokens = [
        ["They", ("didn't", ["did", "n't"]), "go", "."],
        ["She", ("won't", ["will", "n't"]), "."],
    ]
    pipeline = open_pipeline(tiny_folder, tokenize_postprocessor=lambda _: tokens)
    (sentences,) = StanzaAnalyser(pipeline).split([text])
    assert [[text[word.start : word.end] for word in s] for s in sentences] == [
        ["They", "did", "n't", "go", "."],
        ["She", "won'", "t", "."],
    ]
    assert [word.form for word in sentences[1]] == ["She", "will", "n't", "."]


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_all_characters_but_spaces_belong_to_a_word(
    analyser: StanzaAnalyser, blocks: list[str]
) -> None:
    blocks = [normalise(block) for block in blocks]
    for block, sentences in zip(blocks, analyser.split(blocks), strict=True):
        words = [word for sentence in sentences for word in sentence]
        covered = [i for word in words for i in range(word.start, word.end)]
        assert sorted(set(covered)) == covered
        assert {i for i, c in enumerate(block) if not c.isspace()} <= set(covered)
        for word in words:
            assert block[word.start : word.end].split() == word.form.split()
