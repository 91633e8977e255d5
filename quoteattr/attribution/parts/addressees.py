"""The addressee of a cue, by its grammar."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quoteattr.attribution.parts.grammar import called_on, case_words, puts_it, takes_hearer
from quoteattr.attribution.parts.sources import NOMINAL
from quoteattr.attribution.parts.subjects import nearest_subject

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["addressee_of"]


def addressee_of(sentence: Sentence, verb: Token, content: set[int]) -> Token | None:
    """Return the hearer: **told** *reporters*, **said** to *the court*, **called** on *members*."""
    if puts_it(sentence, verb):
        return None
    nouns = (h for h in _hearers(sentence, verb) if h.upos in NOMINAL)
    obliques = (o for o in sentence.children(verb, "obl") if case_words(sentence, o) == "to")
    outside = (t for t in chain(nouns, obliques) if t.index not in content)
    return next(outside, None) or called_on(sentence, verb)


def _hearers(sentence: Sentence, verb: Token) -> list[Token]:
    """Return the objects of a verb, and what follows a verb with a hearer as a second subject."""
    if not takes_hearer(verb):
        return sentence.children(verb, "iobj", "obj")
    subject = nearest_subject(sentence, verb)
    return [
        d
        for d in sentence.children(verb, "iobj", "obj", "nsubj")
        if d.deprel != "nsubj" or (d != subject and d.index > verb.index)
    ]
