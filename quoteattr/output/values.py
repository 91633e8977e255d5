"""Any caller's values as values of JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from pathlib import PurePath
from typing import Any

__all__ = ["is_missing", "to_json_or_text", "to_json_value"]


def to_json_value(value: Any, name: str = "metadata") -> Any:
    """Turn a value into one that JSON can hold.

    Dates and times become ISO 8601, enums their values, paths strings, other mappings dicts, other
    sequences and sets lists; a missing number (NaN) or date (NaT) becomes ``None``. The scalars of
    NumPy are taken for those of Python.

    Args:
        value: The value.
        name: What an error calls it.

    Raises:
        TypeError: The value is or holds anything else; the message names it.
    """
    if isinstance(value, Mapping):
        return {
            _key(key, name): to_json_value(each, f"{name}[{key!r}]") for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [to_json_value(each, f"{name}[{place}]") for place, each in enumerate(value)]
    if isinstance(value, set | frozenset):
        return sorted((to_json_value(each, name) for each in value), key=str)
    return _scalar(value, name)


def to_json_or_text(value: object) -> object:
    """Return a field of a record as JSON can hold it: decimals and bytes, as text."""
    try:
        return to_json_value(value)
    except TypeError:
        return str(value)


def _scalar(value: Any, name: str) -> Any:
    if isinstance(value, Enum):
        return to_json_value(value.value, name)
    if is_missing(value):
        return None
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if hasattr(value, "item") and getattr(value, "shape", None) == ():  # a scalar of NumPy
        return _scalar(value.item(), name)
    raise TypeError(f"{name}: JSON cannot hold {value!r} of type {type(value).__name__}")


def is_missing(value: Any) -> bool:
    """Tell ``None``, NaN, and the NaT and NA of pandas, which is not imported for this."""
    if isinstance(value, float | date):
        return bool(value != value)  # noqa: PLR0124 - so NaN and NaT are known
    return value is None or type(value).__name__ == "NAType"


def _key(key: object, name: str) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{name}: the keys must be strings, not {key!r}")
    return key
