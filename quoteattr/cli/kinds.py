"""The kinds of files that the command reads, each with its reader."""

from __future__ import annotations

import codecs
import csv
import io
import json
import logging
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.errors import InputError, missing_extra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Texts = Iterator[tuple[str | InputError, dict[str, Any]]]
    """The texts of a file, or why one cannot be read, and what else is known of each."""

__all__ = ["KINDS", "RECORDS", "Reading", "is_known", "kind_of"]

RECORDS = ("json", "jsonl", "csv", "tsv", "parquet")
"""The kinds that hold records, with the text in one of their fields."""
SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".md", ".rst"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".json": "json",
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}
_SIGNS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive, as .docx, .odt and .epub are",
    b"\xd0\xcf\x11\xe0": "a Word file",
    b"{\\rtf": "an RTF file",
    b"PAR1": "a Parquet file",
    b"<!doctype html": "HTML",
    b"<html": "HTML",
    b"<?xml": "XML",
}
"""What files of other kinds begin with, in lower case or as they are."""


@frozen
class Reading:
    """How files are to be read."""

    kind: str | None = None
    """The kind of all files; ``None`` to tell it from the name of each."""
    text_field: str | None = None
    id_field: str | None = None
    encoding: str | None = None
    """The encoding; ``None`` for UTF-8, and for what a page of HTML says itself."""


def kind_of(name: str) -> str:
    """Tell the kind of a file by its suffix, without ``.gz``; text if it is not known."""
    return SUFFIXES.get(_suffix(name), "text")


def is_known(name: str) -> bool:
    """Tell whether the suffix of a file says of which kind it is."""
    return _suffix(name) in SUFFIXES


def _suffix(name: str) -> str:
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _plain(data: bytes, name: str, reading: Reading) -> Texts:
    """Read a text; refuse what is evidently something else, unless it is declared to be text."""
    if reading.kind is None:
        _refuse_other_kinds(data, name)
        if reading.encoding is None:
            _refuse_zero_bytes(data, name)
    yield _decoded(data, name, reading), {}


def _refuse_other_kinds(data: bytes, name: str) -> None:
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()[:20]
    for sign, kind in _SIGNS.items():
        if start.startswith(sign) or start.lower().startswith(sign):
            remedy = "say how to read it: --input html, or --input text to read it as it stands"
            if kind not in ("HTML", "XML"):
                remedy = "save it as text first"
            raise InputError(f"{name} is {kind}, not text; {remedy}")
    first_line = data.partition(b"\n")[0] if start.startswith(b"{") else data  # JSON Lines too
    if start.startswith((b"{", b"[")) and (_is_json(data) or _is_json(first_line)):
        raise InputError(
            f"{name} is JSON, not text; say how to read it: --input json --field TEXT, or --input"
            " text to read it as it stands"
        )


def _refuse_zero_bytes(data: bytes, name: str) -> None:
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(
            f"{name} has zero bytes, so that it is no text in UTF-8; name its encoding, for example"
            " --encoding utf-16-le"
        )


def _is_json(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), dict | list)
    except (ValueError, RecursionError):
        return False


def _html(data: bytes, name: str, reading: Reading) -> Texts:
    """Read the article on a page, without what surrounds it."""
    try:
        import trafilatura  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing_extra(f"{name}: pages of HTML", "html") from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, we tell
    page = _decoded(data, name, reading) if reading.encoding else data
    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text:
        raise InputError(
            f"no article can be found in {name}; --input text reads it as it stands, with its tags"
        )
    known = {"title": found.title, "author": found.author, "date": found.date, "url": found.url}
    yield found.text, {key: value for key, value in known.items() if value}


def _json(data: bytes, name: str, reading: Reading) -> Texts:
    content = _parsed(_decoded(data, name, reading), name)
    return _records(content if isinstance(content, list) else [content], name, reading)


def _json_lines(data: bytes, name: str, reading: Reading) -> Texts:
    lines = io.StringIO(_decoded(data, name, reading))
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    return _records(
        (_parsed_line(line, f"{name}, line {number}") for number, line in numbered), name, reading
    )


def _parsed_line(line: str, name: str) -> Any:
    """Parse a line, or return why that cannot be done: the next one is read all the same."""
    try:
        return _parsed(line, name)
    except InputError as error:
        return error


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON: {error}") from error


def _separated(delimiters: str) -> Callable[[bytes, str, Reading], Texts]:
    def read(data: bytes, name: str, reading: Reading) -> Texts:
        csv.field_size_limit(2**31 - 1)  # articles are longer than the default
        text = _decoded(data, name, reading)
        header = text.lstrip().partition("\n")[0]
        delimiter = next((each for each in delimiters if each in header), delimiters[0])
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            yield from _records(rows, name, reading)
        except csv.Error as error:
            line = rows.reader.line_num
            raise InputError(
                f"{name} cannot be read as a table from line {line} on ({error}): quotation marks"
                " within a field have to be doubled"
            ) from error

    return read


def _parquet(data: bytes, name: str, reading: Reading) -> Texts:
    try:
        import pyarrow  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise missing_extra(f"{name}: Parquet files", "arrow") from error
    try:
        batches = parquet.ParquetFile(io.BytesIO(data)).iter_batches()
        yield from _records((row for batch in batches for row in batch.to_pylist()), name, reading)
    except pyarrow.ArrowException as error:
        raise InputError(f"{name} cannot be read as Parquet: {error}") from error


def _records(records: Iterable[Any], name: str, reading: Reading) -> Texts:
    """Yield the texts of records, and their other fields.

    Where the first record lacks a field, it is the wrong field; where a later one does, that
    record is passed over.

    Raises:
        InputError: The first record has no such fields.
    """
    field = reading.text_field
    for number, record in enumerate(records, 1):
        if number == 1 and not isinstance(record, InputError):
            _check_fields(record, name, reading)
        if isinstance(record, dict):
            fields = {key: value for key, value in record.items() if key not in (field, None)}
            yield _text_in(record, field, f"{name}, record {number}"), fields
        else:
            no_record = InputError(f"{name}, record {number} is no object with fields")
            yield record if isinstance(record, InputError) else no_record, {}


def _check_fields(record: Any, name: str, reading: Reading) -> None:
    if not isinstance(record, dict):
        raise InputError(f"{name}, record 1 is no object with fields")
    field, names = reading.text_field, ", ".join(str(key) for key in record if key is not None)
    if field is None or field not in record:
        named = "which field holds the text is not said" if field is None else f"no {field!r}"
        raise InputError(f"{name}: {named}; give one of its fields to --field: {names}")
    if reading.id_field and reading.id_field not in record:
        raise InputError(f"{name}: no {reading.id_field!r} for --id; its fields are: {names}")


def _text_in(record: Mapping[Any, Any], field: str | None, name: str) -> str | InputError:
    if None in record:  # where the reader of tables puts what is too much
        return InputError(
            f"{name} has more fields than the header: a text with the delimiter in it needs"
            " quotation marks around it"
        )
    if field not in record:
        return InputError(f"{name} has no {field!r}")
    text = record[field]
    if isinstance(text, str):
        return text
    return InputError(f"{name}: {field!r} is no text but {type(text).__name__}")


def _decoded(data: bytes, name: str, reading: Reading) -> str:
    """Decode a text; line ends stay as they are, a byte order mark is no text.

    Raises:
        InputError: It is in another encoding.
    """
    encoding = reading.encoding or "utf-8"
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not in {encoding.upper()}: byte {error.object[error.start]:#04x} at"
            f" position {error.start} ({error.reason}); name its encoding, for example"
            f" --encoding {_other_encoding(error.object, encoding)}"
        ) from error
    except ValueError as error:  # an encoding's own complaints
        raise InputError(f"{name} cannot be read: {error}") from error
    return text


def _other_encoding(data: bytes, encoding: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "cp1252" if codecs.lookup(encoding).name == "utf-8" else "utf-8"


KINDS: Mapping[str, Callable[[bytes, str, Reading], Texts]] = {
    "text": _plain,
    "html": _html,
    "json": _json,
    "jsonl": _json_lines,
    "csv": _separated(",;\t"),
    "tsv": _separated("\t"),
    "parquet": _parquet,
}
"""The reader of each kind, given the bytes of a file, its name, and how it is to be read."""
