"""Cues of the caller's own, read as the commonest cue of their act.

What rules and learned weights know of *say*, *tweet* and *think* then holds for them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon.own import own_words
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["with_own_cues"]

STAND_INS = {
    "VERB": {Act.SPEECH: "say", Act.WRITING: "tweet", Act.THOUGHT: "think"},
    "NOUN": {Act.SPEECH: "statement", Act.WRITING: "tweet", Act.THOUGHT: "belief"},
}


def with_own_cues(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Give the words that the caller added as cues the lemma of a cue that is known."""
    return tuple(map(_with_stand_ins, sentences)) if own_words().cues else tuple(sentences)


def _with_stand_ins(sentence: Sentence) -> Sentence:
    tokens = tuple(map(_stand_in, sentence))
    return sentence if tokens == sentence.tokens else evolve(sentence, tokens=tokens)


def _stand_in(token: Token) -> Token:
    known = STAND_INS.get(token.upos)
    cue = own_words().cue(token.lower, token.lemma.lower()) if known else ""
    return evolve(token, lemma=known[own_words().cues[cue]]) if known and cue else token
