"""The notebook view: the text with its quotes highlighted, and who speaks them."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.output.layout import (
    Close,
    HighlightKind,
    Open,
    fragments_of,
    highlights_of,
    paragraphs_to_show,
)
from quoteattr.records import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sized

    from quoteattr.output.findings import Findings
    from quoteattr.output.layout import Fragment, Highlight
    from quoteattr.records import Quote, Speaker

__all__ = ["document_to_html", "page_of"]

_COLOURS = 7
"""Number of the classes s0, s1, … in view.css, which are reused in turn."""
_LIMIT = 20_000
"""The most characters of text in a notebook cell."""
_MOST_SPEAKERS, _MOST_QUOTES, _MOST_NAMES = 50, 200, 4
"""The most rows of each table in a notebook cell, and other names in a row."""
_LONGEST = 300
"""The most characters of a content in the list of quotes."""

_KEY = (
    '<mark>Shaded</mark>: what is said; the <span class="source">source</span> in bold, the'
    ' <span class="cue">cue</span> in italics. The number is the speaker&#x27;s. Rest the pointer'
    " on a quote for details."
)
# HTML cannot hold these; they are shown as replacement characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def document_to_html(document: Findings, *, limit: int | None = _LIMIT) -> str:
    """Render a document as a piece of HTML that needs no script and no other file.

    Args:
        document: The document.
        limit: Most characters of text to show, so that a book does not choke a notebook; the
            tables are then bounded too. ``None`` to show everything.
    """
    return f"<style>{_style()}</style>\n{_View(document, limit).render()}"


def page_of(found: Iterable[tuple[str, Findings]]) -> Iterator[str]:
    """Render a whole page, piece by piece, with every document in full under its name."""
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<title>Who said what</title>\n"
        "<style>body { margin: 1em auto; padding: 0 1em; max-width: 54em;"
        f" font-family: Georgia, serif; }}\n{_style()}</style>\n</head>\n<body>\n"
    )
    for name, document in found:
        yield _View(document, None).render(heading=name)
    yield "</body>\n</html>\n"


@frozen
class _View:
    document: Findings
    limit: int | None
    speakers: dict[Speaker, int] = field(init=False)
    """The place of every speaker, which gives its number and colour."""

    @speakers.default
    def _number_speakers(self) -> dict[Speaker, int]:
        spoken = (q.speaker for q in self.document.quotes if q.speaker is not None)
        speakers = dict.fromkeys(chain(self.document.speakers, spoken))
        return {speaker: place for place, speaker in enumerate(speakers)}

    def render(self, heading: str = "") -> str:
        parts = [
            # Without these classes, notebooks would take dollar signs for formulas.
            '<div class="quoteattr tex2jax_ignore mathjax_ignore">',
            f"<h2>{_escape(heading)}</h2>" if heading else "",
            *(self._speakers_table() if self.document.quotes else ["<p>No quotes.</p>"]),
            self._text(),
            *(self._quotes_table() if self.document.quotes else []),
            "</div>\n",
        ]
        return "\n".join(part for part in parts if part)

    def _text(self) -> str:
        text = self.document.text
        paragraphs, end = paragraphs_to_show(text, self.limit)
        nested = fragments_of(text, paragraphs, highlights_of(self.document, end))
        bodies = ("".join(map(self._fragment, fragments)) for fragments in nested)
        lines = [f'<p dir="auto">{body}</p>' for body in bodies]
        if end < len(text):
            hidden = sum(quote.start >= end for quote in self.document.quotes)
            lines.append(
                f'<p class="note">… {len(text) - end:,} more characters with'
                f" {hidden:,} more quotes are not shown.</p>"
            )
        return "\n".join(['<div class="text">', *lines, "</div>"])

    def _fragment(self, fragment: Fragment) -> str:
        match fragment:
            case Open(highlight, resumed):
                starts = highlight.first and not resumed
                badge = self._badge(self._speaker(highlight)) if starts else ""
                return self._tag(highlight) + badge
            case Close(highlight):
                return "</mark>" if highlight.kind is HighlightKind.CONTENT else "</span>"
            case _:
                return _escape(fragment)

    def _tag(self, highlight: Highlight) -> str:
        colour = self._colour(self._speaker(highlight))
        if highlight.kind is HighlightKind.CONTENT:
            details = _escape(_details(self.document.quotes[highlight.quote]))
            return f'<mark class="{colour}" title="{details}">'
        return f'<span class="{highlight.kind} {colour}">'

    def _speaker(self, highlight: Highlight) -> Speaker | None:
        return self.document.quotes[highlight.quote].speaker

    def _colour(self, speaker: Speaker | None) -> str:
        return "unnamed" if speaker is None else f"s{self.speakers[speaker] % _COLOURS}"

    def _badge(self, speaker: Speaker | None) -> str:
        number = "?" if speaker is None else self.speakers[speaker] + 1
        return f'<span class="badge {self._colour(speaker)}">{number}</span>'

    def _speakers_table(self) -> Iterator[str]:
        quotes = self.document.quotes
        counts = Counter(quote.speaker for quote in quotes)
        rows = [self._speaker_row(speaker, counts[speaker]) for speaker in self.speakers]
        if counts[None]:
            rows.append(_row(self._badge(None), "not named", "", f"{counts[None]:,}", ""))
        by = f"{_count(quotes, 'quote')} by {_count(self.speakers, 'speaker')}"
        yield f"<details open><summary>{by}</summary>"
        yield _head("", "Speaker", "Kind", "Quotes", "Also called")
        yield from self._bounded(rows, _MOST_SPEAKERS, "speakers")
        yield "</details>"
        yield f'<div class="note">{_KEY}</div>'

    def _bounded(self, rows: list[str], most: int, what: str) -> Iterator[str]:
        """Yield the rows of a table, no more than a notebook can take, and its end."""
        shown = rows if self.limit is None else rows[:most]
        yield from shown
        yield "</table>"
        if len(shown) < len(rows):
            yield f'<div class="note">… and {len(rows) - len(shown):,} more {what}.</div>'

    def _speaker_row(self, speaker: Speaker, count: int) -> str:
        named = (m.text for m in speaker.mentions if m.form is not MentionForm.PRONOUN)
        names = dict.fromkeys(name for name in named if name != speaker.name)
        shown = list(names)[:_MOST_NAMES]
        return _row(
            self._badge(speaker),
            _escape(speaker.name),
            "" if speaker.kind is Kind.UNKNOWN else speaker.kind,
            f"{count:,}",
            _escape(", ".join(shown) + (", …" if len(names) > len(shown) else "")),
        )

    def _quotes_table(self) -> Iterator[str]:
        yield "<details><summary>The quotes as a list</summary>"
        yield _head("", "Speaker", "Form", "Confidence", "Cue", "Content")
        rows = [self._quote_row(quote) for quote in self.document.quotes]
        yield from self._bounded(rows, _MOST_QUOTES, "quotes")
        yield "</details>"

    def _quote_row(self, quote: Quote) -> str:
        content = quote.text
        if len(content) > _LONGEST:
            content = content[: _LONGEST - 1] + "…"
        return _row(
            self._badge(quote.speaker),
            _escape(_who(quote)),
            quote.form,
            f"{quote.confidence:.2f}",
            _escape(quote.cue.text) if quote.cue else "",
            _escape(content),
        )


def _who(quote: Quote) -> str:
    if quote.speaker:
        return quote.speaker.name
    return f"not named ({quote.source.text})" if quote.source else "not named"


def _details(quote: Quote) -> str:
    """Write out what is shown when the pointer rests on a quote."""
    lines = [
        _who(quote),
        ", ".join([quote.form, quote.act, *(f"{mark} missing" for mark in quote.missing)]),
        _sureness(quote),
    ]
    if quote.negated:
        lines.append("negated: denied, or reported not to have been said")
    if quote.addressee:
        lines.append(f"to: {quote.addressee.text}")
    if quote.parent:
        lines.append(f"inside a quote of {_who(quote.parent)}")
    return "\n".join(lines)


def _sureness(quote: Quote) -> str:
    sure = f"confidence {quote.confidence:.2f}"
    if quote.speaker_confidence is None:
        return sure
    return f"{sure}, of the speaker {quote.speaker_confidence:.2f}"


def _head(*names: str) -> str:
    cells = "".join(f"<th>{name}</th>" for name in names)
    return f'<table class="list"><tr>{cells}</tr>'


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _count(things: Sized, name: str) -> str:
    return f"{len(things):,} {name}" + ("" if len(things) == 1 else "s")


def _escape(text: str) -> str:
    return html.escape(_UNFIT.sub("\ufffd", text))


@cache
def _style() -> str:
    return files("quoteattr.output").joinpath("view.css").read_text(encoding="utf-8")
