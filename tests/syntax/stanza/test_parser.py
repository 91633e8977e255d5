"""Whatever the text, the parse has exact offsets, full cover and sound trees."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.characters.normalise import normalise
from quoteattr.characters.paragraphs import Paragraph, find_paragraphs
from quoteattr.models.load import load_parser
from quoteattr.syntax.stanza.analyser import Analysis, Word
from quoteattr.syntax.stanza.parser import MAX_WORDS, Parser
from quoteattr.syntax.stanza.with_labels import WithLabels
from quoteattr.syntax.tree import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import stanza

    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.syntax.tree import Sentence

ARTICLE = """Ferries stop at Port Nivel

“What?” he asked. “Nobody told us.” The harbour office – run by Ana Ruiz, a former judge –
didn’t say when boats would sail again.

Sen. Tomas Holm's staff said the storm “was the worst in 30 years” (see www.nivel.example).
"""
ODD = {
    "empty": "",
    "blank": " \n\t \n\n",
    "nul": "She\0 said\0\0 no.\0",
    "lone surrogates": "She \ud800said\udfff \udc00\ud83d “no”.",
    "emoji": "\N{GRINNING FACE}\N{FACE WITH MEDICAL MASK} She said \N{WOMAN}\u200d\N{ROCKET} no.",
    "marks": "“” \"\" '' « » “““ ””” ’ ‘ \" ' „“ ``",
    "right to left": "\u200fShe said \u202eno\u202c.\u200f",
    "line ends": "One.\r\nTwo.\rThree.\x85Four.\u2028Five.\u2029Six.",
    "no punctuation": "she said no and they left " * 60,
    "no space": "x" * 30_000,
    "one sentence": "the boat, the quay and " * 700 + "the sea.",
    "dashes": "-" * 3000,
    "combining": "e\u0301" * 500,
    "digits": "1" * 2000 + "a",
}


@pytest.fixture(scope="module")
def tiny(tiny_pipeline: stanza.Pipeline) -> WithLabels:
    parser = load_parser(tiny_pipeline)
    assert isinstance(parser, WithLabels)
    return parser


@pytest.fixture(params=["shipped", "tiny"])
def parser(request: pytest.FixtureRequest) -> SentenceParser:
    found: SentenceParser = request.getfixturevalue(request.param)
    return found


def parse(parser: SentenceParser, text: str) -> tuple[Sentence, ...]:
    return parser.parse(text, find_paragraphs(text))


def check(text: str, sentences: tuple[Sentence, ...]) -> None:
    paragraphs, normal = find_paragraphs(text), normalise(text)
    tokens = [token for sentence in sentences for token in sentence]
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    covered = {i for token in tokens for i in range(token.start, token.end)}
    inside = {i for part in paragraphs for i in range(part.start, part.end)}
    assert {i for i in inside if not normal[i].isspace()} <= covered <= inside
    for number, sentence in enumerate(sentences):
        assert sentence.index == number
        check_sentence(text, paragraphs[sentence.paragraph], sentence)


def check_sentence(text: str, paragraph: Paragraph, sentence: Sentence) -> None:
    assert 0 < len(sentence) <= 512
    assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
    assert [token.head for token in sentence].count(-1) == 1
    for index, token in enumerate(sentence):
        assert token.index == index
        assert token.start < token.end
        assert token.text == text[token.start : token.end]
        assert all((token.lemma, token.upos, token.xpos, token.deprel))
        assert -1 <= token.head < len(sentence)
    assert len(sentence.subtree(sentence.root)) == len(sentence)  # no cycle
    if sentence.roles is not None:
        assert sentence.roles.shape == (len(sentence), len(ROLES))
        assert sentence.roles.sum(1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", [ARTICLE, *ODD.values()], ids=["article", *ODD])
def test_sound(parser: SentenceParser, text: str) -> None:
    sentences = parse(parser, text)
    check(text, sentences)
    assert all(sentence.roles is not None for sentence in sentences)


@settings(max_examples=100)
@given(st.text(st.characters() | st.sampled_from(" .,\"'“”\n-aA1"), max_size=80))
def test_sound_on_any_text(tiny: WithLabels, text: str) -> None:
    check(text, parse(tiny, text))


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*ARTICLE.split(), "\n\n", "“", "”"]), max_size=40).map(" ".join))
def test_sound_on_shuffled_words(shipped: SentenceParser, text: str) -> None:
    check(text, parse(shipped, text))


def test_sentences_are_capped(tiny: WithLabels) -> None:
    assert max(map(len, parse(tiny, ODD["one sentence"]))) <= MAX_WORDS


def test_tokens_keep_the_marks_of_the_text(shipped: SentenceParser) -> None:
    (sentence,) = parse(shipped, "“Don’t,” she said – twice")
    assert "".join(token.text for token in sentence) == "“Don’t,”shesaid–twice"


def test_cue_stays_with_its_question(shipped: SentenceParser) -> None:
    sentences = parse(shipped, "“What?” he asked. “Stop!” said Ana Ruiz.")
    texts = ["".join(token.text for token in sentence) for sentence in sentences]
    assert texts == ["“What?”heasked.", "“Stop!”saidAnaRuiz."]


def test_same_whatever_is_parsed_before(parser: SentenceParser) -> None:
    first = dump(parse(parser, ARTICLE))
    for text in ODD.values():
        parse(parser, text[:2000])
    assert dump(parse(parser, ARTICLE)) == first


def test_threads_get_the_same(parser: SentenceParser) -> None:
    texts = [ARTICLE, ODD["emoji"], ODD["marks"], ARTICLE * 2] * 3
    alone = [dump(parse(parser, text)) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: dump(parse(parser, text)), texts)) == alone


def dump(sentences: tuple[Sentence, ...]) -> list[tuple[object, ...]]:
    return [
        (s.tokens, s.paragraph, s.index, None if s.roles is None else s.roles.tolist())
        for s in sentences
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_works_in_a_fork_even_if_a_thread_held_the_lock(tiny: WithLabels) -> None:
    assert isinstance(tiny.parser, Parser)
    lock = tiny.parser._lock
    expected = pickle.dumps(dump(parse(tiny, ARTICLE)))
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            entered.set()
            leave.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait()
    try:
        assert in_fork(lambda: pickle.dumps(dump(parse(tiny, ARTICLE)))) == expected
    finally:
        leave.set()
        holder.join()


def in_fork(work: Callable[[], bytes]) -> bytes:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(300)  # ends a child that hangs, so that the test fails
        try:
            with os.fdopen(writing, "wb") as stream:
                stream.write(work())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        result = stream.read()
    os.waitpid(child, 0)
    return result


def test_leaves_threads_and_logging_alone(
    tiny_pipeline: stanza.Pipeline,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    levels = {name: logging.getLogger(name).level for name in (None, "stanza", "torch")}
    threads = torch.get_num_threads()
    with caplog.at_level(logging.INFO):
        parse(load_parser(tiny_pipeline), ARTICLE)
    assert torch.get_num_threads() == threads
    assert {name: logging.getLogger(name).level for name in levels} == levels
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


class Words:
    """Splits at spaces and hangs each word on the one before it; notes how much it is handed."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        """Characters of the blocks, and words of the longest sentence, of each call."""

    def split(self, blocks: Sequence[str]) -> list[list[list[Word]]]:
        self.sizes.append(sum(map(len, blocks)))
        return [[sentence] if (sentence := self.words(block)) else [] for block in blocks]

    def words(self, block: str) -> list[Word]:
        words, start = [], 0
        for form in block.split():
            start = block.index(form, start)
            words.append(Word(start, start + len(form), form))
            start += len(form)
        return words

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        self.sizes.append(max(map(len, sentences)))
        return [
            [Analysis(form, "X", "X", i - 1, "dep") for i, form in enumerate(sentence)]
            for sentence in sentences
        ]


@pytest.mark.parametrize("text", ["It rained in Port Nivel. ", "and so on ", "x"])
def test_long_texts_are_handed_over_in_small_pieces(text: str) -> None:
    analyser = Words()
    long = text * (300_000 // len(text))
    sentences = Parser(analyser).parse(long, [Paragraph(0, len(long))])
    check(long, sentences)
    assert max(analyser.sizes) <= 20_000
