"""Speech that goes on after its cue, joined into one quote with the speech before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.article.setting import Setting
from quoteattr.records import Construction, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.drafts import Draft

__all__ = ["join_continued"]


def join_continued(setting: Setting) -> Setting:
    """Add each quotation without a cue to the draft that it continues.

    In conversations, where such a quotation may be somebody else's turn, none is added.
    """
    if setting.is_conversation:
        return setting
    drafts = setting.drafts
    joined, place = list(drafts), list(range(len(drafts)))
    for index, draft in enumerate(drafts):
        first = _outermost(drafts, draft.antecedent)
        is_uncued = draft.evidence is Construction.SPEECH_GOES_ON
        if is_uncued and first is not None and _is_same_quote(setting, draft, first):
            place[index] = place[first]
            joined[place[first]] = joined[place[first]].continued(draft)
    if joined == list(drafts):
        return setting
    kept = [index for index in range(len(drafts)) if place[index] == index]
    renumbered = {old: new for new, old in enumerate(kept)}

    def follow(index: int | None) -> int | None:
        return None if index is None else renumbered[place[index]]

    return Setting(
        setting.article,
        tuple(
            evolve(
                joined[i],
                parent=follow(joined[i].parent),
                antecedent=follow(joined[i].antecedent),
            )
            for i in kept
        ),
    )


def _outermost(drafts: Sequence[Draft], index: int | None) -> int | None:
    """Return the index of the outermost draft in which one stands, or its own."""
    while index is not None and drafts[index].parent is not None:
        index = drafts[index].parent
    return index


def _is_same_quote(setting: Setting, draft: Draft, first: int) -> bool:
    """Whether a draft continues one in marks, with the same kind of marks.

    In a new paragraph, it must open that paragraph; titles in a list of books do not.
    """
    before = setting.drafts[first]
    start, end = draft.contents[0][0], before.contents[-1][1]
    if before.form not in {Form.DIRECT, Form.MIXED}:
        return False
    if before.form is Form.DIRECT and _mark(setting, before) != _mark(setting, draft):
        return False
    article = setting.article
    same_paragraph = article.paragraph_at(end - 1) == article.paragraph_at(start)
    return same_paragraph or article.opens_paragraph(start)


def _mark(setting: Setting, draft: Draft) -> str:
    """Return the character before a draft's content, which does not include its opening mark."""
    start = draft.contents[0][0]
    return setting.article.text[max(start - 1, 0) : start]
