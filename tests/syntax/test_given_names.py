"""Given names that a parser takes for verbs and prepositions."""

from __future__ import annotations

import pytest

from quoteattr.syntax.given_names import with_given_names
from tests.speakers.build import sentence


def test_a_verb_after_a_verb_begins_a_name() -> None:
    tree = sentence(
        "dry ADJ JJ 3 ccomp\nsaid VERB VBD 3 ccomp\nSaid VERB VBD 0 root\nKarimi PROPN NNP 3 nsubj"
    )
    (mended,) = with_given_names([tree])
    assert [(t.head, t.deprel) for t in mended][1:] == [(-1, "root"), (1, "nsubj"), (2, "flat")]
    assert mended[2].upos == "PROPN"


def test_a_verb_before_another_subject_begins_a_name() -> None:
    tree = sentence("Said VERB VBD 0 root\nKarimi PROPN NNP 3 nsubj\nspoke VERB VBD 1 ccomp")
    (mended,) = with_given_names([tree])
    assert [(t.head, t.deprel) for t in mended] == [(2, "nsubj"), (0, "flat"), (-1, "root")]


def test_a_preposition_inside_a_subject_begins_a_name() -> None:
    tree = sentence(
        "farmer NOUN NN 4 nsubj\nPer ADP IN 3 case\nBerg PROPN NNP 1 nmod\nspoke VERB VBD 0 root"
    )
    (mended,) = with_given_names([tree])
    assert [(t.head, t.deprel) for t in mended][1:3] == [(0, "appos"), (1, "flat")]


@pytest.mark.parametrize(
    "rows",
    [
        "Said VERB VBD 0 root\nKarimi PROPN NNP 1 nsubj",
        "Per ADP IN 2 case\nBerg PROPN NNP 4 obl\nit PRON PRP 4 nsubj\nrained VERB VBD 0 root",
        "said VERB VBD 0 root\nKarimi PROPN NNP 3 nsubj\nspoke VERB VBD 1 ccomp",
    ],
    ids=["verb", "preposition", "small letters"],
)
def test_other_words_are_left_alone(rows: str) -> None:
    tree = sentence(rows)
    assert with_given_names([tree]) == (tree,)
