"""Given names that are other words as well, where a parser takes them for those: *Said*, *Per*.

In *“We need coats,” said Said Karimi* and *The farmer Per Olav Berg said …*, parsers see a second
verb, and a preposition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon.kinds import is_given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["with_given_names"]

MISREAD = frozenset({"VBD", "VBN", "IN"})
"""Tags that such a given name gets: those of verbs in the past and of prepositions."""
CLAUSES = frozenset({"nmod", "obl", "nsubj"})
"""Relations of a name that begins with what was taken for a preposition."""


def with_given_names(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Make each such word the first of the name that follows it."""
    return tuple(map(_mended, sentences))


def _mended(sentence: Sentence) -> Sentence:
    for given in sentence:
        if given.xpos not in MISREAD or not given.text.istitle() or not is_given(given.text):
            continue
        name = sentence.neighbour(given)
        if name is not None and name.upos == "PROPN" and name.text[0].isupper():
            above = _above(sentence, given, name)
            if above is not None:
                sentence = _joined(sentence, given, name, *above)
    return sentence


def _above(sentence: Sentence, given: Token, name: Token) -> tuple[int, str] | None:
    """Return the head and relation of the whole name; ``None`` where the word is no name.

    Args:
        sentence: Where they stand.
        given: The word that may be a given name.
        name: The name right after it.
    """
    if given.xpos == "IN":
        return _without_preposition(sentence, given, name)
    if name.head != given.index:
        verb = sentence[name.head] if name.relation == "nsubj" else None
        return (verb.index, "nsubj") if verb is not None and verb.upos == "VERB" else None
    before = sentence.neighbour(given, -1)
    is_said = before is not None and before.upos == "VERB" and before.text.islower()
    return (before.index, "nsubj") if before is not None and is_said else None


def _without_preposition(sentence: Sentence, given: Token, name: Token) -> tuple[int, str] | None:
    """Return what a name is without the preposition before it: a subject or an apposition.

    A preposition that opens the sentence is one, unless the clause has no other subject.
    """
    head = sentence.head(name)
    if head is None or given.head != name.index or name.relation not in CLAUSES:
        return None
    if head.upos != "VERB":
        return (head.index, "appos") if head.index == given.index - 1 else None
    has_subject = sentence.child(head, "nsubj") is not None and name.relation != "nsubj"
    return None if has_subject else (head.index, "nsubj")


def _joined(sentence: Sentence, given: Token, name: Token, head: int, relation: str) -> Sentence:
    """Make a given name the head of its name, in place of the verb that it was taken for."""
    tokens = list(sentence.tokens)
    if tokens[head].head == given.index:
        tokens[head] = evolve(tokens[head], head=given.head, deprel=given.deprel)
    for child in sentence.children(given):
        if child.index not in {head, name.index}:
            is_title = child.index == given.index - 1 and child.upos in {"NOUN", "PROPN"}
            above, how = (given.index, "nmod:desc") if is_title else (head, child.deprel)
            tokens[child.index] = evolve(child, head=above, deprel=how)
    for child in sentence.children(name):
        if child.index != given.index:
            tokens[child.index] = evolve(child, head=given.index)
    tokens[name.index] = evolve(name, head=given.index, deprel="flat")
    tokens[given.index] = evolve(
        given, head=head, deprel=relation, upos="PROPN", xpos="NNP", lemma=given.text
    )
    return evolve(sentence, tokens=tuple(tokens))
