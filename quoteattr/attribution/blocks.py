"""Block quotations: unmarked paragraphs that a colon introduces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.cues import CueWord, speech_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.attribution.article import Article
    from quoteattr.attribution.contents import Offsets
    from quoteattr.syntax.tree import Sentence

__all__ = ["Block", "find_blocks"]


@frozen
class Block:
    """A stretch of text that a label, a colon or a dash gives to a source."""

    contents: tuple[Offsets, ...]
    cue: Offsets
    lemma: str
    rule: str
    source: Offsets | None
    sentence: Sentence
    """Where the source stands."""
    word: CueWord | None = None


MAX_BLOCK = 6
"""Paragraphs that a block quotation has at most."""


def find_blocks(article: Article) -> Iterator[Block]:
    """The statement added: [and then paragraphs without marks].

    The block is the next paragraph, and those after it as long as they speak in the first person
    and hold no marks and no ``say`` of their own, at most :data:`MAX_BLOCK` in all.
    """
    for index, paragraph in enumerate(article.paragraphs[:-1]):
        sentences = article.sentences_of.get(index)
        if article.text[paragraph.end - 1] != ":" or not sentences:
            continue
        word = _introducing(sentences[-1])
        if word is not None and not _starts_with_mark(article, index + 1):
            contents = _block_from(article, index + 1)
            cue = (word.token.start, word.token.end)
            yield Block(contents, cue, word.lemma, "block-after-colon", None, sentences[-1], word)


def _block_from(article: Article, first: int) -> tuple[Offsets, ...]:
    last = first
    end = min(first + MAX_BLOCK, len(article.paragraphs))
    while last + 1 < end and _in_first_person(article, last + 1):
        last += 1
    return tuple((p.start, p.end) for p in article.paragraphs[first : last + 1])


def _introducing(sentence: Sentence) -> CueWord | None:
    """The last reporting verb of a sentence that ends in a colon."""
    return next(filter(None, map(speech_verb, reversed(sentence.tokens))), None)


def _starts_with_mark(article: Article, index: int) -> bool:
    start = article.paragraphs[index].start
    quotation = article.quotation_at(start)
    return quotation is not None and quotation.start == start


def _in_first_person(article: Article, index: int) -> bool:
    paragraph = article.paragraphs[index]
    if article.quotations_between(paragraph.start, paragraph.end):
        return False
    tokens = [t for s in article.sentences_of.get(index, ()) for t in s]
    first_person = any(t.lower in FIRST_PERSON for t in tokens)
    return first_person and not any(t.lemma == "say" for t in tokens)


FIRST_PERSON = {"i", "we", "my", "our", "us", "me"}
