from __future__ import annotations

import pytest
from attrs import evolve

from quoteattr.document import Document
from quoteattr.output.text import document_to_text
from tests.output.documents import BRIDGE, bridge, mention, quote


def test_a_line_for_each_quote() -> None:
    assert document_to_text(bridge()).splitlines() == [
        "Ada Quist (direct, 0.90) “The bridge is safe … Walk on it.”",
        "the council (indirect, negated, 0.75) she had promised “new lamps, but gave no date",
        "    Ada Quist (mixed, closing mark missing, 0.90) new lamps",
        "? (direct, 0.20) “Nobody walks there”",
    ]


def test_source_stands_in_for_a_speaker_who_is_not_named() -> None:
    found = quote(BRIDGE, "Nobody walks there", source=mention(BRIDGE, "it"))
    line = document_to_text(Document(BRIDGE, (found,), (), ()))
    assert line.startswith("? [it] (direct, 0.90)")


def test_no_quotes() -> None:
    assert document_to_text(Document("Nothing.", (), (), ())) == "(no quotes)\n"


@pytest.mark.parametrize("width", [40, 57, 80])
def test_lines_fit_the_terminal_and_lose_no_word(width: int) -> None:
    lines = document_to_text(bridge(), width).splitlines()
    assert max(map(len, lines)) <= width
    assert " ".join(lines).split() == document_to_text(bridge()).split()


def test_nothing_in_the_text_can_steer_the_terminal() -> None:
    text = "“Red \x1b[31m\u202e and\n\nloud\x07,” said Bo\r\nLee."
    found = quote(text, text[1 : text.index("”") - 1], source=mention(text, "Bo\r\nLee"))
    line = document_to_text(Document(text, (found,), (), ()))
    assert line == "? [Bo Lee] (direct, 0.90) “Red \\x1b[31m\\u202e and loud\\x07”\n"


def test_lone_surrogates_can_be_printed() -> None:
    text = "“So \udc80,” said Bo."
    assert "\\udc80" in document_to_text(Document(text, (quote(text, "So \udc80"),), (), ()))


def test_depth_of_nesting_is_the_indent() -> None:
    document = bridge()
    innermost = evolve(document.quotes[3], parent=document.quotes[2])
    text = document_to_text(evolve(document, quotes=(*document.quotes[:3], innermost)))
    assert text.splitlines()[3].startswith("        ?")
