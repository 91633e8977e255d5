"""The subject of a reporting verb, where a parser gives it several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.chained_cues import SUBJECTS
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["nearest_subject"]


def nearest_subject(sentence: Sentence, verb: Token) -> Token | None:
    """Return the verb's own subject: of several, the one right before it, or else the nearest."""
    subjects = [s for s in sentence.children(verb, *SUBJECTS) if s.deprel != "nsubj:pass"]
    if len(subjects) > 1 and _is_floating(sentence, subjects[-1]):
        subjects.pop()  # "Ruiz (Labour) and Moe (Greens) both said"
    if len(subjects) > 1 and _is_named_beside(sentence, subjects[-2], subjects[-1]):
        return subjects[-1]
    if len(subjects) < 2:
        return subjects[0] if subjects else None
    start = verb.index
    while start > 0 and sentence[start - 1].upos in {"AUX", "ADV"}:
        start -= 1
    before = [s for s in subjects if sentence.subtree(s)[-1].index == start - 1]
    if not before and (earlier := [s for s in subjects if s.index < verb.index]):
        subjects = earlier
    return before[0] if before else min(subjects, key=lambda s: abs(s.index - verb.index))


def _is_named_beside(sentence: Sentence, noun: Token, name: Token) -> bool:
    """Whether a name stands right after a noun as a second subject: *Woman of the day* **Ana**."""
    if (noun.upos, name.upos) != ("NOUN", "PROPN"):
        return False
    return [t.index for t in sentence.subtree(noun) if t.upos != "PUNCT"][-1] == name.index - 1


def _is_floating(sentence: Sentence, token: Token) -> bool:
    """Whether a word only counts a group that is named before it."""
    return token.lower in FLOATING and len(sentence.subtree(token)) == 1


FLOATING = words("function_words", "floating")
