"""Which of the possible readings are kept: the likeliest of each cue, if it is likely enough."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.readings.candidates import Candidate, CuePlace, Role
from quoteattr.attribution.readings.encoder_agreement import agreement, can_tell, is_inside_content
from quoteattr.attribution.readings.overlaps import (
    by_sentence,
    is_echo,
    is_suggested,
    takes_in,
    up_to_speech,
    without_echoes,
)
from quoteattr.attribution.readings.scoring import Weights, load_weights, log_odds, probability
from quoteattr.records import Act, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["select"]

AGREED_THRESHOLD = 0.4
"""A less probable reading is dropped; chosen on PolNeAR's development articles, as all below."""
SUGGESTED_PRICE = 1.0
"""Log odds that a reading loses for being in no rule, as text of other kinds has fewer of them."""
THRESHOLD = 0.45
"""The same where the encoder has no opinion."""
CLAUSE_THRESHOLD = 0.2
"""The same for contents that are clauses, cues outside marks: more are found at no loss of F1."""
NOUN_CLAUSE_THRESHOLD = 0.03
"""The same there for *the bank's warning that …*, too rare in the articles to learn from."""
QUOTED_THRESHOLD = 0.65
"""The same for cues inside quotation marks, where the corpus marks no quotes to learn from."""
QUOTED_CLAUSE_THRESHOLD = 0.4
"""The same there for contents that are clauses, and for cues that commas set apart."""
ASIDE_THRESHOLD = 0.05
"""The same for cues that commas set apart: *…, it was announced*; *as she put it, …*."""
ASIDE_RULES = frozenset({"as-clause", "cue-after-content", "cue-inside-content", "parenthetical"})
CLAUSE_RULES = frozenset(
    {
        "complement-clause",
        "that-clause",
        "source-phrase",
        "named-object",
        "passive-subject",
        "raised-subject",
    }
)


LENIENT = dict.fromkeys(CLAUSE_RULES, CLAUSE_THRESHOLD) | dict.fromkeys(
    ASIDE_RULES, ASIDE_THRESHOLD
)
NESTED_PHRASE_THRESHOLD = 0.9
"""The same for noun phrases as thoughts within what somebody else says: *"We* **want** *peace."*"""
PHRASE_RULES = frozenset({"noun-object", "noun-oblique", "oblique", "object-and-oblique"})
INFINITIVE_RULES = frozenset({"infinitive", "noun-infinitive"})


def select(
    article: Article, candidates: Iterable[Candidate], weights: Weights | None = None
) -> list[Draft]:
    """The likeliest reading of each cue, with its probability as ``confidence``.

    Args:
        article: Where they stand.
        candidates: All readings.
        weights: Of the scorer; by default those inside the package.
    """
    weights = weights or load_weights()
    judged = [(candidate, _judged(article, candidate, weights)) for candidate in candidates]
    shown = [
        draft
        for candidate, draft in judged
        if candidate.role is Role.SHOWN and draft.confidence >= draft.needed
    ]
    speech = by_sentence(article, shown)
    best: dict[CuePlace, Draft] = {}
    considered: dict[CuePlace, list[Draft]] = {}
    continuations: list[tuple[Candidate, Draft]] = []
    for candidate, draft in judged:
        if candidate.role in {Role.CONTINUATION, Role.REMNANT}:
            continuations.append((candidate, draft))
        elif candidate.role is Role.POSSIBLE and candidate.cue is not None:
            considered.setdefault(candidate.cue, []).append(draft)
            other = best.get(candidate.cue)
            likeliest = other is None or draft.confidence > other.confidence
            probable = likeliest and draft.confidence >= draft.needed
            if probable and not is_echo(article, draft, speech):
                best[candidate.cue] = up_to_speech(article, draft, speech)
    for cue, draft in best.items():
        rivals = (other for other in considered[cue] if other is not draft)
        best[cue] = evolve(draft, rivals=tuple(rivals))
    spoken = {draft.cue: place for place, draft in enumerate(shown) if draft.cue}
    for candidate, draft in continuations:
        place = spoken.get(draft.cue) if draft.cue else None
        if candidate.cue in best:
            best[candidate.cue] = _continued(best[candidate.cue], draft)
        elif place is not None:
            shown[place] = _continued(shown[place], draft)
        elif candidate.role is Role.CONTINUATION:
            shown.append(draft)
    return without_echoes(article, shown + list(_consistent(best)))


def _judged(article: Article, candidate: Candidate, weights: Weights) -> Draft:
    """The draft with its probability, by the grammar and by the encoder where it can tell."""
    draft, roles = candidate.draft, article.roles
    odds = log_odds(candidate.features, weights.grammar)
    if roles is None or not weights.agreement or not can_tell(roles, draft):
        is_nested = roles is not None and is_inside_content(roles, draft)
        needed = _threshold(candidate, is_nested=is_nested)
        return evolve(draft, confidence=probability(odds), needed=needed)
    odds = agreement(roles, draft, odds, weights.agreement)
    if is_suggested(draft):
        odds -= SUGGESTED_PRICE
    needed = QUOTED_THRESHOLD if candidate.quoted else AGREED_THRESHOLD
    if candidate.role is Role.SHOWN and draft.evidence != "headline":
        needed = 0.0  # in fiction most speech has no cue that the encoder would know
    elif not candidate.quoted:
        needed = min(needed, LENIENT.get(draft.evidence, 1.0))
    return evolve(draft, confidence=probability(odds), needed=needed)


def _threshold(candidate: Candidate, *, is_nested: bool) -> float:
    """How probable a reading must be where the grammar alone tells."""
    if candidate.role is Role.SHOWN:
        return 0.0
    evidence = candidate.draft.evidence
    if evidence == "noun-clause":
        return NOUN_CLAUSE_THRESHOLD
    if is_nested and evidence in PHRASE_RULES and candidate.draft.act is Act.THOUGHT:
        return NESTED_PHRASE_THRESHOLD
    lenient = LENIENT.get(evidence)
    if candidate.draft.act is Act.SPEECH and evidence in INFINITIVE_RULES:
        lenient = CLAUSE_THRESHOLD
    if candidate.quoted:
        return QUOTED_THRESHOLD if lenient is None else QUOTED_CLAUSE_THRESHOLD
    return THRESHOLD if lenient is None else lenient


def _consistent(drafts: dict[CuePlace, Draft]) -> Iterator[Draft]:
    """Without the less likely of two drafts that cannot both be right.

    Either each takes in the cue of the other, or they have the same content.
    """
    for _, group in groupby(drafts.items(), key=lambda item: item[0][0]):
        in_sentence = [draft for _, draft in group]
        for draft in in_sentence:
            rivals = (o for o in in_sentence if o is not draft and _excludes(o, draft))
            if all(_rank(draft) > _rank(rival) for rival in rivals):
                yield draft


def _excludes(draft: Draft, other: Draft) -> bool:
    if draft.contents == other.contents:
        return True
    return takes_in(draft, other) and takes_in(other, draft)


def _rank(draft: Draft) -> tuple[bool, float, Offsets | None]:
    """Commas around a cue are surer than the tree; of two as probable, the later cue is kept."""
    return draft.evidence.startswith("cue-"), draft.confidence, draft.cue


def _continued(draft: Draft, speech: Draft) -> Draft:
    """``The road was "a mess," he said. "We will mend it."`` is one quote."""
    form = draft.form if draft.form is speech.form else Form.MIXED
    return evolve(draft, contents=(*draft.contents, *speech.contents), form=form)
