"""Whatever is done to a sentence, it remains a tree, and its words stay in order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from quoteattr.training.augmentation.datelines import Datelines
from quoteattr.training.augmentation.reported import Reports
from quoteattr.training.augmentation.variants import vary, without
from quoteattr.training.parser.examples import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.training.treebank import Paragraph, Word


def is_tree(sentence: Sequence[Word]) -> bool:
    heads = [word.head for word in sentence]
    reached = {0}
    for _ in heads:  # no path is longer than this
        reached |= {i for i, head in enumerate(heads, start=1) if head in reached}
    return heads.count(0) == 1 and len(reached) == len(heads) + 1


@pytest.mark.parametrize("seed", range(60))
def test_variants_are_trees(paragraphs: list[Paragraph], seed: int) -> None:
    rng = random.Random(seed)
    reports, datelines = Reports.from_treebank(paragraphs, 1), Datelines.from_treebank(paragraphs)
    for paragraph in paragraphs:
        varied = datelines.vary(vary(reports.vary(paragraph, rng), rng), rng)
        assert all(map(is_tree, varied))


def test_a_word_with_dependents_is_never_left_out(paragraphs: list[Paragraph]) -> None:
    sentence = paragraphs[0][0]
    assert without(sentence, 5) == sentence
    shorter = without(sentence, 3)
    assert [word.form for word in shorter] == [
        "The",
        "miller",
        "said",
        "the",
        "dam",
        "was",
        "safe",
        ".",
    ]
    assert shorter[6].head == 3


def test_changes_reach_the_text(paragraphs: list[Paragraph]) -> None:
    texts = {text_of(vary(paragraphs[0], random.Random(seed))) for seed in range(300)}
    plain = "The miller said that the dam was safe. We can't sell it!"
    assert plain in texts
    assert any(text.startswith("THE MILLER SAID THAT THE DAM WAS SAFE.") for text in texts)
    assert any(text.endswith("sell it") for text in texts)


def test_clauses_are_the_subjects_and_verbs_of_reports(paragraphs: list[Paragraph]) -> None:
    (clause,) = Reports.from_treebank(paragraphs, least=1).clauses
    assert [word.form for word in (*clause.subject, clause.verb)] == ["the", "miller", "said"]
    assert Reports.from_treebank(paragraphs, least=2).clauses == ()


def test_what_is_said_is_attached_to_the_cue(paragraphs: list[Paragraph]) -> None:
    reports = Reports.from_treebank(paragraphs, least=1)
    found = {}
    for seed in range(160):
        (sentence,) = reports.vary(paragraphs[2], random.Random(seed))
        found[text_of([sentence])] = sentence
    said = "The old wells of the village dried up"
    assert set(found) == {
        f'"{said}," the miller said.',
        f'"{said}," said the miller.',
        f"{said}, the miller said.",
        f"{said}, said the miller.",
        f'"{said}."',
    }
    del found[f'"{said}."']  # quoted, but nobody said so
    for sentence in found.values():
        (root,) = (word for word in sentence if word.head == 0)
        dried = next(word for word in sentence if word.form == "dried")
        miller = next(word for word in sentence if word.form == "miller")
        assert root.form == "said"
        assert sentence[dried.head - 1] == sentence[miller.head - 1] == root
        assert (dried.deprel, miller.deprel) == ("ccomp", "nsubj")


def test_a_label_is_the_root_and_governs_what_is_said(paragraphs: list[Paragraph]) -> None:
    (clause,) = Reports.from_treebank(paragraphs, least=1).clauses
    first, last = paragraphs[1][0][5:7]
    name = evolve(clause, subject=(evolve(first, head=0), evolve(last, head=1)))
    found = {}
    for seed in range(80):
        (sentence,) = Reports((name,)).vary(paragraphs[2], random.Random(seed))
        found[text_of([sentence])] = sentence
    said = "The old wells of the village dried up."
    for text in (f"Ada Fell: {said}", f'Ada Fell: "{said}"'):
        words = {word.form: word for word in found[text]}
        assert words["Ada"].deprel == "root"
        assert found[text][words["dried"].head - 1] == words["Ada"]
        assert words["dried"].deprel == "parataxis"


def test_datelines_are_sentences_before_the_paragraph(paragraphs: list[Paragraph]) -> None:
    datelines = Datelines.from_treebank(paragraphs)
    assert datelines.places == ("Larn",)
    assert datelines.agencies == (("ONA",),)
    texts = set()
    for seed in range(300):
        first, *rest = datelines.vary(paragraphs[2], random.Random(seed))
        assert tuple(rest) == paragraphs[2]
        texts.add(text_of([first]))
    assert {"LARN, Larn -", "Larn --", "LARN, May 3 -", "LARN, May 3 (ONA) -"} <= texts
