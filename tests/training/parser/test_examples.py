from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from quoteattr.syntax.encoder.network import JOINS, STARTS_SENTENCE, STARTS_TOKEN
from quoteattr.syntax.encoder.pieces import WordPieces, find_atoms
from quoteattr.training.parser.examples import find_splits, labels_of, make_examples, text_of
from quoteattr.training.parser.pretrained import read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.training.treebank import Paragraph, Word


@pytest.fixture(scope="session")
def pieces(bert: Path) -> WordPieces:
    return WordPieces(read_vocabulary(bert))


def test_text_is_normalised_and_keeps_its_spaces(paragraphs: list[Paragraph]) -> None:
    assert text_of(paragraphs[0]) == "The miller said that the dam was safe. We can't sell it!"
    assert text_of(paragraphs[1]).startswith('"Nobody paid," Ada Fell said. They cannot')


def test_splits_are_the_runs_of_letters_that_the_treebank_divides(words: list[Word]) -> None:
    assert find_splits(words, least=1) == {"cannot": [3]}
    assert find_splits(words, least=2) == {}


def test_labels_are_sorted(words: list[Word]) -> None:
    labels = labels_of(words)
    assert labels.upos == tuple(sorted(set(labels.upos)))
    assert {"nsubj", "root", "compound:prt"} <= set(labels.deprel)


def test_each_atom_says_what_it_does(paragraphs: list[Paragraph], pieces: WordPieces) -> None:
    (example,) = make_examples([paragraphs[0]], pieces, {}, size=90)
    atoms = find_atoms(text_of(paragraphs[0]), {})
    names = {JOINS: "+", STARTS_TOKEN: "t", STARTS_SENTENCE: "S"}
    said = {atom.start: names[kind] for atom, kind in zip(atoms, example.boundaries, strict=True)}
    text = text_of(paragraphs[0])
    assert said[text.index("The")] == said[text.index("We")] == "S"
    assert said[text.index("n't")] == said[text.index("miller")] == "t"
    assert example.lengths == (9, 6)


def test_a_word_is_read_at_its_first_piece(paragraphs: list[Paragraph], pieces: WordPieces) -> None:
    for example in make_examples(paragraphs, pieces, {"cannot": [3]}, size=90):
        for word, place in zip(example.words, example.places, strict=True):
            first = pieces.vocabulary[example.window.ids[place]]
            plain = word.form.lower().replace("“", '"').replace("”", '"')
            assert plain.startswith(first) or first == "[UNK]"


def test_a_sentence_whose_words_divide_an_atom_is_left_out(
    paragraphs: list[Paragraph], pieces: WordPieces
) -> None:
    with_split = list(make_examples(paragraphs, pieces, {"cannot": [3]}, size=90))
    without = list(make_examples(paragraphs, pieces, {}, size=90))
    assert len(with_split) - len(without) == 1


@pytest.mark.parametrize("size", [5, 20, 90])
def test_no_sentence_is_lost_or_cut_by_the_windows(
    paragraphs: list[Paragraph], words: list[Word], pieces: WordPieces, size: int
) -> None:
    rng = random.Random(size)
    examples = list(make_examples(paragraphs, pieces, {"cannot": [3]}, size, rng))
    assert [word for example in examples for word in example.words] == words
    assert sum(len(example.lengths) for example in examples) == 5
