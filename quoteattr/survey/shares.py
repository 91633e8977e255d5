"""Shares of the values of a column, alone or in groups, with their uncertainty."""

# ruff: noqa: PLC0415 - pandas is an extra, and what takes time is imported when it is asked for

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas

__all__ = ["COUNTED", "Counted", "table_of_shares"]

Counted = Literal["quotes", "words", "speakers"]
COUNTED: tuple[Counted, ...] = ("quotes", "words", "speakers")


def table_of_shares(
    quotes: pandas.DataFrame, of: str, by: str | None, count: Counted, level: float
) -> pandas.DataFrame:
    """Count the values of a column; see :meth:`.Corpus.shares`.

    Args:
        quotes: The quotes, with columns named ``of`` and ``by``.
        of: The column whose values are counted.
        by: The column of the groups in which shares add up to one.
        count: What is counted.
        level: Probability that an interval holds the share.
    """
    if count == "speakers":
        quotes = quotes.dropna(subset=["identity"]).drop_duplicates(
            [column for column in ("identity", of, by) if column]
        )
    values = quotes[of].astype("category").cat.remove_unused_categories().cat.categories
    if by is None:
        return _shares(quotes, of, values, count, level)
    groups = quotes.groupby(by, observed=True, dropna=False, sort=True)
    parts = [_shares(some, of, values, count, level).assign(**{by: g}) for g, some in groups]
    import pandas

    columns = [by, of, count, "share", "low", "high"]
    if not parts:
        return pandas.DataFrame(columns=columns)
    return pandas.concat(parts, ignore_index=True)[columns].astype({by: quotes[by].dtype})


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
