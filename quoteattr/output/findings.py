"""What the writers need of a document, so that they need not know the document itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quoteattr.records import Quote, Speaker

__all__ = ["Findings"]


class Findings(Protocol):
    """A text with its quotes and speakers: a :class:`quoteattr.Document`, or anything alike."""

    @property
    def text(self) -> str:
        """The text as it was given."""
        ...

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """In the order of the text; a nested quote follows the one it stands in."""
        ...

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """In the order of their first mention."""
        ...

    @property
    def id(self) -> str | None:
        """What the caller calls the document."""
        ...

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What else the caller knows of it."""
        ...

    @property
    def settings(self) -> Mapping[str, Any]:
        """How it was extracted, in values that JSON can hold."""
        ...
