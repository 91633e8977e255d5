"""Sentences turned into quotations with a cue: `We leave.` → `"We leave," the mayor said.`.

Treebanks hold few of these, and a parser that reads them wrongly loses who spoke. Subjects and
verbs are taken from the treebank's own reports (`the mayor said that …`), and the tree is the one
that it gives to quotations before their cue: the verb is the root, what is said its ``ccomp``, and
the marks and the comma hang on what is said.
"""

from __future__ import annotations

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
class Cue:
    """A subject and its verb; heads inside the subject count from 1, 0 marks its head."""

    subject: tuple[Word, ...]
    verb: Word


@frozen
class Reports:
    """Makes reports out of plain sentences.

    Args:
        cues: Subjects with their verbs, as :meth:`from_treebank` finds them.
    """

    cues: tuple[Cue, ...]

    @classmethod
    def from_treebank(cls, paragraphs: Iterable[Paragraph], least: int = 5) -> Reports:
        """Cues in the past tense whose verb governs a clause at least ``least`` times."""
        cues = [c for p in paragraphs for sentence in p for c in _find_cues(sentence)]
        counts: dict[str, int] = {}
        for cue in cues:
            counts[cue.verb.lemma] = counts.get(cue.verb.lemma, 0) + 1
        return cls(tuple(cue for cue in cues if counts[cue.verb.lemma] >= least))

    def vary(self, paragraph: Paragraph, chance: random.Random) -> Paragraph:
        """The paragraph with one of its sentences reported, if one of them can be."""
        places = [place for place, s in enumerate(paragraph) if _can_be_reported(s)]
        if not places or not self.cues:
            return paragraph
        place, kind = chance.choice(places), chance.random()
        cue = chance.choice(self.cues)
        sentences = list(paragraph)
        if kind < 0.2:  # nobody is named, and what follows is no cue
            sentences[place] = _with_marks(sentences[place], opening=True, closing=True)
        elif kind < 0.35 and cue.subject[0].upos == "PROPN":
            sentences[place] = _label(sentences[place], cue, marked=chance.random() < 0.5)
        elif kind < 0.5:
            inverted = _can_follow(cue) and chance.random() < 0.5
            sentences[place] = _report(sentences[place], cue, inverted, False, False)
        else:
            self._quote(sentences, place, cue, chance)
        return tuple(sentences)

    def _quote(
        self, sentences: list[tuple[Word, ...]], place: int, cue: Cue, chance: random.Random
    ) -> None:
        """Quotes the sentence, now and then together with the ones before and after it."""
        inverted = _can_follow(cue) and chance.random() < 0.4
        earlier = place > 0 and chance.random() < 0.3 and not _has_marks(sentences[place - 1])
        sentences[place] = _report(sentences[place], cue, inverted, not earlier, True)
        if earlier:
            sentences[place - 1] = _with_marks(sentences[place - 1], opening=True, closing=False)
        after = place + 1
        if after < len(sentences) and chance.random() < 0.3 and not _has_marks(sentences[after]):
            sentences[after] = _with_marks(sentences[after], opening=True, closing=True)


def _find_cues(sentence: Sentence) -> Iterable[Cue]:
    """Subjects right before a verb in the past tense that governs a clause after it."""
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
            if 0 < len(phrase) <= 7 and all(_holds(phrase, first, w, place) for w in phrase):
                yield Cue(
                    _rebase(phrase, first, place),
                    evolve(verb, head=0, deprel="root", space_after=True),
                )


def _first_below(sentence: Sentence, top: int) -> int:
    """Leftmost word of the subtree."""
    below, grown = {top}, True
    while grown:
        new = {i for i, word in enumerate(sentence) if word.head - 1 in below} - below
        below, grown = below | new, bool(new)
    return min(below)


def _holds(phrase: Sentence, first: int, word: Word, verb: int) -> bool:
    """Whether the word hangs in the phrase, or is the subject itself, and is no clause or mark."""
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


def _can_follow(cue: Cue) -> bool:
    """Whether the subject may stand after its verb, as pronouns do not."""
    return cue.subject[0].upos != "PRON"


def _can_be_reported(sentence: Sentence) -> bool:
    return 3 <= len(sentence) <= 30 and sentence[-1].form in _STOPS and not _has_marks(sentence)


def _report(
    sentence: Sentence, cue: Cue, inverted: bool, opening: bool, closing: bool
) -> tuple[Word, ...]:
    content = list(_with_marks(sentence, opening, closing, comma=sentence[-1].form == "."))
    size, width = len(content), len(cue.subject)
    verb = size + (0 if inverted else width) + 1
    shift = size + inverted
    subject = [evolve(word, head=word.head + shift if word.head else verb) for word in cue.subject]
    tail = [cue.verb, *subject] if inverted else [*subject, cue.verb]
    tail[-1] = evolve(tail[-1], space_after=False)
    content[-1] = evolve(content[-1], space_after=True)
    content = [evolve(w, head=verb, deprel="ccomp") if w.head == 0 else w for w in content]
    return (*content, *tail, Word(".", ".", "PUNCT", ".", verb, "punct"))


def _label(sentence: Sentence, cue: Cue, marked: bool) -> tuple[Word, ...]:
    """`Ada Fell: We leave.`, as in talks and headlines; the name is the root."""
    content = _with_marks(sentence, opening=marked, closing=marked)
    width = len(cue.subject) + 1
    name = next(i for i, word in enumerate(cue.subject, start=1) if word.head == 0)
    subject = [evolve(word, deprel="root") if word.head == 0 else word for word in cue.subject]
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
    """The sentence in marks; its full stop made a comma if asked."""
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
