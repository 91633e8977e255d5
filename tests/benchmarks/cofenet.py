"""Where quoteattr stands under the protocol of CofeNet (Wang and others 2022, COLING).

CofeNet-BERT has an exact F1 of .832 for sources, .753 for cues and .729 for contents on PolNeAR's
test articles. What its published code and its development file show of the protocol:

* Each paragraph is an instance of its own, with a quote or without, cut off after 300 tokens.
* A token has one label; each stretch of a role is an item by itself, not linked to any other, so
  that a content in two spans is two items.
* Quotation marks and other punctuation count, as they were annotated.
* An item is right if one of the same role has the same first and last token. Precision and recall
  are those of all items together.

Assumed: a content over several sentences is an item in each, as in the place of that file where
one was seen, sentences being quoteattr's own; nested quotes are left out, as tokens have one label.
No paragraph of the development articles is long enough to be cut off. quoteattr leaves the outer
marks out of a content and the corpus does not, so there is a line with them put back, and one that
sets aside all punctuation at the edges of an item, on both sides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quoteattr import Document
    from tests.benchmarks.figures import Figures

    Change = Callable[[str, "Span"], "Span"]

__all__ = ["cofenet", "cofenet_lines"]

ROLES = ("source", "cue", "content")
PUBLISHED = (0.832, 0.753, 0.729)
OPENING = re.compile(r"(?:[\"\u201c\u00ab]|``|(?<!\w)['\u2018])$")
CLOSING = re.compile(r"[,.?!]?(?:[\"\u201d\u00bb]|''|['\u2019](?!\w))")

Span = tuple[int, int]
Item = tuple[int, int, int]
"""Number of the article, and the offsets."""


def cofenet(
    gold: Sequence[dict[str, Any]],
    documents: Sequence[Document],
    found: Sequence[dict[str, Any]],
) -> Figures:
    """Measure exact F1 of each role, in three ways to treat what stands at the edges.

    Args:
        gold: The annotated articles.
        documents: What was found in each, with its sentences.
        found: The same in the scorer's format, without nested quotes.
    """
    figures: Figures = {}
    for title, whole, edge in (
        ("as they stand", _as_it_stands, _without_space),
        ("outer marks put back", _with_marks, _without_space),
        ("edges' punctuation set aside", _as_it_stands, _without_punctuation),
    ):
        figures[title] = {}
        for role in ROLES:
            annotated = _items(gold, documents, role, _as_it_stands, edge)
            ours = whole if role == "content" else _as_it_stands
            figures[title][role] = _f1(annotated, _items(found, documents, role, ours, edge))
    return figures


def cofenet_lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader, under those that are published."""
    yield "\nCofeNet's protocol, exact F1      source    cue  content"
    yield _line("CofeNet-BERT, published, test", PUBLISHED)
    for title, by_role in figures.items():
        yield _line(title, [by_role[role] for role in ROLES])


def _line(title: str, figures: Sequence[float]) -> str:
    return f"{title:<32}" + "".join(f"  {figure:.3f} " for figure in figures)


def _f1(annotated: set[Item], found: set[Item]) -> float:
    return 2 * len(annotated & found) / max(1, len(annotated) + len(found))


def _items(
    articles: Sequence[dict[str, Any]],
    documents: Sequence[Document],
    role: str,
    whole: Change,
    edge: Change,
) -> set[Item]:
    """The items of a role: its spans, changed as wholes, cut, and changed again at the edges."""
    return {
        (number, *edge(document.text, piece))
        for number, (article, document) in enumerate(zip(articles, documents, strict=True))
        for quote in article["quotes"]
        for span in quote[role]
        for piece in _by_sentence(document, whole(document.text, (span[0], span[1])))
    }


def _by_sentence(document: Document, span: Span) -> Iterator[Span]:
    """The parts of a span in each sentence, but for a mark that the sentence before left."""
    starts = [s.start for s in document.sentences if span[0] < s.start < span[1]]
    for piece in zip([span[0], *starts], [*starts, span[1]], strict=True):
        if not starts or any(map(str.isalnum, document.text[slice(*piece)])):
            yield piece


def _as_it_stands(text: str, span: Span) -> Span:
    return span


def _with_marks(text: str, span: Span) -> Span:
    """A content with the marks right around it, and the comma before the closing one."""
    before = OPENING.search(text, max(0, span[0] - 2), span[0])
    after = CLOSING.match(text, span[1])
    return (before.start() if before else span[0], after.end() if after else span[1])


def _without_punctuation(text: str, span: Span) -> Span:
    words = [i for i in range(*span) if text[i].isalnum()]
    return (words[0], words[-1] + 1) if words else span


def _without_space(text: str, span: Span) -> Span:
    inside = text[slice(*span)]
    return span[1] - len(inside.lstrip()), span[0] + len(inside.rstrip())
