"""Nesting of quotes inside others."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.parts.cues import verbs
from quoteattr.records import Act, Construction, Form

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quoteattr.article.drafts import Draft

__all__ = ["nest", "of_acts"]


def nest(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts in text order, each with its ``parent``.

    The parent is the smallest draft whose contents hold a draft's contents and its cue.
    ``antecedent`` is renumbered to match the order.
    """
    order = sorted(
        range(len(drafts)), key=lambda i: (drafts[i].contents[0][0], -_size(drafts[i]), i)
    )
    place = {old: new for new, old in enumerate(order)}
    ordered = [drafts[i] for i in order]
    sizes = [_size(draft) for draft in ordered]
    open_drafts: list[int] = []
    nested = []
    for index, draft in enumerate(ordered):
        open_drafts = [i for i in open_drafts if ordered[i].contents[-1][1] > draft.contents[0][0]]
        holders = [i for i in open_drafts if _holds(ordered[i], draft)]
        parent = min(holders, key=lambda i: sizes[i], default=None)
        antecedent = None if draft.antecedent is None else place.get(draft.antecedent)
        nested.append(evolve(draft, parent=parent, antecedent=antecedent))
        open_drafts.append(index)
    return tuple(nested)


def of_acts(drafts: Sequence[Draft], acts: Collection[Act]) -> tuple[Draft, ...]:
    """Return the drafts of these acts, each with the nearest of its ancestors that remains.

    A thought in marks, *"I am late,"* **thought** *Mary*, is worded as speech and goes with it. One
    that continues a draft which is left out continues what that draft stands in.
    """
    spoken = Act.SPEECH in acts
    kept = [i for i, d in enumerate(drafts) if d.act in acts or (spoken and _is_inner_speech(d))]
    place = {old: new for new, old in enumerate(kept)}

    def ancestor(index: int | None) -> int | None:
        while index is not None and index not in place:
            index = drafts[index].parent
        return None if index is None else place[index]

    return tuple(
        evolve(
            drafts[i],
            parent=ancestor(drafts[i].parent),
            antecedent=ancestor(drafts[i].antecedent),
        )
        for i in kept
    )


def _is_inner_speech(draft: Draft) -> bool:
    """Whether marks enclose all that somebody thinks, beside the verb that says so.

    What somebody hears or reads is somebody else's.
    """
    is_worded = draft.lemma in verbs("wording") and draft.evidence in BESIDE_CUE
    return is_worded and draft.form is Form.DIRECT


BESIDE_CUE = {Construction.CUE_BEFORE_QUOTATION, Construction.CUE_AFTER_QUOTATION}


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the contents of one draft hold the contents and the cue of another."""
    parts = [*inner.contents, *([inner.cue] if inner.cue else [])]
    for start, end in parts:
        place = bisect_right(outer.contents, start, key=lambda content: content[0]) - 1
        if place < 0 or end > outer.contents[place][1]:
            return False
    return True


def _size(draft: Draft) -> int:
    """Return the number of code points in a draft's contents."""
    return sum(end - start for start, end in draft.contents)
