"""The records a caller gets: frozen, typed, with exact offsets.

Every offset counts Unicode code points into the text that the caller gave, end
exclusive, so that ``text[span.start:span.end] == span.text`` always holds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.construction import Construction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


__all__ = [
    "Act",
    "Construction",
    "Cue",
    "Explanation",
    "Failure",
    "Form",
    "Kind",
    "Mention",
    "MentionForm",
    "Missing",
    "Quote",
    "Reading",
    "Span",
    "Speaker",
]


class Form(StrEnum):
    """How a content appears in the text."""

    DIRECT = "direct"
    """All of it in quotation marks."""
    MIXED = "mixed"
    """Some of it in quotation marks."""
    INDIRECT = "indirect"
    """None of it in quotation marks."""
    BLOCK = "block"
    """Unmarked text set apart and introduced by a colon: block quotations, transcripts."""


class Act(StrEnum):
    """What the source is reported to do."""

    SPEECH = "speech"
    """To say something: tells, asks, warns, denies."""
    WRITING = "writing"
    """To write something, or to be written: tweets, reports, a document that shows or states."""
    THOUGHT = "thought"
    """To think, feel or intend something: believes, hopes, wants."""
    OTHER = "other"
    """To do or show something with such a word, though no content is told: thanks the crew, orders
    coffee, declines to comment; a video shows a crane."""


class Kind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    """A country or city that speaks for its government."""
    GROUP = "group"
    """Several people without a name of their own: researchers, two officials."""
    DOCUMENT = "document"
    """A statement, report or poll that stands for its author."""
    UNKNOWN = "unknown"


class MentionForm(StrEnum):
    """How a mention refers to somebody or something."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Missing(StrEnum):
    """A quotation mark that the text lacks."""

    OPENING = "opening mark"
    CLOSING = "closing mark"


@frozen(order=True)
class Span:
    """A piece of the text: ``text[start:end]``, in Unicode code points."""

    start: int
    end: int
    text: str = field(order=False)

    def __str__(self) -> str:
        return self.text


@frozen(order=True)
class Cue(Span):
    """The words that report: ``said``, ``according to``, ``:``."""

    lemma: str = field(order=False)
    """Dictionary form of the word that carries the meaning: ``say``, ``according``, ``:``."""


@frozen(order=True)
class Mention(Span):
    """A noun phrase or pronoun that refers to somebody or something."""

    form: MentionForm = field(order=False)


@frozen(cache_hash=True)  # thousands of mentions need to be hashed only once
class Speaker:
    """An entity that speaks: one person, office, organisation, group or document."""

    name: str
    """The fullest name that the document gives, or else the fullest description."""
    kind: Kind
    mentions: tuple[Mention, ...] = field(repr=False)
    """Its mentions as sources and antecedents, in the order of the text."""
    evidence: tuple[str, ...] = field(default=(), repr=False)
    """Why its mentions were taken for one entity."""

    def __str__(self) -> str:
        return self.name


@frozen(cache_hash=True)
class Quote:
    """One attribution: a source is reported to have expressed a content."""

    contents: tuple[Span, ...] = field(repr=False)
    """What is expressed; several spans where the cue interrupts it."""
    form: Form = field(repr=str)
    act: Act = field(repr=False)
    cue: Cue | None = field(repr=lambda cue: repr(cue.text) if cue else "None")
    source: Mention | None = field(repr=lambda source: repr(source.text) if source else "None")
    """The mention that the grammar of the cue names."""
    speaker: Speaker | None = field(repr=lambda speaker: repr(speaker.name) if speaker else "None")
    """The entity behind the source; ``None`` when the text names nobody."""
    confidence: float
    """Probability, 0 to 1, that content and source are right."""
    evidence: Construction = field(repr=False)
    """The construction that was recognised."""
    speaker_confidence: float | None = field(default=None, repr=False)
    """Probability, 0 to 1, that the speaker is right where content and source are; ``None`` where
    there is no speaker."""
    addressee: Mention | None = field(default=None, repr=False)
    """Who is spoken to: ``told reporters``."""
    negated: bool = field(default=False, repr=False)
    """Whether the reporting itself is denied: ``did not say when``."""
    missing: tuple[Missing, ...] = field(default=(), repr=False)
    """Quotation marks that the text lacks, where only one of a pair was found."""
    parent: Quote | None = field(default=None, repr=False)
    """The quote that this one is nested in."""
    readings: tuple[Reading, ...] | None = field(default=None, repr=False, eq=False)
    """The readings of its cue that were considered, the one kept first; empty where quotation marks
    or the layout settle it, ``None`` where not recorded. Neither compared nor written out."""

    @property
    def text(self) -> str:
        """The content as one string, its spans joined by a space."""
        return " ".join(span.text for span in self.contents)

    @property
    def start(self) -> int:
        """Where the content starts, in code points."""
        return self.contents[0].start

    @property
    def end(self) -> int:
        """Where the content ends, in code points."""
        return self.contents[-1].end

    def explain(self) -> Explanation:
        """Explain why it was read so: the readings of its cue, and how probable each was."""
        return _explain(self)

    def __str__(self) -> str:
        return f"{self.speaker or self.source or '?'}: {self.text}"


@frozen
class Failure:
    """What stands in for the Document of a text that could not be read (``on_error="record"``)."""

    index: int
    """Place of the text among those given, from 0."""
    error: Exception


_LONGEST = 60
"""The most characters of a content in a line of an explanation."""


@frozen
class Reading:
    """One way to read a cue: what it may report, and by whom."""

    evidence: Construction = field(repr=str)
    """The construction."""
    contents: tuple[Span, ...] = field(repr=lambda contents: repr(_text(contents)))
    """What would be expressed."""
    source: Mention | None = field(repr=lambda source: repr(source.text) if source else "None")
    """Who would have expressed it, as the grammar of the cue names them."""
    probability: float
    """Probability, 0 to 1, that content and source are right."""
    needed: float
    """The least probability at which such a reading is kept; 0 where there is no threshold."""
    kept: bool = False
    """Whether it became the quote."""

    def __str__(self) -> str:
        return f"{self.source or '?'}: {_text(self.contents)}"


@frozen(repr=False)
class Explanation:
    """The readings that were considered for one quote; prints as a table."""

    why: str
    """Why the reading kept was kept, in words."""
    readings: tuple[Reading, ...]
    """The reading kept, then the others, the likeliest first."""

    def __str__(self) -> str:
        return "\n".join([self.why, *_table(self.readings)])

    __repr__ = __str__


def _explain(quote: Quote) -> Explanation:
    """List the readings among which a quote was chosen."""
    if quote.readings:
        return Explanation(_why_chosen(quote, len(quote.readings)), quote.readings)
    alone = Reading(quote.evidence, quote.contents, quote.source, quote.confidence, 0.0, kept=True)
    return Explanation(_why_alone(quote), (alone,))


def _why_chosen(quote: Quote, count: int) -> str:
    cue = f"“{quote.cue.text}”" if quote.cue else "its cue"
    if count == 1:
        return f"The only reading of {cue}, and probable enough."
    return f"{count} readings of {cue}: the likeliest of those that are probable enough is kept."


def _why_alone(quote: Quote) -> str:
    if quote.readings is None:
        return "Other readings of its cue are not recorded."
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
