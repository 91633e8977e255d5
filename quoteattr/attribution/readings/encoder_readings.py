"""Readings that the encoder suggests: the cues it sees, with the contents and sources near them.

Rules know the constructions of grammar; the encoder knows what annotators mark, and finds contents
that a wrong tree or an unforeseen construction hides. Where the rules also have a reading of the
cue, the two compete.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.clauses.trimming import concedes
from quoteattr.attribution.parts.chained_cues import is_reporting_participle
from quoteattr.attribution.parts.cues import CueWord, WordClass, cue_word
from quoteattr.attribution.parts.grammar import takes_hearer
from quoteattr.attribution.parts.multiword import is_idiomatic
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.parts.sources import is_passive, is_quoted_saying, verb_source
from quoteattr.records import Act, Construction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.encoder_roles import RoleMap, Run
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Suggestion", "find_suggestions"]


LIKELY = (0.5, 0.25)
"""The least probabilities of words' roles; a lower one gives more and longer runs of words."""


@frozen
class Suggestion:
    """A cue with the content before it, after it, or on both sides, and the source near it."""

    sentence: Sentence
    word: CueWord
    cue: Offsets
    contents: tuple[Offsets, ...]
    source: Offsets | None
    construction: Construction


def find_suggestions(article: Article) -> Iterator[Suggestion]:
    """Yield the suggestions, the surest first; none if the model has no roles."""
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
    """Yield the suggestions in a sentence from words at least this likely to have a role."""
    first, last = roles.sentence_range(sentence.index)
    found = (_trimmed(roles, run) for run in roles.runs("source", first, last, likely))
    sources = [run for run in found if run[0] < run[1]]
    cues = roles.runs("cue", first, last, likely)
    for cue in cues:
        word = _word(sentence, range(cue[0] - first, cue[1] - first))
        if is_idiomatic(sentence, word.token):
            continue
        fitting = _fitting(sentence, word, sources, first)
        for construction, near in _beside(contents, cue, (first, last)):
            if _is_cut_off(roles, cue, near, cues) or _is_judged(sentence, word, near, first):
                continue
            possible = [s for s in fitting if not _belongs_elsewhere(s, cue, near, cues)]
            source = _nearest(possible, cue)
            by = (
                _shared_source(sentence, word)
                or _own_subject(sentence, word, source, first)
                or (source and roles.span(source))
            )
            whole = (_completed(sentence, run, first) for run in near)
            spans = tuple(roles.span(run) for run in whole if run[0] < run[1])
            if not spans:
                continue
            yield Suggestion(sentence, word, roles.span(cue), spans, by, construction)


def _fitting(
    sentence: Sentence, word: CueWord, sources: Sequence[Run], first: int
) -> Sequence[Run]:
    """Return the sources that a cue may have: of a passive such as *was asked*, those with *by*."""
    if not takes_hearer(word.token) or not is_passive(sentence, word.token):
        return sources
    return [source for source in sources if _follows_by(sentence, source[0] - first)]


def _is_cut_off(roles: RoleMap, cue: Run, contents: Sequence[Run], cues: Sequence[Run]) -> bool:
    """Whether another cue or a full stop stands between a cue and its contents."""
    if any(_stands_between(other, cue, run) for other in cues for run in contents):
        return True
    parts = sorted((*contents, cue))
    return any(_has_stop(roles, run[1], other[0]) for run, other in pairwise(parts))


def _is_judged(sentence: Sentence, word: CueWord, contents: Sequence[Run], first: int) -> bool:
    """Whether an adjective beside a cue judges what is said: *What she said* **was wrong**."""
    below = word.token
    for token in sentence.ancestors(below):
        is_subject = below.relation in {"csubj", "nsubj"}
        if is_subject and token.upos == "ADJ":
            return any(start <= first + token.index < end for start, end in contents)
        below = token
    return False


def _trimmed(roles: RoleMap, run: Run) -> Run:
    """Trim commas and dashes at the edges of a run, and a closing mark at its start."""
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
    """Return the subject of a cue's verb, if the suggested source stands before that subject."""
    subject = sentence.child(word.token, "nsubj")
    if source is None or subject is None or subject.upos not in {"PRON", "PROPN", "NOUN"}:
        return None
    start = sentence.subtree(subject)[0].index
    if not source[1] - first <= start <= subject.index < word.token.index:
        return None
    own = phrase(sentence, subject)
    return own.start, own.end


def _completed(sentence: Sentence, run: Run, first: int) -> Run:
    """Return a content without a conjunction or comment at its end, with all of its last phrase.

    *It welcomed the plan*, **even as** *guests left*.
    """
    start, end = run
    if first < end <= first + len(sentence):
        after = range(max(start - first, 0) + 1, end - first - 2)
        commas = (i for i in after if sentence[i].text == "," and concedes(sentence, i + 1))
        end = first + next(commas, end - first)
        while max(start, first) < end and sentence[end - 1 - first].upos == "CCONJ":
            end -= 1
        if first < end:
            end = first + _end_of_phrase(sentence, end - 1 - first)
    return _with_relative(sentence, (start, end), first)


def _end_of_phrase(sentence: Sentence, place: int) -> int:
    """Return the index after the phrase that a word may cut: *the Association for* **Rivers**."""
    noun = _noun_of(sentence, sentence[place])
    if noun is None:
        return place + 1
    place = noun.index
    for complement in sentence.children(noun, "nmod"):
        tokens = sentence.subtree(complement)
        if tokens[0].index == place + 1:
            place = tokens[-1].index
    return place + 1


def _noun_of(sentence: Sentence, token: Token) -> Token | None:
    """Return a noun, or that to which a word before it belongs: *of* **the** *valley*."""
    if token.upos in NOMINAL:
        return token
    head = sentence.head(token)
    is_before = head is not None and token.upos in BEFORE_NOUNS and head.index > token.index
    return head if is_before and head is not None and head.upos in NOMINAL else None


BEFORE_NOUNS = {"ADP", "DET", "ADJ", "NUM"}
NOMINAL = {"NOUN", "PROPN"}


def _with_relative(sentence: Sentence, run: Run, first: int) -> Run:
    """Extend a content by a relative clause after which its report goes on.

    *The judge held that it was late,* **which the clerk denied**, *adding that …*.
    """
    inside = range(run[0] - first, run[1] - first)
    for participle in sentence.tokens[max(inside.stop, 0) :]:
        if not is_reporting_participle(sentence, participle):
            continue
        between = sentence.tokens[max(inside.stop, 0) : participle.index]
        clause = next((t for t in between if t.deprel == "acl:relcl" and t.head in inside), None)
        below = {t.index for t in sentence.subtree(clause)} if clause is not None else set()
        is_whole = all(t.index in below or t.text == "," for t in between)
        return (run[0], first + participle.index - 1) if below and is_whole else run
    return run


def _shared_source(sentence: Sentence, word: CueWord) -> Offsets | None:
    """Return the source that a participle has from the verb above it, if it has.

    *Papers quoted* **the mayor** *as saying that …*; **the judge** *held that …, adding that …*.
    """
    verb = word.token
    if not (is_quoted_saying(sentence, verb) or is_reporting_participle(sentence, verb)):
        return None
    source = verb_source(sentence, verb)
    if source is None:
        return None
    shared = phrase(sentence, source)
    return shared.start, shared.end


def _word(sentence: Sentence, places: range) -> CueWord:
    """Return a cue's last known reporting word, or else its word highest in the tree."""
    tokens = [sentence[place] for place in places]
    known = [word for word in map(cue_word, tokens) if word is not None]
    if known:
        return known[-1]
    head = next((t for t in tokens if t.head not in places), tokens[0])
    return CueWord(head, head.lemma.lower(), WordClass.VERB, Act.THOUGHT)


def _beside(
    contents: Sequence[Run], cue: Run, sentence: Run
) -> Iterator[tuple[Construction, list[Run]]]:
    """Yield the nearest contents that reach into the sentence: after the cue, before it, both."""
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
    """Return the source with the fewest words between it and the cue; of two, the first."""
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
    """Whether a phrase follows *by*, and so is not who is asked: *asked* **by** *the judge*."""
    return place > 0 and sentence[place - 1].lower == "by"


def _has_stop(roles: RoleMap, first: int, last: int) -> bool:
    """Whether a full stop stands among these words, where a sentence boundary was missed."""
    return any(roles.words[place].text == "." for place in range(first, last))


def _stands_between(other: Run, cue: Run, content: Run) -> bool:
    """Whether another cue is nearer to a content: *It is safe, she* **said**, **adding** *…*."""
    return min(cue, content) < other < max(cue, content)


def _distance(one: Run, other: Run) -> int:
    """Return the number of words between two runs."""
    return max(one[0] - other[1], other[0] - one[1])


def _overlaps(run: Run, others: Sequence[Run]) -> bool:
    return any(run[0] < end and start < run[1] for start, end in others)
