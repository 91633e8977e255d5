"""Who is reported to have said what: from parsed sentences and marked spans to drafts of quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.setting import Setting
from quoteattr.attribution.readings.candidates import find_candidates
from quoteattr.attribution.readings.selection import select
from quoteattr.attribution.structure.continuation import join_continued
from quoteattr.attribution.structure.nesting import nest, of_acts
from quoteattr.attribution.structure.uncued import tie_floating
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.article.article import Article
    from quoteattr.attribution.readings.scoring import ReadingWeights

__all__ = ["attribute"]


def attribute(
    article: Article, weights: ReadingWeights, acts: Collection[Act] = frozenset(Act)
) -> Setting:
    """Find the quotes of an article, their speakers not known yet.

    Args:
        article: The article.
        weights: What has been learned of readings.
        acts: What to look for; quotes of other acts are left out.

    Returns:
        The article with its drafts in the order of the text, a nested one after the one it stands
        in.
    """
    drafts = select(article, find_candidates(article), weights)
    drafts = tie_floating(article, drafts, weights)
    return join_continued(Setting(article, of_acts(nest(drafts), acts)))
