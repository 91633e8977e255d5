"""Selection among candidates: the likeliest reading of each cue, if it is likely enough."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.article.drafts import Draft
from quoteattr.attribution.parts.row import Content, Role, Threshold
from quoteattr.attribution.readings.candidates import Candidate, CuePlace
from quoteattr.attribution.readings.constructions import ROWS
from quoteattr.attribution.readings.encoder_agreement import agreement, can_tell, is_inside_content
from quoteattr.attribution.readings.overlaps import (
    by_sentence,
    is_echo,
    is_suggested,
    takes_in,
    up_to_speech,
    without_echoes,
)
from quoteattr.attribution.readings.scoring import (
    ReadingWeights,
    Thresholds,
    log_odds,
    probability,
)
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["select"]


def select(
    article: Article, candidates: Iterable[Candidate], weights: ReadingWeights
) -> list[Draft]:
    """Choose the likeliest reading of each cue, with its probability as ``confidence``.

    Args:
        article: The article of the candidates.
        candidates: All readings.
        weights: The learned weights of readings.
    """
    judged = [_judged(article, candidate, weights) for candidate in candidates]
    shown = [c.draft for c in judged if c.role is Role.SHOWN and _is_probable(c.draft)]
    speech = by_sentence(article, shown)
    possible = [
        (c.cue, up_to_speech(article, c.draft, speech))
        for c in judged
        if c.role is Role.POSSIBLE and c.cue is not None and not is_echo(article, c.draft, speech)
    ]
    best = _with_rivals(_likeliest(possible), possible)
    parts = [c for c in judged if c.role in {Role.CONTINUATION, Role.REMNANT}]
    _add_parts(parts, best, shown)
    return without_echoes(article, shown + list(_consistent(best)))


Possible = Sequence[tuple[CuePlace, Draft]]
"""Competing readings, each with its cue."""


def _is_probable(draft: Draft) -> bool:
    return draft.confidence >= draft.needed


def _likeliest(possible: Possible) -> dict[CuePlace, Draft]:
    """Return the likeliest reading of each cue, if it is probable enough."""
    best: dict[CuePlace, Draft] = {}
    for cue, draft in possible:
        other = best.get(cue)
        if _is_probable(draft) and (other is None or _is_better(draft, other)):
            best[cue] = draft
    return best


def _is_better(draft: Draft, other: Draft) -> bool:
    """Whether a reading goes before another of its cue: by its probability, or as the whole of it.

    *The crane, as the unions* **noted***, needs no driver*: the encoder suggests the second part.
    """
    if _completes(draft, other) or _completes(other, draft):
        return _completes(draft, other)
    return draft.confidence > other.confidence


def _completes(whole: Draft, part: Draft) -> bool:
    """Whether a suggestion is a part of the sentence that a rule finds around an aside."""
    if ROWS[whole.evidence].content is not Content.ASIDE or not is_suggested(part):
        return False
    return part.contents != whole.contents and all(
        any(start <= first and last <= end for start, end in whole.contents)
        for first, last in part.contents
    )


def _with_rivals(best: Mapping[CuePlace, Draft], possible: Possible) -> dict[CuePlace, Draft]:
    """Return the readings kept, each with its rivals: the others of its cue."""
    considered: dict[CuePlace, list[Draft]] = {}
    for cue, draft in possible:
        considered.setdefault(cue, []).append(draft)
    return {
        cue: evolve(draft, rivals=tuple(o for o in considered[cue] if o is not draft))
        for cue, draft in best.items()
    }


def _add_parts(parts: Iterable[Candidate], best: dict[CuePlace, Draft], shown: list[Draft]) -> None:
    """Add continuations of a cue's speech to the reading kept of that cue.

    Args:
        parts: Continuations and remnants.
        best: The reading kept of each cue; changed in place.
        shown: Speech shown by marks and layout; changed in place.
    """
    spoken = {draft.cue: place for place, draft in enumerate(shown) if draft.cue}
    for part in parts:
        place = spoken.get(part.draft.cue) if part.draft.cue else None
        if part.cue in best:
            best[part.cue] = best[part.cue].continued(part.draft)
        elif place is not None:
            shown[place] = shown[place].continued(part.draft)
        elif part.role is Role.CONTINUATION:
            shown.append(part.draft)


def _judged(article: Article, candidate: Candidate, weights: ReadingWeights) -> Candidate:
    """Return a candidate with its probability, by grammar and, if it can judge it, by encoder."""
    draft, roles, thresholds = candidate.draft, article.roles, weights.thresholds
    odds = log_odds(candidate.features, weights.grammar)
    is_judged = roles is not None and not candidate.unseen and can_tell(roles, draft)
    if is_judged and roles is not None and weights.agreement:
        price = thresholds.suggested_price if is_suggested(draft) else 0.0
        odds = agreement(roles, draft, odds, weights.agreement) - price
        needed = _needed_with_encoder(candidate, thresholds)
    else:
        is_nested = roles is not None and is_inside_content(roles, draft)
        needed = _needed_by_grammar(candidate, thresholds, is_nested=is_nested)
    return evolve(candidate, draft=evolve(draft, confidence=probability(odds), needed=needed))


def _needed_with_encoder(candidate: Candidate, thresholds: Thresholds) -> float:
    """Return how probable a reading must be that the encoder can judge."""
    name = ROWS[candidate.draft.evidence].threshold
    if name is Threshold.NONE:
        return 0.0  # in fiction most speech has no cue that the encoder would know
    if candidate.quoted:
        return thresholds.quoted
    lenient = _lenient(name, thresholds)
    return thresholds.agreed if lenient is None else min(thresholds.agreed, lenient)


def _needed_by_grammar(candidate: Candidate, thresholds: Thresholds, *, is_nested: bool) -> float:
    """Return how probable a reading must be that only the grammar can judge."""
    name, act = ROWS[candidate.draft.evidence].threshold, candidate.draft.act
    if name in {Threshold.NONE, Threshold.HEADLINE}:
        return 0.0
    if name is Threshold.NOUN_CLAUSE:
        return thresholds.noun_clause
    if is_nested and name is Threshold.PHRASE and act is Act.THOUGHT:
        return thresholds.nested_phrase
    if name is Threshold.INFINITIVE and act in {Act.SPEECH, Act.OTHER}:
        name = Threshold.CLAUSE
    lenient = _lenient(name, thresholds)
    if candidate.quoted:
        return thresholds.quoted if lenient is None else thresholds.quoted_clause
    return thresholds.alone if lenient is None else lenient


def _lenient(name: Threshold, thresholds: Thresholds) -> float | None:
    """Return the threshold of clauses or of asides, if it is one of these; both are low."""
    return {Threshold.CLAUSE: thresholds.clause, Threshold.ASIDE: thresholds.aside}.get(name)


def _consistent(drafts: dict[CuePlace, Draft]) -> Iterator[Draft]:
    """Yield the drafts, but only the likelier of two that cannot both be right."""
    by_place = sorted(drafts.items(), key=lambda item: item[0])
    for _, group in groupby(by_place, key=lambda item: item[0][0]):
        in_sentence = [draft for _, draft in group]
        for draft in in_sentence:
            rivals = (o for o in in_sentence if o is not draft and _excludes(o, draft))
            if all(_rank(draft) > _rank(rival) for rival in rivals):
                yield draft


def _excludes(draft: Draft, other: Draft) -> bool:
    """Whether two drafts have the same content, or each contains the other's cue."""
    if draft.contents == other.contents:
        return True
    return takes_in(draft, other) and takes_in(other, draft)


def _rank(draft: Draft) -> tuple[bool, bool, float, Offsets | None]:
    """Rank drafts: commas around a cue are surer than trees, and rules than suggestions.

    Of equals, the later cue wins.
    """
    by_commas = ROWS[draft.evidence].by_commas
    return by_commas, not is_suggested(draft), draft.confidence, draft.cue
