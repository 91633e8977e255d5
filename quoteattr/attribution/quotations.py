"""Marked speech: which cue introduces, interrupts or follows each quotation in marks."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.copulas import copular_cue
from quoteattr.attribution.cues import CueWord, cue_word, speech_verb
from quoteattr.attribution.neighbours import (
    INNER_EDGE,
    Cue,
    character_before,
    cue_after,
    cue_before,
    inner_text,
    is_introduced,
    leading_verb,
    opens_paragraph,
)
from quoteattr.attribution.positions import cue_after_content, cue_inside_content

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quoteattr.attribution.article import Article
    from quoteattr.attribution.contents import Offsets
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence

__all__ = ["Speech", "find_speeches"]


@frozen
class Speech:
    """Quotations in marks that are one quote, with the cue that reports them."""

    quotations: list[Marked]
    """Left to right; more are added as the text is read."""
    rule: str
    sentence: Sentence | None = None
    """The sentence of the cue."""
    word: CueWord | None = None


def find_speeches(article: Article, taken: Collection[Offsets] = ()) -> list[Speech]:
    """Every quotation in marks that is speech, in the order of the text.

    A fragment in quotation marks (*called it* **"a mess"**) is left to the clause around it.

    Args:
        article: The text.
        taken: Stretches of the text that have a source already.
    """
    speeches: list[Speech] = []
    spans = sorted(taken)
    for quotation in article.quotations:
        first = bisect_left(spans, (quotation.start - SAME,))
        near = spans[first : bisect_left(spans, (quotation.end,))]
        if not any(_is_taken(quotation, span) for span in near):
            _add(article, speeches, quotation)
    return speeches + list(_inner_speeches(article))


def _inner_speeches(article: Article) -> Iterator[Speech]:
    """``"My father told me, 'Never sell the land,'" she said.``: speech that a speaker reports."""
    for quotation in article.inner_quotations:
        if is_introduced(article, quotation):
            cue = cue_before(article, quotation)
            if cue is not None:
                yield Speech([quotation], "cue-before-quotation", *cue)


SAME = 6
"""Characters by which two stretches must differ, at both ends together."""


def _is_taken(quotation: Marked, span: Offsets) -> bool:
    """Whether a stretch of text begins inside a quotation or is little more than it."""
    start, end = span
    is_same = abs(quotation.start - start) + abs(quotation.end - end) < SAME
    return quotation.start < start < quotation.end or is_same


def _add(article: Article, speeches: list[Speech], quotation: Marked) -> None:
    previous = speeches[-1] if speeches else None
    if previous and quotation.continues and _is_left_open(article, previous.quotations[-1]):
        previous.quotations.append(quotation)
        speeches[-1] = _with_cue(article, previous)
        return
    if cue := _cue_before_stray_stop(article, quotation):
        speeches.append(Speech([quotation], "stray-stop", *cue))
    elif cue := copular_cue(article, quotation):
        speeches.append(Speech([quotation], "named-by-copula", *cue))
    else:
        _add_utterance(article, speeches, quotation)


def _add_utterance(article: Article, speeches: list[Speech], quotation: Marked) -> None:
    """Adds a quotation whose cue, if it has one, is a verb before it or after it."""
    previous = speeches[-1] if speeches else None
    before = cue_before(article, quotation)
    if previous and _is_second_part(article, previous, quotation, before):
        previous.quotations.append(quotation)
        return
    if not is_utterance(article, quotation):
        return
    if before and _is_rest_of_clause(article, quotation, before):
        return
    after = cue_after(article, quotation)
    if after and not before and _ends_clause(article, quotation, after):
        return
    if previous and _interrupted(article, previous, quotation, before):
        previous.quotations.append(quotation)
    elif before and (is_introduced(article, quotation) or not after):
        speeches.append(Speech([quotation], "cue-before-quotation", *before))
    elif after:
        speeches.append(Speech([quotation], "cue-after-quotation", *after))
    elif previous and _goes_on(article, previous, quotation):
        previous.quotations.append(quotation)
    elif cue := _cue_of_fragment_before(article, quotation):
        speeches.append(Speech([quotation], "continuation", *cue))
    elif _stands_alone(article, quotation):
        lead = leading_verb(article, quotation)
        rule = "colon-before-quotation" if lead else "no-cue"
        speeches.append(Speech([quotation], rule, *lead or ()))


def _is_left_open(article: Article, quotation: Marked) -> bool:
    end = article.paragraphs[quotation.paragraph].end
    return not quotation.closed and quotation.end >= end


def _with_cue(article: Article, speech: Speech) -> Speech:
    """Speech over several paragraphs may have its cue after the last."""
    cue = cue_after(article, speech.quotations[-1]) if speech.word is None else None
    return speech if cue is None else Speech(speech.quotations, "cue-after-quotation", *cue)


def is_utterance(article: Article, quotation: Marked) -> bool:
    """Whether a quotation reads as speech of its own, not as a fragment of the clause around it."""
    inner = inner_text(article, quotation)
    words = inner.split()
    if not words:
        return False
    first = next((ch for ch in inner if ch.isalnum()), "")
    begins = not first.islower() or inner[:1] in "\u2026.[(" or is_introduced(article, quotation)
    begins = begins or _follows_dash(article, quotation)
    following = article.text[quotation.end : quotation.end + 1]
    ends = inner[-1] in ",.?!\u2026\u2014-:;" or following in {",", "."} or len(words) > 6
    return begins and (ends or len(words) > 3)


def _is_rest_of_clause(article: Article, quotation: Marked, cue: Cue) -> bool:
    """``It was, the mayor said, "a mess."``: marks around the end of what the cue stands within.

    So is what a clause with a verb of its own goes on to: *He said they would,* **"at last,"** *…*.
    """
    sentence, word = cue
    between = [t for t in sentence.tokens[word.token.index + 1 :] if t.end <= quotation.start]
    if not between or article.quotations_between(sentence.start, word.token.start):
        return False
    if between[-1].text == ":":
        return False
    starts_low = not inner_text(article, quotation)[:1].isupper()
    if starts_low and any(t.xpos in FINITE for t in between):
        return True
    return (starts_low or between[-1].upos == "CCONJ") and bool(
        cue_inside_content(sentence, word.token)
    )


FINITE = {"VBD", "VBZ", "VBP", "MD"}
"""Tags of finite verbs."""


def _follows_dash(article: Article, quotation: Marked) -> bool:
    """``It will split in May — "perhaps sooner", Ruud warns.``: more that somebody else says."""
    return character_before(article, quotation) in {"\u2013", "\u2014"}


def _ends_clause(article: Article, quotation: Marked, cue: Cue) -> bool:
    """``With so many doors, "there is no lock," he said.``: marks around the end of a clause."""
    sentence, word = cue
    content = cue_after_content(sentence, word.token)
    if not content or content[0].start >= quotation.start:
        return False
    starts_low = inner_text(article, quotation)[:1].islower()
    starts_low = starts_low and not _follows_dash(article, quotation)
    return starts_low and not article.quotations_between(sentence.start, quotation.start)


def _interrupted(article: Article, previous: Speech, quotation: Marked, before: Cue | None) -> bool:
    """``"X," said the mayor, "Y."``: the cue before this quotation has the one before it too."""
    if previous.word is None or before is None or previous.rule != "cue-after-quotation":
        return False
    return previous.word == before[1] and previous.sentence is before[0]


def _follows_conjunction(article: Article, quotation: Marked) -> bool:
    """``"X," said the mayor, but "y."``: whether *but* or the like stands right before."""
    sentence = article.sentence_at(quotation.start)
    before = [t for t in sentence or () if t.end <= quotation.start]
    return bool(before) and before[-1].upos == "CCONJ"


def _is_second_part(
    article: Article, previous: Speech, quotation: Marked, before: Cue | None
) -> bool:
    """Whether a quotation that may be a fragment belongs to the one before the cue."""
    if _follows_semicolon(article, previous, quotation):
        return True
    return (
        not is_utterance(article, quotation)
        and _follows_conjunction(article, quotation)
        and _interrupted(article, previous, quotation, before)
    )


def _follows_semicolon(article: Article, previous: Speech, quotation: Marked) -> bool:
    """``"X," said the mayor; "y."``: whether only the cue and a semicolon stand between."""
    last = previous.quotations[-1]
    if previous.rule != "cue-after-quotation" or last.paragraph != quotation.paragraph:
        return False
    between = article.text[last.end : quotation.start].rstrip()
    return between[-1:] == ";" and not any(mark in between[:-1] for mark in ".;?!")


def _goes_on(article: Article, previous: Speech, quotation: Marked) -> bool:
    """``"X," said the mayor. "Y."``, ``He said "X," and "Y."``: speech that goes on there."""
    last = previous.quotations[-1]
    if last.paragraph != quotation.paragraph or not last.closed:
        return False
    between = article.text[last.end : quotation.start].strip(INNER_EDGE)
    if not between and _is_answered(article, last, quotation):
        return False
    return between.strip(", ") in {"", "and", "or"} or (
        previous.rule == "cue-after-quotation"
        and between[-1:] in ".:,\u2014-"
        and article.sentence_at(quotation.start - 1)
        in (previous.sentence, article.sentence_at(last.end - 1))
    )


def _is_answered(article: Article, question: Marked, quotation: Marked) -> bool:
    """``"Are you sure?" "Yes."``: side by side; several questions may be one person's."""
    asks, answers = inner_text(article, question), inner_text(article, quotation)
    return asks[-1:] == "?" and answers[-1:] != "?"


def _stands_alone(article: Article, quotation: Marked) -> bool:
    """Whether whole sentences, and nothing else of them, stand inside the marks."""
    if not quotation.opened or _is_heading(article, quotation):
        return False
    before = article.text[max(quotation.start - 5, 0) : quotation.start].rstrip(INNER_EDGE)[-1:]
    starts = opens_paragraph(article, quotation) or before in ".?!:"
    inner = inner_text(article, quotation)
    following = article.text[quotation.end : quotation.end + 3].strip()
    ends = inner[-1:] in ".?!\u2026\u2014-" or following.startswith(".") or not quotation.closed
    return starts and ends and (inner[-1:] in ".?!\u2026" or len(inner.split()) > 2)


def _is_heading(article: Article, quotation: Marked) -> bool:
    """Whether it is a paragraph of its own in the capitals of titles: *'Half a Loaf.'*."""
    paragraph = article.paragraphs[quotation.paragraph]
    words = inner_text(article, quotation).split()
    return (
        (quotation.start, quotation.end) == (paragraph.start, paragraph.end)
        and 2 < len(words) <= LONGEST_HEADING
        and words[-1][-1] not in "!?"
        and all(word[:1].isupper() or word in SMALL_IN_TITLES for word in words)
    )


LONGEST_HEADING = 10
"""Words."""
SMALL_IN_TITLES = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"}
)


def _cue_before_stray_stop(article: Article, quotation: Marked) -> Cue | None:
    """The last cue before a fragment that a stray full stop cut off: *arms. , "which …"*."""
    sentence = article.sentence_at(quotation.start)
    if sentence is None or not inner_text(article, quotation)[:1].islower():
        return None
    tokens = [t for t in sentence if t.end <= quotation.start]
    if [t.text for t in tokens[-2:]] != [".", ","]:
        if sentence.index == 0 or any(t.upos != "PUNCT" for t in tokens):
            return None
        sentence = article.sentences[sentence.index - 1]
        tokens = list(sentence.tokens)
    word = next(filter(None, map(cue_word, reversed(tokens))), None)
    same = sentence.paragraph == quotation.paragraph
    return (sentence, word) if word is not None and same else None


def _cue_of_fragment_before(article: Article, quotation: Marked) -> Cue | None:
    """The cue in ``The road was "a mess," said the mayor. "We will mend it."``."""
    sentence = article.sentence_at(max(quotation.start - 1, 0))
    if sentence is None or sentence.paragraph != quotation.paragraph:
        return None
    between = article.text[sentence.end : quotation.start]
    if sentence.end > quotation.start or between.strip():
        return None
    for token in sentence:
        word = speech_verb(token)
        if word is not None and cue_after_content(sentence, token):
            return sentence, word
    return None
