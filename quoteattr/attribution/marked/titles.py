"""Titles in marks beside a verb that could report: *"Cold Water,"* *a play,* **opens** *in May*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import inner_text, is_introduced, is_title_like
from quoteattr.attribution.parts.sources import cue_source
from quoteattr.attribution.parts.speaking import is_people
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["is_title_after", "is_title_before"]


def is_title_before(
    article: Article, quotation: Marked, cue: PlacedCue, after: Sequence[tuple[Sentence, Token]]
) -> bool:
    """Whether marks before a verb enclose a title: who speaks is no person or stands before them.

    Args:
        article: The text.
        quotation: The quotation.
        cue: The verb after it.
        after: The words between the two.
    """
    if not _may_be_title(article, quotation):
        return False
    sentence, word = cue
    if after and after[0][1].xpos == "VBN":  # directed by Ruiz
        return True
    inside = {t.index for t in sentence if quotation.start <= t.start < quotation.end}
    source = cue_source(sentence, word.token, inside)
    if source is None:
        return False
    is_work = source.upos == "NOUN" and not is_people(source)
    return is_work or source.end <= quotation.start


def is_title_after(article: Article, quotation: Marked, cue: PlacedCue) -> bool:
    """Whether marks after a verb enclose the title of what somebody made: *sang* *"Cold Water"*."""
    is_work = cue[1].lemma in words("cues", "verbs.making")
    return is_work and not is_introduced(article, quotation) and _may_be_title(article, quotation)


def _may_be_title(article: Article, quotation: Marked) -> bool:
    """Whether a quotation has several words, all of which titles write with a capital."""
    return " " in inner_text(article, quotation) and is_title_like(article, quotation)
