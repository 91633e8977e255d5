"""What can be said: whether a phrase stands for words, a claim or a doing, and not for a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Kind

if TYPE_CHECKING:
    from quoteattr.syntax.relations import Relation
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["is_bare", "is_clausal", "is_sayable", "is_voiced", "refers_back"]

QUESTIONING = words("function_words", "question_words")
VIEWS = words("telling", "nouns.attitudes") | words("telling", "nouns.claims")
SUBJECTS: tuple[Relation, ...] = ("nsubj", "csubj", "expl")
SPEAKING = {Kind.PERSON, Kind.GROUP, Kind.ORGANISATION}


def is_clausal(sentence: Sentence, head: Token) -> bool:
    """Whether a phrase is a clause: *taking the money*, *how it leaks*, *what he saw*."""
    if head.upos in {"VERB", "AUX"} or sentence.child(head, "cop", *SUBJECTS) is not None:
        return True
    first = sentence.subtree(head)[0]
    return head.lower in QUESTIONING or first.lower in QUESTIONING


def is_sayable(sentence: Sentence, head: Token, *, made: bool = False) -> bool:
    """Whether a noun stands for what can be said, and not for somebody or for a concrete thing.

    Args:
        sentence: The sentence of the noun.
        head: The noun.
        made: Whether things that are made count as well: *demanded* **a new fence**.
    """
    if head.upos == "ADJ":  # "the immediate and full release", misread as "the immediate"
        nouns = (t for t in sentence.children(head, "conj") if t.upos == "NOUN")
        return any(is_sayable(sentence, noun, made=made) for noun in nouns)
    if head.upos not in {"NOUN", "NUM", "SYM"}:
        return False
    lemma = head.lemma.lower()
    if lemma in ANONYMITY or lemma in words("concrete_nouns", "natural"):
        return False
    if noun_kind(lemma) in SPEAKING and lemma not in words("telling", "nouns.demands"):
        return False
    return made or lemma not in words("concrete_nouns", "made")


ANONYMITY = words("telling", "nouns.anonymity")


def is_voiced(sentence: Sentence, head: Token) -> bool:
    """Whether a noun stands for a view or claim of something: *concern* **about the dam**."""
    lemma = head.lemma.lower()
    about = sentence.children(head, "nmod", "acl", "obl")
    return lemma in VIEWS and any(t.index > head.index for t in about)


def is_bare(sentence: Sentence, head: Token) -> bool:
    """Whether a noun stands alone or with a determiner, and only names something: **dust**."""
    others = (t for t in sentence.children(head) if t.relation not in {"case", "det", "punct"})
    return head.upos == "NOUN" and not any(others)


def refers_back(sentence: Sentence, head: Token) -> bool:
    """Whether a noun only points to what was told before: *welcomed* **the decision**.

    A word for something said still tells what the cue does with it: *denied* **the claim**.
    """
    definite = any(t.lower in DEFINITE for t in sentence.children(head, "det"))
    return definite and is_bare(sentence, head) and head.lemma.lower() not in SAYINGS


DEFINITE = words("function_words", "definite")
SAYINGS = words("telling", "nouns.claims")
