"""The quotes by speaker, each with a link to its place in the text."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quoteattr.output.html.details import badge_of, flags_of, how_said
from quoteattr.output.html.elements import element, escape
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.output.html.view import View
    from quoteattr.records import Quote, Speaker

__all__ = ["key", "quotes_of"]

_MOST, _LONGEST, _MOST_NAMES = 200, 140, 4
"""The most quotes of a bounded list, characters of a content, and other names of a speaker."""


def quotes_of(view: View) -> Iterator[str]:
    """Write the quotes of each speaker under their name."""
    yield f'<details class="list">{element("summary", "Quotes by speaker")}'
    most = None if view.options.limit is None else _MOST
    groups: dict[Speaker | None, list[tuple[int, Quote]]] = {who: [] for who in view.counts}
    for place, quote in list(enumerate(view.quotes))[:most]:
        groups[quote.speaker].append((place, quote))
    yield from chain.from_iterable(
        _group(view, speaker, quotes) for speaker, quotes in groups.items()
    )
    left = len(view.quotes) - sum(map(len, groups.values()))
    if left:
        yield f'<p class="note">… and {left:,} more.</p>'
    yield "</details>"


def _group(view: View, speaker: Speaker | None, quotes: list[tuple[int, Quote]]) -> Iterator[str]:
    yield f'<div class="group of {view.group(speaker)}">'
    name = element("b", escape(speaker.name if speaker else "not named"))
    back = element("a", "↑", href=f"#{view.id}", aria_label="↑ to the speakers")
    yield element("p", f"{badge_of(view, speaker)} {name} {_about(speaker)} {back}")
    yield "<ul>"
    yield from (_item(view, place, quote) for place, quote in quotes)
    yield "</ul></div>"


def _about(speaker: Speaker | None) -> str:
    """Say what a speaker is, and what else they are called."""
    if speaker is None:
        return ""
    names = [*speaker.aliases[:_MOST_NAMES], *["…"][: len(speaker.aliases) - _MOST_NAMES]]
    kind = "" if speaker.kind is Kind.UNKNOWN else speaker.kind
    about = [kind, f"also called {', '.join(names)}" if names else ""]
    return element("small", escape(" · ".join(filter(None, about))))


def _item(view: View, place: int, quote: Quote) -> str:
    content = " ".join(quote.text.split())
    text = escape(content if len(content) <= _LONGEST else content[: _LONGEST - 1] + "…")
    if place in view.anchored:
        text = element("a", text, href=f"#{view.id}-q{place}")
    said = " · ".join([how_said(quote), *([quote.cue.text] if quote.cue else []), *flags_of(quote)])
    return element("li", f"{text} {element('small', escape(said))}")


def key() -> str:
    """Explain what the view shows."""
    return element("p", _KEY, class_="note")


_KEY = (
    "Shaded: what is said, the darker the more of it stands in quotation marks. <b>Bold</b>: the"
    " source. <i>Italic</i>: the cue. The number is the speaker’s, and leads to their next quote; a"
    " dashed line marks doubt."
)
