"""Verbs of habit before a reporting verb, as its auxiliaries: *my father* **used to** *say*.

In a treebank *used* is the verb, and *to say* its complement. Who reports and what is reported hang
on it then, as they do on *said*, and so they are given to *say*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon import words
from quoteattr.syntax.tags import FINITE_VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["with_habits"]

HABITUAL = words("cues", "verbs.habitual")
QUOTATIVE = words("cues", "verbs.quotative")


def with_habits(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Make each verb of habit an auxiliary of the reporting verb that it governs."""
    return tuple(map(_mended, sentences))


def _mended(sentence: Sentence) -> Sentence:
    for verb in sentence:
        if verb.xpos in FINITE_VERBS and verb.lemma in HABITUAL:
            said = next(filter(_reports, sentence.children(verb, "xcomp")), None)
            if said is not None and not _is_of_another(sentence, verb, said):
                sentence = _exchanged(sentence, sentence[verb.index], said)
    return sentence


def _reports(token: Token) -> bool:
    return token.xpos == "VB" and token.lemma.lower() in QUOTATIVE


def _is_of_another(sentence: Sentence, verb: Token, said: Token) -> bool:
    """Whether somebody else is to report: *she liked* **them** *to say so*."""
    return sentence.child(verb, "obj") is not None or sentence.child(said, "nsubj") is not None


def _exchanged(sentence: Sentence, verb: Token, said: Token) -> Sentence:
    """Give the place of a verb, its tense, and what depends on it, to its complement."""
    tokens = list(sentence.tokens)
    for child in sentence.children(verb):
        tokens[child.index] = evolve(child, head=said.index)
    for child in sentence.children(said, "mark"):  # the *to*: now no clause is introduced by it
        tokens[child.index] = evolve(child, deprel="aux")
    tokens[said.index] = evolve(said, head=verb.head, deprel=verb.deprel, xpos=verb.xpos)
    tokens[verb.index] = evolve(verb, head=said.index, deprel="aux", upos="AUX")
    return evolve(sentence, tokens=tuple(tokens))
