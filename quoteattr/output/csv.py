"""Rows of quotes as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import re
from io import StringIO
from os import fspath
from typing import TYPE_CHECKING, TextIO

from quoteattr.output.table import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from quoteattr.output.table import Cell

__all__ = ["csv_to", "write_csv"]

_BOM = "\ufeff"
"""Stands first in a file so that spreadsheets read it as UTF-8."""
# What spreadsheets take for the beginning of a formula, also in full width; the marks before it
# make the escape of a text that has such marks itself another text.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def csv_to(
    path: str | PathLike[str] | None, rows: Iterable[Mapping[str, Cell]], **options: bool
) -> str | None:
    """Write rows to a file in UTF-8, or return them as a string if there is no path."""
    if path is None:
        stream = StringIO(newline="")
        write_csv(rows, stream, **options)
        return stream.getvalue()
    # Lone surrogates, which no encoding can hold, become escapes.
    with open(fspath(path), "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        write_csv(rows, file, **options)
    return None


def write_csv(
    rows: Iterable[Mapping[str, Cell]],
    stream: TextIO,
    *,
    bom: bool = False,
    escape_formulas: bool = True,
) -> None:
    """Write rows to a stream, under a row with the names of the columns.

    Rows end in CR LF: the module ``csv`` puts marks around a lone CR only if rows may end in it.

    Args:
        rows: Rows with the columns ``COLUMNS``.
        stream: A stream that leaves line ends as they are.
        bom: Whether a byte order mark comes first.
        escape_formulas: Whether an apostrophe is put before text that a spreadsheet would take for
            a formula.
    """
    if bom:
        stream.write(_BOM)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = row.values()
        writer.writerow(map(_escaped, cells) if escape_formulas else cells)


def _escaped(cell: Cell) -> Cell:
    is_formula = isinstance(cell, str) and _FORMULA.match(cell)
    return f"'{cell}" if is_formula else cell
