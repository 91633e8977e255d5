"""The formats of the command line: documents of many files, written to one stream."""

from __future__ import annotations

import shutil
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from attrs import evolve

from quoteattr.output.csv import write_csv
from quoteattr.output.html import page_of
from quoteattr.output.table import rows_of
from quoteattr.output.text import document_to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quoteattr.document import Document

    Found = Iterable[tuple[str, Document]]
    """The names of files, and what was found in each."""

__all__ = ["WRITERS"]

_WIDEST = 100
"""Columns; longer lines are hard to read, however wide the terminal is."""


def _write_text(found: Found, stream: TextIO, several: bool) -> None:
    """Write one line a quote, wrapped on a terminal; several files each under its name."""
    width = min(shutil.get_terminal_size().columns, _WIDEST) if stream.isatty() else None
    for index, (name, document) in enumerate(found):
        if several:
            stream.write(f"\n{name}\n\n" if index else f"{name}\n\n")
        stream.write(document_to_text(document, width))


def _write_json(found: Found, stream: TextIO, several: bool) -> None:
    """Write a list with one object a file, even if there is only one file."""
    separator = "["
    for name, document in found:
        stream.write(f"{separator}\n{_to_json(name, document, indent=2)}")
        separator = ","
    stream.write("\n]\n" if separator == "," else "[]\n")


def _write_json_lines(found: Found, stream: TextIO, several: bool) -> None:
    """Write one object a file, each on a line of its own."""
    for name, document in found:
        stream.write(_to_json(name, document) + "\n")


def _write_csv(found: Found, stream: TextIO, several: bool) -> None:
    """Write one row a quote; the column ``document`` has the name of the file."""
    write_csv(
        chain.from_iterable(rows_of(evolve(document, id=name)) for name, document in found), stream
    )


def _write_html(found: Found, stream: TextIO, several: bool) -> None:
    """Write one page that needs no other file."""
    stream.writelines(page_of(found))


def _to_json(name: str, document: Document, indent: int | None = None) -> str:
    return evolve(document, id=name).to_json(indent=indent)


WRITERS: dict[str, Callable[[Found, TextIO, bool], None]] = {
    "text": _write_text,
    "json": _write_json,
    "jsonl": _write_json_lines,
    "csv": _write_csv,
    "html": _write_html,
}
"""The writer of each format, given what was found, the stream, and whether files are several."""
