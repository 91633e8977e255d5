"""Mentions joined by *and*: several persons, or two roles of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.article.drafts import Phrase
from quoteattr.lexicon.kinds import honorific_gender, noun_kind
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.mentions.noun_phrases import is_plural
from quoteattr.speakers.mentions.reference import (
    Reference,
    describe,
    joint_reference,
    name_reference,
    pronoun_reference,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["coordinated", "is_one_person", "member", "with_joined"]


def coordinated(sentence: Sentence, head: Token, last: int) -> list[Token]:
    """Return the words that a phrase coordinates, up to a token.

    Of *the two others, Ana and Jon* these are the names.
    """
    is_several = is_plural(head) or head.upos == "NUM"
    listed = sentence.child(head, "appos") if is_several else None
    if listed is not None and listed.upos == "PROPN" and listed.index > head.index:
        named = [listed, *(t for t in sentence.children(listed, "conj") if t.index <= last)]
        if len(named) > 1:
            return named
    return [head, *(t for t in _joined_to(sentence, head) if t.index <= last)]


def _joined_to(sentence: Sentence, head: Token) -> list[Token]:
    """Return the words coordinated with one, but those of its relative clause.

    *Ruiz, who came with Tom Berg and* **Ada Moor** *said …* ends its clause without a comma.
    """
    clause = sentence.child(head, "acl:relcl")
    start = len(sentence) if clause is None else clause.index
    joined = sentence.children(head, "conj")
    return [t for t in joined if t.index < start or _follows_comma(sentence, t)]


def _follows_comma(sentence: Sentence, token: Token) -> bool:
    """Whether a comma stands before a word and its conjunction."""
    joiner = sentence.child(token, "cc")
    before = sentence.neighbour(sentence.subtree(joiner or token)[0], -1)
    return before is not None and before.text == ","


def is_one_person(joined: Sequence[Reference], name: Name | None) -> bool:
    """Whether what *and* joins describes one person: *poet and campaign director* **Jon Berg**."""
    if not any(r.form is MentionForm.NAME for r in joined):
        return name is not None
    opens_with_title = joined[0].bare and joined[0].kind is Kind.PERSON
    return opens_with_title and joined[-1].form is MentionForm.NAME


def member(sentence: Sentence, token: Token, name: Name | None) -> Reference | None:
    """Make the reference for a member of a coordination, by its head and its name, if any.

    Args:
        sentence: Where it stands.
        token: Its head.
        name: The name at its head, or right after it: *her brother* **Karl**.
    """
    if name is not None:
        return name_reference(sentence, name)[0]
    if token.upos == "PRON":
        return pronoun_reference(sentence, token)
    return describe(sentence, token) if noun_kind(token.lemma) is not None else None


def with_joined(sentence: Sentence, found: dict[int, Reference]) -> Iterator[Reference]:
    """Yield the mentions, with coordinated persons as one: *Ana Ruiz and Jon Berg left*."""
    taken: set[int] = set()
    for head, reference in tuple(found.items()):
        others = [found.get(t.index) for t in _joined_to(sentence, sentence[head])]
        members = (reference, *(r for r in others if r is not None))
        if len(members) == 2 and _is_named_after(*members):
            taken.add(head)
            roles = (*members[1].descriptors, *reference.descriptors)
            found[members[1].head] = evolve(
                members[1], subject=reference.subject, descriptors=roles
            )
        elif len(members) > 1 and all(_is_person(r) for r in members):
            taken.update(r.head for r in members)
            last = max(members, key=lambda r: r.end)
            phrase = Phrase(reference.start, last.end, sentence.index, head)
            yield joint_reference(sentence, phrase, sentence[head], members)
    for head, reference in found.items():
        if head not in taken:
            yield reference


def _is_named_after(role: Reference, name: Reference) -> bool:
    """Whether the second mention names whom the first describes: **baker** *and poet* **Ana**."""
    is_role = role.bare and role.kind is Kind.PERSON and role.form is MentionForm.DESCRIPTION
    is_kin = honorific_gender(role.noun) is not None  # "Mother and Ana"
    return is_role and not is_kin and name.form is MentionForm.NAME and name.kind is Kind.PERSON


def _is_person(reference: Reference) -> bool:
    return reference.kind is Kind.PERSON and reference.form is not MentionForm.PRONOUN
