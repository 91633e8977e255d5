"""The functions that use one Extractor for the whole process, with the default settings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from quoteattr.extractor import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quoteattr.document import Document
    from quoteattr.records import Act, Failure

__all__ = ["extract", "extract_many"]

Context = TypeVar("Context")


@cache
def default_extractor() -> Extractor:
    """Return the Extractor that :func:`extract` uses, loaded at its first call."""
    return Extractor()


def extract(
    text: str,
    *,
    acts: Iterable[Act | str] | None = None,
    min_confidence: float | None = None,
    id: str | int | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> Document:
    """Find the quotes of one text with the model inside the package.

    The arguments are those of :meth:`Extractor.extract`.

    Raises:
        TypeError: ``text`` is not a ``str``, ``id`` neither ``str`` nor ``int``, or another
            argument is of another type.
        ValueError: ``min_confidence`` is not between 0 and 1, or an act is unknown.
        ModelError: The package's model files are missing or damaged.
    """
    extractor = default_extractor()
    return extractor.extract(
        text, acts=acts, min_confidence=min_confidence, id=id, metadata=metadata
    )


@overload
def extract_many(
    texts: Iterable[str], *, as_tuples: Literal[False] = False, **options: Any
) -> Iterator[Document | Failure]: ...


@overload
def extract_many(
    texts: Iterable[tuple[str, Context]], *, as_tuples: Literal[True], **options: Any
) -> Iterator[tuple[Document | Failure, Context]]: ...


def extract_many(texts: Iterable[Any], **options: Any) -> Iterator[Any]:
    """Yield the Documents of many texts with the model inside the package.

    The arguments are those of :meth:`Extractor.extract_many`.
    """
    return default_extractor().extract_many(texts, **options)
