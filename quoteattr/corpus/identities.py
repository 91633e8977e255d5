"""The result of linking: who the speakers of a document are among those of all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quoteattr.output.json import dumps

if TYPE_CHECKING:
    from quoteattr.document import Document
    from quoteattr.records import Kind, Speaker

__all__ = ["Identity", "LinkedDocument"]


@frozen
class Identity:
    """A speaker across documents, as known once a document has been linked."""

    id: str
    """Identifies the speaker in every document; never given to anybody else."""
    name: str
    """The fullest name so far."""
    kind: Kind
    """A person, an organisation, …"""
    names: tuple[str, ...] = field(repr=False)
    """The names it has been found under, newest last; at most 32."""
    documents: int
    """Number of documents it has been found in."""
    evidence: tuple[str, ...] = field(default=(), repr=False)
    """Why the document's speaker was identified with an earlier one; empty if it is new."""

    def __str__(self) -> str:
        return self.name


@frozen
class LinkedDocument:
    """A document and the identities of its speakers."""

    document: Document
    """The document as it was given."""
    identities: tuple[Identity, ...] = field(repr=False)
    """One for each of ``document.speakers``, in the same order."""

    @property
    def id(self) -> str | None:
        """What the caller calls the document."""
        return self.document.id

    def to_dict(self) -> dict[str, Any]:
        """Turn it into what :meth:`.Document.to_dict` makes, with ``identities``.

        They are in the order of ``speakers``; :meth:`.Document.from_dict` reads all but them.
        """
        return {
            **self.document.to_dict(),
            "identities": [_to_dict(each) for each in self.identities],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Write what :meth:`to_dict` makes as JSON text, non-ASCII characters as they are."""
        return dumps(self.to_dict(), indent)

    def identity(self, speaker: Speaker | None) -> Identity | None:
        """Return the identity of a speaker of the document.

        ``None``, the ``quote.speaker`` of a quote whose speaker is not named, has none.

        Raises:
            ValueError: The speaker is not one of the document's.
        """
        if speaker is None:
            return None
        if speaker not in self.document.speakers:
            raise ValueError(f"{speaker} is not a speaker of this document")
        return self.identities[self.document.speakers.index(speaker)]


def _to_dict(identity: Identity) -> dict[str, Any]:
    return {
        "id": identity.id,
        "name": identity.name,
        "kind": identity.kind.value,
        "names": list(identity.names),
        "documents": identity.documents,
        "evidence": list(identity.evidence),
    }
