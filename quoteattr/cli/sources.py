"""Where the command finds its texts: files, folders, and standard input."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.cli.kinds import KINDS, RECORDS, Reading, is_known, kind_of
from quoteattr.cluster.shards import Source
from quoteattr.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Source", "find_files", "read_sources"]

STDIN = "-"


def find_files(names: Sequence[str], reading: Reading, recursive: bool) -> list[str]:
    """Put in the place of each folder the files in it that can be read, in the order of names.

    Hidden files are left out, and so are those whose suffix is not known, or which hold records,
    unless the field with the text is. Folders are left as they are unless ``recursive``.

    Raises:
        InputError: There is no such file in a folder.
    """
    found: list[str] = []
    for name in names:
        is_folder = recursive and name != STDIN and os.path.isdir(name)
        files = _files_in(name, reading) if is_folder else [name]
        if not files:
            raise InputError(
                f"no file in {name} has a suffix that says how to read it; give --input, or --field"
                " for .csv, .json and the like"
            )
        found += files
    return found


def _files_in(folder: str, reading: Reading) -> list[str]:
    found: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        shown = sorted(name for name in names if not name.startswith("."))
        found += [os.path.join(parent, name) for name in shown if _is_readable(name, reading)]
    return found


def _refuse_folder(error: OSError) -> None:
    raise InputError(f"{error.filename} cannot be read: {error.strerror}") from error


def _is_readable(name: str, reading: Reading) -> bool:
    if reading.kind is None and not is_known(name):
        return False
    return (reading.kind or kind_of(name)) not in RECORDS or reading.text_field is not None


def read_sources(names: Sequence[str], reading: Reading) -> Iterator[Source]:
    """Yield the texts of files, or of standard input for ``-``, one file after another."""
    for name in names:
        shown = "standard input" if name == STDIN else name
        try:
            data = _bytes_of(name)
            kind = reading.kind or kind_of(name)
            for number, (text, metadata) in enumerate(KINDS[kind](data, shown, reading), 1):
                yield _source(shown, kind, number, text, metadata, reading)
        except InputError as error:
            yield Source(shown, error, {})


def _source(
    name: str,
    kind: str,
    number: int,
    text: str | InputError,
    metadata: dict[str, Any],
    reading: Reading,
) -> Source:
    """Name a text after its file, or if it is one of several there, after its record."""
    if kind not in RECORDS:
        return Source(name, text, metadata)
    given = metadata.get(reading.id_field) if reading.id_field else None
    return Source.of_record(f"{name}#{number}", given, text, metadata)


def _bytes_of(name: str) -> bytes:
    """Read a file, or standard input, and unpack it if it is compressed with gzip.

    Raises:
        InputError: It does not exist, cannot be read, or is damaged.
    """
    shown = "standard input" if name == STDIN else name
    try:
        data = _stdin() if name == STDIN else Path(name).read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except IsADirectoryError as error:
        raise InputError(
            f"{name} is a folder; give the files in it: {Path(name)}/*.txt, or --recursive for all"
            " that can be read"
        ) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{shown} is compressed, but damaged: {error}") from error
    except OSError as error:
        raise InputError(f"{shown} cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a name with a NUL
        raise InputError(f"{shown} cannot be read: {error}") from error


def _stdin() -> bytes:
    if sys.stdin is None:  # closed by the shell: <&-
        raise InputError("standard input is closed")
    return sys.stdin.buffer.read()
