"""Shares of the values of a column, alone or in groups, with their uncertainty."""

# ruff: noqa: PLC0415 - pandas is an extra, and what takes time is imported when it is asked for

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas

__all__ = ["COUNTED", "GROUP", "Counted", "table_of_shares"]

GROUP = "_group"
"""The column of the groups, which no metadata take."""

Counted = Literal["quotes", "words", "speakers"]
COUNTED: tuple[Counted, ...] = ("quotes", "words", "speakers")


def table_of_shares(
    quotes: pandas.DataFrame, of: str, by: str | None, count: Counted, level: float
) -> pandas.DataFrame:
    """Count the values of a column; see :meth:`.Corpus.shares`.

    Args:
        quotes: The quotes, with their groups in the column :data:`GROUP`.
        of: The column whose values are counted.
        by: The name of the groups, in which shares add up to one; ``None`` for no groups.
        count: What is counted.
        level: Probability that an interval holds the share.
    """
    import pandas

    if count == "speakers":
        once = ["identity", of, GROUP]
        quotes = quotes.dropna(subset=["identity"]).drop_duplicates(once)
    values = quotes[of].astype("category").cat.remove_unused_categories().cat.categories
    if by is None:
        return _shares(quotes, of, values, count, level)
    groups = quotes.groupby(GROUP, observed=True, dropna=False, sort=True)
    parts: list[Any] = []
    names: list[Any] = []
    for group, some in groups:
        parts.append(_shares(some, of, values, count, level))
        names += [group] * len(values)
    if not parts:
        return pandas.DataFrame(columns=[by, of, count, "share", "low", "high"])
    table: pandas.DataFrame = pandas.concat(parts, ignore_index=True)
    table.insert(0, by, pandas.Series(names, index=table.index, dtype=quotes[GROUP].dtype))
    return table


def _shares(
    quotes: pandas.DataFrame, of: str, values: Any, count: Counted, level: float
) -> pandas.DataFrame:
    """Count each value, also those that these quotes do not have."""
    import numpy as np
    import pandas

    from quoteattr.survey.intervals import share_intervals

    cluster = "identity" if count == "speakers" else "place"
    weight = quotes["words"] if count == "words" else pandas.Series(1, index=quotes.index)
    sums = weight.groupby([quotes[cluster].astype(object), quotes[of].astype(object)]).sum()
    counts = sums.unstack(fill_value=0).reindex(columns=values, fill_value=0)
    numbers = counts.to_numpy(dtype=np.float64)
    totals = numbers.sum(axis=0)
    low, high = share_intervals(numbers, level).T
    with np.errstate(invalid="ignore"):
        shares = totals / totals.sum()
    return pandas.DataFrame(
        {
            of: pandas.Categorical(values, categories=values),
            count: totals.astype(int),
            "share": shares,
            "low": low,
            "high": high,
        }
    )
