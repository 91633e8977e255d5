"""Words between two halves of speech: *"The cellar is"*—*Tom glanced up*—*"quite safe."*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import (
    INNER_EDGE,
    inner_text,
    is_introduced,
    is_title_like,
    opens_sentence,
)
from quoteattr.attribution.parts.cues import CueWord, WordClass
from quoteattr.attribution.parts.grammar import DASHES, FINITE_VERBS
from quoteattr.attribution.parts.speaking import is_impersonal
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.records import Act, Construction

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.characters.marks import Marked

__all__ = ["first_half", "is_second_half"]

LONGEST = 160
"""Code points between two halves."""


def first_half(article: Article, quotation: Marked) -> tuple[Construction, PlacedCue | None] | None:
    """Return how a quotation is read of which words outside marks break off the rest, if it is.

    The verb of an action between dashes stands for the cue: *"The cellar is"*—*Tom* **glanced**
    *up*—*"quite safe."*. Between commas there may be words without a verb, and then there is none.
    """
    near = article.quotations_between(quotation.end, quotation.end + LONGEST)
    following = next((q for q in near if q.start >= quotation.end), None)
    begins = opens_sentence(article, quotation) or is_introduced(article, quotation)
    if following is None or not begins or not is_second_half(article, quotation, following):
        return None
    action = _action(article, quotation, following)
    if action is None:
        return Construction.NO_CUE, None
    return Construction.CUE_AFTER_QUOTATION, action


def is_second_half(article: Article, quotation: Marked, following: Marked) -> bool:
    """Whether a clause between dashes, or words between commas, stand between two halves."""
    between = article.text[quotation.end : following.start].strip(INNER_EDGE)
    if quotation.paragraph != following.paragraph or not 2 < len(between) <= LONGEST:
        return False
    places = list(article.words_between(quotation.end, following.start))
    if any(t.text in STOPS or article.is_marked(t) for _, t in places):
        return False
    inner = inner_text(article, following)
    if not inner[:1].islower() and is_title_like(article, following):
        return False
    if between[0] in DASHES and between[-1] in DASHES:
        return _action(article, quotation, following) is not None
    is_joined = inner_text(article, quotation)[-1:] == "," == between[-1]
    return is_joined and all(t.upos not in {"VERB", "AUX"} for _, t in places) and _ends(inner)


STOPS = frozenset(".?!;")
"""Tokens that end a sentence."""


def _ends(inner: str) -> bool:
    """Whether a quotation ends as a sentence does, or before a cue."""
    return inner[-1:] in {".", "?", "!", ",", "\u2026", "\u2014"}


def _action(article: Article, quotation: Marked, following: Marked) -> PlacedCue | None:
    """Find the verb between two quotations whose subject stands there too."""
    places = list(article.words_between(quotation.end, following.start))
    for sentence, verb in places:
        mistaken = sentence.child(verb, "nsubj") if verb.xpos == "VBN" else None
        if verb.xpos not in FINITE_VERBS and verb.relation != "parataxis" and mistaken is None:
            continue
        subject = nearest_subject(sentence, verb) or mistaken
        if subject is not None and not is_impersonal(subject) and (sentence, subject) in places:
            return sentence, CueWord(verb, verb.lemma.lower(), WordClass.VERB, Act.SPEECH)
    return None
