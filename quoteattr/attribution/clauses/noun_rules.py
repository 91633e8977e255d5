"""Where the content of a reporting noun or adjective stands in the sentence tree.

See :mod:`quoteattr.attribution.clauses.verb_rules` for the shape of a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.grammar import case_words, is_infinitive, subtrees, without_case

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "adjective_clause",
    "adjective_infinitive",
    "adjective_oblique",
    "noun_clause",
    "noun_infinitive",
    "noun_oblique",
    "noun_predicate",
]


def noun_clause(sentence: Sentence, noun: Token) -> list[Token]:
    """The bank's *warning* [that rates would rise]."""
    return subtrees(sentence, *_clauses_after(sentence, noun, "acl", "ccomp", "advcl"))


CLAUSE_MARKS = frozenset({"that", "whether", "if"})


def noun_infinitive(sentence: Sentence, noun: Token) -> list[Token]:
    """The union's *threat* [to strike]."""
    return subtrees(sentence, *_infinitives_after(sentence, noun, "acl", *COMPLEMENTS))


def noun_oblique(sentence: Sentence, noun: Token) -> list[Token]:
    """Her *criticism* of [the plan]."""
    for dependent in sentence.children(noun, "nmod", "acl", "obl"):
        if dependent.index > noun.index and case_words(sentence, dependent) not in NOT_OBLIQUE:
            return without_case(sentence, dependent)
    return []


NOT_OBLIQUE = CLAUSE_MARKS | {""}


def noun_predicate(sentence: Sentence, noun: Token) -> list[Token]:
    """Her *view* is [that rates will rise]."""
    head = sentence.head(noun)
    if head is None or noun.relation != "nsubj":
        return []
    clauses = sentence.children(head, "ccomp", "csubj")
    if head.lemma == "be" and clauses:
        return subtrees(sentence, *clauses)
    copula = sentence.child(head, "cop")
    mark = sentence.child(head, "mark")
    if copula and mark and mark.lower == "that" and copula.index < mark.index:
        return [t for t in sentence.subtree(head) if t.index > copula.index]
    return []


def adjective_clause(sentence: Sentence, adjective: Token) -> list[Token]:
    """The coach is *confident* [that they will win]."""
    return subtrees(sentence, *_clauses_after(sentence, adjective, "ccomp", "advcl", "xcomp"))


def adjective_infinitive(sentence: Sentence, adjective: Token) -> list[Token]:
    """The minister was *reluctant* [to answer]."""
    return subtrees(sentence, *_infinitives_after(sentence, adjective, *COMPLEMENTS))


def adjective_oblique(sentence: Sentence, adjective: Token) -> list[Token]:
    """Residents are *worried* about [the noise]."""
    for dependent in sentence.children(adjective, "obl", "advcl"):
        if dependent.index > adjective.index and case_words(sentence, dependent):
            return without_case(sentence, dependent)
    return []


COMPLEMENTS = ("xcomp", "advcl", "ccomp")


def _clauses_after(sentence: Sentence, word: Token, *relations: str) -> list[Token]:
    """Clauses that a conjunction or the tree ties to a noun or adjective before them."""
    return [
        c
        for c in sentence.children(word, *relations)
        if c.index > word.index
        and c.deprel != "acl:relcl"
        and not is_infinitive(sentence, c)
        and (c.relation == "ccomp" or _mark(sentence, c) in CLAUSE_MARKS)
    ]


def _infinitives_after(sentence: Sentence, word: Token, *relations: str) -> list[Token]:
    after = (c for c in sentence.children(word, *relations) if c.index > word.index)
    return [c for c in after if is_infinitive(sentence, c)]


def _mark(sentence: Sentence, verb: Token) -> str:
    marks = sentence.children(verb, "mark")
    return marks[0].lower if marks else ""
