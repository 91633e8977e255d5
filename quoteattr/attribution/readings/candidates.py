"""Candidates: all readings that grammar, marks, layout and encoder allow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.attribution.clauses.find import find_reports
from quoteattr.attribution.marked.edges import INNER_EDGE
from quoteattr.attribution.marked.find import find_speeches
from quoteattr.attribution.marked.reaction import is_reaction
from quoteattr.attribution.parts.grammar import noun_in_brackets
from quoteattr.attribution.parts.row import Role
from quoteattr.attribution.parts.spans import form_of, tidy
from quoteattr.attribution.readings.constructions import LAYOUT, ROWS
from quoteattr.attribution.readings.drafting import (
    draft_of_block,
    draft_of_report,
    draft_of_speech,
    draft_of_suggestion,
)
from quoteattr.attribution.readings.encoder_readings import find_suggestions
from quoteattr.attribution.readings.features import (
    block_features,
    report_features,
    speech_features,
    suggestion_features,
)
from quoteattr.attribution.readings.rules import RULES
from quoteattr.lexicon import words
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft
    from quoteattr.attribution.clauses.report import Report
    from quoteattr.attribution.layout.blocks import Block
    from quoteattr.attribution.marked.speech import Speech
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["Candidate", "CuePlace", "find_candidates"]


CuePlace = tuple[int, int]
"""Sentence and token of a cue."""

_start = itemgetter(0)


@frozen
class Candidate:
    """A possible quote, with its features for the scorer."""

    draft: Draft
    features: tuple[str, ...]
    cue: CuePlace | None
    """Candidates with the same cue exclude each other."""
    quoted: bool = False
    """Whether the cue stands inside quotation marks, where the scorer has seen few cues."""
    unseen: bool = False
    """Whether the encoder has seen no such cue: *as per*; *(as it was called by …)*."""

    @property
    def role(self) -> Role:
        """The role of its construction, which says how it is treated."""
        return ROWS[self.draft.evidence].role


def find_candidates(article: Article) -> list[Candidate]:
    """Find every reading of an article that rules, layout and encoder allow."""
    finders = dict.fromkeys(row.find for row in LAYOUT)
    blocks = _of_one_speaker([block for find in finders for block in find(article)])
    in_blocks = sorted(span for block in blocks for span in block.contents)
    taken = [span for block in blocks for span in _not_introduced(article, block)]
    shown = [found for block in blocks if (found := _of_block(article, block))]
    reported = list(_reported(article))
    words = [span for c in reported if c.role is Role.SHOWN for span in c.draft.contents]
    speeches = find_speeches(article, [*taken, *words])
    shown += [_of_speech(article, speech) for speech in speeches]
    spoken = {candidate.cue: candidate.draft for candidate in shown if candidate.role is Role.SHOWN}
    possible = [_up_to_colon(article, c, spoken) for c in (*reported, *_suggested(article))]
    return shown + [
        c
        for c in possible
        if c is not None
        and not _leaves_block(c.draft, in_blocks)
        and not _is_reaction(article, c)
        and not _is_announcement(article, c, blocks)
    ]


def _up_to_colon(
    article: Article, candidate: Candidate, spoken: Mapping[CuePlace | None, Draft]
) -> Candidate | None:
    """Return a reading whose cue has no speech in marks, or what the cue tells before a colon.

    *She said* **that she was sorry**: *“I never meant it.”*
    """
    speech = spoken.get(candidate.cue)
    if speech is None:
        return candidate
    draft, first = candidate.draft, speech.contents[0][0]
    start = draft.contents[0][0]
    before = article.text[start:first].rstrip(INNER_EDGE) if start < first else ""
    follows = draft.cue is not None and draft.cue[1] <= start and before.endswith(":")
    if draft.evidence is not Construction.COMPLEMENT_CLAUSE or not follows:
        return None
    content = tidy(article, start, start + len(before))
    if not any(token.relation == "nsubj" for _, token in article.words_between(*content)):
        return None  # *He said* **the following**: *“…”*
    form = form_of(article, [content])
    return evolve(candidate, draft=evolve(draft, contents=(content,), form=form))


def _shared(features: Iterable[str]) -> tuple[str, ...]:
    """Keep each feature once, however many candidates of a long text have it."""
    return tuple(map(intern, features))


def _of_one_speaker(blocks: Sequence[Block]) -> list[Block]:
    """Leave out the blocks below a colon that begin with a label: *Neighbours said:* Ann, 50: …."""
    labelled = (b.source for b in blocks if b.construction in LABELLED and b.source is not None)
    labels = sorted(start for start, _ in labelled)
    return [
        block
        for block in blocks
        if block.construction is not Construction.BLOCK_AFTER_COLON
        or not any(bisect_left(labels, a) < bisect_left(labels, b) for a, b in block.contents)
    ]


def _is_reaction(article: Article, candidate: Candidate) -> bool:
    """Whether a cue after a quotation in marks tells how a listener takes it."""
    if candidate.cue is None:
        return False
    sentence, verb = article.sentences[candidate.cue[0]], candidate.cue[1]
    start, end = candidate.draft.contents[0]
    quotation = article.quotation_at(start)
    if quotation is None or end > sentence[verb].start:
        return False
    return is_reaction(article, quotation, sentence, sentence[verb])


def _is_announcement(article: Article, candidate: Candidate, blocks: Iterable[Block]) -> bool:
    """Whether a content is only what the labelled statements right below a sentence tell.

    *Three neighbours told us* **what they saw.** *Hilde: …*
    """
    if candidate.cue is None:
        return False
    sentence = article.sentences[candidate.cue[0]]
    start, end = candidate.draft.contents[-1]
    first = next((t for t in sentence.tokens if t.end > start), None)
    opening = (first, sentence.neighbour(first, -1)) if first is not None else ()
    asks = any(t is not None and t.xpos in INTERROGATIVE for t in opening)
    if not asks or article.text[end : sentence.end].strip(". :"):
        return False
    below = sentence.paragraph + 1
    is_last = sentence is article.sentences_of[sentence.paragraph][-1]
    return is_last and any(
        block.construction in LABELLED and article.paragraph_at(block.source[0]) == below
        for block in blocks
        if block.source is not None
    )


INTERROGATIVE = {"WP", "WRB", "WDT"}
LABELLED = {Construction.TRANSCRIPT, Construction.LABEL}


def _not_introduced(article: Article, block: Block) -> Iterator[Offsets]:
    """Yield the parts of a block but those that it introduces itself: *and he replied,* [“…”]."""
    for place, (start, end) in enumerate(block.contents):
        before = article.text[block.contents[place - 1][0] : start] if place else ""
        if before.rstrip()[-1:] not in {",", ":"}:
            yield start, end


def _leaves_block(draft: Draft, blocks: Sequence[Offsets]) -> bool:
    """Whether the content of a cue in a block begins before the block: *Chief: we* **agree**.

    Args:
        draft: The reading of the cue.
        blocks: The parts of blocks, in order.
    """
    if draft.cue is None:
        return False
    start, cue = draft.contents[0][0], draft.cue[0]
    first = bisect_right(blocks, start, key=_start)
    last = bisect_right(blocks, cue, first, key=_start)
    return any(cue < end for _, end in blocks[first:last])


def _of_block(article: Article, block: Block) -> Candidate | None:
    draft = draft_of_block(article, block)
    if draft is None:
        return None
    cue = (block.sentence.index, block.word.token.index) if block.word else None
    features = _shared(block_features(block))
    return Candidate(draft, features, cue)


def _of_speech(article: Article, speech: Speech) -> Candidate:
    cue = None
    if speech.word is not None and speech.sentence is not None:
        cue = speech.sentence.index, speech.word.token.index
    features = _shared(speech_features(article, speech))
    return Candidate(draft_of_speech(article, speech), features, cue)


def _is_unseen(report: Report) -> bool:
    """Whether no article from which the encoder learned has such a cue, so that grammar judges."""
    if report.construction is Construction.AS_CLAUSE:
        return noun_in_brackets(report.sentence, report.word.token) is not None
    return report.word.lemma in UNSEEN


UNSEEN = words("cues", "prepositions.rare")


def _reported(article: Article) -> Iterator[Candidate]:
    for sentence in article.sentences:
        for found in find_reports(sentence, RULES):
            report = _within_marks(article, found)
            draft = draft_of_report(article, report)
            if draft is not None:
                yield Candidate(
                    draft,
                    _shared(report_features(article, report)),
                    (sentence.index, report.word.token.index),
                    quoted=article.is_marked(report.word.token),
                    unseen=_is_unseen(report),
                )


def _within_marks(article: Article, report: Report) -> Report:
    """Restrict the content of a report whose cue stands in marks to the words inside them."""
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
                _shared(suggestion_features(suggestion)),
                (suggestion.sentence.index, suggestion.word.token.index),
                quoted=article.is_marked(suggestion.word.token),
            )
