"""Verbs of habit, and verbs that only look like them."""

from __future__ import annotations

import pytest

from quoteattr.syntax.habits import with_habits
from tests.speakers.build import sentence

SAY = "She PRON PRP 2 nsubj\nused/use VERB VBD 0 root\nto PART TO 4 mark\nsay VERB VB 2 xcomp\n"


def test_who_used_to_say_says() -> None:
    (mended,) = with_habits([sentence(SAY)])
    assert [(t.head, t.deprel) for t in mended] == [
        (3, "nsubj"),
        (3, "aux"),
        (3, "aux"),
        (-1, "root"),
    ]


def test_a_second_habit_hangs_on_the_first_verb() -> None:
    rows = "and CCONJ CC 6 cc\nliked/like VERB VBD 2 conj\nto PART TO 8 mark\nadd VERB VB 6 xcomp"
    (mended,) = with_habits([sentence(SAY + rows)])
    assert (mended[7].head, mended[7].deprel) == (3, "conj")


@pytest.mark.parametrize(
    "rows",
    [
        "I PRON PRP 2 nsubj\nlike VERB VBP 0 root\nher PRON PRP 2 obj\n"
        "to PART TO 5 mark\nsay VERB VB 2 xcomp",
        "I PRON PRP 2 nsubj\nlike VERB VBP 0 root\nher PRON PRP 5 nsubj\n"
        "to PART TO 5 mark\nsay VERB VB 2 xcomp",
        SAY.replace("say VERB", "run VERB"),
    ],
    ids=["object", "subject", "other-verb"],
)
def test_other_verbs_are_left_alone(rows: str) -> None:
    tree = sentence(rows)
    assert with_habits([tree]) == (tree,)
