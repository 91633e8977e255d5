"""Readings that repeat the content of a more probable reading of another cue."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.marked.edges import INNER_EDGE
from quoteattr.attribution.parts.row import Content
from quoteattr.attribution.parts.spans import form_of, tidy
from quoteattr.attribution.readings.constructions import ROWS
from quoteattr.lexicon import words
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft

__all__ = ["by_sentence", "is_echo", "is_suggested", "takes_in", "up_to_speech", "without_echoes"]


def without_echoes(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """Drop suggestions that share half of their content with a more probable draft."""
    if not any(map(is_suggested, drafts)):
        return list(drafts)
    near = by_sentence(article, drafts)
    return [
        draft
        for draft in drafts
        if not is_suggested(draft) or not _has_more_probable(article, draft, near)
    ]


def _has_more_probable(article: Article, draft: Draft, near: Mapping[int, list[Draft]]) -> bool:
    """Whether a more probable draft in the same sentences repeats a suggestion."""
    return any(
        _goes_before(other, draft) and _repeats(draft, other)
        for sentence in _sentences(article, draft)
        for other in near[sentence]
    )


def by_sentence(article: Article, drafts: Iterable[Draft]) -> Mapping[int, list[Draft]]:
    """Group drafts by the index of each sentence in which they have content."""
    near: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for sentence in _sentences(article, draft):
            near[sentence].append(draft)
    return near


def is_echo(article: Article, draft: Draft, shown: Mapping[int, list[Draft]]) -> bool:
    """Whether a reading repeats speech that marks or layout give to another cue.

    Args:
        article: The article of the reading.
        draft: The reading.
        shown: Such speech, by sentence.
    """
    return any(
        other.cue is not None
        and other.cue != draft.cue
        and (_repeats(draft, other) or _is_second_tag(article, draft, other))
        for sentence in _sentences(article, draft)
        for other in shown.get(sentence, ())
    )


def _is_second_tag(article: Article, draft: Draft, other: Draft) -> bool:
    """Whether a cue only repeats the one before a quotation: *Holt said: "We lost,"* **he said**.

    A pronoun that stands in the first clause too, or another verb after a comma, reports that
    clause: *Her father said, "Never sell,"* **she recalled**.
    """
    if draft.cue is None or draft.source is None or not takes_in(draft, other):
        return False
    (start, _), (first, end) = draft.contents[0], (other.contents[0][0], other.contents[-1][1])
    if other.evidence is not Construction.CUE_BEFORE_QUOTATION or draft.cue[0] < end:
        return False
    if draft.contents[-1][1] > end + LONGEST_CLOSING:
        return False
    lead = article.text[start:first].rstrip(INNER_EDGE)
    if not lead.endswith(":") and draft.lemma != other.lemma:
        return False
    own = article.text[draft.source.start : draft.source.end].lower()
    forms = next((f for f in PRONOUNS if own in f), frozenset())
    if not forms:
        return other.source is not None and own in lead.lower()
    return forms.isdisjoint(re.findall(r"\w+", lead.lower()))


LONGEST_CLOSING = 3
"""Code points of a comma, a mark and another mark after what stands inside the marks."""
PRONOUNS = [words("pronouns", name) for name in ("masculine", "feminine", "neuter", "plural")]


def up_to_speech(article: Article, draft: Draft, shown: Mapping[int, list[Draft]]) -> Draft:
    """Cut a draft at a colon that introduces speech with a cue of its own.

    *He warned* [*that the dam was old*]: *"It leaks," he said.*
    """
    start, end = draft.contents[-1]
    for sentence in _sentences(article, draft):
        for other in shown.get(sentence, ()):
            first = other.contents[0][0]
            before = article.text[start:first].rstrip(INNER_EDGE)
            is_inside = start < first < end and other.cue is not None and other.cue[0] >= end
            if is_inside and before.endswith(":"):
                contents = [*draft.contents[:-1], tidy(article, start, start + len(before))]
                return evolve(draft, contents=tuple(contents), form=form_of(article, contents))
    return draft


def is_suggested(draft: Draft) -> bool:
    """Whether only the encoder suggests a draft."""
    return ROWS[draft.evidence].content is Content.SUGGESTED


def _sentences(article: Article, draft: Draft) -> Iterable[int]:
    """Yield the indices of the sentences in which a draft has content."""
    for start, end in draft.contents:
        first, last = article.sentence_at(start), article.sentence_at(end - 1)
        if first is not None and last is not None:
            yield from range(first.index, last.index + 1)


def takes_in(draft: Draft, other: Draft) -> bool:
    """Whether the cue of another draft stands in the content of this one."""
    cue = other.cue
    return cue is not None and any(a <= cue[0] and cue[1] <= b for a, b in draft.contents)


def _goes_before(other: Draft, draft: Draft) -> bool:
    """Whether another draft takes precedence over a suggestion: by rule, or more probable."""
    if other is draft:
        return False
    if is_suggested(other):
        return (other.confidence, other.cue or ()) > (draft.confidence, draft.cue or ())
    return True


def _repeats(draft: Draft, other: Draft) -> bool:
    """Whether half of a draft's content is also another's, and neither is nested in the other."""
    if takes_in(draft, other) or takes_in(other, draft):
        return False
    shared = sum(
        max(0, min(a_end, b_end) - max(a_start, b_start))
        for a_start, a_end in other.contents
        for b_start, b_end in draft.contents
    )
    return 2 * shared >= sum(end - start for start, end in draft.contents)
