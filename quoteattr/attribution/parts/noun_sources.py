"""Whose words a noun for words denotes: *the bank's warning*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import verbs
from quoteattr.attribution.parts.grammar import case_words
from quoteattr.attribution.parts.sources import verb_source
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_paper, name_family, noun_family

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["named_author", "noun_source"]


def noun_source(sentence: Sentence, noun: Token, content: Collection[int]) -> Token | None:
    """Return whose words a noun denotes: *the bank's* **warning**, a **claim** by *the bank*.

    Failing that, it is where the words stand: **rumours** on *social media*.
    """
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is not None:
        return possessor
    modifiers = [t for t in sentence.children(noun, "nmod") if t.index not in content]
    authors = (t for t in modifiers if case_words(sentence, t) in AUTHORS)
    author = next(authors, None) or next((t for t in modifiers if _is_medium(sentence, t)), None)
    if author is not None:
        return author
    head = sentence.head(noun)
    if head is not None and noun.relation == "obj" and head.lemma.lower() in verbs("light"):
        return verb_source(sentence, head)
    clauses = sentence.children(noun, "acl:relcl")  # the answer *she* gave
    given = next((c for c in clauses if c.lemma.lower() in verbs("light")), None)
    return nearest_subject(sentence, given) if given is not None else None


def _is_medium(sentence: Sentence, token: Token) -> bool:
    """Whether words are published in or on something: a report in *the Guardian*."""
    if case_words(sentence, token) not in {"in", "on"}:
        return False
    if token.upos == "PROPN" and (fold(token.text) in CHANNELS or is_paper(token.text)):
        return True
    return "media" in {name_family(token.text), noun_family(token.lemma)}


def named_author(sentence: Sentence, noun: Token) -> Token | None:
    """Return the name that says whose words a noun denotes: *that* **Ana Ruiz** *line*."""
    names = (t for t in sentence.children(noun, "compound", "nmod") if t.upos == "PROPN")
    return next((t for t in names if t.index < noun.index), None)


CHANNELS = words("organisation_nouns", "channels")
AUTHORS = words("function_words", "authors") | {"of", "among"}
"""Prepositions before whose words a noun is about."""
