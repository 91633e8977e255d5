"""The figures that the README and the documentation show, kept in ``docs/figures.json``.

On a page, each stands before a comment that says which it is, as the names that lead to it::

    .772<!--accuracy:polnear:all:attributed:f1-->

``make bench`` ends with this::

    python -m tests.benchmarks.shown [COMMIT]

It takes the figures over from a file of results (the last one written, unless a commit is named)
and writes them into the pages, each with as many digits as it had. Names that begin with
``elsewhere`` are of what ``make bench`` cannot measure: they are written by hand.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from tests.benchmarks.results import FOLDER, find, read
from tests.pages import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.benchmarks.results import Results

__all__ = ["FIGURES", "filled", "load", "names_in", "take_over"]

FIGURES = ROOT / "docs" / "figures.json"
_SHOWN = re.compile(r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)<!--(?P<name>[^\s>][^>]*?)-->")

Shown = dict[str, dict[str, Any]]
"""Under ``figures`` a number for each name; under ``commits`` the commit of each benchmark."""


def load() -> Shown:
    """Read the figures that are shown."""
    shown: Shown = json.loads(FIGURES.read_text("utf-8"))
    return shown


def names_in(page: str) -> list[str]:
    """Return the names of the figures on a page."""
    return [match["name"] for match in _SHOWN.finditer(page)]


def filled(page: str, figures: Mapping[str, float]) -> str:
    """Return a page with the figures as they are now.

    Raises:
        KeyError: It shows a figure that there is not.
    """
    return _SHOWN.sub(
        lambda match: f"{_like(match['number'], figures[match['name']])}<!--{match['name']}-->",
        page,
    )


def _like(shown: str, value: float) -> str:
    """Write a number with as many digits as another has."""
    number = f"{value:,.{len(shown.partition('.')[2])}f}"
    return number.removeprefix("0") if shown.startswith(".") else number


def take_over(shown: Shown, results: Results, names: Iterator[str]) -> Shown:
    """Return what is shown with what has been measured since; what no page shows is dropped."""
    figures: dict[str, float] = {}
    commits = dict(shown["commits"])
    for name in sorted(set(names)):
        benchmark = name.partition(":")[0]
        if benchmark in results.figures:
            figures[name] = _look_up(results.figures, name)
            commits[benchmark] = results.commit
        else:
            figures[name] = shown["figures"][name]
    return {"commits": commits, "figures": figures}


def _look_up(figures: Mapping[str, Any], name: str) -> float:
    found: Any = figures
    for part in name.split(":"):
        found = found[part]
    return round(float(found), 6)


def main(path: Path) -> None:
    """Take the figures of a file of results over, and write them into the pages."""
    pages = {page: page.read_text("utf-8") for page in PAGES}
    names = (name for text in pages.values() for name in names_in(text))
    shown = take_over(load(), read(path), names)
    FIGURES.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for page, text in pages.items():
        now = filled(text, shown["figures"])
        if now != text:
            page.write_text(now, "utf-8")
            print(f"{page.relative_to(ROOT)} shows new figures")


if __name__ == "__main__":
    written = sorted(FOLDER.glob("*.json"), key=lambda path: path.stat().st_mtime)
    main(find(sys.argv[1]) if sys.argv[1:] else written[-1])
