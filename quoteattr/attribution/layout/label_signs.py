"""Whether the words of a label name somebody who speaks, and how surely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.label_patterns import NOTE, Label, Layout, Sign
from quoteattr.attribution.parts.cues import WordClass, reporting_lemma
from quoteattr.attribution.parts.grammar import FINITE_VERBS
from quoteattr.attribution.parts.speaking import can_speak, is_thing
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_given, is_time, is_title, noun_kind
from quoteattr.names.label_names import is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.names.label_names import LabelName
    from quoteattr.syntax.tree import Token

__all__ = ["MAX_LABEL_WORDS", "is_note", "sign_of", "tokens_between"]

MAX_LABEL_WORDS = 6
MAX_OFFICE_WORDS = 14
"""Words that a label may have whose name stands in brackets, or before a comma in capitals."""
MAX_WEAK_WORDS = 3
WORDY = re.compile(r"[A-Z][\w.'\u2019-]*(?: (?:[A-Z][\w.'\u2019-]*|\d+))*")
"""Words with capitals, and perhaps a number: *Hope*, *Caller 2*."""


def sign_of(article: Article, label: Label, name: LabelName) -> Sign:
    """Return how surely the words of a label name somebody who speaks."""
    if label.name[:3] in {"BY ", "By "} or not name.core or _is_date(name):
        return Sign.NONE
    if label.layout is Layout.COLON:
        return _sign_before_colon(article, label, name)
    if label.layout is Layout.STOP:
        return _sign_before_stop(label, name)
    if label.layout is Layout.BRACKETS:
        is_bold_name = article.text[label.start - 1] == "*" and name.core.isupper()
        sign = Sign.NAME if is_bold_name else Sign.WEAK
        return sign if len(name.core.split()) <= MAX_LABEL_WORDS else Sign.NONE
    return _sign_on_line(article, label, name)


def _is_date(name: LabelName) -> bool:
    """Whether a label is a day or month: *Monday*, *February 15*; *April* may be a name."""
    first, *others = name.core.split()
    return is_time(first) and (not is_given(first) or any(map(is_number, others)))


def _sign_before_colon(article: Article, label: Label, name: LabelName) -> Sign:
    """Return the sign of a label before a colon."""
    outside = NOTE.sub(" ", label.name).split()
    is_long = len(outside) > MAX_LABEL_WORDS
    is_explained = name.office and (label.name.isupper() or "(" in label.name)
    if is_long and not (is_explained and len(outside) <= MAX_OFFICE_WORDS):
        return Sign.NONE
    if label.name[0] == "@" or name.core.isupper():
        return Sign.SURE if name.title else Sign.NAME
    hearer = tokens_between(article, label.end, label.cue[0]) if label.cue else ()
    if name.is_of_product or any(map(_is_finite, hearer)):  # a source close to the Mayor said
        return Sign.NONE
    tokens = _outside_brackets(article, label)
    if label.name[0].isupper() and any(map(can_speak, tokens)) and _is_phrase(tokens):
        return Sign.SURE if _is_formal(label, name) else Sign.NAME
    return _weak_sign(name)


def _is_formal(label: Label, name: LabelName) -> bool:
    """Whether a label has the form of those in minutes: *Mr Ruiz*, *Ana Ruiz (Northdale) (Lab)*."""
    brackets = NOTE.findall(label.name)
    is_explained = bool(brackets) and not any(map(str.isdecimal, "".join(brackets)))
    if is_explained and name.is_of_person:
        return True
    return bool(name.title) or (not name.words and label.name.startswith("The "))


def _is_phrase(tokens: list[Token]) -> bool:
    return not _has_clause_words(tokens) and not is_thing(tokens[-1])


def _outside_brackets(article: Article, label: Label) -> list[Token]:
    """Return the tokens of a label that stand in no brackets."""
    brackets = [m.span() for m in NOTE.finditer(article.text, label.start, label.end)]
    tokens = tokens_between(article, label.start, label.end)
    return [t for t in tokens if not any(a <= t.start < b for a, b in brackets)]


def _has_clause_words(tokens: list[Token]) -> bool:
    """Whether a verb, conjunction or preposition shows that a label is more than a name.

    The *of* and *for* of an office are part of its name: *The Minister of State for Trade: …*; and
    so is a given name that is also another word, before the other: **Will** *Frost*.
    """
    small = [t for t in tokens if t.upos in NOT_IN_NAMES and not t.text.isupper()]
    if small and small[0] is tokens[0] and _is_full_name(tokens):
        small = small[1:]
    if not small:
        return False
    before = (t.lower for t in tokens if t.start < small[0].start)
    if small[0].lower not in {"of", "for"} or not any(noun_kind(w) or is_title(w) for w in before):
        return True
    return any(_is_finite(token) for token in small[1:])  # a spokesman for the show said


def _is_finite(token: Token) -> bool:
    return token.xpos in FINITE_VERBS


def _is_full_name(tokens: list[Token]) -> bool:
    """Whether words with capitals are a given and a family name: *Will Frost*, not *Said Roth*."""
    if not 1 < len(tokens) <= MAX_WEAK_WORDS or reporting_lemma(tokens[0], WordClass.VERB):
        return False
    return is_given(tokens[0].text) and all(t.text[0].isupper() for t in tokens)


NOT_IN_NAMES = {"VERB", "AUX", "SCONJ", "ADP"}


def _weak_sign(name: LabelName) -> Sign:
    """Return the sign of words that a parser takes for no name: *Hope*, *Caller*, *ana*."""
    count = len(name.core.split())
    is_name = count <= MAX_WEAK_WORDS and WORDY.fullmatch(name.core) is not None
    is_nick = count == 1 and name.core.islower()
    is_step = count > 1 and is_number(name.core.split()[-1]) and not name.is_of_person
    return Sign.WEAK if (is_name or is_nick) and not is_step else Sign.NONE


def _sign_before_stop(label: Label, name: LabelName) -> Sign:
    """Return the sign of a label before a full stop: *Mr. LOWE*, *Q*."""
    if name.title or (not name.words and label.name[:4] in {"The ", "THE "}):
        return Sign.SURE
    is_play = name.core.isupper() or (name.is_of_person and len(name.core.split()) == 1)
    return Sign.WEAK if is_play else Sign.NONE


def _sign_on_line(article: Article, label: Label, name: LabelName) -> Sign:
    """Return the sign of a name on a line of its own."""
    words_of = name.core.split()
    if len(words_of) > MAX_LABEL_WORDS or _is_scene(name):
        return Sign.NONE
    if label.layout is Layout.TIMED:
        return Sign.SURE if _may_be_name(words_of) else Sign.NONE
    if label.layout is Layout.TITLED:
        return Sign.SURE if name.is_of_person and not label.name.isupper() else Sign.WEAK
    if not label.name.isupper():
        return Sign.WEAK if name.is_of_person and WORDY.fullmatch(name.core) else Sign.NONE
    note = NOTE.match(article.text, label.end)
    return Sign.SURE if note is not None and is_note(note["inner"]) else Sign.WEAK


def _may_be_name(words_of: list[str]) -> bool:
    """Whether words before a time may be a name: all have capitals, or there is only one."""
    return len(words_of) == 1 or all(w[0].isupper() or is_number(w) for w in words_of)


def _is_scene(name: LabelName) -> bool:
    """Whether words are the heading of a scene: *INT. KITCHEN*, *FADE OUT*."""
    first = fold(name.core.split()[0])
    scenes = words("speaker_labels", "scenes")
    return first in scenes or " ".join(map(fold, name.core.split()[:2])) in scenes


def is_note(inner: str) -> bool:
    """Whether words in brackets say how somebody is heard, and not who it is."""
    is_time_or_manner = inner[0].islower() or (inner[0].isdecimal() and ":" in inner)
    return is_time_or_manner or fold(inner).rstrip(" .") in words("speaker_labels", "notes")


def tokens_between(article: Article, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens, of one sentence or more, that overlap the text between two offsets."""
    sentence = article.sentence_at(start)
    while sentence is not None and sentence.start < end:
        yield from (t for t in sentence if t.start < end and t.end > start)
        index = sentence.index + 1
        sentence = article.sentences[index] if index < len(article.sentences) else None
