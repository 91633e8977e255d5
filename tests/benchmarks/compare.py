"""What changed between two results of the benchmarks: figures, cases and quotes.

    python -m tests.benchmarks.compare OLD NEW [--details]

OLD and NEW are files that ``make bench`` wrote, or beginnings of the hashes of their commits.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from attrs import frozen

from tests.benchmarks.figures import DETAILS, flatten
from tests.benchmarks.results import find, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.figures import Figures
    from tests.benchmarks.results import Results

__all__ = ["Changes", "Pair", "changed_quotes", "report"]

Quote = dict[str, Any]
Pair = tuple[Quote, Quote]
"""A quote as it was found before and as it is found now."""
SHOWN = ("content", "source", "who", "what", "form", "verdict")
"""Parts of a quote in which a difference counts; confidence and construction are not among them."""
LENGTH = 160
"""Characters of a quote that are shown."""


@frozen
class Changes:
    """How the quotes of a data set differ between two results.

    Attributes:
        gained: Found now, with no quote before that overlaps with it.
        lost: Found before, with no quote now that overlaps with it.
        changed: Found both times, but not alike.
    """

    gained: list[Quote]
    lost: list[Quote]
    changed: list[Pair]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


def changed_quotes(old: Sequence[Quote], new: Sequence[Quote]) -> Changes:
    """Compare the quotes of a data set, those that overlap most with each other."""
    before, after = _by_document(old), _by_document(new)
    changes = Changes([], [], [])
    for document in {**before, **after}:
        _compare_document(before[document], after[document], changes)
    return changes


def _by_document(quotes: Sequence[Quote]) -> dict[str, list[Quote]]:
    documents: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        documents[quote["document"]].append(quote)
    return documents


def _compare_document(old: list[Quote], new: list[Quote], changes: Changes) -> None:
    same = {_shown(q) for q in old} & {_shown(q) for q in new}
    old, new = ([q for q in quotes if _shown(q) not in same] for quotes in (old, new))
    overlaps = [(_overlap(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    paired_old, paired_new = set(), {}
    for overlap, i, j in sorted(overlaps, key=lambda found: (-found[0], *found[1:])):
        if overlap and i not in paired_old and j not in paired_new:
            paired_old.add(i)
            paired_new[j] = i
    changes.lost.extend(q for i, q in enumerate(old) if i not in paired_old)
    for j, quote in enumerate(new):
        if j in paired_new:
            changes.changed.append((old[paired_new[j]], quote))
        else:
            changes.gained.append(quote)


def _shown(quote: Quote) -> str:
    return repr([quote[part] for part in SHOWN])


def _overlap(one: Quote, other: Quote) -> float:
    """The Jaccard index of two contents, by characters."""
    a, b = ({i for start, end in q["content"] for i in range(start, end)} for q in (one, other))
    return len(a & b) / max(1, len(a | b))


def report(old: Results, new: Results, *, details: bool = False) -> Iterator[str]:
    """Write out, line by line, what changed.

    Args:
        old: The earlier results.
        new: The later ones.
        details: Whether curves and counts of errors are compared, too.
    """
    yield f"old: {_origin(old)}"
    yield f"new: {_origin(new)}"
    changes = [*_changes(old, new, details)]
    yield from changes or ["\nnothing changed"]


def _changes(old: Results, new: Results, details: bool) -> Iterator[str]:
    for name in {**old.figures, **new.figures}:
        if name in old.figures and name in new.figures:
            yield from _figure_lines(name, old.figures[name], new.figures[name], details)
        else:
            yield f"\n{name}: measured in the {'old' if name in old.figures else 'new'} alone"
    for name in [name for name in old.cases if name in new.cases]:
        yield from _case_lines(name, old.cases[name], new.cases[name])
    for name in [name for name in old.quotes if name in new.quotes]:
        yield from _quote_lines(name, changed_quotes(old.quotes[name], new.quotes[name]))


def _origin(results: Results) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    return f"{results.commit}, {results.date}, {versions}"


def _figure_lines(name: str, old: Figures, new: Figures, details: bool) -> Iterator[str]:
    before, after = dict(flatten(old)), dict(flatten(new))
    rows, hidden = [], 0
    for path in {**before, **after}:
        row = _figure_row(path, before.get(path), after.get(path))
        if row and DETAILS in path and not details:
            hidden += 1
        elif row:
            rows.append(row)
    if rows or hidden:
        yield f"\n{name}"
        yield from rows
    if hidden:
        yield f"  and {hidden} details, which --details shows"


def _figure_row(path: tuple[str, ...], old: float | None, new: float | None) -> str | None:
    """A line for one figure, or None if it looks the same."""
    whole = all(isinstance(v, int) or abs(v) >= 1000 for v in (old, new) if v is not None)
    shown = tuple("–" if value is None else _number(value, whole) for value in (old, new))
    if shown[0] == shown[1]:
        return None
    row = f"  {' / '.join(path):<58}{shown[0]:>10} → {shown[1]:>10}"
    if old is None or new is None:
        return row
    change = new - old
    relative = f"  {change / old:+.1%}" if old > 1 else ""  # shares of one say enough themselves
    return f"{row}  {_number(change, whole, '+')}{relative}"


def _number(value: float, whole: bool, sign: str = "") -> str:
    return format(value, f"{sign},.{0 if whole else 3}f")


def _case_lines(name: str, old: dict[str, list[str]], new: dict[str, list[str]]) -> Iterator[str]:
    for title, before, after in (("pass now", old, new), ("fail now", new, old)):
        turned = [case for case in before if case in after and before[case] and not after[case]]
        if turned:
            yield f"\ncases of {name} that {title}: {len(turned)}"
        for case in turned:
            yield f"  {case}"
            yield from (f"      {problem}" for problem in before[case])


def _quote_lines(name: str, changes: Changes) -> Iterator[str]:
    if not changes:
        return
    gained, lost, changed = changes.gained, changes.lost, changes.changed
    righted = sum(old["right"] is not True and new["right"] is True for old, new in changed)
    spoilt = sum(old["right"] is True and new["right"] is not True for old, new in changed)
    yield (
        f"\nquotes of {name}: {len(gained)} gained ({_count_right(gained)} right),"
        f" {len(lost)} lost ({_count_right(lost)} right), {len(changed)} changed"
        f" ({righted} right now, {spoilt} right before)"
    )
    for quote in gained:
        yield f"  + {_quote(quote)}"
    for quote in lost:
        yield f"  - {_quote(quote)}"
    for old, new in changed:
        yield f"  ~ {_quote(old)}"
        yield f"    {_quote(new)}"


def _count_right(quotes: Sequence[Quote]) -> int:
    return sum(quote["right"] is True for quote in quotes)


def _quote(quote: Quote) -> str:
    """One quote on one line: document, offsets, who, what, and whether it is right."""
    places = ", ".join(f"{start}–{end}" for start, end in quote["content"])
    what = " ".join((quote["what"] or "").split())
    what = what if len(what) <= LENGTH else f"{what[: LENGTH - 1]}…"
    who = " ".join((quote["who"] or "nobody").split())
    return f"{quote['document']} {places}  {who}: {what}  [{quote['verdict']}]"


def main() -> None:
    """Print what changed."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("old", metavar="OLD", help="a file, or the beginning of a commit's hash")
    arguments.add_argument("new", metavar="NEW")
    arguments.add_argument(
        "--details", action="store_true", help="curves and counts of errors, too"
    )
    options = arguments.parse_args()
    try:
        old, new = (read(find(name)) for name in (options.old, options.new))
    except ValueError as error:
        sys.exit(str(error))
    print(*report(old, new, details=options.details), sep="\n")


if __name__ == "__main__":
    main()
