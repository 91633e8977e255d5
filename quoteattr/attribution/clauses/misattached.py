"""Parts of a content that a parser hung on the reporting verb instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.chained_cues import announces
from quoteattr.attribution.parts.cues import verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["hung_on_cue", "is_explanation"]


def hung_on_cue(sentence: Sentence, verb: Token, clauses: Sequence[Token]) -> list[Token]:
    """Heads of what belongs to a verb's complement clauses but hangs on the verb."""
    if not clauses:
        return []
    return [
        *_subject(sentence, verb, clauses),
        *_coordinated(sentence, verb, clauses),
        *(
            c
            for c in sentence.children(verb, "advcl")
            if is_explanation(c) and c.index > verb.index
        ),
    ]


def is_explanation(clause: Token) -> bool:
    """*said it would close*, **which means** *jobs are lost*: what was said, in other words.

    Other such clauses are mostly the writer's comment: *…*, which angered the unions.
    """
    return clause.deprel == "advcl:relcl" and clause.lemma == "mean"


def _subject(sentence: Sentence, verb: Token, clauses: Sequence[Token]) -> list[Token]:
    """*The union said* **they** *hoped for more*: the subject of the clause right after it."""
    if verb.lemma.lower() in verbs("hearers"):
        return []
    first = sentence.subtree(clauses[0])[0].index
    between = [c for c in sentence.children(verb) if verb.index < c.index < first]
    if len(between) != 1 or between[0].relation not in {"nsubj", "obj", "iobj"}:
        return []
    speaks = between[0].relation == "nsubj" and sentence.child(verb, "nsubj") == between[0]
    words = [t.index for t in sentence.subtree(between[0])]
    return between if not speaks and words == list(range(verb.index + 1, first)) else []


def _coordinated(sentence: Sentence, verb: Token, clauses: Sequence[Token]) -> list[Token]:
    """*said it was safe* **and that it would open**: a second clause, hung on the verb.

    *But* without *that* goes on with the writer's own words, unless there are marks in them. So
    does what announces further speech.
    """
    if clauses[0].index < verb.index:
        return []
    after = (c for c in sentence.children(verb, "conj") if c.index > clauses[-1].index)
    return [c for c in after if _is_that_clause(sentence, c) or _has_own_subject(sentence, c)]


def _is_that_clause(sentence: Sentence, verb: Token) -> bool:
    return any(mark.lower == "that" for mark in sentence.children(verb, "mark"))


def _has_own_subject(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells of something else, and not what its subject says in turn."""
    subject = sentence.child(verb, "nsubj", "nsubj:pass", "expl")
    if subject is None or verb.lemma.lower() in verbs("quotative") or announces(sentence, verb):
        return False
    opposed = any(c.lower == "but" for c in sentence.children(verb, "cc"))
    return not opposed or any(t.xpos == "``" for t in sentence.subtree(verb))
