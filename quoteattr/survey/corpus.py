"""A corpus: who is quoted in many documents, how often, when and with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from quoteattr.survey import charts
from quoteattr.survey.checks import (
    check_column,
    check_level,
    check_mask,
    check_most,
    check_values,
)
from quoteattr.survey.read import read
from quoteattr.survey.shares import COUNTED, GROUP, table_of_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair
    import pandas

    from quoteattr.corpus.tables import Documents
    from quoteattr.survey.shares import Counted

__all__ = ["Corpus"]

_TOTALS = ("documents", "quoting", "quotes", "words", "speakers")
_CODES = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
"""What pandas calls the periods."""


class Corpus:
    """Many documents counted: who is quoted how often, with which cues, how many words, and when.

    Tables are data frames of pandas, plots are charts of Altair. A quote nested in another counts
    as a quote of its own, and its words for both speakers; ``corpus.where(corpus.quotes["parent"]
    .isna())`` leaves nested quotes out.

    Args:
        documents: Documents, or linked documents; documents that are not linked are linked first.
            An iterator is read as needed, and no document is kept.
        date: The key of the metadata that holds the date of a document: a date, or ISO 8601.
        given_names: Whether a given name alone tells a person's gender; ``False`` to count women
            and men only where the text says so.

    Attributes:
        documents: A row a document: its ``place`` among those given, from 0, its id as
            ``document``, its ``date`` (NaT if not given), its number of ``words`` and of
            ``quotes``, and its metadata, those of these names as ``metadata_place``, …
        quotes: A row a quote, with the columns of :func:`quoteattr.to_pandas` and ``place``,
            ``date``, ``words``, and what all documents together say about the speaker: ``name``,
            ``kind`` (``"nobody"`` where the text names none) and, of persons, ``gender``
            (``"female"``, ``"male"`` or ``"unknown"``).

    Raises:
        InputError: A date cannot be read; the message names the document.
        MissingExtra: pandas is not installed.
        TypeError: ``documents`` is a single document, mixes linked ones and others, or holds
            something else.
    """

    documents: pandas.DataFrame
    quotes: pandas.DataFrame

    def __init__(
        self, documents: Documents, *, date: str = "date", given_names: bool = True
    ) -> None:
        self.documents, self.quotes = read(documents, date, given_names=given_names)

    def __repr__(self) -> str:
        return f"<Corpus: {len(self.documents):,} documents, {len(self.quotes):,} quotes>"

    def where(self, mask: pandas.Series[bool]) -> Corpus:
        """Return the corpus with some of its quotes, and all of its documents.

        Args:
            mask: True for each row of ``quotes`` to keep.

        Raises:
            TypeError: ``mask`` is not one truth value for each row.
        """
        check_mask(mask, self.quotes)
        some = object.__new__(Corpus)
        some.quotes = self.quotes[mask]
        left = some.quotes["place"].value_counts().reindex(self.documents["place"], fill_value=0)
        some.documents = self.documents.assign(quotes=left.to_numpy())
        return some

    def speakers(self) -> pandas.DataFrame:
        """Return a row for each speaker of a quote, the most quoted first.

        The columns are ``identity``, ``name``, ``kind``, ``gender``, the numbers of ``quotes``, of
        ``documents`` and of ``words``, the share of ``direct`` quotes from 0 to 1, the commonest
        ``cue`` as a lemma, and ``first`` and ``last`` date.
        """
        quotes = self.quotes.dropna(subset=["identity"])
        quotes = quotes.assign(direct=quotes["form"] == "direct")
        groups = quotes.groupby("identity", sort=False)
        table = groups.agg(
            name=("name", "first"),
            kind=("kind", "first"),
            gender=("gender", "first"),
            quotes=("quote", "size"),
            documents=("place", "nunique"),
            words=("words", "sum"),
            direct=("direct", "mean"),
            cue=("cue_lemma", _commonest),
            first=("date", "min"),
            last=("date", "max"),
        )
        ordered = table.sort_values(["quotes", "words"], ascending=False, kind="stable")
        return ordered.reset_index()

    def cues(self) -> pandas.DataFrame:
        """Return a row for each cue and act, the commonest first.

        The columns are ``cue`` as a lemma, ``act``, and the numbers of ``quotes``, of ``documents``
        and of ``speakers``. Quotes without a cue are left out.
        """
        quotes = self.quotes.dropna(subset=["cue_lemma"])
        groups = quotes.groupby(["cue_lemma", "act"], observed=True, sort=True)
        table = groups.agg(
            quotes=("quote", "size"),
            documents=("place", "nunique"),
            speakers=("identity", "nunique"),
        )
        ordered = table.sort_values("quotes", ascending=False, kind="stable")
        return ordered.reset_index(names=["cue", "act"])

    def totals(self, by: str | None = None) -> pandas.DataFrame:
        """Return the numbers of ``documents``, ``quotes``, their ``words`` and ``speakers``.

        ``quoting`` is the number of documents that have quotes.

        Args:
            by: ``"day"``, ``"week"``, ``"month"``, ``"quarter"`` or ``"year"``, or else a column
                of the metadata: a row for each; ``None`` for a single row.

        Raises:
            KeyError: There is no such column.
            TypeError: It has lists, which cannot be grouped.
            ValueError: It is called as a column of the result, or no document has a date.
        """
        documents, quotes = self._grouped(by, _TOTALS)
        table = documents.groupby(GROUP, dropna=False).agg(documents=("place", "size"))
        of_quotes = quotes.groupby(GROUP, dropna=False).agg(
            quoting=("place", "nunique"),
            quotes=("quote", "size"),
            words=("words", "sum"),
            speakers=("identity", "nunique"),
        )
        numbers = table.join(of_quotes).fillna(0).astype(int)
        if by is None:
            return numbers.reindex([True], fill_value=0).reset_index(drop=True)
        return numbers.rename_axis(by).reset_index()

    def shares(
        self,
        of: str = "gender",
        *,
        by: str | None = None,
        count: Counted = "quotes",
        known: bool = False,
        level: float = 0.95,
    ) -> pandas.DataFrame:
        """Return how the quotes divide among women and men, kinds of speakers, forms or acts.

        The intervals tell how far chance may have moved the share, if the documents were drawn
        from many like them: they take into account that the quotes of one document resemble each
        other. What the extraction gets wrong is not in them.

        Args:
            of: A column of ``quotes``: ``"gender"`` (of persons), ``"kind"``, ``"form"``,
                ``"act"``, …
            by: Groups in which shares add up to one, as for :meth:`totals`.
            count: Whether ``"quotes"``, their ``"words"`` or their ``"speakers"`` are counted, each
                speaker once for a value in a group; their intervals take them for drawn one by
                one.
            known: Whether to leave out ``"unknown"`` and ``"nobody"``.
            level: Probability, between 0 and 1, that an interval holds the share.

        Returns:
            A row for each value in each group: the group, the value, the number, its ``share`` of
            the group, and ``low`` and ``high``, the interval, NaN for fewer than two documents.

        Raises:
            KeyError: There is no such column.
            TypeError: The groups have lists.
            ValueError: ``count`` or ``level`` is out of range, or ``by`` as for :meth:`totals`.
        """
        if count not in COUNTED:
            raise ValueError(f"count must be one of {', '.join(COUNTED)}, not {count!r}")
        check_level(level)
        _, quotes = self._grouped(by, (of, count, "share", "low", "high"))
        check_column(of, quotes, GROUP)
        quotes = quotes[quotes[of].notna()]
        if known:
            quotes = quotes[~quotes[of].isin(["unknown", "nobody"])]
        return table_of_shares(quotes, of, by, count, level)

    def _grouped(
        self, by: str | None, columns: Sequence[str]
    ) -> tuple[pandas.DataFrame, pandas.DataFrame]:
        """Return documents and quotes with their groups, for a table that has these columns."""
        if isinstance(by, str) and by in columns:
            raise ValueError(f"{by!r} cannot name the groups: it is a column of the result")
        documents = self.documents
        if by is None:
            groups = documents["place"] >= 0
        elif isinstance(by, str) and by in _CODES:
            groups = self._periods(by)
        else:
            check_column(by, documents, GROUP, "; periods are " + ", ".join(_CODES))
            groups = documents[by]
            if any(isinstance(value, list | dict | set) for value in groups):
                raise TypeError(f"{by!r} has lists, which cannot be grouped")
        documents = documents.assign(**{GROUP: groups})
        of_quotes = documents.set_index("place")[GROUP].reindex(self.quotes["place"])
        return documents, self.quotes.assign(**{GROUP: of_quotes.set_axis(self.quotes.index)})

    def _periods(self, by: str) -> Any:
        dates = self.documents["date"]
        if len(dates) and dates.isna().all():
            raise ValueError("no document has a date; name the key of the metadata: date=…")
        return dates.dt.to_period(_CODES[by]).dt.start_time

    def plot_speakers(
        self, most: int = 20, *, count: Literal["quotes", "words", "documents"] = "quotes"
    ) -> altair.Chart:
        """Plot who is quoted most, in the colour of their kind.

        Args:
            most: How many speakers.
            count: Whether bars count ``"quotes"``, ``"words"`` or ``"documents"``.

        Raises:
            MissingExtra: Altair is not installed; likewise for the other plots.
            TypeError: ``most`` is no integer.
            ValueError: Something else is to be counted, or ``most`` is below 1.
        """
        check_most(most)
        if count not in {"quotes", "words", "documents"}:
            raise ValueError(f"count must be quotes, words or documents, not {count!r}")
        return charts.speakers(self.speakers().nlargest(most, count), count)

    def plot_cues(self, most: int = 20) -> altair.Chart:
        """Plot the commonest cues, in the colour of their act; see :meth:`plot_speakers`."""
        check_most(most)
        return charts.cues(self.cues().head(most))

    def plot_totals(self, by: str = "month") -> altair.Chart:
        """Plot the number of quotes over time, or in each group of :meth:`totals`."""
        return charts.totals(self.totals(by), by, over_time=by in _CODES)

    def plot_shares(
        self,
        of: str = "gender",
        *,
        by: str | None = None,
        count: Counted = "quotes",
        known: bool = False,
        level: float = 0.95,
        values: Sequence[str] | None = None,
    ) -> altair.Chart:
        """Plot shares with their intervals, over time or in groups; see :meth:`shares`.

        Args:
            of: As for :meth:`shares`, like those that follow.
            by: The groups; a period is drawn as a line.
            count: What is counted.
            known: Whether to leave out ``"unknown"`` and ``"nobody"``.
            level: Probability that an interval holds the share.
            values: The values that are drawn, such as ``["female"]``; all, if not given.

        Raises:
            TypeError: ``values`` is a single value.
            ValueError: One of them does not occur.
        """
        table = self.shares(of, by=by, count=count, known=known, level=level)
        if values is not None:
            check_values(values, self.quotes[of].astype("category").cat.categories)
            table = table[table[of].isin(values)]
        return charts.shares(table, of, by, count, level, over_time=by in _CODES)


def _commonest(lemmas: Any) -> str | None:
    counts = lemmas.value_counts()
    return None if counts.empty else str(counts.index[0])
