from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.paragraphs import Paragraph
from quoteattr.output.layout import (
    Close,
    Open,
    Part,
    Piece,
    Role,
    paragraphs_to_show,
    parts_of,
    pieces_of,
)
from tests.output.documents import BRIDGE, bridge

LENGTH = 60


def _show(pieces: list[Piece]) -> str:
    signs = {Role.CONTENT: "[]", Role.SOURCE: "{}", Role.CUE: "()"}
    shown = ""
    for piece in pieces:
        match piece:
            case Open(part, resumed):
                shown += ("+" if resumed else "") + signs[part.role][0]
            case Close(part):
                shown += signs[part.role][1]
            case _:
                shown += piece
    return shown


def _pieces(text: str, *parts: tuple[int, int], cuts: tuple[int, ...] = ()) -> list[str]:
    bounds = [0, *cuts, len(text)]
    paragraphs = [Paragraph(a, b) for a, b in pairwise(bounds)]
    made = [Part(start, end, Role.CONTENT, i, True) for i, (start, end) in enumerate(parts)]
    made.sort(key=lambda part: (part.start, -part.end, part.quote))
    return [_show(pieces) for pieces in pieces_of(text, paragraphs, made)]


def test_parts_of_a_document() -> None:
    paragraphs, end = paragraphs_to_show(BRIDGE, None)
    assert [_show(p) for p in pieces_of(BRIDGE, paragraphs, parts_of(bridge(), end))] == [
        "“[The bridge is safe],” (said) {Ada Quist, the mayor}. “[Walk on it.]”",
        "{The council} (said) [{she} (had promised) “[new lamps], but gave no date].",
        "“[Nobody walks there],” it says on the wall.",
    ]


def test_nested() -> None:
    assert _pieces("abcdef", (0, 6), (2, 4)) == ["[ab[cd]ef]"]


def test_same_start_and_same_end() -> None:
    assert _pieces("abcdef", (1, 5), (1, 3), (3, 5)) == ["a[[bc][de]]f"]


def test_crossing_parts_are_broken_where_they_cross() -> None:
    assert _pieces("abcdef", (0, 4), (2, 6)) == ["[ab[cd]]+[ef]"]


def test_part_over_a_paragraph_break_goes_on() -> None:
    assert _pieces("abcdef", (1, 5), cuts=(3,)) == ["a[bc]", "+[de]f"]


def test_text_over_the_limit_is_cut() -> None:
    paragraphs, end = paragraphs_to_show(BRIDGE, 40)
    (pieces,) = pieces_of(BRIDGE, paragraphs, parts_of(bridge(), end))
    assert _show(pieces) == "“[The bridge is safe],” (said) {Ada Quist, th}"


@given(
    st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 20)), max_size=8),
    st.sets(st.integers(1, LENGTH - 1), max_size=3),
)
def test_any_parts_nest_and_cover_what_they_should(
    spans: list[tuple[int, int]], cuts: set[int]
) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(LENGTH))
    bounds = [0, *sorted(cuts), LENGTH]
    paragraphs = [Paragraph(a, b) for a, b in pairwise(bounds)]
    parts = sorted(
        (
            Part(start, min(start + size, LENGTH), Role.CONTENT, i, True)
            for i, (start, size) in enumerate(spans)
        ),
        key=lambda part: (part.start, -part.end, part.quote),
    )
    covered: dict[int, str] = {part.quote: "" for part in parts}
    opened = dict.fromkeys(covered, 0)
    shown = ""
    for pieces in pieces_of(text, paragraphs, parts):
        stack: list[Part] = []
        for piece in pieces:
            match piece:
                case Open(part, resumed):
                    stack.append(part)
                    opened[part.quote] += not resumed
                case Close(part):
                    assert stack.pop() == part
                case _:
                    shown += piece
                    for part in stack:
                        covered[part.quote] += piece
        assert not stack
    assert shown == text
    assert covered == {part.quote: text[part.start : part.end] for part in parts}
    assert set(opened.values()) <= {1}
