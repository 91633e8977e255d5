"""Checks of what a corpus is asked for, with errors that say what can be asked."""

# ruff: noqa: PLC0415 - pandas is an extra, imported when it is asked for

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, SupportsFloat, SupportsIndex

if TYPE_CHECKING:
    import pandas

__all__ = ["check_column", "check_level", "check_mask", "check_most", "check_values"]


def check_column(column: object, frame: pandas.DataFrame, hidden: str, others: str = "") -> None:
    """Refuse what names no column.

    Raises:
        KeyError: There is no such column.
        TypeError: It is no name.
    """
    if not isinstance(column, str):
        raise TypeError(f"a column is asked for by its name, not by {column!r}")
    if column not in frame.columns:
        known = ", ".join(str(each) for each in frame.columns if each != hidden)
        raise KeyError(f"there is no column {column!r}; there is {known}{others}")


def check_level(level: Any) -> None:
    """Refuse what is no probability.

    Raises:
        TypeError: It is no number.
        ValueError: It is not between 0 and 1.
    """
    if isinstance(level, str) or not isinstance(level, SupportsFloat):
        raise TypeError(f"level must be a number between 0 and 1, not {level!r}")
    if not 0 < float(level) < 1:
        raise ValueError(f"level must be between 0 and 1, not {level!r}")


def check_mask(mask: Any, quotes: pandas.DataFrame) -> None:
    """Refuse what does not tell of each quote whether it is kept.

    Raises:
        TypeError: It is not one truth value for each quote.
    """
    from pandas import Series
    from pandas.api.types import is_bool_dtype, is_list_like

    is_one_each = is_list_like(mask) and len(mask) == len(quotes)
    if not is_one_each or (len(mask) and not is_bool_dtype(Series(mask))):
        raise TypeError(
            "mask must be True or False for each row of quotes, such as"
            " corpus.quotes['confidence'] > 0.9"
        )


def check_most(most: Any) -> None:
    """Refuse what is no number of bars.

    Raises:
        TypeError: It is no integer.
        ValueError: It is below 1.
    """
    if not isinstance(most, SupportsIndex):
        raise TypeError(f"most must be an int, not {most!r}")
    if most.__index__() < 1:
        raise ValueError(f"most must be at least 1, not {most!r}")


def check_values(values: Any, known: Iterable[str]) -> None:
    """Refuse values that do not occur.

    Raises:
        TypeError: It is a single value, or nothing to iterate over.
        ValueError: A value does not occur.
    """
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise TypeError(f"values must be several values, such as ['female'], not {values!r}")
    there_is = list(known)
    for value in values:
        if value not in there_is:
            shown = ", ".join(map(repr, there_is)) or "none"
            raise ValueError(f"there is no value {value!r}; there is {shown}")
