"""Block quotations: paragraphs without quotation marks that a colon introduces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.layout.quoted_lines import quoted_from
from quoteattr.attribution.parts.cues import CueWord, speech_verb
from quoteattr.attribution.parts.insertions import past_insertions
from quoteattr.lexicon.kinds import pronouns
from quoteattr.names.label_names import is_examination
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Block", "find_blocks", "has_first_person", "is_set_off"]


@frozen
class Block:
    """A span of text that a label, a colon or a dash attributes to a source."""

    contents: tuple[Offsets, ...]
    cue: Offsets | None
    """``None`` where no mark or word stands beside the name."""
    lemma: str
    construction: Construction
    source: Offsets | None
    sentence: Sentence
    """The sentence of the source."""
    word: CueWord | None = None


MAX_BLOCK = 6
"""The most paragraphs that a block quotation may have."""


def find_blocks(article: Article) -> Iterator[Block]:
    """Find block quotations: *The statement added:* [and then paragraphs without marks].

    The block is the paragraph after the colon. If a blank line separates the two, the lines up to
    the next blank line belong to the block as well. Further paragraphs follow as long as they speak
    in the first person, without marks or somebody else's *say*, up to :data:`MAX_BLOCK` in all. If
    the sign ``>`` stands before it, the block is all paragraphs that have the sign.
    """
    for index, paragraph in enumerate(article.paragraphs[:-1]):
        sentences = article.sentences_of.get(index)
        if article.text[paragraph.end - 1] != ":" or not sentences:
            continue
        following = article.paragraphs[index + 1]
        if is_examination(article.text[following.start : following.end]):
            continue  # after "testified as follows:"
        word, first = _introducing(sentences[-1]), past_insertions(article, index + 1)
        if word is not None and not _starts_with_mark(article, first):
            contents = _block_from(article, first)
            cue = (word.token.start, word.token.end)
            shown_by = Construction.BLOCK_AFTER_COLON
            yield Block(contents, cue, word.lemma, shown_by, None, sentences[-1], word)


def _block_from(article: Article, first: int) -> tuple[Offsets, ...]:
    """Return the contents of a block that begins with a paragraph, one span a paragraph."""
    if quoted := quoted_from(article, first):
        return tuple(quoted)
    last = first
    end = min(first + MAX_BLOCK, len(article.paragraphs))
    follows_blank_line = is_set_off(article, first)
    while last + 1 < end and (
        (follows_blank_line and not is_set_off(article, last + 1))
        or _is_in_first_person(article, last + 1)
    ):
        last += 1
    return tuple((p.start, p.end) for p in article.paragraphs[first : last + 1])


def is_set_off(article: Article, index: int) -> bool:
    """Whether a blank line stands before a paragraph."""
    before, own = article.paragraphs[index - 1 : index + 1]
    return article.text.count("\n", before.end, own.start) > 1


def _introducing(sentence: Sentence) -> CueWord | None:
    """Find the last reporting verb of a sentence that ends in a colon, if it lacks a content.

    A verb in a relative clause introduces nothing: *answered the email that he had written:*.
    """
    for token in reversed(sentence.tokens):
        word = speech_verb(token)
        if word is not None and not _is_in_relative_clause(sentence, token):
            is_filled = sentence.child(token, "ccomp") is not None
            return None if is_filled else word
    return None


def _is_in_relative_clause(sentence: Sentence, token: Token) -> bool:
    """Whether a token stands in a relative clause, however deep; not *what* **she said**."""
    above = (t for t in (token, *sentence.ancestors(token)) if t.deprel == "acl:relcl")
    return any((head := sentence.head(t)) is None or head.lower != "what" for t in above)


def _starts_with_mark(article: Article, index: int) -> bool:
    """Whether a paragraph starts with a quotation in marks."""
    start = article.paragraphs[index].start
    quotation = article.quotation_at(start)
    return quotation is not None and quotation.start == start


def _is_in_first_person(article: Article, index: int) -> bool:
    """Whether a paragraph speaks in the first person, without marks or somebody else's *say*."""
    paragraph = article.paragraphs[index]
    if article.quotations_between(paragraph.start, paragraph.end):
        return False
    sentences = article.sentences_of.get(index, ())
    others_say = any(t.lemma == "say" and _has_other_subject(s, t) for s in sentences for t in s)
    return has_first_person(article, index) and not others_say


def _has_other_subject(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb has a subject other than *I* or *we*."""
    subject = sentence.child(verb, "nsubj")
    return subject is not None and subject.lower not in FIRST_PERSON


def has_first_person(article: Article, index: int) -> bool:
    """Whether a paragraph says *I* or *we*."""
    return any(t.lower in FIRST_PERSON for s in article.sentences_of.get(index, ()) for t in s)


FIRST_PERSON = pronouns("first") | pronouns("first_plural")
