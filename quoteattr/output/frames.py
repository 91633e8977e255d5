"""Rows of quotes as tables of pandas, Polars and Arrow, whose types are the same for any rows."""

# ruff: noqa: PLC0415 - each library is an extra, imported when it is asked for

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from quoteattr.errors import missing_extra
from quoteattr.output.table import COLUMNS, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas
    import polars
    import pyarrow

    from quoteattr.output.table import Cell, Column

__all__ = ["to_arrow", "to_pandas", "to_polars"]


def to_pandas(rows: Iterable[Mapping[str, Cell]]) -> pandas.DataFrame:
    """Make a data frame of pandas.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise missing_extra("data frames", "pandas") from error

    def dtype(column: Column) -> Any:
        if issubclass(column.type, StrEnum):
            return pandas.CategoricalDtype([member.value for member in column.type])
        if column.type is int and column.optional:
            return "Int64"  # pandas would turn integers into floats where one is missing
        return {str: "string", int: "int64", float: "float64", bool: "bool"}[column.type]

    cells = columns_of(rows)
    return pandas.DataFrame(
        {name: pandas.Series(cells[name], dtype=dtype(COLUMNS[name])) for name in COLUMNS}
    )


def to_polars(rows: Iterable[Mapping[str, Cell]]) -> polars.DataFrame:
    """Make a data frame of Polars.

    Raises:
        MissingExtra: Polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        raise missing_extra("data frames of Polars", "polars") from error

    def dtype(column: Column) -> Any:
        if issubclass(column.type, StrEnum):
            return polars.Enum([member.value for member in column.type])
        plain = {str: polars.String, int: polars.Int64, float: polars.Float64, bool: polars.Boolean}
        return plain[column.type]

    return polars.DataFrame(
        columns_of(rows), schema={name: dtype(column) for name, column in COLUMNS.items()}
    )


def to_arrow(rows: Iterable[Mapping[str, Cell]]) -> pyarrow.Table:
    """Make a table of Arrow, which ``pyarrow.parquet`` writes to Parquet files.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise missing_extra("tables of Arrow", "arrow") from error

    plain = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
    }

    def array(column: Column, cells: list[Any]) -> Any:
        if not issubclass(column.type, StrEnum):
            return pyarrow.array(cells, plain[column.type])
        categories = [member.value for member in column.type]
        places = [None if cell is None else categories.index(cell) for cell in cells]
        return pyarrow.DictionaryArray.from_arrays(
            pyarrow.array(places, pyarrow.int8()), pyarrow.array(categories, pyarrow.string())
        )

    cells = columns_of(rows)
    return pyarrow.table({name: array(COLUMNS[name], cells[name]) for name in COLUMNS})
