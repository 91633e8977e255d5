"""Whose words a noun for words denotes: *the bank's warning*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import verbs
from quoteattr.attribution.parts.grammar import case_words
from quoteattr.attribution.parts.sources import verb_source
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["named_author", "noun_source"]


def noun_source(sentence: Sentence, noun: Token, content: Collection[int]) -> Token | None:
    """Return whose words a noun denotes: *the bank's* **warning**, a **claim** by *the bank*."""
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is not None:
        return possessor
    for dependent in sentence.children(noun, "nmod"):
        if dependent.index not in content and case_words(sentence, dependent) in AUTHORS:
            return dependent
    head = sentence.head(noun)
    if head is not None and noun.relation == "obj" and head.lemma.lower() in verbs("light"):
        return verb_source(sentence, head)
    clauses = sentence.children(noun, "acl:relcl")  # the answer *she* gave
    given = next((c for c in clauses if c.lemma.lower() in verbs("light")), None)
    return nearest_subject(sentence, given) if given is not None else None


def named_author(sentence: Sentence, noun: Token) -> Token | None:
    """Return the name that says whose words a noun denotes: *that* **Ana Ruiz** *line*."""
    names = (t for t in sentence.children(noun, "compound", "nmod") if t.upos == "PROPN")
    return next((t for t in names if t.index < noun.index), None)


AUTHORS = words("function_words", "authors") | {"of", "among"}
"""Prepositions before whose words a noun is about."""
