"""The view of documents in the notebook that runs, or else in the browser."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from quoteattr.output.html.options import Between, ViewOptions, check_speakers
from quoteattr.output.html.page import document_to_html, documents_to_html, page_of

if TYPE_CHECKING:
    from quoteattr.output.findings import Findings
    from quoteattr.records import Speaker

__all__ = ["NOTEBOOK_LIMIT", "show"]

NOTEBOOK_LIMIT = 20_000
"""The most characters of a document in a notebook, unless more are asked for."""
_LONGEST_NAME = 80


def show(
    documents: Findings | Iterable[Findings] | Mapping[str, Findings],
    *,
    colors: Mapping[str, str] | None = None,
    speakers: Iterable[str | Speaker] | None = None,
    min_confidence: float = 0.0,
    between: Between = "folded",
    limit: int | None = NOTEBOOK_LIMIT,
) -> None:
    """Show documents in the notebook, or, outside of one, as a page in the browser.

    Several documents come with their contents. Each bears its name in the mapping, its ``id``, or
    else its first line. Linked documents are shown as the documents that they are.

    Args:
        documents: One document, several, or several by name.
        colors: CSS colours by names of speakers, such as ``{"Ada Quist": "teal"}``; the others
            keep theirs.
        speakers: The names of those whose quotes are shown, as for :meth:`.Document.speaker`;
            everybody's, if not given.
        min_confidence: Quotes less certain than this, from 0 to 1, are left out.
        between: Whether long stretches without quotes are ``"folded"``, or ``"all"`` text is
            shown, or ``"none"`` but the paragraphs that have quotes.
        limit: The most characters of each document; ``None`` for everything.

    Raises:
        TypeError: ``documents`` are no documents, or an option is of another type.
        ValueError: An option is out of range, a colour is unknown, or nobody is called so.
    """
    options = ViewOptions(
        colors=colors,
        speakers=speakers,
        min_confidence=min_confidence,
        between=between,
        limit=limit,
    )
    found = _named(documents)
    check_speakers([document for _, document in found], options)
    if _in_notebook():
        several = len(found) != 1
        _display(documents_to_html(found, options) if several else _alone(found, options))
    else:
        _open("".join(page_of(found, options)))


def _alone(found: list[tuple[str, Findings]], options: ViewOptions) -> str:
    ((_, document),) = found
    return document_to_html(document, options)


def _named(documents: Any) -> list[tuple[str, Findings]]:
    """Find a name for each of the documents."""
    if isinstance(documents, Mapping):
        pairs = [(str(name), _document_of(each)) for name, each in documents.items()]
    elif isinstance(documents, Iterable) and not isinstance(documents, str):
        pairs = [(_name(document), document) for document in map(_document_of, documents)]
    else:
        alone = _document_of(documents)
        pairs = [(_name(alone), alone)]
    for _, document in pairs:
        if not _is_document(document):
            raise TypeError(f"show takes Documents, not {type(document).__name__}: extract first")
    return pairs


def _document_of(given: Any) -> Any:
    """Return the document of what ``link`` yields, or what was given."""
    return getattr(given, "document", given)


def _is_document(value: object) -> bool:
    return all(hasattr(value, name) for name in ("text", "quotes", "speakers"))


def _name(document: Any) -> str:
    if not _is_document(document):
        return ""
    line = " ".join(document.text.strip().partition("\n")[0].split())
    shown = line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
    return document.id or shown or "Empty document"


def _in_notebook() -> bool:
    """Tell whether a kernel of Jupyter runs this; IPython is then loaded already."""
    ipython: Any = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")


def _display(source: str) -> None:
    ipython: Any = sys.modules["IPython"]
    ipython.display.display({"text/html": source, "text/plain": "Who said what"}, raw=True)


def _open(page: str) -> None:
    path = Path(mkdtemp(prefix="quoteattr-")) / "quotes.html"
    path.write_text(page, encoding="utf-8")
    if not webbrowser.open(path.as_uri()):
        print(f"No browser was found: open {path}")
