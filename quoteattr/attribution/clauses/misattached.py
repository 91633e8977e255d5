"""Parts of a content that a parser attached to the reporting verb instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.chained_cues import announces
from quoteattr.attribution.parts.cues import quotatives
from quoteattr.attribution.parts.grammar import takes_hearer
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon.kinds import is_family, is_given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["is_explanation", "misattached_heads"]


def misattached_heads(sentence: Sentence, verb: Token, clauses: Sequence[Token]) -> list[Token]:
    """Return the heads of what belongs to a verb's complement clauses but depends on the verb."""
    if not clauses:
        return []
    after = (c for c in sentence.children(verb, "advcl") if c.index > verb.index)
    return [
        *_subject(sentence, verb, clauses),
        *_coordinated(sentence, verb, clauses),
        *filter(is_explanation, after),
    ]


def is_explanation(clause: Token) -> bool:
    """Whether a relative clause explains a content: *would close*, **which means** *jobs are lost*.

    Other relative clauses are mostly the writer's comment: *…*, which angered the unions.
    """
    return clause.deprel == "advcl:relcl" and clause.lemma == "mean"


def _subject(sentence: Sentence, verb: Token, clauses: Sequence[Token]) -> list[Token]:
    """Find the subject of the clause right after it: *The union said* **they** *hoped for more*."""
    if takes_hearer(verb):
        return []
    first = sentence.subtree(clauses[0])[0].index
    between = [c for c in sentence.children(verb) if verb.index < c.index < first]
    if len(between) != 1 or between[0].relation not in {"nsubj", "obj", "iobj"}:
        return []
    speaks = between[0].relation == "nsubj" and sentence.child(verb, "nsubj") == between[0]
    words = [t.index for t in sentence.subtree(between[0])]
    return between if not speaks and words == list(range(verb.index + 1, first)) else []


def _coordinated(sentence: Sentence, verb: Token, clauses: Sequence[Token]) -> list[Token]:
    """Find further coordinated complement clauses: *said it was safe* **and that it would open**.

    A clause with *but* and without *that* is the writer's own, unless it contains quotation marks
    or its subject stands for somebody else than the source.
    So is a clause that announces further speech.
    """
    if clauses[0].index < verb.index:
        return []
    after = (c for c in sentence.children(verb, "conj") if c.index > clauses[-1].index)
    return [c for c in after if _is_that_clause(sentence, c) or _has_own_subject(sentence, c)]


def _is_that_clause(sentence: Sentence, verb: Token) -> bool:
    """Whether *that* marks the clause of a verb."""
    return any(mark.lower == "that" for mark in sentence.children(verb, "mark"))


def _has_own_subject(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb has a subject of its own and does not start another report."""
    subject = sentence.child(verb, "nsubj", "nsubj:pass", "expl")
    if subject is None or verb.lemma.lower() in quotatives() or announces(sentence, verb):
        return False
    opposed = any(c.lower == "but" for c in sentence.children(verb, "cc"))
    if not opposed or any(t.xpos == "``" for t in sentence.subtree(verb)):
        return True
    head = sentence.head(verb)
    source = nearest_subject(sentence, head) if head is not None else None
    return source is not None and _stands_for_other(sentence, subject, source)


def _stands_for_other(sentence: Sentence, pronoun: Token, source: Token) -> bool:
    """Whether a pronoun cannot be the source: *Berg said guests had come, but* **they** *left*."""
    if pronoun.lower == "they":
        names = (source, *sentence.children(source, "flat"))
        return source.lower in {"he", "she", "i"} or any(
            is_given(t.text) or is_family(t.text) for t in names
        )
    return pronoun.lower in {"he", "she"} and source.xpos in {"NNS", "NNPS"}
