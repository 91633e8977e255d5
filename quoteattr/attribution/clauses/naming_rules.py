"""Rules that find what something is called: *a gamble* in *called the plan a gamble*.

See :mod:`quoteattr.attribution.clauses.verb_rules` for the shape of a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.comma_rules import SETTING
from quoteattr.attribution.parts.chained_cues import SUBJECTS
from quoteattr.attribution.parts.cues import verbs
from quoteattr.attribution.parts.grammar import case_words, is_infinitive, is_reflexive, subtrees
from quoteattr.attribution.parts.speaking import is_person

if TYPE_CHECKING:
    from quoteattr.syntax.relations import Relation
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["named_object", "named_relative", "naming_complements"]


def named_object(sentence: Sentence, verb: Token) -> list[Token]:
    """The minister *called* [half of the plan "a gamble"], however its parts are attached.

    [It] was *called* ["a gamble"] by the minister; a plan *dubbed* ["a gamble"] by critics.
    """
    if verb.lemma.lower() not in verbs("naming"):
        return []
    is_reduced = verb.xpos == "VBN" and not sentence.child(verb, "aux", *SUBJECTS)
    if is_reduced or sentence.child(verb, "aux:pass"):
        return _named_in_passive(sentence, verb)
    parts = _complements(sentence, verb, "obj", "xcomp", "iobj", "obl", "ccomp", "dep")
    named = [c for c in parts if c.relation != "obl" or case_words(sentence, c) not in SETTING]
    if any(is_reflexive(c) for c in named) and "PROPN" in {c.upos for c in named}:
        return []  # a woman who calls herself "Mother Goose"
    if len(parts) < 2 or [c.relation for c in named] == ["ccomp"]:  # declared in May that …
        return []
    if all(c.relation == "obl" or is_infinitive(sentence, c) for c in named):  # called for a strike
        return []
    return subtrees(sentence, *named)


def _complements(sentence: Sentence, verb: Token, *relations: Relation) -> list[Token]:
    """Return what follows a verb with one of these relations, except the agent and bare times."""
    after = (c for c in sentence.children(verb, *relations) if c.index > verb.index)
    return [c for c in after if c.deprel not in {"obl:unmarked", "obl:agent"}]


def _named_in_passive(sentence: Sentence, verb: Token) -> list[Token]:
    """Return the subject and the name given to it, if the passive has an agent."""
    names = [c for c in naming_complements(sentence, verb) if c.relation != "advcl"]
    if not names or not sentence.child(verb, "obl:agent"):
        return []
    subject = sentence.child(verb, "nsubj:pass", "nsubj")
    return subtrees(sentence, *([subject] if subject else []), *names)


def named_relative(sentence: Sentence, verb: Token) -> list[Token]:
    """The fire was part of what the mayor *called* ["a gamble"]; a step Berg *called* ["odd"]."""
    head = sentence.head(verb)
    if verb.lemma.lower() not in verbs("naming") or head is None:
        return []
    relations: list[Relation] = ["obj", "xcomp", "obl"]
    if head.lower != "what":
        is_bare = verb.deprel == "acl:relcl" and sentence.child(verb, "nsubj") is not None
        if not is_bare or sentence.child(verb, "obj", "mark") is not None:
            return []
        relations = ["xcomp"]
    names = _complements(sentence, verb, *relations)
    if len(names) != 1 or (is_person(head) and names[0].text[0].isupper()):  # a man they call "Doc"
        return []
    return sentence.subtree(names[0])


def naming_complements(sentence: Sentence, verb: Token) -> list[Token]:
    """Return the heads of what something is *called*, or *described* as."""
    if verb.lemma.lower() not in verbs("naming"):
        return []
    after = (c for c in sentence.children(verb, "xcomp", "obl", "advcl") if c.index > verb.index)
    return [c for c in after if c.relation == "xcomp" or case_words(sentence, c) == "as"]
