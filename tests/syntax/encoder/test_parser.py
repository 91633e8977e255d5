"""What holds whatever a network predicts, tested with an untrained one."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import torch
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from quoteattr.characters.normalise import normalise
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.syntax.encoder.lemmas import Lemmatizer
from quoteattr.syntax.encoder.model import EncoderModel
from quoteattr.syntax.encoder.network import STARTS_SENTENCE, Dimensions, JointParser, LabelSet
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.syntax.encoder.pieces import WordPieces, find_atoms
from quoteattr.syntax.encoder.windows import batch_size
from quoteattr.syntax.parser import GivenTrees
from quoteattr.syntax.together import parsers_for, read_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.characters.paragraphs import Paragraph
    from quoteattr.syntax.tree import Sentence

LETTERS = [mark + letter for letter in "abcdefghijklmnopqrstuvwxyz" for mark in ("", "##")]
PIECES = ("[UNK]", "[CLS]", "[SEP]", "the", "mill", "said", *LETTERS, *"0123456789.,!?'\"-")
SIZES = Dimensions(
    pieces=len(PIECES),
    layers=2,
    hidden=16,
    inner=32,
    heads=2,
    positions=66,
    arc=8,
    relation=8,
    upos=3,
    xpos=4,
    relations=5,
)
TEXT = """“We can't stop,” the miller said. “The mill won't wait!”

Nobody in Larn had an answer, and the wheel went on turning: day after day, and night after night.
It was Ada Fell who stopped it - with a plank."""


@pytest.fixture(scope="module")
def model() -> EncoderModel:
    torch.manual_seed(3)
    net = JointParser(SIZES).eval()
    for parameter in net.parameters():
        parameter.requires_grad_(False)
        if parameter.dim() > 1:
            parameter.mul_(3)  # far from even, so that answers vary
    return EncoderModel(
        net=net,
        pieces=WordPieces(PIECES),
        splits={"cannot": [3]},
        labels=LabelSet(tuple("NVP"), tuple("abcd"), ("root", "nsubj", "obj", "punct", "dep")),
        lemmatizer=Lemmatizer({}, {}),
        window=40,
        device=torch.device("cpu"),
    )


def with_boundaries(model: EncoderModel, kind: int) -> EncoderModel:
    """Make a model that takes every atom to do this."""
    net = JointParser(SIZES).eval()
    net.load_state_dict(model.net.state_dict())
    net.boundary.weight.data.zero_()
    net.boundary.bias.data.zero_()[kind] = 1
    return evolve(model, net=net)


def check(text: str, sentences: Sequence[Sentence]) -> None:
    """Check that offsets are exact and in order, only spaces are lost, and sentences are trees."""
    place, normal = 0, normalise(text)
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        for token in sentence:
            assert not normal[place : token.start].strip()
            assert text[token.start : token.end] == token.text != ""
            assert not any(map(str.isspace, token.text))
            place = token.end
        assert [token.index for token in sentence] == list(range(len(sentence)))
        assert sum(token.head < 0 for token in sentence) == 1
        assert len(sentence.subtree(sentence.root)) == len(sentence)
    assert not normal[place:].strip()


@given(st.text(alphabet="themilsad .,!?'\"-“”\nA1é\u00a0", max_size=300))
@settings(max_examples=100)
def test_any_text_becomes_trees_with_exact_offsets(model: EncoderModel, text: str) -> None:
    check(text, EncoderParser(model).parse(text, find_paragraphs(text)))


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_text_without_words_has_no_sentences(model: EncoderModel, text: str) -> None:
    assert EncoderParser(model).parse(text, find_paragraphs(text)) == ()


@pytest.mark.parametrize("kind", [0, 1, 2])
@pytest.mark.parametrize("text", ["the mill " * 300, "a.b" * 400, "x" * 3000, "the mill. " * 200])
def test_long_paragraphs_are_read_to_the_end(model: EncoderModel, kind: int, text: str) -> None:
    check(text, EncoderParser(with_boundaries(model, kind)).parse(text, find_paragraphs(text)))


def test_a_sentence_longer_than_a_window_is_not_cut_there(model: EncoderModel) -> None:
    text = "the " * 60
    parser = EncoderParser(with_boundaries(model, 1))
    (sentence,) = parser.parse(text, find_paragraphs(text))
    assert len(sentence) == 60 > model.window


def test_windows_end_where_sentences_end(model: EncoderModel) -> None:
    """Where each atom starts a sentence, it makes no difference where windows end."""
    text = "the mill ran " * 40
    parser = EncoderParser(with_boundaries(model, STARTS_SENTENCE))
    assert len(parser.parse(text, find_paragraphs(text))) == 120


def test_no_sentence_ends_in_a_word_that_says_what_follows(model: EncoderModel) -> None:
    text = "The mill said | Mayor A. ran. The mill said.\n\nA. ran"
    parser = EncoderParser(with_boundaries(model, STARTS_SENTENCE))
    starts = [text[s.start : s.start + 1] for s in parser.parse(text, find_paragraphs(text))]
    assert "|" not in starts
    assert starts.count("A") == 2


@pytest.mark.parametrize("kind", [0, 1])
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He ran, said Ada Quist. Tomas ran too.", 2),
        ("They met in Calif. Tomas ran too.", 1),
        ("They met in Sept. Tomas ran too.", 1),
        ("They met the firm Quist.Tomas there.", 1),
    ],
)
def test_a_full_stop_after_a_long_word_ends_a_sentence(
    model: EncoderModel, kind: int, text: str, count: int
) -> None:
    parser = EncoderParser(with_boundaries(model, kind))
    assert len(parser.parse(text, find_paragraphs(text))) == count


class Before(nn.Module):
    """A predictor of boundaries that starts a sentence before each of these words."""

    def __init__(self, text: str, words: set[str]) -> None:
        super().__init__()
        atoms = find_atoms(text, {}, 0)
        self.kinds = [STARTS_SENTENCE if atom.text in words else 1 for atom in atoms]

    def forward(self, states: Tensor) -> Tensor:
        return torch.eye(3)[self.kinds[: len(states)]]


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("Dear Ada, after the vote in the mill, nine left.", {"after", "nine"}, ["Dear Ada,"]),
        ('He ran "The Mill." In "The Mine," he ran.', {"In", "he"}, ['He ran "The Mill."']),
    ],
)
def test_only_a_greeting_ends_in_a_comma(
    model: EncoderModel, text: str, words: set[str], ends: list[str]
) -> None:
    net = copy.deepcopy(model.net)
    net.add_module("boundary", Before(text, words))
    sentences = EncoderParser(evolve(model, net=net)).parse(text, find_paragraphs(text))
    assert [text[s.start : s.end] for s in sentences[:-1]] == ends


def found(
    parser: EncoderParser, text: str, paragraphs: Sequence[Paragraph]
) -> list[tuple[object, ...]]:
    return [sentence.tokens for sentence in parser.parse(text, paragraphs)]


def test_a_paragraph_is_parsed_alike_alone_and_among_others(model: EncoderModel) -> None:
    parser = EncoderParser(model)
    paragraphs = find_paragraphs(TEXT)
    together = found(parser, TEXT, paragraphs)
    assert together == [s for part in paragraphs for s in found(parser, TEXT, [part])]


@given(st.lists(st.sampled_from([TEXT, "", "A mill.", "the mill ran " * 40, TEXT * 3]), max_size=6))
def test_texts_are_parsed_alike_alone_and_together(model: EncoderModel, texts: list[str]) -> None:
    parser = EncoderParser(model)
    pairs = [(text, find_paragraphs(text)) for text in texts]
    found = [[s.tokens for s in sentences] for sentences in parser.parse_many(pairs)]
    assert found == [[s.tokens for s in parser.parse(*pair)] for pair in pairs]


def test_paragraphs_are_counted(model: EncoderModel) -> None:
    sentences = EncoderParser(model).parse(TEXT, find_paragraphs(TEXT))
    numbers = [sentence.paragraph for sentence in sentences]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(find_paragraphs(TEXT))))


def test_threads_share_a_parser(model: EncoderModel) -> None:
    parser = EncoderParser(model)
    texts = [f"{TEXT} {number} mills." for number in range(12)]
    alone = [found(parser, text, find_paragraphs(text)) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda t: found(parser, t, find_paragraphs(t)), texts)) == alone


def test_tokens_keep_the_marks_of_the_text(model: EncoderModel) -> None:
    sentences = EncoderParser(model).parse("“Don’t,” said A.", find_paragraphs("“Don’t,” said A."))
    forms = [token.text for sentence in sentences for token in sentence]
    assert "".join(forms) == "“Don’t,”saidA."


def test_other_devices_read_more_together() -> None:
    assert batch_size(torch.device("cuda")) > 10 * batch_size(torch.device("cpu"))


def test_sentences_do_not_depend_on_how_much_is_read_together(
    model: EncoderModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([TEXT] * 40)
    usual = EncoderParser(model).parse(text, find_paragraphs(text))
    for size in (1, 16_384):
        monkeypatch.setattr("quoteattr.syntax.encoder.parser.batch_size", lambda _, size=size: size)
        found = EncoderParser(model).parse(text, find_paragraphs(text))
        assert [s.tokens for s in found] == [s.tokens for s in usual]


def test_longer_texts_are_read_together_where_more_is(
    model: EncoderModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser, texts = EncoderParser(model), [TEXT * 30, TEXT * 31]
    assert parsers_for(parser, texts) == [parser, parser]
    assert read_together(parser) < sum(map(len, texts))
    monkeypatch.setattr("quoteattr.syntax.encoder.parser.batch_size", lambda _: 16_384)
    assert read_together(parser) > sum(map(len, texts))
    assert all(isinstance(found, GivenTrees) for found in parsers_for(parser, texts))
