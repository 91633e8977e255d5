"""Lead-ins, lines that name the author of words in marks below: *Statement by Ada Quist: “…”*."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block
from quoteattr.attribution.layout.label_signs import tokens_between
from quoteattr.attribution.parts.grammar import FINITE
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Token

__all__ = ["find_lead_ins"]

WRITINGS = words("document_nouns", "issued") | words("cues", "nouns.utterances")
"""What somebody is the author of: a statement *by*, a message *from*."""
TOOLS = words("function_words", "tools")
"""From whose desk, in whose words something comes."""
AUTHORS = words("function_words", "authors")
MAX_WORDS = 16


def find_lead_ins(article: Article) -> Iterator[Block]:
    """Find quotations below, or after the colon of, a line that names their author.

    *A message from our chair, Lars Moe* [“This has been a hard year.”]
    """
    for quotation in article.quotations:
        own = article.paragraphs[quotation.paragraph].start
        line = _line_before(article, quotation)
        tokens = list(islice(tokens_between(article, *line), MAX_WORDS + 1)) if line else []
        place = _place_of_author(tokens, is_above=line is not None and line[1] < own)
        if place is None:
            continue
        author = _author(tokens[place:])
        sentence = article.sentence_at(author[0].start) if author else None
        if sentence is not None and _names_somebody(article, author):
            noun, source = tokens[place - 2], (author[0].start, author[-1].end)
            cue, contents = (noun.start, noun.end), ((quotation.start, quotation.end),)
            yield Block(contents, cue, noun.lemma, Construction.LABEL, source, sentence)


FARTHEST = 40
"""Code points before a quotation in which a colon is searched."""


def _line_before(article: Article, quotation: Marked) -> Offsets | None:
    """Return the line before a quotation that fills its paragraph, or follows a colon in it."""
    own = article.paragraphs[quotation.paragraph]
    if quotation.start > own.start:
        near = article.text[max(own.start, quotation.start - FARTHEST) : quotation.start]
        end = quotation.start - len(near) + len(near.rstrip())
        return (own.start, end) if near.rstrip().endswith(":") else None
    if quotation.paragraph == 0 or own.end - quotation.end > 1:
        return None
    above = article.paragraphs[quotation.paragraph - 1]
    return above.start, above.end


def _place_of_author(tokens: Sequence[Token], *, is_above: bool) -> int | None:
    """Return the place of the author in the words of a line, if it is a lead-in.

    It has no verb but *be*: *The following is a statement by …*.
    The noun for what is written, or for what it is written with, stands right before *by*, *from*
    or *of*. On the line of a quotation, *in the words of* is grammar.
    """
    is_short = 2 < len(tokens) <= MAX_WORDS
    finite = [place for place, t in enumerate(tokens) if t.xpos in FINITE]
    if not is_short or any(tokens[place].lemma != "be" for place in finite):
        return None
    for place in range(2, len(tokens)):
        noun, preposition = tokens[place - 2].lower, tokens[place - 1].lower
        is_writing = tokens[place - 2].lemma.lower() in WRITINGS and preposition in AUTHORS
        if is_writing or (is_above and noun in TOOLS and preposition == "of"):
            return None if finite and finite[-1] > place else place
    return None


def _author(tokens: Sequence[Token]) -> list[Token]:
    """Return the words for the author: up to a preposition other than *of*, or the final mark."""
    author: list[Token] = []
    for token in tokens:
        if token.text in {":", "."} or (token.upos == "ADP" and token.lower != "of"):
            break
        author.append(token)
    return author


def _names_somebody(article: Article, author: Sequence[Token]) -> bool:
    """Whether words name a person or an organisation, or describe a person."""
    sentence = article.sentence_at(author[0].start)
    assert sentence is not None, "words stand in a sentence"
    names = article.names_in(sentence, author[0].index, author[-1].index)
    speaks = {Kind.PERSON, Kind.ORGANISATION}
    is_person = any(noun_kind(t.lemma) is Kind.PERSON for t in author if t.upos == "NOUN")
    return is_person or any(name.kind in speaks for name in names)
