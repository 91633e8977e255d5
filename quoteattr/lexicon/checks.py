"""What is wrong with a file of the lexicon: entries that repeat others or that can never match.

This takes too long to be done whenever a list is read. The tests do it for every file.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import lines, read
from quoteattr.lexicon.declared import place, walk
from quoteattr.lexicon.schema import SCHEMA, TEXT, Compared, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["faults"]

ODD = re.compile(r"^\s|\s$|\s\s|_|^$")
"""What no entry has: blanks at its edges and underscores."""
HEADER = re.compile(r"(?:#.*\n)+")
"""The first lines of a file."""


@frozen
class _List:
    """A list of a file."""

    file: str
    name: str
    rule: Words
    entries: tuple[str, ...]

    @property
    def place(self) -> str:
        return place(self.file, self.name)


def faults(path: Path) -> Iterator[str]:
    """Find what is wrong with a file of the lexicon.

    Args:
        path: The file; those beside it are what its entries are compared with.

    Yields:
        Messages that name the list and the entry.

    Raises:
        LexiconError: A list is not declared, is missing, or is no list of words.
    """
    header = HEADER.match(path.read_text("utf-8"))
    for word in ("Origin:", "Licence:"):
        if header is None or word not in header[0]:
            yield f"{path.name}: its first lines have no {word!r}"
    for parts in _lists(path).values():
        for part in parts:
            yield from _repeated(part)
            yield from _unmatched(part)
            yield from _unreached(part, path)
            yield from _unknown(part, path)


def _repeated(part: _List) -> Iterator[str]:
    seen: dict[str, str] = {}
    for entry in part.entries:
        first = seen.setdefault(part.rule.form(entry), entry)
        if first is not entry:
            yield f"{part.place}: {entry!r} repeats {first!r}"


def _unmatched(part: _List) -> Iterator[str]:
    rule = part.rule
    for entry in part.entries:
        if ODD.search(entry) or (rule.compared is Compared.LOWER and entry != _lower(entry)):
            yield f"{part.place}: {entry!r} never matches, as text is not compared in this form"
        if len(entry.split()) > rule.longest:
            yield f"{part.place}: {entry!r} never matches, as it has more words than are looked up"


def _lower(entry: str) -> str:
    return entry.lower().replace("\u2019", "'")


def _unreached(part: _List, path: Path) -> Iterator[str]:
    """Entries that a list has which goes before."""
    for name in part.rule.behind:
        before = _forms(name, path)
        for entry in part.entries:
            other = before.get(part.rule.form(entry), part)
            if other != part:
                yield f"{part.place}: {entry!r} is never reached, as {other.place} goes before"


def _unknown(part: _List, path: Path) -> Iterator[str]:
    """Entries, or keys, that none of the lists has that are asked first."""
    for names, entries in (
        (part.rule.within, part.entries),
        (part.rule.keys_within, part.name.split(".")[-1:]),
    ):
        known = [_forms(name, path) for name in names]
        for entry in entries if known else ():
            if not any(part.rule.form(entry) in forms for forms in known):
                yield f"{part.place}: {entry!r} never matches, as it is not in {', '.join(names)}"


@cache
def _forms(name: str, path: Path) -> Mapping[str, _List]:
    """The entries of the lists of a name as they are compared, each with the first that has it."""
    file, _, pattern = name.partition(".")
    beside = path.with_name(f"{file}.txt" if file in TEXT else f"{file}.toml")
    found: dict[str, _List] = {}
    for part in _lists(beside)[pattern]:
        for entry in part.entries:
            found.setdefault(part.rule.form(entry), part)
    return found


@cache
def _lists(path: Path) -> Mapping[str, list[_List]]:
    """The lists of a file, by the names under which they are declared."""
    file = path.stem
    if file in TEXT:
        return {"": [_List(file, "", TEXT[file], tuple(lines(path)))]}
    found: dict[str, list[_List]] = {name: [] for name in SCHEMA[file]}
    for keys, name, entries in walk(file, read(path)):
        found[name].append(_List(file, ".".join(keys), SCHEMA[file][name], tuple(entries)))
    return found
