"""How much of what annotators marked the rules propose at all, whichever reading is then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.attribution.parts.row import Role
from quoteattr.attribution.readings.candidates import find_candidates
from quoteattr.reader import read
from quoteattr.syntax.parser import GivenTrees
from tests.benchmarks.scorer import form_of, load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr import Document

__all__ = ["Proposal", "candidate_recall", "proposals"]

Letters = frozenset[int]
Proposal = tuple[Letters, Letters, Letters]
"""Letters and digits of cue, content and source."""


def proposals(document: Document) -> list[Proposal]:
    """Every reading that the rules allow, also with the speech that goes on after it."""
    text = document.text
    candidates = find_candidates(read(text, GivenTrees(document.sentences)))
    letters = load_scorer().chars
    found: list[Proposal] = []
    for candidate in candidates:
        draft, more = candidate.draft, []
        if candidate.role is Role.POSSIBLE:
            more = [c.draft.contents for c in candidates if _goes_on(c.role, c.cue, candidate.cue)]
        cue = [draft.cue] if draft.cue else []
        source = [(draft.source.start, draft.source.end)] if draft.source else []
        for contents in (draft.contents, *((*draft.contents, *rest) for rest in more)):
            found.append((letters(text, cue), letters(text, contents), letters(text, source)))
    return found


def _goes_on(role: Role, cue: tuple[int, int] | None, of: tuple[int, int] | None) -> bool:
    return role in {Role.CONTINUATION, Role.REMNANT} and cue == of


def candidate_recall(
    gold: Sequence[dict[str, Any]], documents: Sequence[Document], *, marked_only: bool = False
) -> float:
    """The share of annotated quotes whose cue, content and source one reading has.

    Contents match with a Jaccard index of a half or more, sources as the scorer has it, cues if
    they share a letter or both are missing (a colon has no letters).

    Args:
        gold: The annotated articles.
        documents: What was found in each, with its sentences.
        marked_only: Only direct and mixed quotes.
    """
    hits = [
        hit
        for article, document in zip(gold, documents, strict=True)
        for form, hit in _hits(article, document)
        if not (marked_only and form == "indirect")
    ]
    return sum(hits) / max(1, len(hits))


def _hits(article: dict[str, Any], document: Document) -> Iterator[tuple[str, bool]]:
    """Form of each annotated quote, and whether it was proposed."""
    scorer, text = load_scorer(), article["text"]
    found, marks = proposals(document), scorer.quoted_chars(text)
    for quote in article["quotes"]:
        cue, content, source = (scorer.chars(text, quote[r]) for r in ("cue", "content", "source"))
        if content:
            yield (
                form_of(content, marks),
                any(
                    scorer.jaccard(content, there) >= 0.5
                    and scorer.source_match(source, by)
                    and (not cue.isdisjoint(word) if cue else not word)
                    for word, there, by in found
                ),
            )
