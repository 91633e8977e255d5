"""What stands between the turns of a transcript and is spoken by nobody."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import FIRST_PERSON, is_set_off
from quoteattr.attribution.parts.grammar import FINITE
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, noun_kind, pronouns
from quoteattr.names.label_names import is_examination
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Part", "part_of", "speaks", "tells_of"]


class Part(Enum):
    """What a paragraph without a label is in a transcript."""

    SPEECH = "speech"
    """It may belong to the turn before."""
    SKIPPED = "skipped"
    """It interrupts a turn: the time of a caption, the number of a page, (*Applause.*)."""
    END = "end"
    """It ends a turn: a vote, a scene, members who interject."""


TIME_LINE = re.compile(
    r"[\d\s]+$|WEBVTT\b.*$|NOTE\b.*$|\d{1,2}:\d{2}[\d:.,]*(?:\s*-+>.*)?$|[-_=*~\s]+$|Page \d+.*$"
)
IN_BRACKETS = re.compile(r"[\"\u201c\u2018']?[\[(*_][^\])\n]*[\])*_]++\W*+$")
"""Possessive, so that a long row of asterisks takes no time that grows with its cube."""
LONGEST_HEADING = 8
"""Words that a heading or a stage direction without a full verb may have."""
SECOND_PERSON = pronouns("second")
BROKEN = "\u2014\u2013-"
NAMING = {"NNP", "NNPS", "JJ", "NNS"}
"""Tags that begin *Ana Ruiz rose—* and *Several hon. Members rose—*, notes on who does what."""


def part_of(article: Article, index: int, start: int | None = None) -> Part:
    """Return what a paragraph is in a transcript.

    Args:
        article: Where it stands.
        index: The paragraph.
        start: Where what its label gives to somebody begins, if it has a label.
    """
    paragraph = article.paragraphs[index]
    text = article.text[paragraph.start if start is None else start : paragraph.end]
    if start is not None:
        return Part.SPEECH if text and not IN_BRACKETS.match(text) else Part.SKIPPED
    if TIME_LINE.match(text) or IN_BRACKETS.match(text):
        return Part.SKIPPED
    if text[0] in "([*" and not text[1:2].isupper():
        return Part.END
    is_end = (
        is_examination(text)
        or _is_scene(text)
        or _is_procedure(article, index, text)
        or _is_oath(article, index)
    )
    return Part.END if is_end else Part.SPEECH


def _is_scene(text: str) -> bool:
    """Whether a paragraph is the heading of a scene: *INT. KITCHEN - NIGHT*."""
    bare = [fold(word).strip(".:/") for word in text.split()[:3]]
    scenes = words("speaker_labels", "scenes")
    return text.isupper() and any(" ".join(bare[:n]) in scenes for n in (1, 2, 3))


def _is_oath(article: Article, index: int) -> bool:
    """Whether a paragraph, or the next line with it, tells that a witness is sworn in.

    *CARL DUNN, having been duly sworn, testified as follows:*
    """
    text = article.text[article.paragraphs[index].start : article.paragraphs[index].end]
    if text[-1] == "," and text.isupper() and index + 1 < len(article.paragraphs):
        return _is_oath(article, index + 1)
    is_set_off = text[-1] == ":" or text.split(",")[0].isupper()
    return is_set_off and any(t.lower in SWORN for t in _tokens(article, index))


SWORN = words("speaker_labels", "sworn")


def _is_procedure(article: Article, index: int, text: str) -> bool:
    """Whether a paragraph reports what happens: *The House divided*, *Members interjecting*."""
    opening = [fold(word).strip(".,:;\u2014-") for word in text.split()[:4]]
    procedure = words("speaker_labels", "procedure")
    if any(" ".join(opening[:n]) in procedure for n in (1, 2, 3, 4)):
        return True
    tokens = list(_tokens(article, index))
    if len(tokens) > 2 * LONGEST_HEADING or _addresses(tokens):
        return False
    if len(tokens) <= LONGEST_HEADING and text[-1] in BROKEN and tokens[0].xpos in NAMING:
        return True
    last = fold(re.sub(r"\W+$", "", text).rsplit(maxsplit=1)[-1]) if re.search(r"\w", text) else ""
    is_full = any(t.xpos in FINITE for t in tokens)
    is_heading = len(tokens) <= LONGEST_HEADING and text[-1].isalnum() and not is_full
    return last in words("speaker_labels", "outcries") or (
        is_heading and _is_set_off(article, index) and _is_titled(text)
    )


def _is_set_off(article: Article, index: int) -> bool:
    """Whether a blank line and the end of a sentence stand before a paragraph."""
    if index == 0:
        return True
    ends_sentence = not article.text[article.paragraphs[index - 1].end - 1].isalnum()
    return ends_sentence and is_set_off(article, index)


def _is_titled(text: str) -> bool:
    """Whether most words of a line have capitals, as in headings: *Questions to the Minister*."""
    long = [word for word in text.split() if len(word) > 3]
    return bool(long) and text[0].isupper() and all(word[0].isupper() for word in long)


def _tokens(article: Article, index: int) -> Iterator[Token]:
    for sentence in article.sentences_of.get(index, ()):
        yield from sentence


def _addresses(tokens: list[Token]) -> bool:
    """Whether words are somebody's who speaks: they hold *I*, *we* or *you*."""
    return any(t.lower in FIRST_PERSON or t.lower in SECOND_PERSON for t in tokens)


def speaks(article: Article, index: int) -> bool:
    """Whether a paragraph says *I*, *we* or *you*, asks or exclaims.

    Words in marks are somebody else's, unless the whole paragraph is in marks.
    """
    paragraph = article.paragraphs[index]
    own = [t for t in _tokens(article, index) if not article.is_between_marks(t.start)]
    if not any(t.upos != "PUNCT" for t in own):
        own = list(_tokens(article, index))
    text = article.text[paragraph.start : own[-1].end if own else paragraph.end]
    return text.rstrip("\"\u201d\u2019' )*")[-1:] in {"?", "!"} or _addresses(own)


def tells_of(article: Article, index: int, name: tuple[str, ...], begin: int) -> bool:
    """Whether a paragraph tells of the speaker of the turn before: *He drew it on the board*.

    Args:
        article: Where it stands.
        index: The paragraph.
        name: The folded words of the speaker's name.
        begin: Where the turn begins.
    """
    if speaks(article, index) or not article.sentences_of.get(index):
        return False
    first = article.sentences_of[index][0]
    subject = next((t for t in first if t.relation == "nsubj"), None)
    if subject is None:
        return False
    if (
        subject.upos == "PROPN"
        and any(t.lemma == "say" for t in first)
        and _has_marks(article, index)
    ):
        return True
    if subject.lower in THIRD_PERSON | PLURAL:
        return not _mention(article, subject.lower, begin, first.start)
    return any(fold(t.text) in name for t in _phrase_of(first, subject))


THIRD_PERSON = pronouns("masculine") | pronouns("feminine")
PLURAL = pronouns("plural")


def _has_marks(article: Article, index: int) -> bool:
    """Whether a paragraph holds a quotation in marks."""
    paragraph = article.paragraphs[index]
    return bool(article.quotations_between(paragraph.start, paragraph.end))


def _phrase_of(sentence: Sentence, subject: Token) -> Iterator[Token]:
    yield subject
    yield from sentence.children(subject, "flat", "compound")


def _mention(article: Article, pronoun: str, start: int, end: int) -> bool:
    """Whether words before a paragraph mention somebody whom a pronoun in it may be."""
    is_plural = pronoun in PLURAL
    return any(
        t.lower in (PLURAL if is_plural else THIRD_PERSON)
        or (t.upos == "PROPN" and t.relation not in {"vocative", "compound"})
        or (t.upos == "NOUN" and (t.xpos == "NNS" if is_plural else _is_person(t)))
        for _, t in article.words_between(start, end)
    )


def _is_person(noun: Token) -> bool:
    """Whether a noun stands for one person: *baker*."""
    return noun.xpos == "NN" and noun_kind(noun.lemma) is Kind.PERSON
