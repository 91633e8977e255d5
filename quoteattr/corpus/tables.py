"""Tables of the quotes of several documents, linked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.corpus.identities import LinkedDocument
from quoteattr.document import Document
from quoteattr.output import frames
from quoteattr.output.csv import csv_to
from quoteattr.output.table import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    import pandas
    import polars
    import pyarrow

    from quoteattr.output.table import Cell
    from quoteattr.records import Speaker

    Documents = Iterable[Document | LinkedDocument]

__all__ = ["checked", "rows_of_one", "to_arrow", "to_csv", "to_pandas", "to_polars"]


def to_pandas(documents: Documents) -> pandas.DataFrame:
    """Make a data frame with one row a quote of many documents.

    ``document`` is the id of the document, or, if it has none, a digest of its text; ``quote``
    is the number of the quote in it, from 0, and ``parent`` that of the quote it is nested in;
    ``speaker_id`` is the place of the speaker in ``document.speakers``. Frames of different
    documents can be concatenated: the first two columns tell their rows apart. ``identity``, the id
    of the speaker across documents, is known for what :func:`link` yields. ``spans`` lists the
    content spans as ``start-end``, separated by semicolons; offsets are integers, names of forms,
    acts and kinds categories.

    Args:
        documents: Documents, or linked documents; an iterator is read as needed.

    Raises:
        MissingExtra: pandas is not installed.
        TypeError: ``documents`` is a single document or holds something else.
    """
    return frames.to_pandas(_rows(documents))


def to_polars(documents: Documents) -> polars.DataFrame:
    """Make a data frame of Polars, like :func:`to_pandas`.

    Raises:
        MissingExtra: Polars is not installed.
        TypeError: ``documents`` is a single document or holds something else.
    """
    return frames.to_polars(_rows(documents))


def to_arrow(documents: Documents) -> pyarrow.Table:
    """Make a table of Arrow, like :func:`to_pandas`; ``pyarrow.parquet`` writes it to files.

    Raises:
        MissingExtra: pyarrow is not installed.
        TypeError: ``documents`` is a single document or holds something else.
    """
    return frames.to_arrow(_rows(documents))


def to_csv(
    documents: Documents,
    path: str | PathLike[str] | None = None,
    *,
    bom: bool = False,
    escape_formulas: bool = True,
) -> str | None:
    r"""Write a table like that of :func:`to_pandas` as CSV in UTF-8.

    A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break as
    a formula. Such text gets an apostrophe before it, and one more if it begins with apostrophes
    itself: taking one apostrophe away from every cell that matches ``'+[=+\-@\t\r\n＝＋－＠]``
    gives the text as it was.

    Args:
        documents: Documents, or linked documents; an iterator is read as needed.
        path: The file to write; ``None`` to return the table as a string.
        bom: Whether a byte order mark comes first, without which Excel does not read UTF-8.
        escape_formulas: ``False`` to leave all text as it is, for a reader that runs no formulas.

    Raises:
        TypeError: ``documents`` is a single document or holds something else.
        OSError: The file cannot be written.
    """
    return csv_to(path, _rows(documents), bom=bom, escape_formulas=escape_formulas)


def rows_of_one(document: Document | LinkedDocument) -> Iterator[dict[str, Cell]]:
    """Yield the rows of one document, with the ids of its speakers if it is linked."""
    if isinstance(document, LinkedDocument):
        return rows_of(document.document, _ids(document).get)
    return rows_of(document)


def _rows(documents: Documents) -> Iterator[dict[str, Cell]]:
    for document in checked(documents):
        yield from rows_of_one(document)


def checked(documents: Documents) -> Iterator[Document | LinkedDocument]:
    """Yield several documents.

    Raises:
        TypeError: It is a single document, or one of them is something else.
    """
    if isinstance(documents, Document | LinkedDocument):
        raise TypeError("documents must be several documents; for one: [document]")
    for document in documents:
        if not isinstance(document, Document | LinkedDocument):
            kind = f"{type(document).__module__}.{type(document).__qualname__}"
            raise TypeError(f"documents must be quoteattr's Documents, not {kind}")
        yield document


def _ids(linked: LinkedDocument) -> dict[Speaker, str]:
    """Return the ids of a document's speakers across documents."""
    identities = (identity.id for identity in linked.identities)
    return dict(zip(linked.document.speakers, identities, strict=True))
