"""Spans between marks. A span is written as its depth, a note on its marks, and what is inside.

The notes: ``<`` its opening mark is missing, ``>`` its closing mark is missing, ``+`` it continues
a quotation that the previous paragraph left open.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.marks import Marked, find_marked
from quoteattr.characters.paragraphs import find_paragraphs

Spans = list[tuple[int, str, str]]


def marked(text: str) -> tuple[Marked, ...]:
    return find_marked(text, find_paragraphs(text))


def describe(text: str) -> Spans:
    return [
        (
            span.depth,
            "<" * (not span.opened) + ">" * (not span.closed) + "+" * span.continues,
            text[span.inner_start : span.inner_end],
        )
        for span in marked(text)
    ]


STYLES = [
    pytest.param("“We go,” said Roth. “Now.”", id="curly"),
    pytest.param('"We go," said Roth. "Now."', id="straight"),
    pytest.param("``We go,'' said Roth. ``Now.''", id="TeX"),
    pytest.param("''We go,'' said Roth. ''Now.''", id="two apostrophes"),
    pytest.param("‘‘We go,’’ said Roth. ‘‘Now.’’", id="two single curly"),
    pytest.param("‘We go,’ said Roth. ‘Now.’", id="single curly"),
    pytest.param("'We go,' said Roth. 'Now.'", id="single straight"),
    pytest.param("`We go,' said Roth. `Now.'", id="grave and apostrophe"),
    pytest.param("«We go,» said Roth. «Now.»", id="French"),
    pytest.param("»We go,« said Roth. »Now.«", id="German angles"),
    pytest.param("‹We go,› said Roth. ‹Now.›", id="single angles"),
    pytest.param("„We go,“ said Roth. „Now.“", id="low and high"),
    pytest.param("„We go,” said Roth. „Now.”", id="low and high, Polish"),
    pytest.param("‚We go,‘ said Roth. ‚Now.‘", id="single low and high"),
    pytest.param('“We go," said Roth. “Now."', id="opened curly, closed straight"),
    pytest.param('"We go,” said Roth. "Now.”', id="opened straight, closed curly"),
    pytest.param('``We go," said Roth. ``Now."', id="opened TeX, closed straight"),
    pytest.param("”We go,” said Roth. ”Now.”", id="all pointing one way"),
    pytest.param("“We go,“ said Roth. “Now.“", id="all pointing the other way"),
    pytest.param("\x93We go,\x94 said Roth. \x93Now.\x94", id="Windows-1252"),
    pytest.param("＂We go,＂ said Roth. ＂Now.＂", id="full width"),
    pytest.param('""We go,"" said Roth. ""Now.""', id="doubled"),
    pytest.param("““We go,”” said Roth. ““Now.””", id="doubled curly"),
    pytest.param('\u200b"We go,"\u200b said Roth.\u202a"Now."', id="invisible characters beside"),
]


@pytest.mark.parametrize("text", STYLES)
def test_style(text: str) -> None:
    assert describe(text) == [(0, "", "We go,"), (0, "", "Now.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“He told me ‘never’ and left,” said Roth.",
            [(0, "", "He told me ‘never’ and left,"), (1, "", "never")],
            id="single in double",
        ),
        pytest.param(
            "‘He told me “never” and left,’ said Roth.",
            [(0, "", "He told me “never” and left,"), (1, "", "never")],
            id="double in single",
        ),
        pytest.param(
            "'He told me \"never\" and left,' said Roth.",
            [(0, "", 'He told me "never" and left,'), (1, "", "never")],
            id="double in single, straight",
        ),
        pytest.param(
            "\"'Never,' he told me,\" said Roth.",
            [(0, "", "'Never,' he told me,"), (1, "", "Never,")],
            id="both open at once",
        ),
        pytest.param(
            "“He told me, ‘Never.’”",
            [(0, "", "He told me, ‘Never.’"), (1, "", "Never.")],
            id="both close at once",
        ),
        pytest.param(
            "''She told me, 'Never,''' Roth said.",
            [(0, "", "She told me, 'Never,'"), (1, "", "Never,")],
            id="three apostrophes close",
        ),
        pytest.param(
            "'''Never,' she told me,'' Roth said.",
            [(0, "", "'Never,' she told me,"), (1, "", "Never,")],
            id="three apostrophes open",
        ),
        pytest.param(
            "“He said “never” to us,” said Roth.",
            [(0, "", "He said “never” to us,"), (1, "", "never")],
            id="the same marks inside",
        ),
        pytest.param(
            "“He wrote: ‘They sang “Harbour Lights” all night.’ Awful!”",
            [
                (0, "", "He wrote: ‘They sang “Harbour Lights” all night.’ Awful!"),
                (1, "", "They sang “Harbour Lights” all night."),
                (2, "", "Harbour Lights"),
            ],
            id="three deep",
        ),
        pytest.param(
            "«He said “never” to us», said Roth.",
            [(0, "", "He said “never” to us"), (1, "", "never")],
            id="curly in angles",
        ),
        pytest.param(
            "“He was ‘tired,” said Roth.",
            [(0, "", "He was ‘tired,"), (1, ">", "tired,")],
            id="the inner one is never closed",
        ),
    ],
)
def test_nesting(text: str, expected: Spans) -> None:
    assert describe(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I don't know what they'd say, and I don’t care.",
        "The ministers’ plan and the boss's car, James’ hat and the workers' votes.",
        "Rock ’n’ roll, rock 'n' roll, ’twas fun, 'tis true, get ’em, tell 'em.",
        "Back in the '90s and the ’80s, in the summer of '69.",
        "He was goin' home and nothin’ else, th' end o' the day, singin' an' dancin'.",
        "O'Brien, D’Souza and the people of N'Djamena met at five o’clock.",
        "She is 6'2\" and he is 5'11'' tall.",
        "She is 6′2″ and he is 5’ 11” tall.",
        'A 5" pipe, a 24" screen and a 10\' ladder.',
        "His 'ouse is over there.",
        "The shop is called Nets 'R' Us.",
        "Kids‘ toys and the kids´ parents.",
        "mind your p's and q's, dot your i’s",
        "It was the Smiths' and not the Joneses'.",
        "Bros.' lawyers met the Messrs.' clerks.",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert describe(text) == []


@pytest.mark.parametrize("straight", [False, True])
@pytest.mark.parametrize(
    "inner",
    [
        "The ministers’ plan is dead,",
        "Don’t tell ’em about the ’90s,",
        "It’s only rock ’n’ roll,",
        "We’re goin’ home to the Smiths’ house,",
        "The boats’ owners and the nets’ menders agree,",
        "It’s the workers’ own money,",
        "He’s 6’ tall,",
    ],
)
def test_apostrophes_in_single_marks(inner: str, straight: bool) -> None:
    plain = str.maketrans("‘’", "''") if straight else {}
    text = f"‘{inner}’ said Holt. ‘Really?’".translate(plain)
    assert describe(text) == [(0, "", inner.translate(plain)), (0, "", "Really?")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The ‘owners’ and the captains’ wives met.", [(0, "", "owners")], id="closes first"
        ),
        pytest.param(
            "‘The captains’ wives are the owners’, said Roth.",
            [(0, "", "The captains’ wives are the owners")],
            id="closes last",
        ),
        pytest.param(
            "Roth on the harbour: 'It stays ours'", [(0, "", "It stays ours")], id="headline"
        ),
        pytest.param(
            '"A 5" pipe burst," said Holt. "Again."',
            [(0, "", 'A 5" pipe burst,'), (0, "", "Again.")],
            id="inches in speech",
        ),
        pytest.param(
            '"We lost in 1990" and "won in 2000".',
            [(0, "", "We lost in 1990"), (0, "", "won in 2000")],
            id="a number before the closing mark",
        ),
        pytest.param(
            "Lena 'Tiller' Roth sang “Harbour Lights”.",
            [(0, "", "Tiller"), (0, "", "Harbour Lights")],
            id="nickname and title",
        ),
        pytest.param(
            '"But I thought--" she began. "--that it was over," he said.',
            [(0, "", "But I thought--"), (0, "", "--that it was over,")],
            id="dashes beside the marks",
        ),
        pytest.param(
            'She said "...and that\'s it ..." and left ("for good").',
            [(0, "", "...and that's it ..."), (0, "", "for good")],
            id="dots and brackets beside the marks",
        ),
        pytest.param(
            '" We go , " said Roth . " Now . "',
            [(0, "", " We go , "), (0, "", " Now . ")],
            id="blanks on both sides",
        ),
        pytest.param(
            'Roth said,"We go."Then she left.', [(0, "", "We go.")], id="no blanks outside"
        ),
    ],
)
def test_direction(text: str, expected: Spans) -> None:
    assert describe(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“The harbour is ours.\n\n“It stays ours.\n\n“For ever,” said Roth.\n\nNobody spoke.",
            [
                (0, ">", "The harbour is ours."),
                (0, ">+", "It stays ours."),
                (0, "+", "For ever,"),
            ],
            id="curly",
        ),
        pytest.param(
            '"The harbour," said Roth, "is ours.\n"It stays ours."\n"Good," said Holt.',
            [
                (0, "", "The harbour,"),
                (0, ">", "is ours."),
                (0, "+", "It stays ours."),
                (0, "", "Good,"),
            ],
            id="straight",
        ),
        pytest.param(
            "'The harbour is ours.\n\n'It's the fishers' own.'",
            [(0, ">", "The harbour is ours."), (0, "+", "It's the fishers' own.")],
            id="single straight",
        ),
        pytest.param(
            "“He said, ‘Never.\n\n“‘Not in my time.’”",
            [
                (0, ">", "He said, ‘Never."),
                (1, ">", "Never."),
                (0, "+", "‘Not in my time.’"),
                (1, "+", "Not in my time."),
            ],
            id="with one inside that goes on too",
        ),
        pytest.param(
            "“The harbour is ours.\n\nIt stays ours,” said Roth.",
            [(0, ">", "The harbour is ours."), (0, "<+", "It stays ours,")],
            id="not opened again, but closed",
        ),
        pytest.param(
            "“The harbour is ours.\n\nRoth left. “Good,” said Holt.",
            [(0, ">", "The harbour is ours."), (0, "", "Good,")],
            id="not opened again at the start",
        ),
        pytest.param(
            "“The harbour is ours.\n\nNobody spoke.\n\n“Good,” said Holt.",
            [(0, ">", "The harbour is ours."), (0, "", "Good,")],
            id="a paragraph between",
        ),
    ],
)
def test_several_paragraphs(text: str, expected: Spans) -> None:
    assert describe(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The harbour is ours,” said Roth.",
            [(0, "<", "The harbour is ours,")],
            id="no opening mark",
        ),
        pytest.param(
            'The harbour is ours," said Roth. "And it stays ours."',
            [(0, "<", "The harbour is ours,"), (0, "", "And it stays ours.")],
            id="no opening mark, straight",
        ),
        pytest.param(
            "Roth “said no.” and meant it”. Holt called it “a shame”.",
            [(0, "", "said no."), (0, "<", "and meant it"), (0, "", "a shame")],
            id="no opening mark, after another span",
        ),
        pytest.param(
            'Roth said: "The harbour is ours.', [(0, ">", "The harbour is ours.")], id="not closed"
        ),
        pytest.param(
            '"We go, said Roth. "We stay," said Holt. "Then stay," said Roth.',
            [(0, ">", "We go, said Roth."), (0, "", "We stay,"), (0, "", "Then stay,")],
            id="not closed before the next",
        ),
        pytest.param(
            '"We go," said Roth. We stay," said Holt. "Then stay," said Roth.',
            [(0, "", "We go,"), (0, "<", "said Roth. We stay,"), (0, "", "Then stay,")],
            id="an odd mark in the middle turns no pair over",
        ),
        pytest.param(
            '"We go," said Roth.\n\nHolt said: "Stay.\n\n"Never," said Roth. "Not I."',
            [
                (0, "", "We go,"),
                (0, ">", "Stay."),
                (0, "+", "Never,"),
                (0, "", "Not I."),
            ],
            id="an odd mark turns no pair over in the next paragraph",
        ),
        pytest.param(
            "“We go,’ said Roth. “Now.”",
            [(0, "", "We go,"), (0, "", "Now.")],
            id="closed by the other kind",
        ),
        pytest.param(
            "We go,’ said Roth. ‘Now.’",
            [(0, "<", "We go,"), (0, "", "Now.")],
            id="no opening mark, single",
        ),
    ],
)
def test_missing_marks(text: str, expected: Spans) -> None:
    assert describe(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", '"', "“", "'", '""', "“”", '""=', '" "', '\n"\n', "=''", '<a href="">', '"""""""""', '?"'],
)
def test_marks_around_nothing(text: str) -> None:
    assert describe(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"😀😀"', ["😀😀"]),
        ("“?!” she wrote.", ["?!"]),
        ("“One\r\n”\r\n\r\n“Two”", ["One", "Two"]),
        ("\u202b“שלום”\u202c", ["שלום"]),
        ("\ud800“a\x00b”\udfff", ["a\x00b"]),
        ('""="a"', ["a"]),
    ],
)
def test_odd_text(text: str, expected: list[str]) -> None:
    assert [inner for _, _, inner in describe(text)] == expected


def test_offsets_include_the_marks() -> None:
    text = "Roth: ``Never!''\n\nHolt: “Ever.”"
    first, second = marked(text)
    assert (first.paragraph, second.paragraph) == (0, 1)
    assert text[first.start : first.end] == "``Never!''"
    assert text[second.start : second.end] == "“Ever.”"


@pytest.mark.parametrize("times", [3, 300, 3000])
def test_many_marks(times: int) -> None:
    assert len(marked('"a" ' * times)) == times
    assert len(marked("“a” ‘b’ " * times)) == 2 * times
    assert all(span.depth < 4 for span in marked("“a ‘b " * times + "” ’" * times))


ALPHABET = st.sampled_from("\"\"''“”‘’„‚«»`aBs5 .,\n\n-(")
TEXTS = st.text(ALPHABET, max_size=60) | st.text(max_size=30)


@given(TEXTS)
def test_spans_stand_in_their_paragraph(text: str) -> None:
    paragraphs = find_paragraphs(text)
    for span in find_marked(text, paragraphs):
        paragraph = paragraphs[span.paragraph]
        assert paragraph.start <= span.start <= span.inner_start < span.inner_end <= span.end
        assert span.end <= paragraph.end
        assert span.opened == (span.start < span.inner_start)
        assert span.closed == (span.inner_end < span.end)
        assert text[span.inner_start : span.inner_end].strip()


@given(TEXTS)
def test_spans_are_sorted_and_nested(text: str) -> None:
    enclosing: list[Marked] = []
    for span in marked(text):
        while enclosing and enclosing[-1].end <= span.start:
            enclosing.pop()
        assert span.depth == len(enclosing)
        if enclosing:
            assert enclosing[-1].inner_start <= span.start
            assert span.end <= enclosing[-1].inner_end
        enclosing.append(span)


@given(TEXTS)
def test_continued_spans_go_on_with_one_left_open(text: str) -> None:
    paragraphs = find_paragraphs(text)
    spans = find_marked(text, paragraphs)
    left_open = {
        (span.paragraph, span.depth)
        for span in spans
        if not span.closed and span.end == paragraphs[span.paragraph].end
    }
    for span in spans:
        assert not span.continues or (span.paragraph - 1, span.depth) in left_open


@given(TEXTS, TEXTS)
def test_nothing_leaks_into_a_paragraph_that_starts_without_a_mark(one: str, two: str) -> None:
    text = f"{one}\n\nRoth {two}"
    start = len(one) + 2
    here = {
        (span.start - start, span.end - start, span.depth)
        for span in marked(text)
        if span.start >= start
    }
    assert here == {(span.start, span.end, span.depth) for span in marked(f"Roth {two}")}
