"""Block quotations: unmarked paragraphs that a colon introduces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.parts.cues import CueWord, speech_verb
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Block", "find_blocks", "has_first_person"]


@frozen
class Block:
    """A stretch of text that a label, a colon or a dash gives to a source."""

    contents: tuple[Offsets, ...]
    cue: Offsets
    lemma: str
    construction: Construction
    source: Offsets | None
    sentence: Sentence
    """Where the source stands."""
    word: CueWord | None = None


MAX_BLOCK = 6
"""Paragraphs that a block quotation has at most."""


def find_blocks(article: Article) -> Iterator[Block]:
    """The statement added: [and then paragraphs without marks].

    The block is the next paragraph, with the lines that no blank line parts from it, where one
    parts it from the colon; and the paragraphs after it as long as they speak in the first person
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
            shown_by = Construction.BLOCK_AFTER_COLON
            yield Block(contents, cue, word.lemma, shown_by, None, sentences[-1], word)


def _block_from(article: Article, first: int) -> tuple[Offsets, ...]:
    last = first
    end = min(first + MAX_BLOCK, len(article.paragraphs))
    is_set_off = _is_parted(article, first)
    while last + 1 < end and (
        (is_set_off and not _is_parted(article, last + 1)) or _in_first_person(article, last + 1)
    ):
        last += 1
    paragraphs = article.paragraphs[first : last + 1]
    return tuple((_past_sign(article.text, p.start), p.end) for p in paragraphs)


def _past_sign(text: str, start: int) -> int:
    """Past the sign of a block quote in Markdown and e-mail: **>** *The vote was fair*."""
    return start + 2 if text.startswith("> ", start) else start


def _is_parted(article: Article, index: int) -> bool:
    """Whether a blank line stands before the paragraph."""
    before, own = article.paragraphs[index - 1 : index + 1]
    return article.text.count("\n", before.end, own.start) > 1


def _introducing(sentence: Sentence) -> CueWord | None:
    """The last reporting verb of a sentence that ends in a colon, if its content is still to come.

    A verb in a relative clause introduces nothing: *answered the email that he had written:*.
    """
    for token in reversed(sentence.tokens):
        word = speech_verb(token)
        if word is not None and not _is_in_relative_clause(sentence, token):
            is_filled = sentence.child(token, "ccomp") is not None
            return None if is_filled else word
    return None


def _is_in_relative_clause(sentence: Sentence, token: Token) -> bool:
    return any(t.deprel == "acl:relcl" for t in (token, *sentence.ancestors(token)))


def _starts_with_mark(article: Article, index: int) -> bool:
    start = article.paragraphs[index].start
    quotation = article.quotation_at(start)
    return quotation is not None and quotation.start == start


def _in_first_person(article: Article, index: int) -> bool:
    paragraph = article.paragraphs[index]
    if article.quotations_between(paragraph.start, paragraph.end):
        return False
    tokens = (t for s in article.sentences_of.get(index, ()) for t in s)
    return has_first_person(article, index) and not any(t.lemma == "say" for t in tokens)


def has_first_person(article: Article, index: int) -> bool:
    """Whether a paragraph says *I* or *we*."""
    return any(t.lower in FIRST_PERSON for s in article.sentences_of.get(index, ()) for t in s)


FIRST_PERSON = {"i", "we", "my", "our", "us", "me"}
