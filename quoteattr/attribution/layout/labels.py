"""Labels: words at the start of a paragraph, or on a line of their own, that name who speaks."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.layout.blocks import Block
from quoteattr.attribution.layout.label_patterns import NOTE, Label, Layout, Sign, match_label
from quoteattr.attribution.layout.label_signs import is_note, sign_of, tokens_between
from quoteattr.attribution.parts.cues import (
    CueWord,
    WordClass,
    acts_of,
    is_utterance_noun,
    quotatives,
    reporting_lemma,
)
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.parts.noun_sources import noun_source
from quoteattr.attribution.parts.spans import after_time
from quoteattr.attribution.parts.speaking import can_speak
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_family, is_salutation, is_time, noun_kind
from quoteattr.names.label_names import read_label
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.characters.paragraphs import Paragraph
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "Labels",
    "after_bullet",
    "find_possible_labels",
    "is_stamped",
    "labelled_block",
    "last_character",
    "names_before_colons",
    "told_block",
    "whose_words",
]

Labels = dict[int, Label]
"""Labels by the index of the paragraph that starts with them."""


def names_before_colons(article: Article, possible: Labels) -> Labels:
    """Return the labels that are names with a colon and something after it in the paragraph."""
    return {
        index: label
        for index, label in possible.items()
        if label.layout is Layout.COLON
        and label.sign >= Sign.NAME
        and label.begin < article.paragraphs[index].end
    }


def find_possible_labels(article: Article) -> Labels:
    """Find what may be the label of a speaker, in any layout, with how sure that is."""
    found, fields = {}, {}
    for index, paragraph in enumerate(article.paragraphs):
        start = after_time(article.text, paragraph.start, paragraph.end)
        label = match_label(article.text, start, paragraph.end)
        if label is None or is_salutation(label.name):
            continue
        name = read_label(label.name)
        forms = {fold(label.name), fold(name.core), name.key, _unnumbered(article, label)}
        if forms & words("labels"):
            fields[index] = label
        elif sign := sign_of(article, label, name):
            found[index] = _without_note(article.text, evolve(label, sign=sign))
    return found | _surnames(found, fields)


def _unnumbered(article: Article, label: Label) -> str:
    """Return a label without the number at its end: *Chapter* of *Chapter One*."""
    tokens = list(tokens_between(article, label.start, label.end))
    is_numbered = bool(tokens) and tokens[-1].upos == "NUM"
    return fold(article.text[label.start : tokens[-1].start].strip()) if is_numbered else ""


def _surnames(found: Labels, fields: Labels) -> Labels:
    """Return the labels that are fields of forms elsewhere, but surnames here: *SERGEANT PRICE*.

    They are if they end another label, or if they are family names in capitals as others are.
    """
    names = [read_label(label.name).words for label in found.values()] if fields else []
    known = {fold(words_of[-1]) for words_of in names if words_of}
    are_capitals = any(label.name.isupper() for label in found.values())
    surnames = {}
    for index, label in fields.items():
        is_family_name = are_capitals and label.name.isupper() and is_family(label.name)
        if is_family_name or read_label(label.name).key in known:
            surnames[index] = evolve(label, sign=Sign.NAME)
    return surnames


def _without_note(text: str, label: Label) -> Label:
    """Leave out notes on how somebody speaks: *ANA* (laughing)*:*, *ANA (V.O.)*, *Ana:* (nods)."""
    end = label.end
    notes = list(NOTE.finditer(text, label.start, end))
    for note in reversed(notes):
        if note.end() == end and is_note(note["inner"]):
            end = note.start()
    begin = label.begin
    if not label.layout.fills_line:
        match = NOTE.match(text, begin)
        begin = match.end() if match and is_note(match["inner"]) else begin
    return evolve(label, name=text[label.start : end], end=end, begin=begin)


def is_stamped(article: Article, index: int) -> bool:
    """Whether a paragraph opens with a time, as entries of live blogs do."""
    paragraph = article.paragraphs[index]
    return after_time(article.text, paragraph.start, paragraph.end) > paragraph.start


BULLET = re.compile(r"(?:\d{1,3}[.)]|[-\u2013*\u2022])\s+")
"""What stands before an entry of a list."""


def after_bullet(article: Article, paragraph: Paragraph) -> int:
    """Return where a paragraph begins after the bullet or number of a list, if it has one."""
    bullet = BULLET.match(article.text, paragraph.start, paragraph.end)
    return bullet.end() if bullet else paragraph.start


def last_character(article: Article, paragraph: int) -> str:
    """Return the last character of a paragraph."""
    return article.text[article.paragraphs[paragraph].end - 1]


def labelled_block(
    article: Article,
    name: Offsets,
    cue: Offsets | None,
    contents: list[Offsets],
    shown_by: Construction,
) -> Block:
    """Attribute contents to whom a label names, or to the owner of the words that it names.

    Args:
        article: Where the label stands.
        name: Its first code point, and one past its last.
        cue: The colon, full stop or dash, if there is one.
        contents: What it gives to somebody.
        shown_by: The construction.
    """
    sentence = article.sentence_at(name[0])
    assert sentence is not None, "a label has tokens"
    named = [t for t in sentence if t.end <= name[1]]
    told = told_block(sentence, named, contents, shown_by)
    if told is not None:
        return told
    source = (whose_words(sentence, named[-1]) if named else None) or name
    return Block(tuple(contents), cue, ":", shown_by, source, sentence)


def told_block(
    sentence: Sentence, tokens: Sequence[Token], contents: Sequence[Offsets], shown_by: Construction
) -> Block | None:
    """Attribute contents to who stands before a verb that a parser took for a noun.

    Args:
        sentence: Where the verb stands.
        tokens: What stands before the colon; the verb is the last.
        contents: What stands after it.
        shown_by: The construction.

    Returns:
        ``None`` if there is no such verb, or the name before it neither begins the sentence nor
        follows a comma or a time.
    """
    verb = _verb_taken_for_noun(tokens)
    if verb is None:
        return None
    place = verb.token.index
    name: list[Token] = []
    for token in takewhile(_may_be_of_name, reversed(sentence.tokens[:place])):
        name.append(token)
        if token.upos == "DET":
            break
    while name[-1].upos == "NUM":
        name.pop()  # the time of a live blog
    before = sentence.neighbour(name[-1], -1)
    if before is not None and not _may_precede(before):
        return None
    source, cue = (name[-1].start, name[0].end), (verb.token.start, verb.token.end)
    return Block(tuple(contents), cue, verb.lemma, shown_by, source, sentence, verb)


def _may_precede(token: Token) -> bool:
    """Whether a word may stand before the name of who speaks: a comma or a time."""
    return token.text == "," or token.upos == "NUM" or is_time(token.text)


def _may_be_of_name(token: Token) -> bool:
    is_word = token.upos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} and not is_time(token.text)
    return is_word or token.xpos in {"POS", "HYPH"}


def _verb_taken_for_noun(tokens: Sequence[Token]) -> CueWord | None:
    """Return a verb before a colon that a parser took for a noun: *The mayor* **tweets***: “…”*.

    It stands in the present, in small letters, right after one person or body that speaks.
    """
    if len(tokens) < 2:
        return None
    subject, last = tokens[-2:]
    is_present = last.text.islower() and last.text.endswith("s")
    lemma = reporting_lemma(last, WordClass.VERB) if is_present else ""
    if lemma not in quotatives() or subject.xpos not in SINGULAR or not can_speak(subject):
        return None
    return CueWord(last, lemma, WordClass.VERB, acts_of(WordClass.VERB)[lemma])


SINGULAR = {"NN", "NNP"}


def whose_words(sentence: Sentence, noun: Token) -> Offsets | None:
    """Find whose words a label names: **her** *answer*, *the verdict of* **the critics**."""
    is_document = noun_kind(noun.lemma) is Kind.DOCUMENT
    if is_utterance_noun(noun):
        owner = noun_source(sentence, noun, ())
    elif is_document or reporting_lemma(noun, WordClass.NOUN):
        owner = sentence.child(noun, "nmod:poss")
    else:
        owner = None
    if owner is None:
        return None
    owned = phrase(sentence, owner)
    return owned.start, owned.end
