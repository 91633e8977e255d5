"""Confidence is raised where what is said is speech or writing, in the order that it had."""

from __future__ import annotations

import pytest
from attrs import evolve

from quoteattr.article.drafts import Draft
from quoteattr.attribution.readings.calibration import calibrated
from quoteattr.records import Act, Construction, Form

DRAFT = Draft(
    contents=((0, 4),),
    cue=(5, 9),
    lemma="say",
    source=None,
    form=Form.INDIRECT,
    act=Act.SPEECH,
    evidence=Construction.COMPLEMENT_CLAUSE,
    confidence=0.5,
    needed=0.2,
)


def raised(draft: Draft, bonus: float = 1.0) -> Draft:
    (found,) = calibrated([draft], bonus)
    return found


@pytest.mark.parametrize("act", [Act.SPEECH, Act.WRITING])
def test_speech_and_writing_gain_a_bonus_in_log_odds(act: Act) -> None:
    assert raised(evolve(DRAFT, act=act)).confidence == pytest.approx(0.7311, abs=1e-4)


@pytest.mark.parametrize("act", [Act.THOUGHT, Act.OTHER])
def test_other_acts_keep_their_probability(act: Act) -> None:
    assert raised(evolve(DRAFT, act=act)).confidence == 0.5


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_a_certainty_stays(certain: float) -> None:
    assert raised(evolve(DRAFT, confidence=certain)).confidence == certain


def test_rivals_and_what_is_needed_are_raised_as_well() -> None:
    rival = evolve(DRAFT, confidence=0.1, needed=0.4)
    found = raised(evolve(DRAFT, rivals=(rival,)))
    assert found.rivals is not None
    assert found.needed < found.confidence
    assert found.rivals[0].confidence < found.rivals[0].needed


def test_no_bonus_changes_nothing() -> None:
    assert raised(DRAFT, 0.0).confidence == pytest.approx(DRAFT.confidence)
