"""Puts the table of constructions into a page where it says ``<!-- constructions -->``.

What the kinds of content are is put where it says ``<!-- kinds -->``. The figures are those that
``python -m tests.benchmarks.constructions`` wrote.
"""

from __future__ import annotations

import json
import re
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.attribution.parts.row import Content, CueClass
from quoteattr.attribution.readings.constructions import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.attribution.parts.row import Row

FIGURES = json.loads((Path(__file__).parent / "constructions.json").read_text("utf-8"))
BY_CONTENT = {
    Content.MARKED: "Quotation marks",
    Content.LAYOUT: "Layout",
    Content.SUGGESTED: "What no rule finds",
}
BY_CUE = {
    CueClass.VERB: "Verbs",
    CueClass.NOUN: "Nouns",
    CueClass.ADJECTIVE: "Adjectives",
    CueClass.PREPOSITION: "Prepositions",
}
SECTIONS = [*BY_CUE.values(), *BY_CONTENT.values()]
MANY = 20
"""From so many quotes on a share is given, and below it the numbers themselves."""


def on_page_markdown(markdown: str, **_: object) -> str:
    """Called by mkdocs for each page."""
    for mark, lines in (("constructions", _sections), ("kinds", _kinds)):
        place = f"<!-- {mark} -->"
        if place in markdown:
            markdown = markdown.replace(place, "\n".join(lines()))
    return markdown


def _kinds() -> Iterator[str]:
    return (f"- *{_word(kind)}*: {kind.value}" for kind in Content)


def _sections() -> Iterator[str]:
    for heading, rows in groupby(sorted(TABLE, key=_place), key=_heading):
        yield f"## {heading}\n"
        yield "| Construction | Example, and what is taken | PolNeAR | World news |"
        yield "| --- | --- | --- | --- |"
        yield from map(_line, rows)
        yield ""


def _heading(row: Row[Any]) -> str:
    return BY_CONTENT.get(row.content) or BY_CUE[row.cue]


def _place(row: Row[Any]) -> tuple[int, int]:
    """Section by section, the commonest first."""
    found = FIGURES["polnear"].get(row.name, {"found": 0})["found"]
    return SECTIONS.index(_heading(row)), -found


def _line(row: Row[Any]) -> str:
    # The name can be linked to: constructions.md#complement-clause.
    name = f"`{row.name}`{{#{row.name}}}<br><small>{_word(row.cue)} · {_word(row.content)}</small>"
    told = f"{_marked_up(row.example)}<br><small>{_emphasised(row.takes)}</small>"
    figures = (_figures(FIGURES[data].get(row.name)) for data in ("polnear", "worldnews"))
    return " | ".join(("", name, told, *figures, "")).strip()


def _word(member: Content | CueClass) -> str:
    return member.name.lower().replace("_", " ")


def _marked_up(example: str) -> str:
    text = escape(example, quote=False).replace("\n\n", "<br>")
    text = text.replace("[", "<mark>").replace("]", "</mark>")
    return re.sub(r"\*([^*]+)\*", r"<b>\1</b>", text)


def _emphasised(text: str) -> str:
    return re.sub(r"\*([^*]+)\*", r"<i>\1</i>", text)


def _figures(counts: dict[str, int] | None) -> str:
    if counts is None:
        return "–"
    found, right = counts["found"], counts["right"]
    return f"{right / found:.0%} of {found}" if found >= MANY else f"{right} of {found}"
