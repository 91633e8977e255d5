"""Sentences turned into quotations: `We leave.` → `"We leave," the mayor said.`.

Treebanks have few of these, and a parser that gets them wrong loses who spoke. Subjects and verbs
are taken from the treebank's own reports (`the mayor said that …`), and the analysis is the one
that it gives to quotations before their cue: the verb is the root, what is said its ``ccomp``, and
the marks and the comma are attached to what is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.training.treebank import Paragraph, Word

if TYPE_CHECKING:
    import random

__all__ = ["Reports"]

Sentence = Sequence[Word]
_STOPS = (".", "!", "?")
_MARKS = ('"', "“", "”")


@frozen
class ReportingClause:
    """A subject and its verb; heads inside the subject are numbered from 1, its own head is 0."""

    subject: tuple[Word, ...]
    verb: Word


@frozen
class Reports:
    """A maker of reports from plain sentences.

    Args:
        clauses: Subjects with their verbs, as :meth:`from_treebank` finds them.
    """

    clauses: tuple[ReportingClause, ...]

    @classmethod
    def from_treebank(cls, paragraphs: Iterable[Paragraph], least: int = 5) -> Reports:
        """Collect clauses in the past tense whose verb reports at least ``least`` times."""
        found = [c for p in paragraphs for sentence in p for c in _find_clauses(sentence)]
        counts = Counter(clause.verb.lemma for clause in found)
        return cls(tuple(clause for clause in found if counts[clause.verb.lemma] >= least))

    def vary(self, paragraph: Paragraph, rng: random.Random) -> Paragraph:
        """Report one of the sentences of a paragraph, if one of them can be."""
        places = [place for place, s in enumerate(paragraph) if _can_be_reported(s)]
        if not places or not self.clauses:
            return paragraph
        place, kind = rng.choice(places), rng.random()
        clause = rng.choice(self.clauses)
        sentences = list(paragraph)
        if kind < 0.2:  # nobody is named, and what follows is not a cue
            sentences[place] = _with_marks(sentences[place], opening=True, closing=True)
        elif kind < 0.35 and clause.subject[0].upos == "PROPN":
            sentences[place] = _label(sentences[place], clause, marked=rng.random() < 0.5)
        elif kind < 0.5:
            inverted = _can_follow(clause) and rng.random() < 0.5
            sentences[place] = _report(sentences[place], clause, inverted, False, False)
        else:
            self._quote(sentences, place, clause, rng)
        return tuple(sentences)

    def _quote(
        self,
        sentences: list[tuple[Word, ...]],
        place: int,
        clause: ReportingClause,
        rng: random.Random,
    ) -> None:
        """Quote the sentence, now and then together with the ones before and after it."""
        inverted = _can_follow(clause) and rng.random() < 0.4
        earlier = place > 0 and rng.random() < 0.3 and not _has_marks(sentences[place - 1])
        sentences[place] = _report(sentences[place], clause, inverted, not earlier, True)
        if earlier:
            sentences[place - 1] = _with_marks(sentences[place - 1], opening=True, closing=False)
        after = place + 1
        if after < len(sentences) and rng.random() < 0.3 and not _has_marks(sentences[after]):
            sentences[after] = _with_marks(sentences[after], opening=True, closing=True)


def _find_clauses(sentence: Sentence) -> Iterable[ReportingClause]:
    """Find subjects right before a verb in the past tense that governs a clause after it."""
    for place, verb in enumerate(sentence):
        if verb.xpos != "VBD" or verb.upos != "VERB" or verb.lemma == "be":
            continue
        clauses = [i for i, w in enumerate(sentence) if w.head == place + 1 and w.deprel == "ccomp"]
        subjects = [
            i for i, w in enumerate(sentence) if w.head == place + 1 and w.deprel == "nsubj"
        ]
        if len(subjects) == 1 and clauses and min(clauses) > place > subjects[0]:
            first = _first_below(sentence, subjects[0])
            phrase = sentence[first:place]
            if 0 < len(phrase) <= 7 and all(_is_inside(phrase, first, w, place) for w in phrase):
                yield ReportingClause(
                    _rebase(phrase, first, place),
                    evolve(verb, head=0, deprel="root", space_after=True),
                )


def _first_below(sentence: Sentence, top: int) -> int:
    """Find the leftmost word of a subtree."""
    below, grown = {top}, True
    while grown:
        new = {i for i, word in enumerate(sentence) if word.head - 1 in below} - below
        below, grown = below | new, bool(new)
    return min(below)


def _is_inside(phrase: Sentence, first: int, word: Word, verb: int) -> bool:
    """Tell whether a word belongs to the noun phrase: no verb, no mark, nothing from outside."""
    inside = first < word.head <= first + len(phrase)
    subject = word.head == verb + 1 and word.deprel == "nsubj"
    return (inside or subject) and word.upos not in ("PUNCT", "VERB", "AUX", "SCONJ")


def _rebase(phrase: Sentence, first: int, verb: int) -> tuple[Word, ...]:
    words = [evolve(w, head=0 if w.head == verb + 1 else w.head - first) for w in phrase]
    if first == 0 and words[0].upos != "PROPN" and words[0].form != "I":
        words[0] = evolve(words[0], form=words[0].form[0].lower() + words[0].form[1:])
    words[-1] = evolve(words[-1], space_after=True)
    return tuple(words)


def _has_marks(sentence: Sentence) -> bool:
    return any(word.form in _MARKS for word in sentence)


def _can_follow(clause: ReportingClause) -> bool:
    """Tell whether the subject may follow its verb, as pronouns do not."""
    return clause.subject[0].upos != "PRON"


def _can_be_reported(sentence: Sentence) -> bool:
    return 3 <= len(sentence) <= 30 and sentence[-1].form in _STOPS and not _has_marks(sentence)


def _report(
    sentence: Sentence, clause: ReportingClause, inverted: bool, opening: bool, closing: bool
) -> tuple[Word, ...]:
    """Put the reporting clause after a sentence, the verb first if inverted."""
    content = list(_with_marks(sentence, opening, closing, comma=sentence[-1].form == "."))
    size, width = len(content), len(clause.subject)
    verb = size + (0 if inverted else width) + 1
    shift = size + inverted
    subject = [evolve(w, head=w.head + shift if w.head else verb) for w in clause.subject]
    tail = [clause.verb, *subject] if inverted else [*subject, clause.verb]
    tail[-1] = evolve(tail[-1], space_after=False)
    content[-1] = evolve(content[-1], space_after=True)
    content = [evolve(w, head=verb, deprel="ccomp") if w.head == 0 else w for w in content]
    return (*content, *tail, Word(".", ".", "PUNCT", ".", verb, "punct"))


def _label(sentence: Sentence, clause: ReportingClause, marked: bool) -> tuple[Word, ...]:
    """Put a name and a colon before a sentence, as in transcripts: `Ada Fell: We leave.`."""
    content = _with_marks(sentence, opening=marked, closing=marked)
    width = len(clause.subject) + 1
    name = next(i for i, word in enumerate(clause.subject, start=1) if word.head == 0)
    subject = [evolve(word, deprel="root") if word.head == 0 else word for word in clause.subject]
    subject[-1] = evolve(subject[-1], space_after=False)
    top = next(i for i, word in enumerate(content, start=1) if word.head == 0) + width
    said = [
        evolve(word, head=word.head + width)
        if word.head
        else evolve(word, head=name, deprel="parataxis")
        for word in content
    ]
    return (*subject, Word(":", ":", "PUNCT", ":", top, "punct"), *said)


def _with_marks(
    sentence: Sentence, opening: bool, closing: bool, comma: bool = False
) -> tuple[Word, ...]:
    """Put a sentence in quotation marks, its full stop becoming a comma if ``comma``."""
    words = list(sentence)
    if comma:
        words[-1] = evolve(words[-1], form=",", lemma=",", xpos=",")
    if opening:
        words = [evolve(w, head=w.head + 1) if w.head else w for w in words]
    root = next(i for i, w in enumerate(words) if w.head == 0) + 1 + opening
    if opening:
        words.insert(0, Word('"', '"', "PUNCT", "``", root, "punct", space_after=False))
    if closing:
        words[-1] = evolve(words[-1], space_after=False)
        words.append(Word('"', '"', "PUNCT", "''", root, "punct"))
    return tuple(words)
