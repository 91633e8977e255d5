"""Speakers across documents: who of one document is who of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.corpus.identities import LinkedDocument
from quoteattr.corpus.registry import Registry
from quoteattr.document import Document
from quoteattr.lexicon.offices import Offices, checked_aliases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["link"]


def link(
    documents: Iterable[Document],
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
    offices: bool = True,
) -> Iterator[LinkedDocument]:
    """Tell which speakers of many documents are the same, one document after another.

    Speakers are one by the same full name, if kind, gender, middle name and titles do not
    contradict it; where titles do, or several bear the name, one of them must share a title or
    speak beside the same others. A surname with a title, or with an initial, is taken for a full
    name of an earlier document on the same condition. A bare surname, a given name or a
    description is never taken for anybody of another document. Offices and governments are one
    under all their names.

    Ids are readable, ``ada-quist``, and ``ada-quist#2`` for a second bearer of a name. They
    depend on the documents and their order alone: not on the machine, nor on what comes later.
    An id is never given to anybody else and never withdrawn. In another order, those whom their
    full names tell keep their ids; which of several bearers of one name gets the number may
    change. Speakers whom only their own document knows have an id made of its text,
    ``quist@6f2a…``, in any order.

    Each document is compared with a bounded number of speakers, and memory grows with the number
    of speakers who have a full name, not with that of documents.

    Args:
        documents: Documents, as :meth:`Extractor.extract_many` gives them; an iterator is read as
            it is needed.
        aliases: Other names of speakers, as for :class:`Extractor`.
        offices: Whether the names that offices and governments are known by are one speaker, as
            for :class:`Extractor`.

    Raises:
        TypeError: ``documents`` is one Document, or one of them is something else; or the other
            names of a speaker are one ``str``.
    """
    if isinstance(documents, Document):
        raise TypeError("documents must be several documents; for one: [document]")
    registry = Registry(Offices.of(checked_aliases(aliases), listed=offices))
    return _linked(documents, registry)


def _linked(documents: Iterable[Document], registry: Registry) -> Iterator[LinkedDocument]:
    for document in documents:
        if not isinstance(document, Document):
            raise TypeError(
                f"documents must be Documents, not {type(document).__name__}; leave out what"
                ' could not be read: extract_many(…, on_error="skip")'
            )
        yield LinkedDocument(document, registry.add(document))
