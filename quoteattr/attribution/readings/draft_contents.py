"""Contents of drafts: the spans of a reading, tidied, and fitted to quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.spans import (
    Offsets,
    content_spans,
    has_words,
    quotation_span,
    tidy,
)
from quoteattr.records import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.clauses.report import Report
    from quoteattr.characters.marks import Marked

__all__ = ["final_contents", "report_spans", "tidy_spans"]


def report_spans(article: Article, report: Report) -> list[Offsets]:
    """Return the spans of a report's content, within the marks around its cue if there are any."""
    spans = content_spans(article, report.sentence, report.content)
    around = article.quotation_at(report.word.token.start)
    if around is None:
        return _with_whole_quotations(article, spans, report.word.token.start)
    first, last = quotation_span(article, around)
    clipped = ((max(start, first), min(end, last)) for start, end in spans)
    return [(start, end) for start, end in clipped if has_words(article, (start, end))]


def tidy_spans(article: Article, contents: Sequence[Offsets]) -> list[Offsets]:
    """Tidy the spans of a content, and drop those without words."""
    tidied = (_without_adverbial(article, tidy(article, *span)) for span in contents)
    return [span for span in tidied if has_words(article, span)]


def _without_adverbial(article: Article, span: Offsets) -> Offsets:
    """Drop the writer's words after a colon and a quotation: *wrote: “Soon”* **while packing**."""
    start, end = span
    quotation = article.quotation_at(start)
    if quotation is None or quotation.start != start or not quotation.closed:
        return span
    if quotation.end >= end or not article.text[:start].rstrip().endswith(":"):
        return span
    following = next(article.tokens_between(quotation.end, end), None)
    if following is None or following[0][following[1]].upos not in {"ADP", "SCONJ"}:
        return span
    return start, quotation.end


def final_contents(article: Article, spans: list[Offsets], form: Form) -> tuple[Offsets, ...]:
    """Return the spans of a content; in direct speech, a quotation goes without its marks."""
    return tuple(_without_marks(article, span) if form is Form.DIRECT else span for span in spans)


def _without_marks(article: Article, span: Offsets) -> Offsets:
    """Return the inside of a quotation if a span is all of it, even without its closing mark."""
    quotation = article.quotation_at(span[0])
    if quotation is None or tidy(article, quotation.start, quotation.end) != span:
        return span
    return quotation_span(article, quotation)


def _with_whole_quotations(article: Article, spans: list[Offsets], cue: int) -> list[Offsets]:
    """Extend spans to the whole of any quotation of which they hold a part.

    Drop a clause of a quotation before the cue that the parser wrongly attached to it: *"They sold
    it for a song," he said,* **adding** [that …].
    """
    if any(start > cue for start, _ in spans):
        spans = [s for s in spans if s[0] > cue or not _is_within(s, article.quotation_at(s[0]))]
    whole: list[Offsets] = []
    for span in spans:
        start, end = _to_marks(article, *span)
        if whole and (start <= whole[-1][1] or _is_quotation(article, whole[-1][1], start)):
            before = whole.pop()
            start, end = before[0], max(before[1], end)
        whole.append((start, end))
    return whole


def _is_quotation(article: Article, start: int, end: int) -> bool:
    """Whether a span is one quotation, which a parser may have attached elsewhere."""
    text = article.text[start:end]
    quotation = article.quotation_at(start + len(text) - len(text.lstrip()))
    return quotation is not None and article.text[quotation.start : quotation.end] == text.strip()


def _is_within(span: Offsets, quotation: Marked | None) -> bool:
    """Whether a span starts amid a quotation or does not reach beyond it."""
    return quotation is not None and (quotation.inner_start < span[0] or span[1] <= quotation.end)


def _to_marks(article: Article, start: int, end: int) -> Offsets:
    """Extend a span to the marks of the quotations in which it starts and ends."""
    first, last = article.quotation_at(start), article.quotation_at(end - 1)
    if first and first.opened and first.inner_start <= start:
        start = first.start
    if last and last.closed and end < last.inner_end:
        end = last.end
    return start, end
