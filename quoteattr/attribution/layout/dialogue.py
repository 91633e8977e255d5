"""Dialogue whose turns a dash opens, without quotation marks: *—Out, said Declan. Only out.*."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.layout.between_turns import speaks
from quoteattr.attribution.layout.blocks import Block
from quoteattr.attribution.layout.tags import Place, Tag, find_tags, is_narration
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["find_dialogue"]

OPENING = re.compile(r"(?P<dash>[\u2014\u2015\u2013-]|--)(?P<space>\s?)(?=[^\W_a-z]|\u2026)")
"""The dash that opens a turn."""
ENDS = frozenset(".?!\u2026\u2014\u2015\u2013")
"""Characters at which a turn ends."""


@frozen
class _Turn:
    contents: list[Offsets]
    tag: Tag | None
    is_spaced: bool


def find_dialogue(article: Article) -> Iterator[Block]:
    """Find the turns of a dialogue with dashes: *—Out, said Declan.* [I was only out.].

    Somebody must be said to speak in one of them at least, or they may be the entries of a list. If
    a space follows their dashes, as in lists, one turn must ask something, or other turns must say
    *I*, *we* or *you*.
    """
    turns = {i: t for i in range(len(article.paragraphs)) if (t := _turn(article, i))}
    if not any(turn.tag for turn in turns.values()):
        return
    asks = any("?" in article.text[a:b] for t in turns.values() for a, b in t.contents)
    for index, turn in turns.items():
        if turn.tag or not turn.is_spaced or asks or speaks(article, index):
            yield _block(article, index, turn)


def _block(article: Article, index: int, turn: _Turn) -> Block:
    shown_by, contents = Construction.DIALOGUE_DASH, tuple(turn.contents)
    if turn.tag is None:
        return Block(contents, None, "", shown_by, None, article.sentences_of[index][0])
    word, sentence = turn.tag.word, turn.tag.sentence
    cue = word.token.start, word.token.end
    return Block(contents, cue, word.lemma, shown_by, turn.tag.source, sentence, word)


def _turn(article: Article, index: int) -> _Turn | None:
    """Read a paragraph as a turn, if a dash opens it, it ends as a sentence and has no marks."""
    paragraph = article.paragraphs[index]
    match = OPENING.match(article.text, paragraph.start, paragraph.end)
    if match is None or article.text[paragraph.end - 1] not in ENDS:
        return None
    if article.quotations_between(paragraph.start, paragraph.end):
        return None
    sentences = article.sentences_of.get(index, ())
    places = [(s, t) for s in sentences for t in s if t.start >= match.end()]
    if not places:
        return None
    tags = find_tags(places)
    return _Turn(_contents(places, tags), tags[0] if tags else None, bool(match["space"]))


def _contents(places: list[Place], tags: list[Tag]) -> list[Offsets]:
    """Return the spans of a turn that are speech: before, between and after its tags."""
    contents: list[Offsets] = []
    start = 0
    for tag in tags:
        contents.extend(_speech(places, start, tag.first, after_tag=start > 0))
        start = tag.after
    contents.extend(_speech(places, start, len(places), after_tag=start > 0))
    return contents


def _speech(places: list[Place], start: int, end: int, *, after_tag: bool) -> Iterator[Offsets]:
    """Yield the span of the speech between two places; narration after a tag ends it."""
    spoken = places[start:end]
    if after_tag and spoken:
        own = spoken[0][1].start
        spoken = list(takewhile(lambda p: p[0].start < own or not is_narration(p[0]), spoken))
    if any(t.upos != "PUNCT" for _, t in spoken):
        yield spoken[0][1].start, spoken[-1][1].end
