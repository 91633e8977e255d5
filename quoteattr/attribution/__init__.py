"""Attribution: from parsed sentences and quotation marks to drafts of quotes with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.article.setting import Setting
from quoteattr.attribution.readings.calibration import calibrated
from quoteattr.attribution.readings.candidates import find_candidates
from quoteattr.attribution.readings.selection import select
from quoteattr.attribution.structure.continuation import join_continued
from quoteattr.attribution.structure.nesting import nest, of_acts
from quoteattr.attribution.structure.uncued import tie_floating
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft
    from quoteattr.attribution.readings.scoring import ReadingWeights

__all__ = ["attribute"]


def attribute(
    article: Article, weights: ReadingWeights, acts: Collection[Act] = frozenset(Act)
) -> Setting:
    """Find the quotes of an article, with sources as worded; speakers are resolved later.

    Args:
        article: The article.
        weights: The learned weights of readings.
        acts: The acts wanted; quotes of others are left out.

    Returns:
        The article with its drafts in text order, nested ones after the one that contains them.
    """
    drafts = select(article, find_candidates(article), weights)
    drafts = [_outside(draft) for draft in tie_floating(article, drafts, weights)]
    wanted = calibrated(of_acts(nest(drafts), acts), weights.thresholds.expressed_bonus)
    return join_continued(Setting(article, tuple(wanted)))


def _outside(draft: Draft) -> Draft:
    """Return a draft without a source that unbalanced marks put into its own content."""
    source = draft.source
    if source is None:
        return draft
    is_inside = any(a < source.end and source.start < b for a, b in draft.contents)
    return evolve(draft, source=None) if is_inside else draft
