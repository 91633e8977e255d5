"""Documents as text for people to read in a terminal."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from quoteattr.records import Form

if TYPE_CHECKING:
    from quoteattr.output.findings import Findings
    from quoteattr.records import Quote

__all__ = ["document_to_text", "escape_controls"]

_INDENT = "    "
# Any of these could move the cursor, recolour the screen or break an encoder.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def document_to_text(document: Findings, width: int | None = None) -> str:
    """Write one line a quote: ``Speaker (form, confidence) “content”``.

    Nested quotes are indented. ``?`` stands for a speaker whom the text does not name; the
    source, if there is one, follows in brackets. Control characters are shown as escapes.

    Args:
        document: The document.
        width: Columns to wrap at; ``None`` for one line a quote, however long.
    """
    if not document.quotes:
        return "(no quotes)\n"
    return "".join(_line(quote, width) + "\n" for quote in document.quotes)


def _line(quote: Quote, width: int | None) -> str:
    indent = _INDENT * _depth(quote)
    content = quote.text
    if quote.form is Form.DIRECT:
        content = f"“{content}”"
    line = indent + _printable(f"{_who(quote)} ({_how(quote)}) {content}")
    if width is None:
        return line
    return textwrap.fill(
        line.lstrip(),
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent + _INDENT,
        break_on_hyphens=False,
    )


def _who(quote: Quote) -> str:
    if quote.speaker:
        return quote.speaker.name
    return f"? [{quote.source.text}]" if quote.source else "?"


def _how(quote: Quote) -> str:
    parts = [quote.form.value]
    if quote.negated:
        parts.append("negated")
    parts += [f"{mark.value} missing" for mark in quote.missing]
    return ", ".join([*parts, f"{quote.confidence:.2f}"])


def _depth(quote: Quote) -> int:
    depth = 0
    while quote.parent is not None:
        quote, depth = quote.parent, depth + 1
    return depth


def escape_controls(text: str) -> str:
    """Show what could act in a terminal as escapes; line ends and tabs stay."""
    return _UNSAFE.sub(lambda match: ascii(match[0])[1:-1], text)


def _printable(text: str) -> str:
    return escape_controls(" ".join(text.split()))
