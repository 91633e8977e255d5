"""Quotes as the rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas

    from quoteattr.records import Quote

__all__ = ["COLUMNS", "quotes_to_pandas", "quotes_to_rows"]

Cell = str | int | float | bool | None

COLUMNS = (
    *("speaker", "text", "form", "act", "negated", "confidence", "speaker_confidence"),
    *("source", "cue", "cue_lemma", "addressee", "speaker_kind", "source_form"),
    *("start", "end", "spans", "cue_start", "cue_end", "source_start", "source_end"),
    *("evidence", "missing", "parent"),
)
"""Names of the columns, in order."""

_OPTIONAL = ("cue_start", "cue_end", "source_start", "source_end", "parent")
_TYPES = {
    **{
        "negated": "bool",
        "confidence": "float64",
        "speaker_confidence": "float64",
        "start": "int64",
        "end": "int64",
    },
    **dict.fromkeys(_OPTIONAL, "Int64"),
}
"""Types of columns in a data frame, also without rows; pandas would turn integers into floats where
one is missing."""


def quotes_to_rows(quotes: Sequence[Quote]) -> list[dict[str, Cell]]:
    """Make one row a quote, with the columns :data:`COLUMNS`; ``None`` where there is no value.

    ``spans`` lists the content spans as ``start-end``, separated by semicolons. ``parent`` is the
    row, counted from 0, of the quote that this one is nested in, if that is among those given.
    """
    place = {quote: row for row, quote in enumerate(quotes)}
    return [_row(quote, place) for quote in quotes]


def quotes_to_pandas(quotes: Sequence[Quote]) -> pandas.DataFrame:
    """Make a data frame of the rows of :func:`quotes_to_rows`.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(
            "data frames need pandas, which is not installed: pip install 'quoteattr[pandas]'"
        ) from error
    return pandas.DataFrame(quotes_to_rows(quotes), columns=list(COLUMNS)).astype(_TYPES)


def _row(quote: Quote, place: dict[Quote, int]) -> dict[str, Cell]:
    cue, source, speaker = quote.cue, quote.source, quote.speaker
    values: tuple[Cell, ...] = (
        speaker.name if speaker else None,
        quote.text,
        quote.form.value,
        quote.act.value,
        quote.negated,
        quote.confidence,
        quote.speaker_confidence,
        source.text if source else None,
        cue.text if cue else None,
        cue.lemma if cue else None,
        quote.addressee.text if quote.addressee else None,
        speaker.kind.value if speaker else None,
        source.form.value if source else None,
        quote.start,
        quote.end,
        ";".join(f"{span.start}-{span.end}" for span in quote.contents),
        cue.start if cue else None,
        cue.end if cue else None,
        source.start if source else None,
        source.end if source else None,
        quote.evidence.value,
        ";".join(mark.value for mark in quote.missing) or None,
        None if quote.parent is None else place.get(quote.parent),
    )
    return dict(zip(COLUMNS, values, strict=True))
