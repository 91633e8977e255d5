"""What linking gives: who a document's speakers are among those of all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from quoteattr.document import Document
    from quoteattr.records import Kind, Speaker

__all__ = ["Identity", "LinkedDocument"]


@frozen
class Identity:
    """A speaker of several documents, as known after the document that it came with."""

    id: str
    """The same in every document; never given to anybody else."""
    name: str
    """The fullest name so far."""
    kind: Kind
    names: tuple[str, ...] = field(repr=False)
    """The names that it was found under, newest last; at most 32."""
    documents: int
    """How many documents it has been found in."""
    evidence: tuple[str, ...] = field(default=(), repr=False)
    """Why the speaker of this document was taken for one of earlier documents; empty if new."""

    def __str__(self) -> str:
        return self.name


@frozen
class LinkedDocument:
    """A document and the identities of its speakers."""

    document: Document
    identities: tuple[Identity, ...] = field(repr=False)
    """One for each of ``document.speakers``, in the same order."""

    def identity(self, speaker: Speaker | None) -> Identity | None:
        """Who a speaker of the document is; ``None`` for ``quote.speaker`` that names nobody.

        Raises:
            ValueError: The speaker is not one of the document's.
        """
        return None if speaker is None else self.identities[self.document.speakers.index(speaker)]
