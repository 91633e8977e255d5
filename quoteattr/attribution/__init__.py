"""Who is reported to have said what: from parsed sentences and marked spans to drafts of quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.article import Article
from quoteattr.article.drafts import Draft, Phrase
from quoteattr.attribution.marked.repair import repair
from quoteattr.attribution.readings.candidates import find_candidates
from quoteattr.attribution.readings.selection import select
from quoteattr.attribution.structure.nesting import nest, of_acts
from quoteattr.attribution.structure.uncued import tie_floating
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quoteattr.characters.marks import Marked
    from quoteattr.characters.paragraphs import Paragraph
    from quoteattr.syntax.tree import Sentence

__all__ = ["Draft", "Phrase", "attribute"]


def attribute(
    text: str,
    paragraphs: Sequence[Paragraph],
    marked: Sequence[Marked],
    sentences: Sequence[Sentence],
    acts: Collection[Act] = frozenset(Act),
) -> tuple[Draft, ...]:
    """The quotes of a text, their speakers not known yet.

    Args:
        text: The text as it was given.
        paragraphs: Its paragraphs.
        marked: Its spans between quotation marks.
        sentences: Its parsed sentences.
        acts: What to look for; quotes of other acts are left out.

    Returns:
        The drafts in the order of the text, a nested one after the one it stands in.
    """
    article = repair(Article(text, tuple(paragraphs), tuple(marked), tuple(sentences)))
    return of_acts(nest(tie_floating(article, select(article, find_candidates(article)))), acts)
