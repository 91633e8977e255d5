"""The records a caller gets: frozen, typed, with exact offsets.

Every offset counts Unicode code points into the text that the caller gave, end
exclusive, so that ``text[span.start:span.end] == span.text`` always holds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    import pandas

    from quoteattr.explanation import Explanation, Reading
    from quoteattr.syntax.tree import Sentence

__all__ = [
    "Act",
    "Cue",
    "Document",
    "Failure",
    "Form",
    "Kind",
    "Mention",
    "MentionForm",
    "Missing",
    "Quote",
    "Span",
    "Speaker",
]


class Form(StrEnum):
    """How a content stands in the text."""

    DIRECT = "direct"
    """All of it in quotation marks."""
    MIXED = "mixed"
    """Some of it in quotation marks."""
    INDIRECT = "indirect"
    """None of it in quotation marks."""
    BLOCK = "block"
    """Unmarked text of its own that a colon introduces: block quotations, transcripts."""


class Act(StrEnum):
    """What the source is reported to do."""

    SPEECH = "speech"
    """Says: tells, asks, warns, denies."""
    WRITING = "writing"
    """Writes, or is written: tweets, reports, a document that shows or states."""
    THOUGHT = "thought"
    """Thinks, feels or intends: believes, hopes, wants."""


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
    """How a mention refers."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Missing(StrEnum):
    """A quotation mark that the text should have had."""

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


@frozen(cache_hash=True)  # one hash of thousands of mentions is enough
class Speaker:
    """An entity that speaks: one person, office, organisation, group or document."""

    name: str
    """The fullest name that the document gives, or else the fullest description."""
    kind: Kind
    mentions: tuple[Mention, ...] = field(repr=False)
    """All its mentions as sources and antecedents, in the order of the text."""
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
    evidence: str = field(repr=False)
    """Name of the construction that was recognised."""
    addressee: Mention | None = field(default=None, repr=False)
    """Who is spoken to: ``told reporters``."""
    negated: bool = field(default=False, repr=False)
    """The reporting itself is denied: ``did not say when``."""
    missing: tuple[Missing, ...] = field(default=(), repr=False)
    """Quotation marks that the text lacks, where one side of a pair was found."""
    parent: Quote | None = field(default=None, repr=False)
    """The quote in whose content this one stands."""
    readings: tuple[Reading, ...] | None = field(default=None, repr=False, eq=False)
    """The readings of its cue that were weighed, the one kept first; none where quotation marks or
    the layout settle it, ``None`` where they are not recorded. Neither compared nor written."""

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
        """Why it was read as it was: the readings of its cue, and how probable each was."""
        from quoteattr.explanation import explain

        return explain(self)

    def __str__(self) -> str:
        return f"{self.speaker or self.source or '?'}: {self.text}"


@frozen(repr=False)
class Document:
    """What was found in one text."""

    text: str
    """The text as it was given, unchanged."""
    quotes: tuple[Quote, ...]
    """In the order of the text; a nested quote follows the one it stands in."""
    speakers: tuple[Speaker, ...]
    """In the order of their first mention."""
    sentences: tuple[Sentence, ...] = field(eq=False)
    """The parsed sentences."""

    def __repr__(self) -> str:
        return (
            f"<Document: {len(self.text):,} characters, {len(self.quotes)} quotes,"
            f" {len(self.speakers)} speakers>"
        )

    def by_speaker(self) -> dict[Speaker | None, tuple[Quote, ...]]:
        """The quotes of each speaker, in the order of the text.

        Quotes whose speaker the text does not name are under ``None``, if there are any.
        """
        groups: dict[Speaker | None, list[Quote]] = {}
        for quote in self.quotes:
            groups.setdefault(quote.speaker, []).append(quote)
        return {speaker: tuple(quotes) for speaker, quotes in groups.items()}

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, dicts, strings and numbers, ready for JSON.

        Quotes and speakers refer to each other by their place in the lists.
        """
        from quoteattr.output.json import document_to_dict

        return document_to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """:meth:`to_dict` as JSON text, non-ASCII characters as they are."""
        from quoteattr.output.json import document_to_json

        return document_to_json(self, indent=indent)

    def to_pandas(self) -> pandas.DataFrame:
        """One row a quote.

        Raises:
            MissingExtra: pandas is not installed.
        """
        from quoteattr.output.table import quotes_to_pandas

        return quotes_to_pandas(self.quotes)

    def _repr_html_(self) -> str:
        from quoteattr.output.html import document_to_html

        return document_to_html(self)


@frozen
class Failure:
    """Stands in for the Document of a text that could not be read (``on_error="record"``)."""

    index: int
    """Place of the text among those given, from 0."""
    error: Exception
