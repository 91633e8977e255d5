"""Kinds of damage: each alters the text, and what is found in it is moved back."""

from __future__ import annotations

import pytest

from tests.benchmarks.damage_kinds import KINDS, damaged

TEXT = (
    "Then: “The dam at Müllheim won’t hold, ‘officially’,” said Marta Quill, the chief engineer"
    " of the district. “Nobody needs to be afraid.”\n\nShe added: “Not yet. We left.” It flooded"
) * 3


def test_there_are_forty_kinds() -> None:
    assert len(KINDS) > 40


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"none"}))
def test_damage(kind: str) -> None:
    given = damaged(TEXT, kind)
    assert given.text != TEXT
    assert given == damaged(TEXT, kind)
    assert given.sound(0, len(given.text)) == [0, len(TEXT)]
    for place, (start, end) in enumerate(zip(given.starts, given.ends, strict=True)):
        if start < end:
            assert given.sound(start, end) == [place, place + 1]


def test_what_was_inserted_is_nothing() -> None:
    given = damaged("Yes.", "tags of paragraphs")
    assert given.text == "<p>Yes.</p>"
    assert given.sound(0, 2) == [0, 0]
    assert given.sound(0, 4) == [0, 1]
