"""What was found in one text: the record that a caller gets, and its other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quoteattr.by_speaker import BySpeaker, find_speaker
from quoteattr.output.html import document_to_html
from quoteattr.output.json import document_to_dict, document_to_json, records_from_dict
from quoteattr.output.table import quotes_to_pandas

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas

    from quoteattr.records import Quote, Speaker
    from quoteattr.syntax.tree import Sentence

__all__ = ["Document"]


@frozen(repr=False)
class Document:
    """What was found in one text."""

    text: str
    """The text as given, unchanged."""
    quotes: tuple[Quote, ...]
    """The quotes in the order of the text; a nested quote follows the one it is nested in."""
    speakers: tuple[Speaker, ...]
    """The speakers in the order of their first mention."""
    sentences: tuple[Sentence, ...] = field(eq=False)
    """The parsed sentences."""

    def __repr__(self) -> str:
        return (
            f"<Document: {len(self.text):,} characters, {len(self.quotes)} quotes,"
            f" {len(self.speakers)} speakers>"
        )

    def by_speaker(self) -> BySpeaker:
        """Group the quotes by speaker, in the order of the text.

        Quotes whose speaker the text does not name are under ``None``, if there are any. The groups
        can be asked by name too: ``doc.by_speaker()["Ada Quist"]``.
        """
        groups: dict[Speaker | None, list[Quote]] = {}
        for quote in self.quotes:
            groups.setdefault(quote.speaker, []).append(quote)
        return BySpeaker({speaker: tuple(quotes) for speaker, quotes in groups.items()})

    def speaker(self, name: str) -> Speaker:
        """Return the speaker of this name, or whom the text calls so.

        Args:
            name: The name shown, or else a name that only one speaker has; case does not matter.

        Raises:
            KeyError: No speaker has this name, or several have; the message lists the speakers.
        """
        return find_speaker(name, self.speakers)

    def quotes_of(self, speaker: Speaker | str) -> tuple[Quote, ...]:
        """Return the quotes of a speaker, or of the one with this name, in the order of the text.

        Raises:
            KeyError: No speaker has this name, or several have.
        """
        found = self.speaker(speaker) if isinstance(speaker, str) else speaker
        return tuple(quote for quote in self.quotes if quote.speaker == found)

    def to_dict(self) -> dict[str, Any]:
        """Turn the document into lists, dicts, strings and numbers, ready for JSON.

        Quotes and speakers refer to each other by their place in the lists.
        """
        return document_to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        """Read back what :meth:`to_dict` made, without ``sentences`` and ``Quote.readings``.

        Raises:
            InputError: The data is not of that shape, or its offsets do not fit its text.
        """
        text, quotes, speakers = records_from_dict(data)
        return cls(text, quotes, speakers, ())

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the document as JSON text, non-ASCII characters as they are."""
        return document_to_json(self, indent=indent)

    def to_pandas(self) -> pandas.DataFrame:
        """Make a data frame with one row a quote.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return quotes_to_pandas(self.quotes)

    def _repr_html_(self) -> str:
        return document_to_html(self)
