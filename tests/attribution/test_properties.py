"""What holds for every text and every tree, however odd."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.attribution import attribute
from quoteattr.characters.paragraphs import Paragraph, find_paragraphs
from quoteattr.reader import read
from quoteattr.records import Act
from quoteattr.syntax.parser import GivenTrees
from quoteattr.syntax.tree import Sentence, Token
from tests.cases import Case, load_cases
from tests.shipped import scores

if TYPE_CHECKING:
    from random import Random

    from quoteattr.article.drafts import Draft, Phrase

ALL_ACTS = frozenset(Act)
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
PARTS_OF_SPEECH = ("NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "ADV", "ADP", "SCONJ", "PUNCT")
RELATIONS = (
    *("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "ccomp", "xcomp"),
    *("advcl", "acl", "acl:relcl", "parataxis", "conj", "cc", "mark", "case", "fixed", "flat"),
    *("appos", "nmod", "nmod:poss", "nmod:desc", "det", "aux", "advmod", "dep", "punct"),
)
FRAGMENTS = (
    *("said", "says", "told", "asked", "according", "to", "that", "whether", "adding", "warning"),
    *("did", "not", "was", "quoted", "as", "by", "tweeted", "believes", "Ana", "Duarte", "she"),
    *("the", "mayor", "reporters", "bridge", "opened", "don’t", "Duarte’s", "office", "live"),
    *(
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "''",
        "``",
        ",",
        ".",
        "?",
        "…",
        ":",
        "–",
        "(",
        ")",
    ),
    *("\n", "\n\n", "\r\n", "\N{NO-BREAK SPACE}", "\N{RIGHT-TO-LEFT MARK}", "\N{GRINNING FACE}"),
)

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join),
)
randoms = st.randoms(use_true_random=False)


def naive_sentences(
    text: str, paragraphs: tuple[Paragraph, ...], random: Random
) -> tuple[Sentence, ...]:
    """Sentences cut at every full stop, with a tree thrown by the dice."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        spans: list[tuple[int, int]] = []
        for match in WORD_OR_MARK.finditer(text, paragraph.start, paragraph.end):
            spans.append(match.span())
            if match[0] in ".?!":
                sentences.append(naive_sentence(text, spans, number, len(sentences), random))
                spans = []
        if spans:
            sentences.append(naive_sentence(text, spans, number, len(sentences), random))
    return tuple(sentences)


def naive_sentence(
    text: str, spans: list[tuple[int, int]], paragraph: int, index: int, random: Random
) -> Sentence:
    order = list(range(len(spans)))
    random.shuffle(order)
    heads = {token: random.choice(order[:place]) for place, token in enumerate(order) if place}
    tokens = tuple(
        Token(
            index=i,
            start=start,
            end=end,
            text=text[start:end],
            lemma=text[start:end].lower(),
            upos=random.choice(PARTS_OF_SPEECH),
            xpos="_",
            head=heads.get(i, -1),
            deprel=random.choice(RELATIONS) if i in heads else "root",
        )
        for i, (start, end) in enumerate(spans)
    )
    return Sentence(tokens, paragraph=paragraph, index=index)


def check(text: str, sentences: tuple[Sentence, ...], drafts: tuple[Draft, ...]) -> None:
    for number, draft in enumerate(drafts):
        assert draft.contents
        places = [place for span in draft.contents for place in span]
        assert places[0] >= 0
        assert places[-1] <= len(text)
        assert all(start < end for start, end in draft.contents)
        assert places == sorted(places)
        assert 0.0 <= draft.confidence <= 1.0
        assert draft.evidence
        if draft.cue is not None:
            assert 0 <= draft.cue[0] < draft.cue[1] <= len(text)
        for phrase in (draft.source, draft.addressee):
            check_phrase(phrase, text, sentences)
        check_links(number, drafts)


def check_phrase(phrase: Phrase | None, text: str, sentences: tuple[Sentence, ...]) -> None:
    if phrase is not None:
        assert 0 <= phrase.start < phrase.end <= len(text)
        head = sentences[phrase.sentence][phrase.head]
        assert phrase.start <= head.start
        assert head.end <= phrase.end


def check_links(number: int, drafts: tuple[Draft, ...]) -> None:
    """Links lead to other drafts and never in a circle."""
    for link in ("parent", "antecedent"):
        seen, place = {number}, getattr(drafts[number], link)
        while place is not None:
            assert 0 <= place < len(drafts)
            assert place not in seen
            seen.add(place)
            place = getattr(drafts[place], link)


def drafts_of(
    text: str, sentences: tuple[Sentence, ...], acts: frozenset[Act] = ALL_ACTS
) -> tuple[Draft, ...]:
    return attribute(read(text, GivenTrees(sentences)), scores().readings, acts).drafts


@given(text=texts, random=randoms)
def test_any_text_and_any_tree(text: str, random: Random) -> None:
    sentences = naive_sentences(text, find_paragraphs(text), random)
    drafts = drafts_of(text, sentences)
    check(text, sentences, drafts)
    assert drafts == drafts_of(text, sentences)


@given(text=texts, random=randoms, acts=st.frozensets(st.sampled_from(Act)))
def test_only_the_acts_asked_for(text: str, random: Random, acts: frozenset[Act]) -> None:
    sentences = naive_sentences(text, find_paragraphs(text), random)
    drafts = drafts_of(text, sentences, acts)
    assert {draft.act for draft in drafts} <= acts
    check(text, sentences, drafts)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n\t"])
def test_blank_text_holds_no_quotes(text: str) -> None:
    assert drafts_of(text, ()) == ()


@pytest.mark.parametrize("case", load_cases(), ids=str)
def test_cases_too(case: Case) -> None:
    drafts = drafts_of(case.text, case.sentences)
    check(case.text, case.sentences, drafts)
    for draft in drafts:
        source = draft.source and (draft.source.start, draft.source.end)
        for place in (draft.cue, source):
            if place:
                assert all(place[1] <= start or end <= place[0] for start, end in draft.contents)
