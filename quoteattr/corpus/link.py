"""Identification of speakers across documents."""

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
    """Identify speakers across documents, one document after another.

    Speakers with the same full name are taken for one, unless their kinds, genders or middle
    names differ. If their titles differ, or if several earlier speakers have that name, a shared
    title or shared company must decide: others who speak in both documents. A surname with a
    title, or with an initial, is matched to a full name of an earlier document on that condition.
    A bare surname, a given name or a description is never matched across documents. An office or
    government is one speaker under all its names.

    Ids are readable: ``ada-quist``, and ``ada-quist#2`` for the second bearer of a name. They
    depend only on the documents and their order, not on the machine or on later documents. An id
    is never given to anybody else and never withdrawn. In another order, speakers identified by
    their full names keep their ids, but which of several bearers of a name gets which number may
    change. Speakers who cannot be matched across documents have an id made from the text of their
    document, ``quist@6f2a…``, in any order.

    Each document is compared with a bounded number of speakers, and memory grows with the number
    of speakers who have a full name, not with the number of documents.

    Args:
        documents: Documents, such as :meth:`Extractor.extract_many` yields; an iterator is read
            as needed.
        aliases: Other names of speakers, as for :class:`Extractor`.
        offices: Whether to use the built-in list of offices, as for :class:`Extractor`.

    Returns:
        Each document with the identities of its speakers, in order.

    Raises:
        TypeError: ``documents`` is a single Document or holds something else, or the other names
            of a speaker are a single ``str``.
    """
    if isinstance(documents, Document):
        raise TypeError("documents must be several documents; for one: [document]")
    registry = Registry(Offices.of(checked_aliases(aliases), listed=offices))
    return _linked(documents, registry)


def _linked(documents: Iterable[Document], registry: Registry) -> Iterator[LinkedDocument]:
    for document in documents:
        if not isinstance(document, Document):
            kind = f"{type(document).__module__}.{type(document).__qualname__}"
            raise TypeError(
                f"documents must be quoteattr's Documents, not {kind}; leave out what could not be"
                ' read: extract_many(…, on_error="skip")'
            )
        yield LinkedDocument(document, registry.add(document))
