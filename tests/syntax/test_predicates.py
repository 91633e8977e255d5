"""What somebody is, told from who had something done to her before a tag."""

from __future__ import annotations

import pytest

from quoteattr.syntax.predicates import with_predicates
from tests.speakers.build import sentence

NURSE = "A DET DT 2 det\nnurse NOUN NN {head} nsubj\n, PUNCT , 2 punct\nshe PRON PRP 5 nsubj\n"
FULL = "it PRON PRP 7 nsubj\nfilled VERB VBD 5 ccomp"


@pytest.mark.parametrize(
    "rest",
    [
        "said/say VERB VBD 0 root\n" + FULL,
        "said/say VERB VBD 0 root\n: PUNCT : 5 punct\nyes INTJ UH 5 obj",
        "said/say VERB VBD 0 root\n, PUNCT , 5 punct\n“ PUNCT `` 5 punct\nyes INTJ UH 5 obj",
        "moved/move VERB VBD 0 root\n. PUNCT . 5 punct",
    ],
    ids=["clause", "colon", "quotation", "other-verb"],
)
def test_what_she_is_is_no_subject(rest: str) -> None:
    (mended,) = with_predicates([sentence(NURSE.format(head=5) + rest)])
    assert (mended[1].head, mended[1].deprel) == (4, "dislocated")


@pytest.mark.parametrize(
    "rest",
    [
        "said/say VERB VBD 7 parataxis\n, PUNCT , 5 punct\nfell VERB VBD 0 root",
        "told/tell VERB VBD 8 parataxis\nus PRON PRP 5 obj\n, PUNCT , 5 punct\n"
        "fell VERB VBD 0 root",
        "said/say VERB VBD 0 root\n. PUNCT . 5 punct",
    ],
    ids=["said", "told-us", "at-the-end"],
)
def test_a_tag_leaves_the_noun_alone(rest: str) -> None:
    head = 8 if "us" in rest else 7 if "fell" in rest else 5
    tree = sentence(NURSE.format(head=head) + rest)
    assert with_predicates([tree]) == (tree,)


@pytest.mark.parametrize("said", ["2 parataxis", "2 acl:relcl"])
def test_a_noun_above_the_verb_stays_above_it(said: str) -> None:
    rows = NURSE.format(head=0).replace("nsubj", "root", 1)
    tree = sentence(f"{rows}said/say VERB VBD {said}\n{FULL}")
    assert with_predicates([tree]) == (tree,)
