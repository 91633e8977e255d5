"""A page to read: the quotes on which quoteattr and the annotators differ, in their context.

It holds texts of the annotated articles, so it is written where git does not look.
"""

from __future__ import annotations

import html
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.misses import Judged

__all__ = ["page_of", "write_page"]

FOLDER = Path("build/bench")
CONTEXT = 120
"""Characters shown before and after a quote."""
HEAD = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font-family: Georgia, serif; margin: 1em auto; max-width: 54em; }}
i {{ color: #a33; }} u {{ color: #05a; }} small {{ color: #666; font-family: sans-serif; }}
</style>
<h1>{title}</h1>
<p><mark>Content</mark>, <i>cue</i>, <u>source</u>, as the side that the section names has them.</p>
"""


def page_of(name: str) -> Path:
    """Where the page for one corpus is."""
    return FOLDER / f"{name}-misses.html"


def write_page(name: str, annotated: Sequence[Judged], found: Sequence[Judged]) -> None:
    """Write the page for one corpus."""
    sections = {
        "Annotated, not found": [q for q in annotated if q.verdict is Verdict.ALONE],
        "Found, not annotated": [q for q in found if q.verdict is Verdict.ALONE],
        "Found with another source": [q for q in found if q.verdict is Verdict.OTHER_SOURCE],
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    parts = [HEAD.format(title=f"Misses in {html.escape(name)}")]
    for title, quotes in sections.items():
        parts += _section(title, quotes)
    page_of(name).write_text("\n".join(parts), encoding="utf-8")


def _section(title: str, quotes: Sequence[Judged]) -> Iterator[str]:
    """The quotes of one section, those with one cue together, the most frequent cue first."""
    yield f"<h2>{title}: {len(quotes)}</h2>"
    by_cue: dict[str, list[Judged]] = defaultdict(list)
    for quote in quotes:
        by_cue[quote.cue].append(quote)
    for cue, group in sorted(by_cue.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"<details><summary>{html.escape(cue)}: {len(group)}</summary>"
        yield from map(_example, group)
        yield "</details>"


def _example(judged: Judged) -> str:
    tags = (judged.form, f"cue {judged.place}", f"{judged.spans} span", f"source {judged.source}")
    notes = " · ".join([*tags, judged.evidence or judged.proposed, judged.article])
    lines = [_marked_up(judged.text, judged.quote, CONTEXT)]
    if judged.nearest:
        lines.append(f"Other side: {_marked_up(judged.text, judged.nearest, 0)}")
    return "<p>" + "<br>".join([*lines, f"<small>{html.escape(notes)}</small>"]) + "</p>"


def _marked_up(text: str, quote: dict[str, Any], context: int) -> str:
    roles = (("content", "mark"), ("cue", "i"), ("source", "u"))
    spans = [(start, end, tag) for role, tag in roles for start, end in quote[role]]
    first = max(0, min(start for start, _, _ in spans) - context)
    last = min(len(text), max(end for _, end, _ in spans) + context)
    inside: dict[int, str] = {i: tag for start, end, tag in spans for i in range(start, end)}
    edges = sorted({first, last, *(edge for start, end, _ in spans for edge in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        piece, tag = html.escape(text[start:end]), inside.get(start)
        pieces.append(f"<{tag}>{piece}</{tag}>" if tag else piece)
    return "…" + "".join(pieces) + "…"
