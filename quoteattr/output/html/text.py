"""The text with its quotes highlighted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quoteattr.output.html.details import badge_of, details_of, flags_of, how_said, who_said
from quoteattr.output.html.elements import count_of, element, escape, opening
from quoteattr.output.html.layout import Close, HighlightKind, Open
from quoteattr.output.html.styles import content_style, source_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.output.html.layout import Fragment, Highlight
    from quoteattr.output.html.view import View
    from quoteattr.records import Quote

__all__ = ["text_of"]

_LONG = 1500
"""Characters without quotes from which they are folded."""
_BOOK = 20_000
"""Characters from which a browser draws a paragraph only when it comes into sight."""
_ELEMENTS = {HighlightKind.CONTENT: "span", HighlightKind.SOURCE: "b", HighlightKind.CUE: "i"}


def text_of(view: View) -> Iterator[str]:
    """Write the paragraphs, stretches without quotes folded or left out as the options say."""
    yield opening("div", class_="text" if view.end < _BOOK else "text book")
    for quoted, group in groupby(view.paragraphs, key=_is_quoted):
        paragraphs = list(group)
        between = "all" if quoted or not view.quotes else view.options.between
        if between == "none":
            yield '<p class="note">…</p>'
        elif between == "folded":
            yield from _folded(view, paragraphs)
        else:
            yield from (_paragraph(view, fragments) for fragments in paragraphs)
    yield from _rest(view)
    yield "</div>"


def _is_quoted(fragments: list[Fragment]) -> bool:
    return any(not isinstance(fragment, str) for fragment in fragments)


def _folded(view: View, paragraphs: list[list[Fragment]]) -> Iterator[str]:
    """Write a stretch without quotes: a long one shows its first and last paragraph only."""
    lines = [_paragraph(view, fragments) for fragments in paragraphs]
    inner = lines[1:-1]
    if sum(map(len, inner)) < _LONG:
        yield from lines
        return
    yield lines[0]
    fold = f"{count_of(inner, 'paragraph')} without quotes"
    yield f'<details class="fold">{element("summary", fold)}'
    yield from inner
    yield "</details>"
    yield lines[-1]


def _paragraph(view: View, fragments: list[Fragment]) -> str:
    return f'<p dir="auto">{"".join(_fragment(view, fragment) for fragment in fragments)}</p>'


def _fragment(view: View, fragment: Fragment) -> str:
    match fragment:
        case Open(highlight):
            return _content(view, fragment) if _is_content(highlight) else _mention(view, highlight)
        case Close(highlight):
            return f"</{_ELEMENTS[highlight.kind]}>"
        case _:
            return escape(fragment)


def _is_content(highlight: Highlight) -> bool:
    return highlight.kind is HighlightKind.CONTENT


def _mention(view: View, highlight: Highlight) -> str:
    speaker = view.quotes[highlight.quote].speaker
    is_source = highlight.kind is HighlightKind.SOURCE
    style = source_style(view.look(speaker)) if is_source else None
    group = f"{highlight.kind} of {view.group(speaker)}"
    return opening(_ELEMENTS[highlight.kind], class_=group, style=style)


def _content(view: View, fragment: Open) -> str:
    place = fragment.highlight.quote
    quote = view.quotes[place]
    begins = fragment.begins_quote
    start = opening(
        "span",
        class_=f"quote {quote.form} of {view.group(quote.speaker)}",
        id=f"{view.id}-q{place}" if begins else None,
        style=content_style(view.look(quote.speaker), quote.form, quote.confidence),
        title=details_of(quote),
    )
    return start + (_marks(view, place, quote) if begins else "")


def _marks(view: View, place: int, quote: Quote) -> str:
    """Write what stands before a quote: its speaker's number, and what should be noticed.

    The number leads to the speaker's next quote in the text, and from the last to the legend: a
    link into the list would be dead in JupyterLab, which opens nothing that is folded.
    """
    following = view.following.get(place)
    leads = "to the speakers" if following is None else "next quote"
    link = element(
        "a",
        badge_of(view, quote.speaker, how_said(quote)),
        href=f"#{view.id}" if following is None else f"#{view.id}-q{following}",
        aria_label=f"{view.number(quote.speaker)} {who_said(quote)}: {leads}",
    )
    flags, group = ", ".join(flags_of(quote)), f"flag of {view.group(quote.speaker)}"
    return link + (element("small", f"[{escape(flags)}]", class_=group) if flags else "")


def _rest(view: View) -> Iterator[str]:
    """Say what is not shown."""
    left = len(view.document.text) - view.end
    if left:
        hidden = sum(quote.start >= view.end for quote in view.quotes)
        yield (
            f'<p class="note">… {count_of(left, "more character")} with'
            f" {count_of(hidden, 'more quote')} are not shown.</p>"
        )
