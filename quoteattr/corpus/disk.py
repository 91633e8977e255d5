"""A registry on disk: a file of SQLite, of which little is in memory at a time."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from quoteattr.corpus.known_speaker import KnownSpeaker
from quoteattr.corpus.memory import NEWEST
from quoteattr.errors import InputError
from quoteattr.records import Gender, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quoteattr.lexicon.offices import Offices

__all__ = ["Disk", "opened"]

_FORMAT = 1
"""Raised whenever an older version could misread the file."""
_MOST = 100_000
"""Speakers in memory, some 100 MB, after which they are read from the file again."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS speakers (
    id TEXT PRIMARY KEY, name TEXT, kind TEXT, documents INTEGER, rest TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bearers (
    key TEXT, place INTEGER, speaker TEXT, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys ON bearers (speaker);
CREATE TABLE IF NOT EXISTS numbers (name TEXT PRIMARY KEY, last INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS done (part TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS renamed (
    registry TEXT, old TEXT, new TEXT, PRIMARY KEY (registry, old)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT, offices TEXT);
"""


class Disk:
    """A store whose changes are in the file once they are committed.

    Args:
        connection: A connection that is in a transaction.
        most: Number of speakers in memory after which they are forgotten there.
    """

    def __init__(self, connection: sqlite3.Connection, most: int = _MOST) -> None:
        self._connection, self._most = connection, most
        self._speakers: dict[str, KnownSpeaker] = {}
        self._keys: dict[str, list[str]] = {}
        self._changed_speakers: dict[str, KnownSpeaker] = {}
        self._changed_keys: dict[str, list[str]] = {}

    @property
    def name(self) -> str:
        """What tells the registry from every other."""
        (name,) = self._connection.execute("SELECT name FROM settings").fetchone()
        return str(name)

    def bearers(self, key: str) -> Iterable[KnownSpeaker]:
        """Return the newest bearers of a name, the newest last."""
        return [self.speaker(id) for id in self._ids(key)]

    def speaker(self, id: str) -> KnownSpeaker:
        """Return the speaker with this id."""
        if id not in self._speakers:
            found = self._connection.execute(f"{_SPEAKERS} WHERE id = ?", (id,))
            self._speakers[id] = _speaker(*found.fetchone())
        return self._speakers[id]

    def _ids(self, key: str) -> list[str]:
        if key not in self._keys:
            question = "SELECT speaker FROM bearers WHERE key = ? ORDER BY place"
            self._keys[key] = [id for (id,) in self._connection.execute(question, (key,))]
        return self._keys[key]

    def keys_of(self, id: str) -> list[str]:
        """Return the names that a committed speaker is kept under."""
        question = "SELECT key FROM bearers WHERE speaker = ? ORDER BY key"
        return [key for (key,) in self._connection.execute(question, (id,))]

    def keep(self, key: str, known: KnownSpeaker) -> None:
        """Count a speaker among the bearers of a name."""
        ids = self._ids(key)
        if known.id not in ids:
            self._speakers[known.id] = known
            ids.append(known.id)
            del ids[:-NEWEST]
            self._changed_keys[key] = ids

    def count(self, name: str) -> int:
        """Return the number of the next speaker whose id is made from this name, from 1."""
        question = (
            "INSERT INTO numbers VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1"
            " RETURNING last"
        )
        ((number,),) = self._connection.execute(question, (name,)).fetchall()
        return int(number)

    def save(self, known: Iterable[KnownSpeaker]) -> None:
        """Note what a document told of speakers, of whom no other object is held from now on."""
        self._changed_speakers.update((each.id, each) for each in known)
        if len(self._speakers) > self._most or len(self._keys) > 4 * self._most:
            self._write()
            self._speakers.clear()
            self._keys.clear()

    def _write(self) -> None:
        """Write what has changed."""
        write = self._connection.executemany
        speakers = map(_row, self._changed_speakers.values())
        write("INSERT OR REPLACE INTO speakers VALUES (?, ?, ?, ?, ?)", speakers)
        write("DELETE FROM bearers WHERE key = ?", ((key,) for key in self._changed_keys))
        places = (
            (key, place, id)
            for key, ids in self._changed_keys.items()
            for place, id in enumerate(ids)
        )
        write("INSERT INTO bearers VALUES (?, ?, ?)", places)
        self._changed_speakers.clear()
        self._changed_keys.clear()

    def commit(self) -> None:
        """Write all changes to the file, so that they last."""
        self._write()
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN IMMEDIATE")

    def is_done(self, part: str) -> bool:
        """Tell whether a part of the documents is in the registry."""
        found = self._connection.execute("SELECT 1 FROM done WHERE part = ?", (part,))
        return found.fetchone() is not None

    def finish(self, part: str) -> None:
        """Note that a part of the documents is in the registry, and commit."""
        self._connection.execute("INSERT INTO done VALUES (?)", (part,))
        self.commit()

    def rename(self, registry: str, renamed: Mapping[str, str]) -> None:
        """Note which ids of another registry have become which."""
        rows = ((registry, old, new) for old, new in renamed.items())
        self._connection.executemany("INSERT INTO renamed VALUES (?, ?, ?)", rows)

    def __iter__(self) -> Iterator[KnownSpeaker]:
        """Yield the committed speakers, in the order of their ids, those of one name as counted."""
        for row in self._connection.execute(f"{_SPEAKERS} ORDER BY length(id), id"):
            yield _speaker(*row)


_SPEAKERS = "SELECT id, name, kind, documents, rest FROM speakers"


def _row(known: KnownSpeaker) -> tuple[str, str, str, int, str]:
    rest = {
        "words": known.words,
        "names": list(known.names),
        "titles": list(known.titles),
        "genders": dict(known.genders),
        "companions": list(known.companions),
        "office": known.office,
    }
    name = known.name.encode("utf-8", "backslashreplace").decode()  # SQLite holds no surrogates
    return known.id, name, known.kind.value, known.documents, json.dumps([known.name, rest])


def _speaker(id: str, _: str, kind: str, documents: int, stored: str) -> KnownSpeaker:
    name, rest = json.loads(stored)
    return KnownSpeaker(
        id=id,
        name=name,
        kind=Kind(kind),
        words=tuple(rest["words"]),
        names=dict.fromkeys(rest["names"]),
        titles=dict.fromkeys(rest["titles"]),
        genders=Counter({Gender(gender): n for gender, n in rest["genders"].items()}),
        companions=dict.fromkeys(rest["companions"]),
        documents=documents,
        office=rest["office"],
    )


@contextmanager
def opened(
    path: str | os.PathLike[str], offices: Offices, *, exists: bool = False
) -> Iterator[Disk]:
    """Open a registry, or make one; what is not committed in the end is undone by an exception.

    Args:
        path: The file.
        offices: The names of offices with which its speakers are told apart.
        exists: Whether the file must be there.

    Raises:
        InputError: It is no registry, in use, made with other offices or aliases, or a newer one.
    """
    name = os.fspath(path)
    if exists and not os.path.isfile(name):
        raise InputError(f"there is no registry {name}")
    try:
        connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("BEGIN IMMEDIATE")
            _prepare(connection, name, offices)
            disk = Disk(connection)
            yield disk
            disk.commit()
        finally:
            connection.close()  # which undoes what is not committed
    except sqlite3.Error as error:
        hint = "; another process uses it" if "locked" in str(error) else ""
        raise InputError(f"the registry {name} cannot be used: {error}{hint}") from error


def _prepare(connection: sqlite3.Connection, name: str, offices: Offices) -> None:
    """Make the tables of a new registry; check that an older one is made for these offices."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > _FORMAT:
        raise InputError(f"the registry {name} was made by a newer quoteattr: upgrade quoteattr")
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {_FORMAT}")
    given = json.dumps([offices.listed, sorted(offices.shown.items())])
    known = connection.execute("SELECT offices FROM settings").fetchone()
    if known is None:
        connection.execute("INSERT INTO settings VALUES (?, ?)", (token_hex(8), given))
    elif known != (given,):
        raise InputError(f"the registry {name} was made with other aliases or offices")
