"""What holds for every text, tree and attribution, however odd; and that time grows with length."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from quoteattr.article.drafts import Draft, Phrase
from quoteattr.records import Act, Construction, Form
from quoteattr.speakers.mentions.find import to_mention
from quoteattr.syntax.tree import Sentence, Token
from tests.speakers.build import article, sentence, speakers_of

if TYPE_CHECKING:
    from random import Random

WORDS = (
    *("Ana", "Duarte", "Mrs", "Dr", "Minister", "of", "Mines", "and", "the", "UMA", "Council"),
    *("he", "she", "they", "it", "I", "we", "you", "who", "his", "company", "statement", "people"),
    *("said", "is", "Elysée", "French", "presidency", "'s", "office", "A", "-", "jen", "(", ")"),
    *("“", "”", ",", ".", "?", "—", "van", "der", "10", "…", "¿", "王", "\u0301", "İ"),
)
TAGS = (("NOUN", "NN"), ("NOUN", "NNS"), ("PROPN", "NNP"), ("PRON", "PRP"), ("VERB", "VBD"))
MORE_TAGS = (("ADJ", "JJ"), ("ADP", "IN"), ("PUNCT", "."), ("CCONJ", "CC"), ("DET", "DT"))
RELATIONS = (
    *("nsubj", "obj", "obl", "appos", "conj", "cc", "flat", "compound", "amod", "nmod", "case"),
    *("nmod:poss", "nmod:desc", "acl:relcl", "vocative", "cop", "det", "punct", "parataxis"),
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, tuple[Sentence, ...], tuple[Draft, ...]]:
    """A text of random words, with random trees and random attributions."""
    random = draw(st.randoms(use_true_random=False))
    counts = draw(st.lists(st.integers(1, 12), min_size=1, max_size=8))
    sentences: list[Sentence] = []
    text = ""
    for number, count in enumerate(counts):
        tokens: list[Token] = []
        heads = _heads(count, random)
        for place in range(count):
            word = random.choice(WORDS)
            tag, relation = random.choice(TAGS + MORE_TAGS), random.choice(RELATIONS)
            relation = relation if heads[place] >= 0 else "root"
            start = len(text)
            text += word + random.choice(("", " ", " "))
            end = start + len(word)
            tokens.append(
                Token(place, start, end, word, word.lower(), *tag, heads[place], relation)
            )
        sentences.append(Sentence(tuple(tokens), paragraph=number // 2, index=number))
    size = draw(st.integers(0, 8))
    drafts = tuple(_draft(i, size, len(text), sentences, random) for i in range(size))
    return text, tuple(sentences), drafts


def _heads(count: int, random: Random) -> list[int]:
    order = list(range(count))
    random.shuffle(order)
    heads = {order[0]: -1}
    for place, token in enumerate(order[1:], start=1):
        heads[token] = random.choice(order[:place])
    return [heads[i] for i in range(count)]


def _draft(index: int, size: int, length: int, sentences: list[Sentence], random: Random) -> Draft:
    places = sorted(random.sample(range(length + 1), min(length + 1, 4)))
    spans = tuple(zip(places[::2], places[1::2], strict=False)) or ((0, length),)
    chosen = random.choice(sentences)
    first, last = sorted(random.choice(range(len(chosen))) for _ in range(2))
    head = random.choice(range(first, last + 1))
    source = Phrase(chosen[first].start, chosen[last].end, chosen.index, head)
    others = [i for i in range(size) if i != index]
    return Draft(
        contents=spans,
        cue=None if random.random() < 0.5 else spans[0],
        lemma="say",
        source=source if random.random() < 0.7 else None,
        form=random.choice(tuple(Form)),
        act=Act.SPEECH,
        evidence=random.choice(tuple(Construction)),
        confidence=0.5,
        parent=random.choice((None, *others)) if random.random() < 0.3 else None,
        antecedent=random.choice((None, *others)) if random.random() < 0.5 else None,
    )


@given(articles())
def test_invariants(drawn: tuple[str, tuple[Sentence, ...], tuple[Draft, ...]]) -> None:
    text, sentences, drafts = drawn
    speakers = speakers_of(text, sentences, drafts)
    assert len(speakers) == len(drafts)
    for draft, speaker in zip(drafts, speakers, strict=True):
        if draft.source is not None:
            mention = to_mention(draft.source, article(text, *sentences))
            assert text[mention.start : mention.end] == mention.text
        if speaker is not None:
            assert speaker.name
            assert list(speaker.mentions) == sorted(speaker.mentions)
            assert all(text[m.start : m.end] == m.text for m in speaker.mentions)


@given(articles())
def test_a_mention_has_one_speaker(
    drawn: tuple[str, tuple[Sentence, ...], tuple[Draft, ...]],
) -> None:
    text, sentences, drafts = drawn
    speakers = speakers_of(text, sentences, drafts)
    for one, other in zip(drafts, speakers, strict=True):
        for draft, speaker in zip(drafts, speakers, strict=True):
            if one.source is not None and draft.source == one.source:
                assert speaker is other


@given(articles())
def test_same_input_same_output(
    drawn: tuple[str, tuple[Sentence, ...], tuple[Draft, ...]],
) -> None:
    text, sentences, drafts = drawn
    one, other = (speakers_of(text, sentences, drafts) for _ in range(2))
    assert one == other


ROWS = """
{name}    PROPN NNP 3 nsubj
{family}  PROPN NNP 1 flat
told      VERB  VBD 0 root
him       PRON  PRP 3 iobj
that      SCONJ IN  7 mark
he        PRON  PRP 7 nsubj
left      VERB  VBD 3 ccomp
"""


def calls(count: int, *, one_sentence: bool = False) -> int:
    """Calls made for a text of so many clauses: every name new, every pronoun to be resolved."""
    sentences: list[Sentence] = []
    at = 0
    for number in range(count):
        rows = ROWS.format(name=f"Jon{number % 97}x", family=f"Be{number}rg")
        sentences.append(sentence(rows, start=at, index=number, paragraph=number))
        at = sentences[-1].end + 1
    if one_sentence:
        sentences = [_merged(sentences)]
    text = " " * at
    drafts = [
        Draft(
            ((t.start, t.end),), None, "", Phrase(t.start, t.end, s.index, t.index),
            Form.DIRECT, Act.SPEECH, Construction.NO_CUE, 1.0, antecedent=None,
        )
        for s in sentences
        for t in s
        if t.text == "he"
    ]  # fmt: skip
    made = 0

    def count_call(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    sys.setprofile(count_call)
    try:
        speakers_of(text, sentences, drafts)
    finally:
        sys.setprofile(None)
    return made


def _merged(sentences: list[Sentence]) -> Sentence:
    tokens: list[Token] = []
    for part in sentences:
        base = len(tokens)
        for token in part:
            head = token.head + base if token.head >= 0 else base - 7
            relation = "conj" if token.head < 0 and base else token.deprel
            tokens.append(
                Token(
                    token.index + base, token.start, token.end, token.text, token.lemma,
                    token.upos, token.xpos, head if base or token.head >= 0 else -1, relation,
                )
            )  # fmt: skip
    return Sentence(tuple(tokens))


def test_work_grows_with_length_and_no_faster() -> None:
    calls(50)  # the word lists are read once
    assert calls(1500) < 8 * calls(300)  # five times the text; in the square it would be 25 times


def test_one_endless_sentence_takes_no_longer() -> None:
    calls(50, one_sentence=True)
    assert calls(1000, one_sentence=True) < 8 * calls(200, one_sentence=True)
