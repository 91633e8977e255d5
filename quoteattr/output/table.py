"""Quotes as the rows of a table: its columns, their types, and the values of a row."""

from __future__ import annotations

import re
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.records import Act, Construction, Form, Gender, GenderSign, Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quoteattr.output.findings import Findings
    from quoteattr.records import Quote, Speaker

__all__ = ["COLUMNS", "Cell", "Column", "Type", "columns_of", "digest_of", "document_id", "rows_of"]

Cell = str | int | float | bool | None
Type = type[str] | type[int] | type[float] | type[bool] | type[StrEnum]
"""The type of a column; an enumeration is the categories of its cells."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@frozen
class _Row:
    """A quote and what else its row tells."""

    document: str
    number: int
    quote: Quote
    places: Mapping[Quote | Speaker, int]
    identify: Callable[[Speaker], str | None]

    def place(self, record: Quote | Speaker | None) -> int | None:
        return None if record is None else self.places.get(record)

    def parent(self) -> int | None:
        """Return the number of the nearest quote around this one that the document holds."""
        parent = self.quote.parent
        while parent is not None and parent not in self.places:
            parent = parent.parent
        return self.place(parent)


@frozen
class Column:
    """A column of the table."""

    type: Type
    value: Callable[[_Row], Cell]
    optional: bool = True
    """Whether cells may be empty."""


def _of(part: str, field: str) -> Callable[[_Row], Cell]:
    """Make the function that reads a field of a part of the quote, ``None`` where it lacks it."""

    def value(row: _Row) -> Cell:
        record = getattr(row.quote, part)
        found: Cell = None if record is None else getattr(record, field)
        return found

    return value


def _identity(row: _Row) -> Cell:
    return None if row.quote.speaker is None else row.identify(row.quote.speaker)


def _spans(row: _Row) -> Cell:
    return ";".join(f"{span.start}-{span.end}" for span in row.quote.contents)


def _missing(row: _Row) -> Cell:
    return ";".join(mark.value for mark in row.quote.missing) or None


COLUMNS: Mapping[str, Column] = {
    "document": Column(str, lambda row: row.document, optional=False),
    "quote": Column(int, lambda row: row.number, optional=False),
    "parent": Column(int, _Row.parent),
    "speaker_id": Column(int, lambda row: row.place(row.quote.speaker)),
    "identity": Column(str, _identity),
    "speaker": Column(str, _of("speaker", "name")),
    "text": Column(str, lambda row: row.quote.text, optional=False),
    "form": Column(Form, lambda row: row.quote.form, optional=False),
    "act": Column(Act, lambda row: row.quote.act, optional=False),
    "negated": Column(bool, lambda row: row.quote.negated, optional=False),
    "confidence": Column(float, lambda row: row.quote.confidence, optional=False),
    "speaker_confidence": Column(float, lambda row: row.quote.speaker_confidence),
    "source": Column(str, _of("source", "text")),
    "cue": Column(str, _of("cue", "text")),
    "cue_lemma": Column(str, _of("cue", "lemma")),
    "addressee": Column(str, _of("addressee", "text")),
    "speaker_kind": Column(Kind, _of("speaker", "kind")),
    "speaker_gender": Column(Gender, _of("speaker", "gender")),
    "gender_sign": Column(GenderSign, _of("speaker", "gender_sign")),
    "source_form": Column(MentionForm, _of("source", "form")),
    "start": Column(int, lambda row: row.quote.start, optional=False),
    "end": Column(int, lambda row: row.quote.end, optional=False),
    "spans": Column(str, _spans, optional=False),
    "cue_start": Column(int, _of("cue", "start")),
    "cue_end": Column(int, _of("cue", "end")),
    "source_start": Column(int, _of("source", "start")),
    "source_end": Column(int, _of("source", "end")),
    "evidence": Column(Construction, lambda row: row.quote.evidence, optional=False),
    "missing": Column(str, _missing),
}
"""The columns, in order.

``document`` and ``quote``, numbered from 0, tell a row from every other; ``parent`` is the number
of the quote that this one is nested in, ``speaker_id`` the place of the speaker in the document's
``speakers``, ``identity`` its id across documents. ``spans`` lists the content spans as
``start-end``, separated by semicolons.
"""


def rows_of(
    document: Findings, identify: Callable[[Speaker], str | None] = lambda speaker: None
) -> Iterator[dict[str, Cell]]:
    """Yield one row a quote, with the columns :data:`COLUMNS`; ``None`` where there is no value.

    Args:
        document: A document.
        identify: Returns the id across documents of one of its speakers, if that is known.
    """
    places: dict[Quote | Speaker, int] = {}
    places.update((speaker, place) for place, speaker in enumerate(document.speakers))
    places.update((quote, number) for number, quote in enumerate(document.quotes))
    name = document_id(document)
    for number, quote in enumerate(document.quotes):
        row = _Row(name, number, quote, places, identify)
        yield {column: _plain(COLUMNS[column].value(row)) for column in COLUMNS}


def _plain(cell: Cell) -> Cell:
    return cell.value if isinstance(cell, StrEnum) else cell


def document_id(document: Findings) -> str:
    """Return what tells a document from others: its id, or else a digest of its text."""
    if document.id is not None:
        return document.id
    return digest_of(document.text)


def digest_of(text: str) -> str:
    """Return a digest of a text, 64 bits in hexadecimal."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def columns_of(rows: Iterable[Mapping[str, Cell]]) -> dict[str, list[Cell]]:
    """Turn rows into columns; lone surrogates, which no table holds, become U+FFFD."""
    columns: dict[str, list[Cell]] = {name: [] for name in COLUMNS}
    for row in rows:
        for name, cells in columns.items():
            cell = row[name]
            cells.append(_SURROGATE.sub("\ufffd", cell) if isinstance(cell, str) else cell)
    return columns
