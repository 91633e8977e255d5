"""How far a turn of a transcript goes: what follows its label and is still spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.layout.between_turns import Part, part_of, speaks, tells_of
from quoteattr.attribution.layout.blocks import is_set_off
from quoteattr.attribution.layout.label_patterns import Layout
from quoteattr.attribution.layout.labels import last_character
from quoteattr.lexicon.kinds import fold
from quoteattr.names.label_names import read_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.layout.label_patterns import Label
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["MAX_TURN", "Turn"]

MAX_TURN = 3
"""How many paragraphs without a label follow a labelled one in its turn, however they read."""
LINE_NUMBER = re.compile(r"\d{1,3}(?:\t|[ ]{2,})\s*")
CLOSING_NOTE = re.compile(r"(?:[\[(][^\])\n]{1,40}[\])]|</v>)\s*$")


@frozen
class Turn:
    """A turn of a transcript."""

    article: Article
    index: int
    """The paragraph of its label."""
    label: Label
    following: int
    """The paragraph of the next label, or one past the last paragraph."""
    answer: Label | None
    """The next label."""

    @property
    def contents(self) -> Iterator[Offsets]:
        """The spans of what is spoken, one a paragraph."""
        article, begin = self.article, self.label.begin
        if part_of(article, self.index, begin) is Part.SPEECH:
            yield _spoken(article, begin, self.index)
        if self.label.name[0] == "@":
            return  # a tweet is one paragraph
        for place in self._continuing():
            yield _spoken(article, article.paragraphs[place].start, place)

    def _continuing(self) -> Iterator[int]:
        """Yield the paragraphs after that of the label that still belong to the turn."""
        count = int(self.label.begin < self.article.paragraphs[self.index].end)
        for place in range(self.index + 1, self.following):
            part = part_of(self.article, place)
            if part is Part.END or (count and part is Part.SPEECH and self._ends_at(place, count)):
                return
            if part is Part.SPEECH:
                count += 1
                yield place

    def _ends_at(self, place: int, count: int) -> bool:
        """Whether the turn ends before a paragraph, after so many that belong to it."""
        is_after_blank = is_set_off(self.article, place)
        if not is_after_blank and last_character(self.article, place - 1).isalnum():
            return False
        if (is_after_blank and self._is_set_off) or self._is_asked_at(place):
            return True
        name = tuple(map(fold, read_label(self.label.name).words))
        if tells_of(self.article, place, name, self.label.begin):
            return True
        is_long = count > MAX_TURN
        is_last = self.answer is None and self.label.layout is Layout.COLON
        return (is_last or is_long) and not _is_spoken(self.article, place, is_long)

    @property
    def _is_set_off(self) -> bool:
        """Whether no blank line follows the label, so that one ends the turn: in screenplays."""
        is_line = self.label.layout is Layout.LINE
        return is_line and not is_set_off(self.article, self.index + 1)

    def _is_asked_at(self, place: int) -> bool:
        """Whether a paragraph is a question that whose turn it is answers in the next one."""
        is_question = place + 1 == self.following and last_character(self.article, place) == "?"
        if self.answer is None or not is_question:
            return False
        return _is_same(read_label(self.answer.name).key, read_label(self.label.name).key)


def _is_spoken(article: Article, place: int, is_long: bool) -> bool:
    """Whether a paragraph far from its label, or after the last one, is still speech."""
    near = range(place, min(place + 3, len(article.paragraphs))) if is_long else (place,)
    return any(speaks(article, other) for other in near)


def _spoken(article: Article, start: int, index: int) -> Offsets:
    """Return the span of a paragraph from here on, without the number of its line.

    A note at its end is left out as well: (*Laughter.*).
    """
    end = article.paragraphs[index].end
    number = LINE_NUMBER.match(article.text, start, end)
    start = number.end() if number else start
    match = CLOSING_NOTE.search(article.text, start, end)
    stop = start + len(article.text[start : match.start()].rstrip()) if match else start
    return start, stop if stop > start else end


def _is_same(one: str, other: str) -> bool:
    """Whether one label is the other, its last word or its initials: *Ana Ruiz*, *Ruiz*, *AR*."""
    short, long = sorted((one, other), key=len)
    words_of = long.split()
    return short in {long, words_of[-1], "".join(word[0] for word in words_of)}
