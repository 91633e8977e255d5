"""The records a caller gets: frozen, typed, with exact offsets.

Every offset counts Unicode code points into the text that the caller gave, end
exclusive, so that ``text[span.start:span.end] == span.text`` always holds.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.construction import Construction
from quoteattr.terms import Act, Form, Gender, GenderSign, Kind, MentionForm, Missing
from quoteattr.view import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.view import View

__all__ = [
    "Act",
    "Construction",
    "Cue",
    "Explanation",
    "Failure",
    "Form",
    "Gender",
    "GenderSign",
    "Kind",
    "Mention",
    "MentionForm",
    "Missing",
    "Quote",
    "Reading",
    "Span",
    "Speaker",
]


@frozen(order=True)
class Span:
    """A piece of the text: ``text[start:end]``, in Unicode code points."""

    start: int
    """Its first code point."""
    end: int
    """One past its last code point."""
    text: str = field(order=False)
    """The words themselves, as the text has them."""

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
    """A name, a description or a pronoun."""


@frozen(cache_hash=True, repr=False)  # thousands of mentions need to be hashed only once
class Speaker:
    """An entity that speaks: one person, office, organisation, group or document."""

    name: str
    """The fullest name that the document gives, or else the fullest description."""
    kind: Kind
    """A person, an organisation, a place that speaks for its government, …"""
    mentions: tuple[Mention, ...] = field(repr=False)
    """Its mentions as sources and antecedents, in the order of the text."""
    evidence: tuple[str, ...] = field(default=(), repr=False)
    """Why its mentions were taken for one entity."""
    gender: Gender | None = None
    """A person's gender; ``None`` where nothing tells, or the signs disagree."""
    gender_sign: GenderSign | None = None
    """The surest sign of that gender. To count women and men only where the text says so, leave out
    those known by their :attr:`~.GenderSign.GIVEN_NAME` alone."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names by which the text calls it, each once, in the order of the text."""
        texts = (readable(m.text) for m in self.mentions if m.form is MentionForm.NAME)
        named = (" ".join(text.split()) for text in texts)
        shown = self.name.casefold()
        return tuple(dict.fromkeys(n for n in named if n.casefold() != shown and _is_short(n)))

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        mentions = f"{len(self.mentions)} mention" + ("" if len(self.mentions) == 1 else "s")
        known = [str(self.kind), *filter(None, [self.gender]), mentions]
        return f"Speaker({self.name!r}, {', '.join(known)})"


@frozen(cache_hash=True, repr=False)
class Quote:
    """One attribution: a source is reported to have expressed a content."""

    contents: tuple[Span, ...]
    """What is expressed; several spans where the cue interrupts it."""
    form: Form
    """How much of the content stands in quotation marks."""
    act: Act
    """Whether the content is said, written, thought, or only acted out."""
    cue: Cue | None
    """The words that report it; ``None`` where no word or colon does."""
    source: Mention | None
    """The mention that the grammar of the cue names."""
    speaker: Speaker | None
    """The entity behind the source; ``None`` when the text names nobody."""
    confidence: float
    """Probability, 0 to 1, that content and source are right."""
    evidence: Construction
    """The construction that was recognised."""
    speaker_confidence: float | None = None
    """Probability, 0 to 1, that the speaker is right where content and source are; ``None`` where
    there is no speaker."""
    addressee: Mention | None = None
    """Who is spoken to, as in ``told reporters``."""
    negated: bool = False
    """Whether the reporting itself is denied, as in ``did not say when``."""
    missing: tuple[Missing, ...] = ()
    """Quotation marks that the text lacks, where only one of a pair was found."""
    parent: Quote | None = None
    """The quote that this one is nested in."""
    readings: tuple[Reading, ...] | None = field(default=None, eq=False)
    """The readings of its cue that were considered, the one kept first; empty where quotation marks
    or the layout settle it, ``None`` where not recorded. Neither compared nor written out."""

    text: str = field(kw_only=True)
    """The content as one string, with an ellipsis where other words interrupt it."""

    @text.default
    def _joined(self) -> str:
        return _text(self.contents)

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

    def __repr__(self) -> str:
        speaker = repr(self.speaker.name) if self.speaker else None
        shown = _shortened(self.text)
        return f"Quote({shown!r}, speaker={speaker}, {self.form}, {self.confidence:.2f})"


@frozen
class Failure:
    """What stands in for the Document of a text that could not be read (``on_error="record"``)."""

    index: int
    """Place of the text among those given, from 0."""
    error: Exception
    """What was raised."""


_LONGEST = 60
"""The most characters of a content, or of a name, in one line."""


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
        shown = _shortened(str(reading))
        yield f"  {reading.probability:.2f}  {row[0]:<{fate}}  {row[1]:<{evidence}}  {shown}"


def _fate(reading: Reading) -> str:
    if reading.kept:
        return "kept"
    too_unlikely = reading.probability < reading.needed
    return f"under {reading.needed:.2f}" if too_unlikely else "less likely"


def content_text(contents: Sequence[Span], text: str) -> str:
    """Join the spans of a content: by a space, or by `` … `` where words of the text interrupt it.

    >>> text = "“It held,” she said. “It held.”"
    >>> content_text([Span(1, 8, "It held"), Span(22, 30, "It held.")], text)
    'It held … It held.'
    """
    parts = [span.text for span in contents[:1]]
    for before, after in pairwise(contents):
        is_interrupted = any(map(str.isalnum, text[before.end : after.start]))
        parts += [" … " if is_interrupted else " ", after.text]
    return "".join(parts)


def shown_text(contents: Sequence[Span], text: str, view: View | None) -> str:
    """Join what is read of the spans of a content."""
    if view is None:
        return content_text(contents, text)
    ranges = [view.shown(span.start, span.end) for span in contents]
    return content_text([Span(a, b, view.text[a:b]) for a, b in ranges], view.text)


def _text(contents: Sequence[Span]) -> str:
    return " … ".join(span.text for span in contents)


def _shortened(text: str) -> str:
    """Return a text on one line, cut where it is too long for it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _is_short(name: str) -> bool:
    return len(name) <= _LONGEST and "," not in name
