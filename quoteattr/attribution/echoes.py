"""Suggestions that say again what a surer reading of another cue says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.attribution.article import Article
    from quoteattr.attribution.draft import Draft

__all__ = ["is_suggested", "takes_in", "without_echoes"]


def without_echoes(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, without suggestions half of whose content a more probable draft has too."""
    if not any(map(is_suggested, drafts)):
        return list(drafts)
    near: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for sentence in _sentences(article, draft):
            near[sentence].append(draft)
    return [
        draft
        for draft in drafts
        if not is_suggested(draft)
        or not any(
            _goes_before(other, draft) and _has_half(other, draft) and not _is_nested(other, draft)
            for sentence in _sentences(article, draft)
            for other in near[sentence]
        )
    ]


def is_suggested(draft: Draft) -> bool:
    """Whether the encoder alone suggests it."""
    return draft.evidence.startswith("suggested-")


def _sentences(article: Article, draft: Draft) -> Iterable[int]:
    for start, end in draft.contents:
        first, last = article.sentence_at(start), article.sentence_at(end - 1)
        if first is not None and last is not None:
            yield from range(first.index, last.index + 1)


def takes_in(draft: Draft, other: Draft) -> bool:
    """Whether the cue of the other stands in the content of a draft."""
    cue = other.cue
    return cue is not None and any(a <= cue[0] and cue[1] <= b for a, b in draft.contents)


def _goes_before(other: Draft, draft: Draft) -> bool:
    if other is draft:
        return False
    if is_suggested(other):
        return (other.confidence, other.cue or ()) > (draft.confidence, draft.cue or ())
    return True


def _has_half(other: Draft, draft: Draft) -> bool:
    """Whether half of a draft's content is content of the other too."""
    shared = sum(
        max(0, min(a_end, b_end) - max(a_start, b_start))
        for a_start, a_end in other.contents
        for b_start, b_end in draft.contents
    )
    return 2 * shared >= sum(end - start for start, end in draft.contents)


def _is_nested(one: Draft, other: Draft) -> bool:
    """Whether the cue of either stands in the content of the other."""
    return takes_in(one, other) or takes_in(other, one)
