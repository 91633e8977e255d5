"""Pronouns whose gender tells whom they stand for, as examples to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quoteattr.models.load import load_model
from quoteattr.training.antecedents.gendered import told_choices

if TYPE_CHECKING:
    from quoteattr.training.antecedents.choices import Choice


def choices(text: str) -> list[Choice]:
    return told_choices(text, load_model(), weight=0.5)


def test_the_only_woman_is_she() -> None:
    (choice,) = choices("Petra Holm met Jon Berg at the mill. She left early.")
    assert choice.weight == 0.5
    assert choice.right.count(True) == 1
    assert not choice.right[-1], "nobody is not right"
    right = choice.features[choice.right.index(True)]
    assert "person|role=subject|subject|False" in right, "Petra, the subject, rather than Jon"


def test_gender_is_kept_from_the_learner() -> None:
    (choice,) = choices("Petra Holm met Jon Berg at the mill. She left early.")
    assert not any("gender" in name for features in choice.features for name in features)


@pytest.mark.parametrize(
    "text",
    [
        "Petra Holm met Lena Roth at the mill. She left early.",
        "Petra Holm left the mill. She was tired.",
        "Petra Holm met Jon Berg. A lawyer came by. She left early.",
    ],
    ids=["two women", "nobody else", "a lawyer in between"],
)
def test_pronouns_that_gender_does_not_settle_teach_nothing(text: str) -> None:
    assert choices(text) == []
