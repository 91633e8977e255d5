"""What the schema declares of a list, and whether a file has the lists that are declared."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from quoteattr.errors import QuoteattrError
from quoteattr.lexicon.schema import SCHEMA, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr.lexicon.schema import Words

__all__ = ["LexiconError", "place", "repeated", "rule_of", "walk"]


class LexiconError(QuoteattrError):
    """A list of the lexicon is at fault or unknown; the message names file, list and entry."""


def place(file: str, name: str) -> str:
    """Name a list for a message: ``cues.toml, verbs.speech``."""
    return f"{file}.txt" if file in TEXT else f"{file}.toml, {name}"


def repeated(rule: Words, entries: Sequence[str]) -> str | None:
    """Return the first entry that is compared as one before it is, or ``None``."""
    seen: set[str] = set()
    for entry in entries:
        if rule.form(entry) in seen:
            return entry
        seen.add(rule.form(entry))
    return None


def rule_of(file: str, name: str) -> Words:
    """Return what is declared of a list.

    Raises:
        LexiconError: Nothing is.
    """
    patterns = SCHEMA.get(file, {})
    keys = name.split(".")
    for pattern, rule in patterns.items():
        parts = pattern.split(".")
        if len(parts) == len(keys) and all(p in {"*", k} for p, k in zip(parts, keys, strict=True)):
            return rule
    raise LexiconError(f"{place(file, name)}: not declared in quoteattr/lexicon/schema.py")


def walk(file: str, content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, list[str]]]:
    """Go through the lists of a ``.toml`` file.

    Yields:
        The keys of a list, the name under which it is declared, and its entries.

    Raises:
        LexiconError: A list is not declared, is missing, or is no list of words.
    """
    prefixes, fixed = _prefixes(file)
    found = set()
    for keys, pattern, value in _leaves(content, prefixes, (), ""):
        rule = SCHEMA.get(file, {}).get(pattern)
        if rule is None:
            raise LexiconError(f"{place(file, '.'.join(keys))}: not declared in the schema")
        entries = [value] if rule.single else value
        if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            raise LexiconError(f"{place(file, '.'.join(keys))}: must be a list of words")
        found.add(pattern)
        yield keys, pattern, entries
    if missing := sorted(fixed - found):
        raise LexiconError(f"{place(file, missing[0])}: declared, and not there")


def _leaves(
    value: Any, prefixes: frozenset[str], keys: tuple[str, ...], pattern: str
) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Yield what stands below a table, each with its keys and the name of its declaration."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = {record.get("name", str(number)): record for number, record in enumerate(value)}
    if not isinstance(value, dict):
        yield keys, pattern, value
        return
    for key, below in value.items():
        own = f"{pattern}.{key}" if pattern else key
        other = f"{pattern}.*" if pattern else "*"
        yield from _leaves(below, prefixes, (*keys, key), own if own in prefixes else other)


@cache
def _prefixes(file: str) -> tuple[frozenset[str], frozenset[str]]:
    """All beginnings of the names of a file's lists, and the names without a ``*``."""
    names = [name.split(".") for name in SCHEMA.get(file, {})]
    prefixes = frozenset(".".join(n[:end]) for n in names for end in range(1, len(n) + 1))
    return prefixes, frozenset(".".join(n) for n in names if "*" not in n)
