"""Identification of speakers across documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.corpus.disk import opened
from quoteattr.corpus.identities import LinkedDocument
from quoteattr.corpus.registry import Registry
from quoteattr.document import Document
from quoteattr.lexicon.offices import Offices, checked_aliases
from quoteattr.output.table import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike

__all__ = ["link"]


def link(
    documents: Iterable[Document],
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
    offices: bool = True,
    registry: str | PathLike[str] | None = None,
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
    of speakers who have a full name, not with the number of documents. With ``registry``, it does
    not grow: the speakers are kept in a file, and known again at the next call with that file.

    Args:
        documents: Documents, such as :meth:`Extractor.extract_many` yields; an iterator is read
            as needed.
        aliases: Other names of speakers, as for :class:`Extractor`.
        offices: Whether to use the built-in list of offices, as for :class:`Extractor`.
        registry: A file that keeps the speakers, made if there is none. It changes once all
            documents are read; if reading ends before, it stays as it was.

    Returns:
        Each document with the identities of its speakers, in order.

    Raises:
        TypeError: ``documents`` is a single Document or holds something else, or the other names
            of a speaker are a single ``str``.
        InputError: ``registry`` is no registry, in use, or made with other aliases or offices.
    """
    if isinstance(documents, Document):
        raise TypeError("documents must be several documents; for one: [document]")
    known = Offices.of(checked_aliases(aliases), listed=offices)
    if registry is None:
        return _linked(documents, Registry(known))
    return _linked_on_disk(documents, known, registry)


def _linked_on_disk(
    documents: Iterable[Document], offices: Offices, path: str | PathLike[str]
) -> Iterator[LinkedDocument]:
    with opened(path, offices) as disk:
        yield from _linked(documents, Registry(offices, disk))


def _linked(documents: Iterable[Document], registry: Registry) -> Iterator[LinkedDocument]:
    for document in documents:
        if not isinstance(document, Document):
            kind = f"{type(document).__module__}.{type(document).__qualname__}"
            raise TypeError(
                f"documents must be quoteattr's Documents, not {kind}; leave out what could not be"
                ' read: extract_many(…, on_error="skip")'
            )
        yield LinkedDocument(document, registry.add(document.speakers, digest_of(document.text)))
