"""A function of batches of rows, for whatever distributes them."""

# ruff: noqa: PLC0415 - pandas is an extra, imported when it is needed

from __future__ import annotations

import pickle
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quoteattr.document import Document
from quoteattr.errors import InputError, missing_extra
from quoteattr.extractor import Extractor, describe_arguments
from quoteattr.output.table import COLUMNS, rows_of
from quoteattr.output.values import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas

    from quoteattr.output.table import Cell
    from quoteattr.records import Failure

__all__ = ["BatchExtractor"]

_TYPES: dict[type, tuple[Any, str]] = {
    str: ("string", "string"),
    int: ("Int64", "bigint"),
    float: ("Float64", "double"),
    bool: ("boolean", "boolean"),
}
"""The names of types in pandas and in Spark."""


class BatchExtractor:
    """Finds the quotes of a data frame of documents: ``extract(frame)`` is a frame of quotes.

    It can be pickled, and so be sent to the processes of Spark (``mapInPandas``), Dask
    (``map_partitions``), ``datasets`` (``map``), Ray (``map_batches``), joblib and others. Each
    process loads the model once, when it first has a text to read.

    The frame of quotes has a row a quote, with the columns of :func:`quoteattr.to_pandas`, and
    ``error``: a document that cannot be read has one row, with its id, why it cannot be read, and
    nothing else. The index of the frame given is not kept.

    Args:
        text: The column that has the text.
        id: The column that tells a document from every other; by default, a digest of its text
            does.
        batch_size: Short texts that are parsed together.
        **extractor: The arguments of :class:`Extractor`.

    Raises:
        ModelError: The model is unknown, or its description is damaged.
        TypeError: An argument is unknown, or of another type.
        ValueError: An argument is out of range, or ``model`` a ready pipeline.
    """

    def __init__(
        self, text: str = "text", id: str | None = None, *, batch_size: int = 16, **extractor: Any
    ) -> None:
        describe_arguments(extractor)
        self._text, self._id, self._batch_size = text, id, batch_size
        self._arguments = extractor

    def __repr__(self) -> str:
        return f"BatchExtractor(text={self._text!r}, id={self._id!r})"

    @property
    def schema(self) -> str:
        """The columns of the frame of quotes, as Spark writes a schema: ``document string, …``."""
        return ", ".join(f"{name} {_TYPES[plain][1]}" for name, plain in _columns().items())

    def __call__(self, frame: pandas.DataFrame) -> pandas.DataFrame:
        """Find the quotes of the documents in a frame.

        Raises:
            InputError: The frame lacks a column.
            MissingExtra: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise missing_extra("batches", "pandas") from error
        for column in filter(None, (self._text, self._id)):
            if column not in frame.columns:
                known = ", ".join(map(str, frame.columns))
                raise InputError(f"there is no column {column!r}; the columns are: {known}")
        rows = list(self._rows(frame))
        columns = {
            name: pandas.Series([row.get(name) for row in rows], dtype=_TYPES[plain][0])
            for name, plain in _columns().items()
        }
        return pandas.DataFrame(columns)

    def _rows(self, frame: pandas.DataFrame) -> Iterator[dict[str, Cell]]:
        """Yield the rows of quotes, and those of documents that cannot be read."""
        if not len(frame):  # as Dask asks what the columns will be; no model is needed
            return
        ids = [None] * len(frame) if self._id is None else map(str, frame[self._id])
        texts: Iterator[Any] = (
            None if is_missing(text) else text for text in frame[self._text]
        )  # NaN, NA
        for result, name in _extractor(pickle.dumps(self._arguments)).extract_many(
            zip(texts, ids, strict=True),
            as_tuples=True,
            batch_size=self._batch_size,
            on_error="record",
        ):
            yield from _rows_of(result, name)


def _rows_of(result: Document | Failure, name: str | None) -> Iterator[dict[str, Cell]]:
    if isinstance(result, Document):
        yield from rows_of(evolve(result, id=name))
    else:
        error = f"{type(result.error).__name__}: {result.error}"
        yield {"document": name, "error": error}


def _columns() -> dict[str, Any]:
    """Return the plain type of each column."""
    plain = {name: str if issubclass(c.type, StrEnum) else c.type for name, c in COLUMNS.items()}
    return {**plain, "error": str}


@lru_cache(maxsize=2)
def _extractor(arguments: bytes) -> Extractor:
    """Make the Extractor of this process; the function is pickled anew for many a batch."""
    return Extractor(**pickle.loads(arguments))
