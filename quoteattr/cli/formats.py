"""The formats of the command line: documents of many texts, written to one stream."""

from __future__ import annotations

import shutil
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from attrs import frozen

from quoteattr.corpus.identities import LinkedDocument
from quoteattr.corpus.tables import rows_of_one
from quoteattr.output.csv import write_csv
from quoteattr.output.html import page_of
from quoteattr.output.text import document_to_text, escape_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quoteattr.document import Document

    Found = Iterable[Document | LinkedDocument]
    """Documents, whose ids are the names of their files, or those of records."""

__all__ = ["WRITERS", "Options"]

_WIDEST = 100
"""Columns; longer lines are hard to read, however wide the terminal is."""


@frozen
class Options:
    """How documents are written."""

    several: bool = False
    """Whether there may be more than one."""
    bom: bool = False
    """Whether CSV begins with a byte order mark."""


def _write_text(found: Found, stream: TextIO, options: Options) -> None:
    """Write one line a quote, wrapped on a terminal; several texts each under its name."""
    width = min(shutil.get_terminal_size().columns, _WIDEST) if stream.isatty() else None
    for index, each in enumerate(found):
        document = each.document if isinstance(each, LinkedDocument) else each
        if options.several:
            name = escape_controls(document.id or "")
            stream.write(f"\n{name}\n\n" if index else f"{name}\n\n")
        stream.write(document_to_text(document, width))
        if isinstance(each, LinkedDocument) and each.identities:
            known = zip(document.speakers, each.identities, strict=True)
            pairs = (f"{speaker.name} = {identity.id}" for speaker, identity in known)
            stream.write("".join(f"  {escape_controls(pair)}\n" for pair in pairs))


def _write_json(found: Found, stream: TextIO, options: Options) -> None:
    """Write a list with one object a text, even if there is only one text."""
    separator = "["
    for document in found:
        stream.write(f"{separator}\n{document.to_json(indent=2)}")
        separator = ","
    stream.write("\n]\n" if separator == "," else "[]\n")


def _write_json_lines(found: Found, stream: TextIO, options: Options) -> None:
    """Write one object a text, each on a line of its own."""
    for document in found:
        stream.write(document.to_json() + "\n")


def _write_csv(found: Found, stream: TextIO, options: Options) -> None:
    """Write one row a quote; the column ``document`` has the name of the text."""
    write_csv(chain.from_iterable(map(rows_of_one, found)), stream, bom=options.bom)


def _write_html(found: Found, stream: TextIO, options: Options) -> None:
    """Write one page that needs no other file."""
    documents = (each.document if isinstance(each, LinkedDocument) else each for each in found)
    stream.writelines(page_of((document.id or "", document) for document in documents))


WRITERS: dict[str, Callable[[Found, TextIO, Options], None]] = {
    "text": _write_text,
    "json": _write_json,
    "jsonl": _write_json_lines,
    "csv": _write_csv,
    "html": _write_html,
}
"""The writer of each format."""
