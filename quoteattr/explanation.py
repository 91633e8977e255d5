"""Why a quote was read as it was: the readings of its cue, and which of them was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.records import Span
from quoteattr.speakers.mentions.find import to_mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.drafts import Draft
    from quoteattr.records import Mention, Quote
    from quoteattr.syntax.tree import Sentence

__all__ = ["Explanation", "Reading", "explain", "readings_of"]

_LONGEST = 60
"""Characters of a content in a line of an explanation."""


@frozen
class Reading:
    """One way to read a cue: what it may report, and by whom."""

    evidence: str
    """Name of the construction."""
    contents: tuple[Span, ...] = field(repr=lambda contents: repr(_text(contents)))
    """What would be expressed."""
    source: Mention | None = field(repr=lambda source: repr(source.text) if source else "None")
    """Who would have expressed it, as the grammar of the cue names them."""
    probability: float
    """How likely content and source are right, 0 to 1."""
    needed: float
    """The least probability with which such a reading is kept; 0 where none is asked for."""
    kept: bool = False
    """Whether it became the quote."""

    def __str__(self) -> str:
        return f"{self.source or '?'}: {_text(self.contents)}"


@frozen(repr=False)
class Explanation:
    """The readings that were considered for one quote; it prints as a table."""

    why: str
    """Why the one that is kept was kept, in words."""
    readings: tuple[Reading, ...]
    """The one that is kept, then the others, the likeliest first."""

    def __str__(self) -> str:
        return "\n".join([self.why, *_table(self.readings)])

    __repr__ = __str__


def explain(quote: Quote) -> Explanation:
    """The readings among which a quote was chosen (see :meth:`quoteattr.Quote.explain`)."""
    if quote.readings:
        return Explanation(_why_chosen(quote, len(quote.readings)), quote.readings)
    alone = Reading(quote.evidence, quote.contents, quote.source, quote.confidence, 0.0, kept=True)
    return Explanation(_why_alone(quote), (alone,))


def readings_of(
    quote: Quote, draft: Draft, text: str, sentences: Sequence[Sentence]
) -> tuple[Reading, ...]:
    """The readings among which a quote was chosen, none if there was nothing to choose.

    Args:
        quote: The quote.
        draft: What it was made of.
        text: The text of the document.
        sentences: Its sentences.
    """
    if draft.rivals is None:
        return ()
    kept = Reading(
        quote.evidence, quote.contents, quote.source, quote.confidence, draft.needed, kept=True
    )
    likeliest_first = sorted(draft.rivals, key=lambda rival: -rival.confidence)
    return (kept, *(_rejected(rival, text, sentences) for rival in likeliest_first))


def _rejected(draft: Draft, text: str, sentences: Sequence[Sentence]) -> Reading:
    return Reading(
        draft.evidence,
        tuple(Span(start, end, text[start:end]) for start, end in draft.contents),
        None if draft.source is None else to_mention(draft.source, text, sentences),
        round(draft.confidence, 4),
        draft.needed,
    )


def _why_chosen(quote: Quote, count: int) -> str:
    cue = f"“{quote.cue.text}”" if quote.cue else "its cue"
    if count == 1:
        return f"The only reading of {cue}, and probable enough."
    return f"{count} readings of {cue}: the likeliest of those that are probable enough is kept."


def _why_alone(quote: Quote) -> str:
    if quote.readings is None:
        return "What other readings its cue had is not recorded."
    return "Quotation marks or the layout show it: no other reading competes."


def _table(readings: Sequence[Reading]) -> Iterator[str]:
    rows = [(_fate(reading), reading.evidence) for reading in readings]
    fate, evidence = (max(map(len, column)) for column in zip(*rows, strict=True))
    for reading, row in zip(readings, rows, strict=True):
        text = " ".join(str(reading).split())
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        yield f"  {reading.probability:.2f}  {row[0]:<{fate}}  {row[1]:<{evidence}}  {shown}"


def _fate(reading: Reading) -> str:
    if reading.kept:
        return "kept"
    too_unlikely = reading.probability < reading.needed
    return f"under {reading.needed:.2f}" if too_unlikely else "less likely"


def _text(contents: tuple[Span, ...]) -> str:
    return " … ".join(span.text for span in contents)
