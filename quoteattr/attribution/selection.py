"""Which of the possible readings are kept: the likeliest of each cue, if it is likely enough."""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.attribution.agreement import agreement, can_tell, is_inside_content
from quoteattr.attribution.blocks import Block, find_blocks
from quoteattr.attribution.colons import find_labelled
from quoteattr.attribution.drafting import (
    draft_of_block,
    draft_of_report,
    draft_of_speech,
    draft_of_suggestion,
)
from quoteattr.attribution.echoes import (
    by_sentence,
    is_echo,
    is_suggested,
    takes_in,
    up_to_speech,
    without_echoes,
)
from quoteattr.attribution.extents import WORDS_OF
from quoteattr.attribution.quotations import find_speeches
from quoteattr.attribution.reports import find_reports
from quoteattr.attribution.scoring import (
    Weights,
    block_features,
    load_weights,
    log_odds,
    probability,
    report_features,
    speech_features,
    suggestion_features,
)
from quoteattr.attribution.signatures import find_signed
from quoteattr.attribution.suggestions import find_suggestions
from quoteattr.records import Act, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.attribution.article import Article
    from quoteattr.attribution.contents import Offsets
    from quoteattr.attribution.draft import Draft
    from quoteattr.attribution.report import Report
    from quoteattr.attribution.speech import Speech

__all__ = ["Candidate", "Role", "find_candidates", "select"]

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


class Role(Enum):
    """How a candidate is treated."""

    SHOWN = "marks or layout show it: it is kept, and goes before other readings of its cue"
    POSSIBLE = "it competes with the other readings of its cue"
    CONTINUATION = "it is added to the reading that its cue gets, or else stands for itself"
    REMNANT = "it is added to the reading that its cue gets, or else dropped"


ROLES = {"continuation": Role.CONTINUATION, "stray-stop": Role.REMNANT}
"""Of speech in marks, by the rule that found it."""


CuePlace = tuple[int, int]
"""Sentence and token of a cue."""


@frozen
class Candidate:
    """A possible quote, with what the scorer is told of it."""

    draft: Draft
    features: tuple[str, ...]
    cue: CuePlace | None
    """Candidates of one cue exclude each other."""
    role: Role = Role.POSSIBLE
    quoted: bool = False
    """The cue stands inside quotation marks, where the scorer has seen few cues."""


def find_candidates(article: Article) -> list[Candidate]:
    """Every reading that the rules allow."""
    blocks = [*find_labelled(article), *find_blocks(article), *find_signed(article)]
    in_blocks = [span for block in blocks for span in block.contents]
    shown = [found for block in blocks if (found := _of_block(article, block))]
    shown += [_of_speech(article, speech) for speech in find_speeches(article, in_blocks)]
    taken = {candidate.cue for candidate in shown if candidate.role is Role.SHOWN}
    possible = (*_reported(article), *_suggested(article))
    return shown + [
        c for c in possible if c.cue not in taken and not _leaves_block(c.draft, in_blocks)
    ]


def _leaves_block(draft: Draft, blocks: Iterable[Offsets]) -> bool:
    """Whether a cue in a block is read with words before it: *Chief: sirens will* **sound**."""
    if draft.cue is None:
        return False
    start = draft.contents[0][0]
    return any(start < block[0] <= draft.cue[0] < block[1] for block in blocks)


def _of_block(article: Article, block: Block) -> Candidate | None:
    draft = draft_of_block(article, block)
    if draft is None:
        return None
    cue = (block.sentence.index, block.word.token.index) if block.word else None
    features = tuple(block_features(block))
    return Candidate(draft, features, cue, Role.SHOWN)


def _of_speech(article: Article, speech: Speech) -> Candidate:
    cue = None
    if speech.word is not None and speech.sentence is not None:
        cue = speech.sentence.index, speech.word.token.index
    role = ROLES.get(speech.rule, Role.SHOWN)
    features = tuple(speech_features(article, speech))
    return Candidate(draft_of_speech(article, speech), features, cue, role)


def _reported(article: Article) -> Iterator[Candidate]:
    for sentence in article.sentences:
        for found in find_reports(sentence):
            report = _within_marks(article, found)
            draft = draft_of_report(article, report)
            if draft is not None:
                yield Candidate(
                    draft,
                    tuple(report_features(article, report)),
                    (sentence.index, report.word.token.index),
                    Role.SHOWN if draft.evidence == WORDS_OF else Role.POSSIBLE,
                    quoted=article.is_marked(report.word.token),
                )


def _within_marks(article: Article, report: Report) -> Report:
    """A report without what a parser joins to it from beyond the marks around its cue."""
    around = article.quotation_at(report.word.token.start)
    if around is None:
        return report
    places = ((i, report.sentence[i].start) for i in report.content)
    inside = frozenset(i for i, start in places if article.quotation_at(start) is around)
    return evolve(report, content=inside)


def _suggested(article: Article) -> Iterator[Candidate]:
    for suggestion in find_suggestions(article):
        draft = draft_of_suggestion(article, suggestion)
        if draft is not None:
            yield Candidate(
                draft,
                tuple(suggestion_features(suggestion)),
                (suggestion.sentence.index, suggestion.word.token.index),
                quoted=article.is_marked(suggestion.word.token),
            )


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
