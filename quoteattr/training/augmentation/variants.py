"""Variants of treebank sentences, as the news would print them.

Treebanks have few headlines, few words in capitals, and nearly always complete pairs of marks. Each
change below is made to a small share of sentences, chosen anew in every epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.training.treebank import Paragraph, Word

if TYPE_CHECKING:
    import random

__all__ = ["vary", "without"]

Sentence = Sequence[Word]
_FINAL = (".", "!", "?")
_DOUBLE = ('"', "“", "”")
_SMALL = ("ADP", "DET", "CCONJ", "PART", "SCONJ")


def vary(paragraph: Paragraph, rng: random.Random) -> Paragraph:
    """Change a sentence of a paragraph now and then, or use single marks in all of them."""
    sentences: list[Sentence] = list(paragraph)
    if rng.random() < 0.15:
        sentences = [single_marks(sentence) for sentence in sentences]
    if rng.random() < 0.08:  # a headline or a caption; other sentences keep their stops
        sentences[-1] = without_stop(sentences[-1])
    for place, sentence in enumerate(sentences):
        if rng.random() < 0.10:
            sentences[place] = rng.choice(_CHANGES)(sentence, rng)
    return tuple(tuple(sentence) for sentence in sentences)


def without(sentence: Sentence, place: int) -> Sentence:
    """Remove a word from a sentence, unless others are attached to it or it is the root."""
    word = sentence[place]
    if word.head == 0 or any(other.head == place + 1 for other in sentence):
        return sentence
    kept = [
        evolve(other, head=other.head - (other.head > place + 1))
        for number, other in enumerate(sentence)
        if number != place
    ]
    if place and word.space_after:
        kept[place - 1] = evolve(kept[place - 1], space_after=True)
    return kept


def without_stop(sentence: Sentence) -> Sentence:
    """Remove the full stop: `Storm hits coast .` → `Storm hits coast`."""
    last = sentence[-1]
    if last.upos == "PUNCT" and last.form in _FINAL:
        return without(sentence, len(sentence) - 1)
    return sentence


def single_marks(sentence: Sentence) -> Sentence:
    """Use single marks, as British papers do: `"Wait"` → `'Wait'`."""
    return [evolve(word, form="'") if word.form in _DOUBLE else word for word in sentence]


def _lose_mark(sentence: Sentence, rng: random.Random) -> Sentence:
    """Remove one mark or bracket of a pair, or else a comma."""
    marks = [i for i, word in enumerate(sentence) if word.form in (*_DOUBLE, "'", "(", ")")]
    commas = [i for i, word in enumerate(sentence) if word.form == ","]
    places = marks or commas
    return without(sentence, rng.choice(places)) if places else sentence


def _double_mark(sentence: Sentence, rng: random.Random) -> Sentence:
    """Print `"` twice in a row, or as two apostrophes."""
    twice = rng.choice(("''", '""'))
    return [evolve(word, form=twice) if word.form in _DOUBLE else word for word in sentence]


def _capitals(sentence: Sentence, rng: random.Random) -> Sentence:
    return [evolve(word, form=_upper(word.form)) for word in sentence]


def _opening_capitals(sentence: Sentence, rng: random.Random) -> Sentence:
    """Set the first words in capitals, as many papers open an article: `THE MAYOR OF Larn said`."""
    count = rng.randint(1, 5)
    return [evolve(w, form=_upper(w.form)) if i < count else w for i, w in enumerate(sentence)]


def _small_letters(sentence: Sentence, rng: random.Random) -> Sentence:
    return [evolve(word, form="".join(map(_lower, word.form))) for word in sentence]


def _title_case(sentence: Sentence, rng: random.Random) -> Sentence:
    """Use the case of many headlines: `Storm Hits the Coast`."""
    return [
        evolve(word, form=_upper(word.form[0]) + word.form[1:])
        if not place or word.upos not in _SMALL
        else word
        for place, word in enumerate(sentence)
    ]


def _upper(form: str) -> str:
    """Return the form in capitals, if that keeps its length (unlike `ß`)."""
    return upper if len(upper := form.upper()) == len(form) else form


def _lower(character: str) -> str:
    return lower if len(lower := character.lower()) == 1 else character


_CHANGES: tuple[Callable[[Sentence, random.Random], Sentence], ...] = (
    _lose_mark,
    _double_mark,
    _capitals,
    _opening_capitals,
    _small_letters,
    _title_case,
)
