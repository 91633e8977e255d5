"""Headlines with a name before or after a colon or dash."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block
from quoteattr.attribution.layout.label_signs import MAX_LABEL_WORDS, tokens_between
from quoteattr.attribution.layout.labels import (
    after_bullet,
    is_stamped,
    labelled_block,
    last_character,
)
from quoteattr.attribution.marked.edges import inner_text
from quoteattr.attribution.parts.cues import speech_verb
from quoteattr.attribution.parts.speaking import can_speak
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.names.label_names import read_label
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.layout.label_patterns import Label
    from quoteattr.attribution.layout.labels import Labels
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.characters.marks import Marked
    from quoteattr.characters.paragraphs import Paragraph
    from quoteattr.syntax.tree import Token

__all__ = ["find_headline", "find_quoted_headline", "find_stamped"]

LAST_LABEL = re.compile(
    r"(?P<colon>:|(?<= )[-\u2013\u2014]) (?P<name>[^\W_][\w.\u2019' -]{1,40}?)"
    r"(?: (?:on|about|over|to) .{1,40})?$"
)
"""A possible name after the last colon or dash of a headline."""
SHORTEST_HEADLINE, MAX_HEADLINE_WORDS = 2, 25


def find_stamped(article: Article, labels: Labels) -> Iterator[Block]:
    """Find headlines of entries in live blogs: *10:42 Fire chief:* [sirens will be tested.].

    Somebody whose words show that it is a person or an organisation has the turn by that alone.
    """
    for index, label in labels.items():
        sentence = article.sentence_at(label.begin)
        if sentence is None or not is_stamped(article, index):
            continue
        content = (label.begin, min(sentence.end, article.paragraphs[index].end))
        yield _headline(article, label, content, is_entry=True)


def _names_speaker(article: Article, label: Label) -> bool:
    """Whether a label is surely of a person, an office or an organisation, and no topic."""
    last = list(tokens_between(article, *label.span))[-1]
    is_body = noun_kind(last.lemma) in {Kind.PERSON, Kind.GROUP, Kind.ORGANISATION}
    return is_body or read_label(label.name).is_of_person


def _headline(article: Article, label: Label, content: Offsets, *, is_entry: bool) -> Block:
    """Make the quote of a headline; an entry of a list with a speaker's label is a turn of hers."""
    is_turn = is_entry and _names_speaker(article, label)
    shown_by = Construction.TRANSCRIPT if is_turn else Construction.HEADLINE
    return labelled_block(article, label.span, label.cue, [content], shown_by)


def find_headline(article: Article, labels: Labels) -> Iterator[Block]:
    """Find headlines with a source: *Mayor:* [Bridge to Open], or [Bridge to open] *– mayor*.

    A headline is the first paragraph, or one of several in a list that opens the text.
    """
    for index, paragraph in enumerate(_headlines(article)):
        if index in labels:
            yield from _labelled_first(article, labels[index], paragraph.end)
        elif match := LAST_LABEL.search(article.text, paragraph.start, paragraph.end):
            yield from _labelled_last(article, match, paragraph.start)


def _headlines(article: Article) -> list[Paragraph]:
    """Return the first paragraph if it may be a headline, or all of a list of them."""
    listed = list(takewhile(lambda paragraph: _is_headline(article, paragraph), article.paragraphs))
    return listed if len(listed) >= SHORTEST_LIST else listed[:1]


SHORTEST_LIST = 3
"""The fewest headlines in a row that are taken for a list of them."""


def _is_headline(article: Article, paragraph: Paragraph) -> bool:
    """Whether a paragraph is short and ends in no full stop."""
    headline = article.text[paragraph.start : paragraph.end]
    return len(headline.split()) <= MAX_HEADLINE_WORDS and not headline.endswith(".")


def _labelled_first(article: Article, label: Label, end: int) -> Iterator[Block]:
    """Find the headline after its source: *Mayor:* [Bridge Will Open in May]."""
    start = label.begin
    quotation = article.quotation_at(start)
    is_whole = quotation is not None and inner_text(article, quotation)[-1:] in ".?!"
    is_alone = quotation is None or not is_whole or quotation.end == end
    if is_alone and not _reports_itself(article, start):
        is_entry = label.start > article.paragraphs[article.paragraph_at(start)].start
        yield _headline(article, label, (start, end), is_entry=is_entry)


def _reports_itself(article: Article, start: int) -> bool:
    """Whether text after a colon names its source itself: *Fire:* **mayor says** *all is well*."""
    sentence = article.sentence_at(start)
    tokens = [t for t in sentence or () if t.start >= start]
    top = next((t for t in tokens if t.relation in {"root", "parataxis"}), None)
    if sentence is None or top is None:
        return False
    subject = sentence.child(top, "nsubj")
    if subject is None or subject.start < start or subject.upos == "PRON":
        return False
    return speech_verb(top) is not None and sentence.child(top, "aux") is None


def _labelled_last(article: Article, match: re.Match[str], start: int) -> Iterator[Block]:
    """Find the headline before its source: [Bridge will open in May]*: mayor*."""
    sentence = article.sentence_at(match.start("colon"))
    begin = max(start, sentence.start) if sentence is not None else start
    if len(article.text[begin : match.start("colon")].split()) < SHORTEST_HEADLINE:
        return  # "From: Ana Ruiz", a field of an e-mail, or "… won. Photo: Ana Ruiz", a credit
    tokens = list(tokens_between(article, *match.span("name")))
    is_phrase = all(t.upos in {"PROPN", "NOUN", "ADJ", "DET", "PUNCT"} for t in tokens)
    if not is_phrase or not 0 < len(tokens) <= MAX_LABEL_WORDS:
        return
    is_office = len(tokens) > 1 and tokens[-1].text.isupper() and not tokens[0].text.isupper()
    if not (can_speak(tokens[-1]) or is_office):  # "…: Iraqi FM"
        return
    is_publisher = match["colon"] != ":" and tokens[-1].upos != "NOUN"  # "… - The Larn Herald"
    if not is_publisher:
        colon, contents = match.span("colon"), [(start, match.start("colon"))]
        yield labelled_block(article, match.span("name"), colon, contents, Construction.HEADLINE)


def find_quoted_headline(article: Article) -> Iterator[Block]:
    """Find a quotation that opens a headline: [“I will stay”]*:* **prime minister** *defiant*."""
    for paragraph in _headlines(article):
        start = after_bullet(article, paragraph)
        quotation = article.quotation_at(start)
        if quotation is None or quotation.start != start:
            continue
        colon, sentence = quotation.end, article.sentence_at(quotation.end)
        if sentence is None or not _is_before_colon(article, quotation):
            continue
        name = _leading_name(tokens_between(article, colon + 1, paragraph.end))
        if name and can_speak(name[-1]):
            contents, source = ((quotation.start, colon),), (name[0].start, name[-1].end)
            yield Block(contents, (colon, colon + 1), ":", Construction.LABEL, source, sentence)


def _is_before_colon(article: Article, quotation: Marked) -> bool:
    """Whether a colon and words without a full stop follow a quotation in its paragraph."""
    is_followed = article.paragraphs[quotation.paragraph].end - quotation.end > 2
    is_headline = last_character(article, quotation.paragraph).isalnum()
    return is_followed and is_headline and article.text[quotation.end] == ":"


def _leading_name(tokens: Iterable[Token]) -> list[Token]:
    """Return the noun phrase, without prepositions, that tokens begin with."""
    name = list(takewhile(lambda t: t.upos in {"DET", "ADJ", "NOUN", "PROPN"}, tokens))
    while name and name[-1].upos not in {"NOUN", "PROPN"}:
        name.pop()
    return name
