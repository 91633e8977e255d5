"""A document as it is shown: which quotes, their speakers' numbers and looks, their anchors."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from attrs import field, frozen

from quoteattr.by_speaker import speakers_called
from quoteattr.output.html.colours import UNNAMED, Look, look_of
from quoteattr.output.html.layout import (
    Open,
    fragments_of,
    highlights_of,
    paragraphs_to_show,
)
from quoteattr.output.html.options import ViewOptions, speakers_of

if TYPE_CHECKING:
    from quoteattr.output.findings import Findings
    from quoteattr.output.html.layout import Fragment
    from quoteattr.records import Quote, Speaker

__all__ = ["View"]

_CHOICES = 60


@frozen(slots=False)  # for the cached properties
class View:
    """A document as it is shown."""

    document: Findings
    options: ViewOptions = field(factory=ViewOptions)
    place: int = 0
    """Its place among the documents of a page."""

    @cached_property
    def id(self) -> str:
        """What its anchors begin with, so that they differ from those of other views."""
        about = f"{self.place} {self.options} {self.document.text}"
        return f"q{crc32(about.encode('utf-8', 'replace')):08x}"

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes that are shown."""
        only, least = self.only, self.options.min_confidence
        return tuple(
            quote
            for quote in self.document.quotes
            if quote.confidence >= least and (only is None or quote.speaker in only)
        )

    @cached_property
    def only(self) -> frozenset[Speaker | None] | None:
        """The speakers whose quotes alone are shown; ``None`` for everybody's."""
        if self.options.speakers is None:
            return None
        known = speakers_of(self.document)
        called = (speakers_called(name, known) for name in self.options.speakers)
        return frozenset(chain.from_iterable(called))

    @cached_property
    def numbers(self) -> dict[Speaker, int]:
        """Every speaker's number, from 1: the same whatever is shown."""
        return {speaker: number for number, speaker in enumerate(speakers_of(self.document), 1)}

    @cached_property
    def counts(self) -> dict[Speaker | None, int]:
        """How many quotes are shown of each speaker, those of nobody last."""
        counts = Counter(quote.speaker for quote in self.quotes)
        everybody = (*self.numbers, None)
        return {speaker: counts[speaker] for speaker in everybody if counts[speaker]}

    @cached_property
    def ranked(self) -> list[Speaker | None]:
        """The speakers who are shown, the most quoted first."""
        return sorted(self.counts, key=lambda speaker: -self.counts[speaker])

    @cached_property
    def choices(self) -> list[Speaker | None]:
        """The speakers of whom one can be chosen: too many would make a slow style sheet."""
        return self.ranked[:_CHOICES] if len(self.ranked) > 1 else []

    @cached_property
    def end(self) -> int:
        """Where the text shown ends."""
        length = len(self.document.text)
        return length if self.options.limit is None else min(self.options.limit, length)

    @cached_property
    def paragraphs(self) -> list[list[Fragment]]:
        """The paragraphs of the text shown."""
        text, end = self.document.text, self.end
        highlights = highlights_of(self.quotes, end)
        return list(fragments_of(text, paragraphs_to_show(text, end), highlights))

    @cached_property
    def anchored(self) -> frozenset[int]:
        """The places of the quotes whose beginning is shown in the text."""
        fragments = (f for f in chain.from_iterable(self.paragraphs) if isinstance(f, Open))
        return frozenset(f.highlight.quote for f in fragments if f.begins_quote)

    @cached_property
    def walks(self) -> dict[Speaker | None, list[int]]:
        """The places of each speaker's quotes that are anchored, in the order of the text."""
        walks: dict[Speaker | None, list[int]] = {}
        for place in sorted(self.anchored):
            walks.setdefault(self.quotes[place].speaker, []).append(place)
        return walks

    @cached_property
    def following(self) -> dict[int, int]:
        """The place of the same speaker's next quote, by that of each but the last."""
        return dict(chain.from_iterable(map(pairwise, self.walks.values())))

    def number(self, speaker: Speaker | None) -> str:
        """Return the number that a speaker's quotes bear, or a question mark for nobody's."""
        return "?" if speaker is None else str(self.numbers[speaker])

    def group(self, speaker: Speaker | None) -> str:
        """Return the class of everything that belongs to a speaker."""
        return "s0" if speaker is None else f"s{self.numbers[speaker]}"

    def look(self, speaker: Speaker | None) -> Look:
        """Return how a speaker's quotes look."""
        if speaker is None:
            return UNNAMED
        own = look_of(self.numbers[speaker] - 1)
        return Look(self.options.colors.get(speaker.name, own.colour), own.line)
