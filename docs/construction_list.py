"""Puts the list of constructions into a page where it says ``<!-- constructions -->``.

The examples alone are put where it says ``<!-- examples -->``, and what the kinds of content are
where it says ``<!-- kinds -->``. The figures are those that
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

    from sphinx.application import Sphinx

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
DATA = {"polnear": "PolNeAR", "worldnews": "world news"}
MANY = 20
"""From so many quotes on a share is given, and below it the numbers themselves."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx once."""
    app.connect("source-read", put_lists)
    return {"parallel_read_safe": True}


def put_lists(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Called by Sphinx with the Markdown of each page, the only item of a list."""
    source[0] = filled(source[0])


def filled(markdown: str) -> str:
    """Return a page with its lists in place."""
    for mark, lines in (("constructions", _sections), ("examples", _examples), ("kinds", _kinds)):
        place = f"<!-- {mark} -->"
        if place in markdown:
            markdown = markdown.replace(place, "\n".join(lines()))
    return markdown


def _kinds() -> Iterator[str]:
    return (f"- *{_word(kind)}*: {kind.value}" for kind in Content)


def _sections() -> Iterator[str]:
    for heading, rows in groupby(sorted(TABLE, key=_place), key=_heading):
        yield f"## {heading}\n"
        yield from map(_entry, rows)


def _examples() -> Iterator[str]:
    """The examples alone, for whoever wants to see what there is."""
    for heading, rows in groupby(sorted(TABLE, key=_place), key=_heading):
        yield f"### {heading}\n"
        for row in rows:
            shown = _marked_up(row.example).removesuffix("<br>").replace("\n> ", " ")
            yield f"- {shown} [{row.name}](constructions.md#{row.name})"
        yield ""


def _heading(row: Row[Any]) -> str:
    return BY_CONTENT.get(row.content) or BY_CUE[row.cue]


def _place(row: Row[Any]) -> tuple[int, int]:
    """Section by section, the commonest first."""
    found = FIGURES["polnear"].get(row.name, {"found": 0})["found"]
    return SECTIONS.index(_heading(row)), -found


def _entry(row: Row[Any]) -> str:
    # The name can be linked to: constructions.md#complement-clause.
    figures = (f"{_figures(row.name, data)} in {title}" for data, title in DATA.items())
    taken = f"{row.takes[0].upper()}{_emphasised(row.takes[1:])}"
    kinds = f"{_word(row.cue)}, {_word(row.content)}"
    told = f"{taken} ({kinds}). Right: {', '.join(figures)}."
    return f"### {row.name}\n\n> {_marked_up(row.example)}\n\n{told}\n"


def _word(member: Content | CueClass) -> str:
    return member.name.lower().replace("_", " ")


def _marked_up(example: str) -> str:
    text = escape(example, quote=False).replace("\n\n", "<br>")
    text = text.replace("[", "<mark>").replace("]", "</mark>")
    return re.sub(r"\*([^*]+)\*", r"<b>\1</b>", text).replace("\n", "\n> ")


def _emphasised(text: str) -> str:
    return re.sub(r"\*([^*]+)\*", r"<i>\1</i>", text)


def _figures(name: str, data: str) -> str:
    counts = FIGURES[data].get(name)
    if counts is None:
        return "none"
    found, right = counts["found"], counts["right"]
    return f"{right / found:.0%} of {found}" if found >= MANY else f"{right} of {found}"
