"""Compares the quotes found with those expected and shows them side by side.

White space, quotation marks and other punctuation at the ends of a span are set aside, two pieces
of a content with nothing else between them count as one, and auxiliaries may precede a cue.
"""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.drafts import Draft, Phrase
    from quoteattr.records import Act, Form, Missing, Quote
    from tests.cases.loader import Case, Expected

__all__ = ["Found", "differences"]

PARTS = ("cue", "source", "speaker", "form", "act", "negated", "addressee", "missing")
WIDTH = 60


@frozen
class Found:
    """A quote that was found, in the terms of the cases: its parts as text, ``""`` where none."""

    content: tuple[tuple[int, int], ...]
    cue: str
    source: str
    form: Form
    act: Act
    negated: bool
    addressee: str
    missing: tuple[Missing, ...]
    parent: tuple[tuple[int, int], ...] | None
    speaker: str | None = None

    @classmethod
    def from_drafts(cls, text: str, drafts: Sequence[Draft]) -> list[Found]:
        """What the attribution step hands on."""

        def show(phrase: Phrase | None) -> str:
            return text[phrase.start : phrase.end] if phrase else ""

        return [
            cls(
                content=draft.contents,
                cue=text[slice(*draft.cue)] if draft.cue else "",
                source=show(draft.source),
                form=draft.form,
                act=draft.act,
                negated=draft.negated,
                addressee=show(draft.addressee),
                missing=draft.missing,
                parent=None if draft.parent is None else drafts[draft.parent].contents,
            )
            for draft in drafts
        ]

    @classmethod
    def from_quotes(cls, quotes: Sequence[Quote]) -> list[Found]:
        """What the user gets."""
        return [
            cls(
                content=_spans(quote),
                cue=quote.cue.text if quote.cue else "",
                source=quote.source.text if quote.source else "",
                form=quote.form,
                act=quote.act,
                negated=quote.negated,
                addressee=quote.addressee.text if quote.addressee else "",
                missing=quote.missing,
                parent=_spans(quote.parent) if quote.parent else None,
                speaker=quote.speaker.name if quote.speaker else "",
            )
            for quote in quotes
        ]


def differences(case: Case, found: Sequence[Found]) -> str:
    """What was expected and what was found, side by side; empty if they agree.

    The order of what was found plays no part: contents decide which quotes belong together.
    """
    rest = sorted(found, key=lambda quote: (quote.content[0][0], -quote.content[-1][1]))
    rows: list[tuple[str, str, str]] = []
    for expected in case.quotes:
        same = [q for q in rest if _same_content(case.text, q.content, expected.content)]
        match = min(same, key=lambda q: len(_wrong_parts(case, expected, q)), default=None)
        if match is not None:
            rest.remove(match)
        rows.append(_row(case, expected, match))
    rows += [("SPURIOUS", "", _show_found(case, quote)) for quote in rest]
    return _table(case, rows) if any(verdict for verdict, _, _ in rows) else ""


def _row(case: Case, expected: Expected, match: Found | None) -> tuple[str, str, str]:
    left = _show_expected(case, expected)
    if match is None:
        return "NOT FOUND", left, ""
    return ", ".join(_wrong_parts(case, expected, match)).upper(), left, _show_found(case, match)


def _wrong_parts(case: Case, expected: Expected, found: Found) -> list[str]:
    wrong = []
    for part in PARTS:
        want, have = getattr(expected, part), getattr(found, part)
        if part == "speaker" and have is None:  # the attribution step knows no speakers
            continue
        if isinstance(want, str):
            want, have = _trim_text(want), _trim_text(have or "")
            if part == "cue" and have.endswith(f" {want}"):  # auxiliaries: ``had warned``
                have = want
        if want is not None and want != have:
            wrong.append(part)
    if expected.parent is not None:
        parent = case.quotes[expected.parent].content
        if found.parent is None or not _same_content(case.text, found.parent, parent):
            wrong.append("parent")
    return wrong


def _same_content(
    text: str, one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]
) -> bool:
    return _merge(text, one) == _merge(text, other)


def _merge(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in (_trim(text, *piece) for piece in pieces):
        if merged and all(map(_is_edge, text[merged[-1][1] : start])):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _is_edge(character: str) -> bool:
    """White space, punctuation, controls, and the grave accent that serves as a mark."""
    return unicodedata.category(character)[0] in "ZPC" or character == "`"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _is_edge(text[start]):
        start += 1
    while start < end and _is_edge(text[end - 1]):
        end -= 1
    return start, end


def _trim_text(text: str) -> str:
    return text[slice(*_trim(text, 0, len(text)))]


def _spans(quote: Quote) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in quote.contents)


def _show_expected(case: Case, quote: Expected) -> str:
    return _show(case.text, quote, {part: getattr(quote, part) for part in PARTS})


def _show_found(case: Case, quote: Found) -> str:
    return _show(case.text, quote, {part: getattr(quote, part) for part in PARTS})


def _show(text: str, quote: Expected | Found, parts: dict[str, object]) -> str:
    content = " | ".join(text[start:end] for start, end in quote.content)
    told = (f"{name}={value!s}" for name, value in parts.items() if value is not None)
    return f"{content}\n  {', '.join(told)}"


def _table(case: Case, rows: Sequence[tuple[str, str, str]]) -> str:
    lines = [f"{case}: {case.why}", case.text, "", f"{'EXPECTED':{WIDTH}} | FOUND"]
    for verdict, left, right in rows:
        lines.append(f"-- {verdict or 'ok'} ".ljust(2 * WIDTH, "-"))
        columns = [_wrap(left), _wrap(right)]
        for i in range(max(map(len, columns))):
            one, other = (column[i] if i < len(column) else "" for column in columns)
            lines.append(f"{one:{WIDTH}} | {other}")
    return "\n".join(lines)


def _wrap(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in textwrap.wrap(line, WIDTH - 2)]
