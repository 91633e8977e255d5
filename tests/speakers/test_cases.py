"""Every speaker case: right attributions in, right speakers out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.speakers.build import speakers_of
from tests.speakers.cases import SpeakerCase, load_speaker_cases

CASES = list(load_speaker_cases())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_speakers(case: SpeakerCase) -> None:
    speakers = speakers_of(case.text, case.sentences, case.drafts, case.offices)
    found = [speaker.name if speaker else "" for speaker in speakers]
    for name, expected in zip(found, case.expected, strict=True):
        assert name in (expected.names or ("",)), f"{case.why}: {found}"
    assert len({speakers[i] for i in case.same}) <= 1, case.why
    assert len({id(speakers[i]) for i in case.differ}) == len(case.differ), case.why


@pytest.mark.parametrize("case", CASES, ids=str)
def test_kinds(case: SpeakerCase) -> None:
    speakers = speakers_of(case.text, case.sentences, case.drafts, case.offices)
    for speaker, expected in zip(speakers, case.expected, strict=True):
        if speaker is not None and expected.kind is not None:
            assert speaker.kind is expected.kind, f"{case.why}: {speaker}"


def test_every_reason_is_documented_and_has_a_case() -> None:
    page = Path(__file__).parents[2] / "docs" / "pages" / "guide" / "speakers.md"
    table = page.read_text("utf-8").partition("| reason |")[2].partition("\n\n")[0]
    documented = set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))
    given = {
        reason
        for case in CASES
        for speaker in speakers_of(case.text, case.sentences, case.drafts, case.offices)
        for reason in (speaker.evidence if speaker else ())
    }
    assert given == documented


def test_enough_cases() -> None:
    assert len(CASES) >= 120
    assert len({str(case) for case in CASES}) == len(CASES)
