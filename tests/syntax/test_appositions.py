"""Names that a parser makes subjects beside the descriptions they belong to."""

from __future__ import annotations

import pytest

from quoteattr.syntax.appositions import with_appositions
from tests.speakers.build import sentence

HEAD = "head NOUN NN {verb} nsubj\nof ADP IN 3 case\nclinics NOUN NNS 1 nmod\n"


def test_the_name_hangs_on_the_description_before_it() -> None:
    tree = sentence(HEAD.format(verb=5) + "Ana PROPN NNP 5 nsubj\nspoke VERB VBD 0 root")
    (mended,) = with_appositions([tree])
    assert (mended[3].head, mended[3].deprel) == (0, "appos")
    assert mended[0] == tree[0]


def test_a_comma_may_stand_between_them_after_the_verb() -> None:
    rows = "spoke VERB VBD 0 root\nhead NOUN NN 1 nsubj\n, PUNCT , 4 punct\nAna PROPN NNP 1 nsubj"
    (mended,) = with_appositions([sentence(rows)])
    assert (mended[3].head, mended[3].deprel) == (1, "appos")


def test_both_words_of_a_name_are_one_subject() -> None:
    rows = "noted VERB VBD 0 root\nPer PROPN NNP 1 nsubj\nHolm PROPN NNP 1 nsubj"
    (mended,) = with_appositions([sentence(rows)])
    assert (mended[2].head, mended[2].deprel) == (1, "flat")


def test_three_subjects_are_left_alone() -> None:
    rows = "Ana PROPN NNP 4 nsubj\nBo PROPN NNP 4 nsubj\nit PRON PRP 4 nsubj\nran VERB VBD 0 root"
    tree = sentence(rows)
    assert with_appositions([tree]) == (tree,)


@pytest.mark.parametrize(
    "rows",
    [
        HEAD.format(verb=6) + ", PUNCT , 5 punct\nAna PROPN NNP 6 nsubj\nspoke VERB VBD 0 root",
        "heads NOUN NNS 3 nsubj\nAna PROPN NNP 3 nsubj\nspoke VERB VBD 0 root",
        "head NOUN NN 3 nsubj\nshe PRON PRP 3 nsubj\nspoke VERB VBD 0 root",
        "head NOUN NN 2 nsubj\nspoke VERB VBD 0 root\nAna PROPN NNP 2 nsubj",
    ],
    ids=["comma", "plural", "pronoun", "apart"],
)
def test_other_subjects_are_left_alone(rows: str) -> None:
    tree = sentence(rows)
    assert with_appositions([tree]) == (tree,)
