from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.paragraphs import Paragraph
from quoteattr.output.html.layout import (
    Close,
    Fragment,
    Highlight,
    HighlightKind,
    Open,
    fragments_of,
    highlights_of,
    paragraphs_to_show,
)
from tests.output.documents import BRIDGE, bridge

LENGTH = 60


def _show(fragments: list[Fragment]) -> str:
    signs = {HighlightKind.CONTENT: "[]", HighlightKind.SOURCE: "{}", HighlightKind.CUE: "()"}
    shown = ""
    for fragment in fragments:
        match fragment:
            case Open(highlight, resumed):
                shown += ("+" if resumed else "") + signs[highlight.kind][0]
            case Close(highlight):
                shown += signs[highlight.kind][1]
            case _:
                shown += fragment
    return shown


def _nested(text: str, *highlights: tuple[int, int], cuts: tuple[int, ...] = ()) -> list[str]:
    bounds = [0, *cuts, len(text)]
    paragraphs = [Paragraph(a, b) for a, b in pairwise(bounds)]
    made = [
        Highlight(start, end, HighlightKind.CONTENT, i, True)
        for i, (start, end) in enumerate(highlights)
    ]
    made.sort(key=lambda highlight: (highlight.start, -highlight.end, highlight.quote))
    return [_show(fragments) for fragments in fragments_of(text, paragraphs, made)]


def test_highlights_of_a_document() -> None:
    end = len(BRIDGE)
    paragraphs, highlights = paragraphs_to_show(BRIDGE, end), highlights_of(bridge().quotes, end)
    assert [_show(p) for p in fragments_of(BRIDGE, paragraphs, highlights)] == [
        "“[The bridge is safe],” (said) {Ada Quist, the mayor}. “[Walk on it.]”",
        "{The council} (said) [{she} (had promised) “[new lamps], but gave no date].",
        "“[Nobody walks there],” it says on the wall.",
    ]


def test_nested() -> None:
    assert _nested("abcdef", (0, 6), (2, 4)) == ["[ab[cd]ef]"]


def test_same_start_and_same_end() -> None:
    assert _nested("abcdef", (1, 5), (1, 3), (3, 5)) == ["a[[bc][de]]f"]


def test_crossing_highlights_are_broken_where_they_cross() -> None:
    assert _nested("abcdef", (0, 4), (2, 6)) == ["[ab[cd]]+[ef]"]


def test_a_highlight_resumes_after_a_paragraph_break() -> None:
    assert _nested("abcdef", (1, 5), cuts=(3,)) == ["a[bc]", "+[de]f"]


def test_text_over_the_limit_is_cut() -> None:
    paragraphs, highlights = paragraphs_to_show(BRIDGE, 40), highlights_of(bridge().quotes, 40)
    (fragments,) = fragments_of(BRIDGE, paragraphs, highlights)
    assert _show(fragments) == "“[The bridge is safe],” (said) {Ada Quist, th}"


@given(
    st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 20)), max_size=8),
    st.sets(st.integers(1, LENGTH - 1), max_size=3),
)
def test_any_highlights_nest_and_cover_what_they_should(
    spans: list[tuple[int, int]], cuts: set[int]
) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(LENGTH))
    bounds = [0, *sorted(cuts), LENGTH]
    paragraphs = [Paragraph(a, b) for a, b in pairwise(bounds)]
    highlights = sorted(
        (
            Highlight(start, min(start + size, LENGTH), HighlightKind.CONTENT, i, True)
            for i, (start, size) in enumerate(spans)
        ),
        key=lambda highlight: (highlight.start, -highlight.end, highlight.quote),
    )
    covered: dict[int, str] = {highlight.quote: "" for highlight in highlights}
    opened = dict.fromkeys(covered, 0)
    shown = ""
    for fragments in fragments_of(text, paragraphs, highlights):
        stack: list[Highlight] = []
        for fragment in fragments:
            match fragment:
                case Open(highlight, resumed):
                    stack.append(highlight)
                    opened[highlight.quote] += not resumed
                case Close(highlight):
                    assert stack.pop() == highlight
                case _:
                    shown += fragment
                    for highlight in stack:
                        covered[highlight.quote] += fragment
        assert not stack
    assert shown == text
    assert covered == {
        highlight.quote: text[highlight.start : highlight.end] for highlight in highlights
    }
    assert set(opened.values()) <= {1}
