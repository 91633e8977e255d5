"""Word lists as data, each file with its origin and its licence in its first lines.

``*.txt`` files hold one list, an entry a line; ``*.toml`` files hold lists with names. A line that
starts with ``#`` is a comment. Which lists there are, and what an entry must be like to match, is
declared in :mod:`quoteattr.lexicon.schema`. Reading a list raises :class:`LexiconError` if it is
not declared or repeats an entry; :mod:`quoteattr.lexicon.checks` finds what else is at fault.

What a word means or is used for is said here: verbs that report, nouns for persons, prepositions
that introduce a document. In code stand tags and relations, marks, and a word or two that a rule is
about, such as the *that* of a clause or the *by* of an agent.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from quoteattr.lexicon.declared import LexiconError, place, repeated, rule_of, walk
from quoteattr.lexicon.schema import TEXT

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["LexiconError", "lines", "read", "table", "words"]


@cache
def words(file: str, name: str = "") -> frozenset[str]:
    """Return the entries of a list, in the form in which they are compared.

    Args:
        file: A file of the lexicon, without its ending.
        name: The list's path in a ``.toml`` file, such as ``verbs.speech``.

    Raises:
        LexiconError: The list is not declared, is not there, or has an entry twice.
    """
    rule = rule_of(file, name)
    entries = _entries(file, name)
    found = frozenset(map(rule.form, entries))
    if len(found) < len(entries):
        raise LexiconError(f"{place(file, name)}: {repeated(rule, entries)!r} stands there twice")
    return found


def _entries(file: str, name: str) -> list[str]:
    if file in TEXT:
        return lines(files(__name__) / f"{file}.txt")
    value: Any = table(file)
    for key in name.split("."):
        if key not in value:
            raise LexiconError(f"{place(file, name)}: there is no such list")
        value = value[key]
    return list(value)


@cache
def table(file: str) -> dict[str, Any]:
    """Return the contents of a ``.toml`` file; to be read, not changed.

    Raises:
        LexiconError: It has something that is not declared.
    """
    return read(files(__name__) / f"{file}.toml")


def lines(path: Traversable) -> list[str]:
    """Read the entries of a ``.txt`` file, in order."""
    stripped = map(str.strip, path.read_text("utf-8").splitlines())
    return [line for line in stripped if line and not line.startswith("#")]


def read(path: Traversable) -> dict[str, Any]:
    """Read a ``.toml`` file and check that it has no lists but declared ones.

    Raises:
        LexiconError: The message names what is not declared, or is no list of words.
    """
    content = tomllib.loads(path.read_text("utf-8"))
    for _ in walk(path.name.removesuffix(".toml"), content):
        pass
    return content
