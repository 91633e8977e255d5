"""The view of one document as a piece of HTML, and of several as a page."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

from quoteattr.output.html.elements import count_of, element, escape, style_sheet
from quoteattr.output.html.legend import legend_of, rules_of, switches_of
from quoteattr.output.html.options import ViewOptions
from quoteattr.output.html.quote_list import key, quotes_of
from quoteattr.output.html.text import text_of
from quoteattr.output.html.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quoteattr.output.findings import Findings

__all__ = ["document_to_html", "documents_to_html", "page_of"]

_TITLE = "Who said what"


def document_to_html(document: Findings, options: ViewOptions | None = None) -> str:
    """Render a document as a piece of HTML that needs no script and no other file.

    Args:
        document: The document.
        options: What is shown of it; everything, if not given.
    """
    return f"<style>{style_sheet('view.css')}</style>\n{_view(document, options)}\n"


def documents_to_html(
    found: Iterable[tuple[str, Findings]], options: ViewOptions | None = None
) -> str:
    """Render several documents as such a piece, each under its name, with contents."""
    return f"<style>{style_sheet('view.css')}</style>\n{''.join(_several([*found], options))}"


def page_of(
    found: Iterable[tuple[str, Findings]], options: ViewOptions | None = None
) -> Iterator[str]:
    """Render a whole page, piece by piece, with every document under its name.

    Args:
        found: The documents and their names, in the order of the page.
        options: What is shown of them; everything, if not given.
    """
    several = [*found]
    title = several[0][0] if len(several) == 1 and several[0][0] else _TITLE
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{style_sheet('page.css')}\n{style_sheet('view.css')}</style>\n"
        f"</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
    )
    if len(several) == 1:
        yield _view(several[0][1], options) + "\n"
    else:
        yield from _several(several, options)
    yield "</main>\n</body>\n</html>\n"


def _view(document: Findings, options: ViewOptions | None, place: int = 0) -> str:
    """Render a document without the style sheet."""
    view = View(document, options or ViewOptions(), place)
    quoted = bool(view.quotes)
    parts = chain(
        # Without these classes, notebooks would take dollar signs for formulas.
        ['<div class="quoteattr tex2jax_ignore mathjax_ignore">', rules_of(view) if quoted else ""],
        [f'<div id="{view.id}">'],
        chain(switches_of(view), legend_of(view)) if quoted else ['<p class="note">No quotes.</p>'],
        text_of(view),
        chain(quotes_of(view), [key()]) if quoted else (),
        ["</div>", "</div>"],
    )
    return "\n".join(part for part in parts if part)


def _several(found: Sequence[tuple[str, Findings]], options: ViewOptions | None) -> Iterator[str]:
    """Render contents, then the documents, one at a time."""
    yield '<nav class="quoteattr" aria-label="Contents">\n<ol>\n'
    for place, (name, document) in enumerate(found):
        link = element("a", escape(name), href=f"#{_anchor(place, name)}")
        counts = f"{count_of(document.quotes, 'quote')} by {count_of(document.speakers, 'speaker')}"
        yield element("li", f"{link} {element('small', counts)}") + "\n"
    yield "</ol>\n</nav>\n"
    for place, (name, document) in enumerate(found):
        yield element("h2", escape(name), id=_anchor(place, name)) + "\n"
        yield _view(document, options, place) + "\n"


def _anchor(place: int, name: str) -> str:
    return f"d{crc32(name.encode('utf-8', 'replace')):08x}-{place}"
