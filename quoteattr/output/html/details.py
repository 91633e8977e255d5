"""What is told of a quote in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.output.html.elements import element
from quoteattr.output.html.styles import DOUBTFUL, badge_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.output.html.view import View
    from quoteattr.records import Quote, Speaker

__all__ = ["badge_of", "details_of", "flags_of", "how_said", "who_said"]


def badge_of(view: View, speaker: Speaker | None, how: str | None = None) -> str:
    """Write the number of a speaker, and how a quote is said, which the style sheet can show."""
    style, group = badge_style(view.look(speaker)), f"badge of {view.group(speaker)}"
    return element("sup", view.number(speaker), class_=group, style=style, data_how=how)


def who_said(quote: Quote) -> str:
    """Name the speaker, or say that nobody is named."""
    if quote.speaker:
        return quote.speaker.name
    return f"not named ({quote.source.text})" if quote.source else "not named"


def how_said(quote: Quote) -> str:
    """Say how a quote is said and how sure that is, in a few words."""
    parts = [quote.form, quote.act if quote.act != "speech" else "", f"{quote.confidence:.2f}"]
    return " · ".join(part for part in parts if part)


def flags_of(quote: Quote) -> Iterator[str]:
    """Say what a reader should notice: a denial, a mark that the text lacks, doubt."""
    if quote.negated:
        yield "not said"
    for mark in quote.missing:
        yield f"no {mark}"
    if quote.confidence < DOUBTFUL:
        yield f"doubtful: {quote.confidence:.2f}"


def details_of(quote: Quote) -> str:
    """Say everything about a quote, as is shown when the pointer rests on it."""
    lines = [
        who_said(quote),
        ", ".join([quote.form, quote.act, *(f"{mark} missing" for mark in quote.missing)]),
        _sureness(quote),
    ]
    if quote.negated:
        lines.append("negated: denied, or reported not to have been said")
    if quote.addressee:
        lines.append(f"to: {quote.addressee.text}")
    if quote.parent:
        lines.append(f"inside a quote of {who_said(quote.parent)}")
    return "\n".join(lines)


def _sureness(quote: Quote) -> str:
    sure = f"confidence {quote.confidence:.2f}"
    if quote.speaker_confidence is None:
        return sure
    return f"{sure}, of the speaker {quote.speaker_confidence:.2f}"
