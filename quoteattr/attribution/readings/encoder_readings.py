"""Readings that the encoder suggests: what it takes for cues, and the contents and sources by them.

Rules know the constructions that grammar has; the encoder knows what annotators mark, and finds
contents that a misread tree or an unforeseen construction hides. Where the rules have a reading of
the same cue, the two compete.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.parts.cues import CueWord, WordClass, cue_word
from quoteattr.attribution.parts.grammar import takes_hearer
from quoteattr.attribution.parts.multiword import is_idiomatic
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.parts.sources import is_passive
from quoteattr.records import Act, Construction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.encoder_roles import RoleMap, Run
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence

__all__ = ["Suggestion", "find_suggestions"]


LIKELY = (0.5, 0.25)
"""How probable the roles of words must be; words less sure give other stretches, and more."""


@frozen
class Suggestion:
    """A cue with the content before it, after it, or on both sides, and the source by it."""

    sentence: Sentence
    word: CueWord
    cue: Offsets
    contents: tuple[Offsets, ...]
    source: Offsets | None
    construction: Construction


def find_suggestions(article: Article) -> Iterator[Suggestion]:
    """All suggestions, if the model knows of roles, the surest first."""
    roles = article.roles
    if roles is None:
        return
    seen = set()
    for likely in LIKELY:
        contents = roles.runs("content", 0, len(roles.words), likely)
        for sentence in article.sentences:
            for suggestion in _in_sentence(roles, sentence, contents, likely):
                spans = suggestion.cue, suggestion.contents, suggestion.source
                if spans not in seen:
                    seen.add(spans)
                    yield suggestion


def _in_sentence(
    roles: RoleMap, sentence: Sentence, contents: Sequence[Run], likely: float
) -> Iterator[Suggestion]:
    first, last = roles.sentence_range(sentence.index)
    found = (_trimmed(roles, run) for run in roles.runs("source", first, last, likely))
    sources = [run for run in found if run[0] < run[1]]
    cues = roles.runs("cue", first, last, likely)
    for cue in cues:
        word = _word(sentence, range(cue[0] - first, cue[1] - first))
        if is_idiomatic(sentence, word.token):
            continue
        for construction, near in _beside(contents, cue, (first, last)):
            if any(_stands_between(other, cue, run) for other in cues for run in near):
                continue
            parts = sorted((*near, cue))
            if any(_has_stop(roles, run[1], other[0]) for run, other in pairwise(parts)):
                continue
            possible = [s for s in sources if not _belongs_elsewhere(s, cue, near, cues)]
            if takes_hearer(word.token) and is_passive(sentence, word.token):
                possible = [s for s in possible if _follows_by(sentence, s[0] - first)]
            source = _nearest(possible, cue)
            by = _own_subject(sentence, word, source, first) or (source and roles.span(source))
            spans = tuple(map(roles.span, near))
            yield Suggestion(sentence, word, roles.span(cue), spans, by, construction)


def _trimmed(roles: RoleMap, run: Run) -> Run:
    """Without commas and dashes at its edges, nor a mark before it that closes something else."""
    first, last = run
    while first < last and roles.words[first].text in {*EDGES, *CLOSING}:
        first += 1
    while first < last and roles.words[last - 1].text in EDGES:
        last -= 1
    return first, last


EDGES = {",", ";", ":", ".", "-", "\u2013", "\u2014", "--"}
CLOSING = {"\u201d", "\u2019", "''"}


def _own_subject(
    sentence: Sentence, word: CueWord, source: Run | None, first: int
) -> Offsets | None:
    """The subject of a cue's verb where the source suggested stands before that."""
    subject = sentence.child(word.token, "nsubj")
    if source is None or subject is None or subject.upos not in {"PRON", "PROPN", "NOUN"}:
        return None
    start = sentence.subtree(subject)[0].index
    if not source[1] - first <= start <= subject.index < word.token.index:
        return None
    own = phrase(sentence, subject)
    return own.start, own.end


def _word(sentence: Sentence, places: range) -> CueWord:
    """The word of a cue that is highest in the tree; a known reporting word if there is one."""
    tokens = [sentence[place] for place in places]
    known = [word for word in map(cue_word, tokens) if word is not None]
    if known:
        return known[-1]
    head = next((t for t in tokens if t.head not in places), tokens[0])
    return CueWord(head, head.lemma.lower(), WordClass.VERB, Act.THOUGHT)


def _beside(
    contents: Sequence[Run], cue: Run, sentence: Run
) -> Iterator[tuple[Construction, list[Run]]]:
    """The nearest contents that reach into the sentence, before the cue, after it, and both."""
    place = bisect_left(contents, cue)
    before = [run for run in contents[max(place - 1, 0) : place] if sentence[0] < run[1] <= cue[0]]
    after = [run for run in contents[place : place + 1] if cue[1] <= run[0] < sentence[1]]
    if after:
        yield Construction.SUGGESTED_AFTER, after
    if before:
        yield Construction.SUGGESTED_BEFORE, before
    if before and after:
        yield Construction.SUGGESTED_AROUND, before + after


def _nearest(sources: Sequence[Run], cue: Run) -> Run | None:
    """The source with the fewest words between it and the cue; the one before, if two have."""
    return min(sources, key=lambda s: _distance(s, cue), default=None)


def _belongs_elsewhere(source: Run, cue: Run, contents: Sequence[Run], cues: Sequence[Run]) -> bool:
    """Whether a source stands in the content, or beyond it by another cue.

    *Asked whether the road was safe,* **he** *said …*: he does not ask.
    """
    if _overlaps(source, contents):
        return True
    between = any(min(cue, source) < run < max(cue, source) for run in contents)
    return between and any(_distance(source, o) < _distance(source, cue) for o in cues if o != cue)


def _follows_by(sentence: Sentence, place: int) -> bool:
    """*when asked* **by** *the judge*: whether what starts there asks, and does not hear."""
    return place > 0 and sentence[place - 1].lower == "by"


def _has_stop(roles: RoleMap, first: int, last: int) -> bool:
    """Whether a full stop stands in these places, as in text that lost the sentence after it."""
    return any(roles.words[place].text == "." for place in range(first, last))


def _stands_between(other: Run, cue: Run, content: Run) -> bool:
    """*It is safe, she* **said**, **adding** *that …*: whether another cue is nearer."""
    return min(cue, content) < other < max(cue, content)


def _distance(one: Run, other: Run) -> int:
    return max(one[0] - other[1], other[0] - one[1])


def _overlaps(run: Run, others: Sequence[Run]) -> bool:
    return any(run[0] < end and start < run[1] for start, end in others)
