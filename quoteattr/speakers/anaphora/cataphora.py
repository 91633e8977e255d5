"""Pronouns before the name that they stand for: *When* **he** *left, Jon Berg wept*."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from quoteattr.records import Kind
from quoteattr.speakers.anaphora.pronouns import pronoun_gender

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["named_after"]


def named_after(reference: Reference, seen: Sequence[Seen], article: Article) -> Entity | None:
    """Return who is named soon after a pronoun of the third person that has no antecedent.

    It is the next subject with a name, in the same sentence or the next one of the paragraph; in
    the same sentence, the pronoun stands in a clause that its clause governs.

    Args:
        reference: The pronoun.
        seen: The mentions outside quotes, in the order of the text.
        article: Where it stands.
    """
    gender = pronoun_gender(reference.noun)
    if gender is None:
        return None
    first = bisect_left(seen, reference.end, key=lambda s: s.reference.start)
    for index in range(first, len(seen)):
        mention = seen[index]
        other = mention.reference
        if not _is_near(reference, other):
            return None
        entity = mention.entity
        if not (other.subject and other.name and entity.kind is Kind.PERSON):
            continue
        is_fitting = entity.gender in {None, gender}
        return entity if is_fitting and _governs(reference, other, article) else None
    return None


def _is_near(pronoun: Reference, name: Reference) -> bool:
    """Whether a name stands in the sentence of a pronoun, or in the next of the paragraph."""
    return name.sentence - pronoun.sentence in {0, 1} and name.paragraph == pronoun.paragraph


def _governs(pronoun: Reference, name: Reference, article: Article) -> bool:
    """Whether a subject's clause is above that of a pronoun, if both stand in one sentence."""
    if pronoun.sentence != name.sentence:
        return True
    sentence = article.sentences[name.sentence]
    verb = sentence[name.head].head
    return any(token.index == verb for token in sentence.ancestors(sentence[pronoun.head]))
