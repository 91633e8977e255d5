import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.normalise import to_plain, without_quote_signs
from quoteattr.characters.paragraphs import find_paragraphs

WRAPPED = (
    "The harbour board of Port Elin will meet on Friday to decide whether\n"
    "the old lighthouse can stay where it is, its director said after a\n"
    "long walk along the quay.\n"
)
LISTED = (
    "Lena Roth, who has been the director of the harbour board since the\n"
    "the old tower was built\n"
    "Arne Holt\n"
)
FULL = (
    "The harbour board of Port Elin will meet on Friday to decide whether\n"
    "the old lighthouse can stay, or must go, its director said on Monday.\n"
)
LONG_WORD = (
    "The board wants a lamp that was shown at the Lower-Elin-on-the-Long-Water-and-Weir-Institute\n"
    "in the spring, and it will not say what it costs, one of its members\n"
    "told the reporters of the gazette after they had met again in the\n"
    "Port Elin Town Hall.\n"
)


def paragraphs(text: str) -> list[str]:
    return [text[paragraph.start : paragraph.end] for paragraph in find_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(" \t\r\n \xa0\ufeff\n", [], id="blank"),
        pytest.param("\x00\u200b\ud800", [], id="invisible"),
        pytest.param("One.", ["One."], id="one"),
        pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank line"),
        pytest.param("One.\n \t\n\n\nTwo.\n", ["One.", "Two."], id="several blank lines"),
        pytest.param("One.\r\n\r\nTwo.", ["One.", "Two."], id="CR LF"),
        pytest.param("One.\r\nTwo.", ["One.", "Two."], id="CR LF once"),
        pytest.param("One.\rTwo.", ["One.", "Two."], id="CR"),
        pytest.param("One\fTwo\u2029Three\u2028Four", ["One", "Two", "Three", "Four"], id="odd"),
        pytest.param("\ufeff  One. \xa0\n", ["One."], id="white space around it"),
        pytest.param("“One.\n”", ["“One.", "”"], id="a mark alone on a line"),
    ],
)
def test_breaks(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Port Elin keeps its lighthouse\nThe old tower stays.", id="headline"),
        pytest.param("Harbour board decides to keep the old lighthouse\nby Lena Roth", id="byline"),
        pytest.param("“We stay,” said Roth.\n“We always did.”", id="one sentence a line"),
        pytest.param("milk\nbread\napples", id="a list of words"),
        pytest.param(
            "The mayor of Port Elin, who has never liked the lighthouse, said on Monday that it was"
            " an old and costly thing that nobody needed\nand that it had to go.",
            id="lines too long to have been wrapped",
        ),
        pytest.param(
            "Lena Roth, mayor\nOld Quay 4\nPort Elin\nwww.example.org\nno visitors", id="address"
        ),
    ],
)
def test_each_line_is_a_paragraph(text: str) -> None:
    assert paragraphs(text) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(WRAPPED, [WRAPPED.strip()], id="one block"),
        pytest.param(
            WRAPPED + WRAPPED, [WRAPPED.strip()] * 2, id="a short line that ends a sentence"
        ),
        pytest.param(
            f"{WRAPPED}\n{WRAPPED}", [WRAPPED.strip()] * 2, id="two blocks, with a blank line"
        ),
        pytest.param(
            WRAPPED.replace("\n", "\r\n"), [WRAPPED.strip().replace("\n", "\r\n")], id="CR LF"
        ),
        pytest.param(
            f"PORT ELIN\nMonday\n\n{WRAPPED}\n{WRAPPED}",
            ["PORT ELIN", "Monday", WRAPPED.strip(), WRAPPED.strip()],
            id="a short head in a wrapped text",
        ),
        pytest.param(
            f"{WRAPPED}\nIt would be a shame to lose the tower, said the board's member\n"
            f"Arne Holt.\n\n{WRAPPED}",
            [
                WRAPPED.strip(),
                "It would be a shame to lose the tower, said the board's member\nArne Holt.",
                WRAPPED.strip(),
            ],
            id="a break before a name, in a wrapped text",
        ),
        pytest.param(
            f"{WRAPPED}\nA new lamp for the old tower\n{WRAPPED}\n{WRAPPED}",
            [WRAPPED.strip(), "A new lamp for the old tower", WRAPPED.strip(), WRAPPED.strip()],
            id="a heading before a paragraph",
        ),
        pytest.param(
            f"{LISTED}\n{WRAPPED}\n{WRAPPED}",
            [*LISTED.replace("\nthe", " the").strip().split("\n"), *[WRAPPED.strip()] * 2],
            id="a list without stops, in a wrapped text",
        ),
        pytest.param(
            f"    {FULL}    {FULL}    {WRAPPED}",
            [FULL.strip(), FULL.strip(), WRAPPED.strip()],
            id="indented first lines",
        ),
        pytest.param(
            f"{WRAPPED}\n{LONG_WORD}\n{WRAPPED}",
            [WRAPPED.strip(), LONG_WORD.strip(), WRAPPED.strip()],
            id="a word that is too long for its line",
        ),
        pytest.param(
            "“The tower has stood here since the days when the harbour was built in\n"
            "1884, and nobody should be asked to pay for a lamp,” the director of the\n"
            "Port Elin Harbour Board told reporters. “We will not let it go,” he said.\n"
            "Lena Roth, who sits on the board, said she would rather wait for the\n"
            "Elin County Council.",
            None,
            id="breaks before names and numbers",
        ),
    ],
)
def test_wrapped_lines_are_joined(text: str, expected: list[str] | None) -> None:
    assert [each.split() for each in paragraphs(text)] == [
        each.split() for each in expected or [text]
    ]


def test_a_sentence_before_an_indented_line_ends_a_paragraph() -> None:
    first = (
        "    The firm said that approval is taking longer than expected,\n"
        "and that the conditions on the market must now be seen again."
    )
    second = (
        "    “The weather on that day will determine whether we go,”\n"
        "said Ana Ruiz, who sails the ferry between both banks of the\n"
        "river."
    )
    assert paragraphs(f"{first}\n{second}") == [first.strip(), second.strip()]


@given(st.integers(40, 110))
def test_wrapping_makes_no_difference(width: int) -> None:
    text = " ".join(WRAPPED.split())
    lines = textwrap.fill(f"{text} {text} {text}", width)
    assert paragraphs(f"{lines}\n\n{lines}") == [lines, lines]


TEXTS = st.text(st.sampled_from("aB. ,\n\r\t\f\v\u2028\u2029\ufeff\ud800\xad“")) | st.text()


@given(TEXTS)
def test_every_visible_character_is_in_one_paragraph(text: str) -> None:
    covered = [i for p in find_paragraphs(text) for i in range(p.start, p.end)]
    assert covered == sorted(set(covered))
    outside = set(range(len(text))) - set(covered)
    plain = without_quote_signs(to_plain(text))
    assert not "".join(plain[i] for i in sorted(outside)).strip()


@given(TEXTS)
def test_paragraphs_are_trimmed(text: str) -> None:
    plain = to_plain(text)
    for paragraph in find_paragraphs(text):
        piece = plain[paragraph.start : paragraph.end]
        assert piece
        assert piece == piece.strip()
