"""Datelines before paragraphs: `LARN, May 3 (ONA) -`, each a sentence of its own.

News agencies start most articles with one, and a parser that has never seen any takes the place for
a subject. Places, days and agencies are the treebank's own, and so is the analysis: the place is
the root, with the day as ``nmod:unmarked`` and the agency as ``list``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.training.treebank import Word

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

    from quoteattr.training.treebank import Paragraph

__all__ = ["Datelines"]

Sentence = tuple[Word, ...]
_NAME = ("PROPN", "NNP")


@frozen
class Datelines:
    """A maker of datelines from what a treebank mentions."""

    places: tuple[str, ...]
    days: tuple[tuple[Word, Word], ...]
    """Pairs of a month and a number."""
    agencies: tuple[tuple[str, ...], ...]
    """Names of one or two words."""

    @classmethod
    def from_treebank(cls, paragraphs: Iterable[Paragraph]) -> Datelines:
        """Collect names after `in`, months with their days, and names of agencies."""
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        return cls(
            places=tuple(place for s in sentences for place in _places(s)),
            days=tuple(day for s in sentences for day in _days(s)),
            agencies=tuple(agency for s in sentences for agency in _agencies(s)),
        )

    def vary(self, paragraph: Paragraph, rng: random.Random) -> Paragraph:
        """Put a dateline before a paragraph."""
        return (self._make(rng), *paragraph) if self.places else paragraph

    def _make(self, rng: random.Random) -> Sentence:
        place = rng.choice(self.places)
        words = [Word(place.upper() if rng.random() < 0.7 else place, place, *_NAME, 0, "root")]
        if rng.random() < 0.2:
            words += self._region(rng)
            words[0] = evolve(words[0], space_after=False)
        if self.days and rng.random() < 0.4:
            month, number = rng.choice(self.days)
            last = len(words) + 3
            words[-1] = evolve(words[-1], space_after=False)
            words += [
                Word(",", ",", "PUNCT", ",", last, "punct"),
                Word(month.form, month.lemma, *_NAME, last, "nmod:unmarked"),
                Word(number.form, number.lemma, "NUM", "CD", 1, "nmod:unmarked"),
            ]
        if self.agencies and rng.random() < 0.5:
            words += _in_brackets(rng.choice(self.agencies), len(words))
        dash = rng.choice(("-", "--"))
        words.append(Word(dash, dash, "PUNCT", ":", 1, "punct"))
        return tuple(words)

    def _region(self, rng: random.Random) -> Sentence:
        """Make a region to follow a town: `, Orvo`."""
        region = rng.choice(self.places)
        return (Word(",", ",", "PUNCT", ",", 3, "punct"), Word(region, region, *_NAME, 1, "appos"))


def _in_brackets(agency: Sequence[str], count: int) -> list[Word]:
    """Put the agency in brackets, after ``count`` words."""
    last = count + 1 + len(agency)
    names = [Word(name, name, *_NAME, last, "compound") for name in agency]
    names[-1] = evolve(names[-1], head=1, deprel="list", space_after=False)
    opening = Word("(", "(", "PUNCT", "-LRB-", last, "punct", space_after=False)
    return [opening, *names, Word(")", ")", "PUNCT", "-RRB-", last, "punct")]


def _places(sentence: Sequence[Word]) -> Iterator[str]:
    """Find single names after `in`."""
    for place, word in enumerate(sentence[1:], start=1):
        before = sentence[place - 1]
        is_name = word.xpos == "NNP" and word.form.isalpha() and word.form[0].isupper()
        if is_name and before.form == "in" and before.head == place + 1:
            dependents = [other for other in sentence if other.head == place + 1]
            if len(dependents) == 1 and len(word.form) > 3:
                yield word.form


def _days(sentence: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Find days, `May 3`: a month is a name attached to the number after it."""
    for place, (month, number) in enumerate(pairwise(sentence)):
        attached = month.head == place + 2 and month.deprel == "nmod:unmarked"
        if attached and month.xpos == "NNP" and number.xpos == "CD" and number.form.isdecimal():
            yield month, number


def _agencies(sentence: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Find agencies, `(ONA)`, and names of two words, which stand in for further agencies."""
    for left, word, right in zip(sentence, sentence[1:], sentence[2:], strict=False):
        if left.form == "(" and right.form == ")" and word.xpos == "NNP" and word.form.isupper():
            yield (word.form,)
    for place, (first, second) in enumerate(pairwise(sentence)):
        attached = first.head == place + 2 and first.deprel == "compound"
        if attached and first.xpos == second.xpos == "NNP" and (first.form + second.form).isalpha():
            yield first.form, second.form
