"""Where long paragraphs are cut before they are read."""

from __future__ import annotations

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.paragraphs import Paragraph
from quoteattr.syntax.stanza.portions import find_blocks, portions

SENTENCE = "The ferry from Port Nivel came in late again, and nobody waited on the quay. "


def cut(text: str) -> list[str]:
    return [text[b.start : b.end] for b in find_blocks(text, [Paragraph(0, len(text))])]


@given(st.text('aB.?" ', min_size=1, max_size=20), st.integers(1, 900))
def test_blocks_cover_the_paragraph(piece: str, times: int) -> None:
    blocks = cut(piece * times)
    assert "".join(blocks) == piece * times
    assert all(0 < len(block) <= 4000 for block in blocks)


def test_cuts_are_at_ends_of_sentences() -> None:
    blocks = cut(SENTENCE * 100)
    assert all(len(block) % len(SENTENCE) == 0 and len(block) <= 1000 for block in blocks)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("word " * 5000, 4000),
        ("x" * 9000, 4000),
        ("abcd " * 300 + "ending. " + SENTENCE * 3, 1508),
        ("Mrs. Holm and Sen. Ruiz " * 60, 1440),
        (SENTENCE + "x" * 9000, len(SENTENCE)),
    ],
    ids=["words", "no space", "sentence longer than usual", "abbreviations", "rubbish after"],
)
def test_first_cut(text: str, first: int) -> None:
    assert len(cut(text)[0]) == first


def test_paragraphs_are_never_joined() -> None:
    paragraphs = [Paragraph(0, 5), Paragraph(6, 2000), Paragraph(2002, 2004)]
    blocks = list(find_blocks("word " * 401, paragraphs))
    assert [b.paragraph for b in blocks if b.start in {0, 6, 2002}] == [0, 1, 2]
    assert {5, 2000, 2004} <= {b.end for b in blocks}


@given(st.lists(st.integers(1, 9000), max_size=12))
def test_portions_keep_the_order_and_stay_small(lengths: list[int]) -> None:
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    paragraphs = [Paragraph(end - size, end) for end, size in zip(ends, lengths, strict=True)]
    blocks = list(find_blocks("x" * sum(lengths), paragraphs))
    groups = list(portions(iter(blocks)))
    assert list(chain(*groups)) == blocks
    assert all(sum(b.end - b.start for b in group) <= 20_000 for group in groups)
    for group, following in pairwise(groups):
        assert group[-1].end - group[0].start + following[0].end - following[0].start > 20_000
