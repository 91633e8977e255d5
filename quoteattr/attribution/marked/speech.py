"""Speech in marks: quotations that form one quote, and the signs that another belongs to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.marked.cue_beside import cue_after
from quoteattr.attribution.marked.edges import (
    INNER_EDGE,
    follows_dash,
    inner_text,
    is_introduced,
)
from quoteattr.attribution.parts.sources import cue_source
from quoteattr.records import Construction

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import CueWord, PlacedCue
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence

__all__ = [
    "Speech",
    "follows_aside",
    "goes_on",
    "interrupted",
    "is_second_part",
    "is_taken_up",
    "is_utterance",
]


@frozen
class Speech:
    """Quotations in marks that form one quote, with the cue that reports them."""

    quotations: list[Marked]
    """Left to right; more are added as the text is read."""
    construction: Construction
    sentence: Sentence | None = None
    """The sentence of the cue."""
    word: CueWord | None = None


def is_taken_up(article: Article, previous: Speech, quotation: Marked) -> bool:
    """Whether a quotation continues an earlier one that was never closed.

    The next paragraph reopens it, or the next sentence does: ``"They sold it. "Nobody asked," she
    said.`` If its cue names another source, the earlier one only lacks its closing mark.
    """
    last = previous.quotations[-1]
    if last.closed:
        return False
    if quotation.continues and last.end >= article.paragraphs[last.paragraph].end:
        return not _has_other_source(article, previous, quotation)
    between = article.text[last.end : quotation.start]
    is_beside = last.paragraph == quotation.paragraph and not between.strip()
    return is_beside and quotation.opened


def _has_other_source(article: Article, speech: Speech, quotation: Marked) -> bool:
    """Whether the cue after a quotation names another source than the speech before has."""
    after = cue_after(article, quotation)
    if speech.word is None or speech.sentence is None or after is None:
        return False
    before = cue_source(speech.sentence, speech.word.token, set())
    source = cue_source(after[0], after[1].token, set())
    names = {s.text for s in (before, source) if s is not None and s.upos == "PROPN"}
    return len(names) == 2


def is_utterance(article: Article, quotation: Marked) -> bool:
    """Whether a quotation reads as speech of its own, not as a fragment of the clause around it."""
    inner = inner_text(article, quotation)
    words = inner.split()
    if not words:
        return False
    first = next((ch for ch in inner if ch.isalnum()), "")
    begins = not first.islower() or inner[:1] in "\u2026.[(" or is_introduced(article, quotation)
    begins = begins or follows_dash(article, quotation)
    following = article.text[quotation.end : quotation.end + 1]
    ends = inner[-1] in ",.?!\u2026\u2014-:;" or following in {",", "."} or len(words) > 6
    return begins and (ends or len(words) > 3)


def interrupted(
    article: Article, previous: Speech, quotation: Marked, before: PlacedCue | None
) -> bool:
    """Whether one cue interrupts two quotations: ``"X," said the mayor, "Y."``."""
    if previous.word is None or before is None or not _is_before_cue(previous):
        return False
    return previous.word == before[1] and previous.sentence is before[0]


def _is_before_cue(speech: Speech) -> bool:
    """Whether the cue was found after the first quotation, and not before it."""
    return speech.construction is Construction.CUE_AFTER_QUOTATION


def _follows_conjunction(article: Article, quotation: Marked) -> bool:
    """Whether *but* or the like stands right before: ``"X," said the mayor, but "y."``."""
    sentence = article.sentence_at(quotation.start)
    before = [t for t in sentence or () if t.end <= quotation.start]
    return bool(before) and before[-1].upos == "CCONJ"


def is_second_part(
    article: Article, previous: Speech, quotation: Marked, before: PlacedCue | None
) -> bool:
    """Whether a quotation, even a fragment, belongs to the one before the cue."""
    if _follows_semicolon(article, previous, quotation) or _is_joined(article, previous, quotation):
        return True
    return (
        not is_utterance(article, quotation)
        and _follows_conjunction(article, quotation)
        and interrupted(article, previous, quotation, before)
    )


def _is_joined(article: Article, previous: Speech, quotation: Marked) -> bool:
    """Whether only *and* or *or* stands between: ``She said it was "late" and "cold."``."""
    last = previous.quotations[-1]
    between = article.text[last.end : quotation.start].strip(INNER_EDGE + ",")
    return last.closed and last.paragraph == quotation.paragraph and between in {"and", "or"}


def _follows_semicolon(article: Article, previous: Speech, quotation: Marked) -> bool:
    """Whether only a cue and a semicolon stand between: ``"X," said the mayor; "y."``."""
    last = previous.quotations[-1]
    if not _is_before_cue(previous) or last.paragraph != quotation.paragraph:
        return False
    if not article.text[last.end : quotation.start].rstrip().endswith(";"):
        return False
    places = article.words_between(last.end, quotation.start)
    return [t.text for _, t in places if t.text in STOPS] == [";"]


STOPS = frozenset(".;?!")
"""Tokens that end a clause or sentence; the full stop of *Mr.* is none."""


def follows_aside(article: Article, previous: Speech, quotation: Marked) -> bool:
    """Whether a cue and an aside between dashes stand between: ``"X," said Ada—she sat—"y."``."""
    last = previous.quotations[-1]
    between = re.findall(r"[\u2013\u2014]|--|\s-\s", article.text[last.end : quotation.start])
    return len(between) == 2 and follows_dash(article, quotation)


def goes_on(article: Article, previous: Speech, quotation: Marked) -> bool:
    """Whether speech goes on after its cue: ``"X," said the mayor. "Y."``."""
    last = previous.quotations[-1]
    if last.paragraph != quotation.paragraph or not last.closed:
        return False
    between = article.text[last.end : quotation.start].strip(INNER_EDGE)
    if not between:
        return not _is_answered(article, last, quotation)
    if not between.strip(", "):
        return True
    if not _is_before_cue(previous) or between[-1] not in ".:,\u2014-":
        return False
    near = previous.sentence, article.sentence_at(last.end - 1)
    return article.sentence_at(quotation.start - 1) in near


def _is_answered(article: Article, question: Marked, quotation: Marked) -> bool:
    """Whether two quotations are question and answer: ``"Are you sure?" "Yes."``.

    Two questions in a row may be one person's.
    """
    asks, answers = inner_text(article, question), inner_text(article, quotation)
    return asks[-1:] == "?" and answers[-1:] != "?"
