"""Which of the possible readings are kept: the likeliest of each cue, if it is likely enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from quoteattr.attribution.article import Article
from quoteattr.attribution.blocks import find_blocks
from quoteattr.attribution.draft import Draft
from quoteattr.attribution.drafting import draft_of_block, draft_of_report, draft_of_speech
from quoteattr.attribution.quotations import find_speeches
from quoteattr.attribution.reports import find_reports
from quoteattr.attribution.scoring import (
    block_features,
    probability,
    report_features,
    speech_features,
)

__all__ = ["Candidate", "find_candidates", "select"]

THRESHOLD = 0.4
"""A reading that is less probable than this is dropped; chosen on PolNeAR's development articles."""

CuePlace = tuple[int, int]
"""Sentence and token of a cue."""


@frozen
class Candidate:
    """A possible quote, with what the scorer is told of it."""

    draft: Draft
    features: tuple[str, ...]
    cue: CuePlace | None
    """Candidates of one cue exclude each other."""
    certain: bool = False
    """Marks or layout show it: it is kept, and goes before other readings of its cue."""


def find_candidates(article: Article) -> list[Candidate]:
    """Every reading that the rules allow."""
    speeches = find_speeches(article)
    shown: list[Candidate] = []
    for speech in speeches:
        draft = draft_of_speech(article, speech, speech.antecedent)
        cue = (speech.sentence.index, speech.word.token.index) if speech.word and speech.sentence else None
        shown.append(Candidate(draft, tuple(speech_features(article, speech)), cue, certain=True))
    for block in find_blocks(article):
        cue = (block.sentence.index, block.word.token.index) if block.word else None
        shown.append(Candidate(draft_of_block(article, block), tuple(block_features(block)), cue, certain=True))
    taken = {candidate.cue for candidate in shown}
    return shown + [c for c in _reported(article) if c.cue not in taken]


def _reported(article: Article) -> Iterator[Candidate]:
    for sentence in article.sentences:
        for report in find_reports(sentence):
            draft = draft_of_report(article, report)
            if draft is not None:
                yield Candidate(
                    draft,
                    tuple(report_features(article, report)),
                    (sentence.index, report.word.token.index),
                )


def select(candidates: Iterable[Candidate], threshold: float = THRESHOLD) -> list[Draft]:
    """The likeliest reading of each cue, with its probability as ``confidence``."""
    kept: list[Draft] = []
    best: dict[CuePlace, Draft] = {}
    for candidate in candidates:
        draft = evolve(candidate.draft, confidence=probability(candidate.features))
        if candidate.certain:
            kept.append(draft)
        elif candidate.cue is not None and draft.confidence >= threshold:
            other = best.get(candidate.cue)
            if other is None or draft.confidence > other.confidence:
                best[candidate.cue] = draft
    return kept + list(best.values())
