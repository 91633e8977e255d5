"""Rules that find the content of a reporting noun or adjective in the tree.

See :mod:`quoteattr.attribution.clauses.verb_rules` for the shape of a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.grammar import case_words, is_infinitive, subtrees, without_case
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.syntax.relations import Relation
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
    clauses = _clauses_after(sentence, noun, "acl", "ccomp", "advcl")
    return subtrees(sentence, *(clauses or _clauses_after_group(sentence, noun)))


def _clauses_after_group(sentence: Sentence, noun: Token) -> list[Token]:
    """Find a clause that a parser gave to whose words they are: *talk among bakers* [that …].

    Its verb has a subject, and is a passive or has an object too, so that *that* is no pronoun.
    """
    groups = (d for d in sentence.children(noun, "nmod") if case_words(sentence, d) == "among")
    clauses = (c for group in groups for c in sentence.children(group, "acl"))
    return [c for c in clauses if _is_complete(sentence, c)]


def _is_complete(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause opens with *that* and lacks neither subject nor object."""
    if sentence.subtree(clause)[0].lower != "that":
        return False
    named = [d for d in sentence.children(clause, "nsubj", "obj") if d.lower != "that"]
    has_no_object = sentence.child(clause, "aux:pass", "cop") is not None
    return len(named) > (0 if has_no_object else 1)


CLAUSE_MARKS = words("function_words", "complementisers")


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


COMPLEMENTS: tuple[Relation, ...] = ("xcomp", "advcl", "ccomp")


def _clauses_after(sentence: Sentence, word: Token, *relations: Relation) -> list[Token]:
    """Return complement clauses of a noun or adjective: by their conjunction or by the tree."""
    return [
        c
        for c in sentence.children(word, *relations)
        if c.index > word.index
        and c.deprel != "acl:relcl"
        and not is_infinitive(sentence, c)
        and (c.relation == "ccomp" or _mark(sentence, c) in CLAUSE_MARKS)
    ]


def _infinitives_after(sentence: Sentence, word: Token, *relations: Relation) -> list[Token]:
    """Return the infinitives after a word among its dependents with these relations."""
    after = (c for c in sentence.children(word, *relations) if c.index > word.index)
    return [c for c in after if is_infinitive(sentence, c)]


def _mark(sentence: Sentence, verb: Token) -> str:
    """Return the conjunction that marks a clause, in lower case, or an empty string."""
    marks = sentence.children(verb, "mark")
    return marks[0].lower if marks else ""
