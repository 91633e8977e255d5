"""Namesakes: a family name by itself that pronouns show to be of somebody else.

*Janey Archer closed her book. Archer stood at the window.* **He** *took his hat.*
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import noun_kind
from quoteattr.names.name import name_key
from quoteattr.records import GenderSign, Kind
from quoteattr.speakers.anaphora.pronouns import pronoun_gender

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.records import Gender
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence, Token

    Bearer = tuple[Entity, str]
    """Who may be called by a name, and the form of the name."""

__all__ = ["without_namesakes"]

AHEAD = 3
"""In how many sentences, from that of the name on, to look for a pronoun."""
BEFORE = 2
"""How many sentences back others may be whom the pronoun stands for."""


def without_namesakes(
    reference: Reference, found: Sequence[Bearer], article: Article, seen: Sequence[Seen]
) -> Iterator[Bearer]:
    """Yield who may be called by a name, without those of another gender than its pronouns.

    Only a family name by itself is looked at, if pronouns follow it and nobody else is near for
    whom they may stand. A given name is enough evidence where somebody else bears the name.

    Args:
        reference: The name.
        found: Those who may be called by it, and the form of the name.
        article: Where it stands.
        seen: The mentions before it.
    """
    name, bearers = reference.name, [entity for entity, _ in found]
    is_family = name is not None and len(name.words) == 1 and not (name.title or reference.weak)
    doubted = [e for e in bearers if is_family and _is_by_family_name(reference, e, len(found) > 1)]
    told = _gender_after(reference, article) if doubted else None
    if told is None or _has_rival(reference, bearers, told, seen):
        yield from found
        return
    yield from (b for b in found if b[0] not in doubted or b[0].gender is told)


def _is_by_family_name(reference: Reference, entity: Entity, is_rivalled: bool) -> bool:
    """Whether somebody of known gender would be called by the family name for the first time."""
    assert reference.name is not None
    word, gender = name_key(reference.name), entity.gender
    if gender is None or entity.kind is not Kind.PERSON:
        return False
    signs = {sign for told, sign in entity.gender_signs if told is gender}
    if not (signs - {GenderSign.GIVEN_NAME} or is_rivalled):
        return False  # a given name alone may mislead
    return word not in entity.names and all(n[-1] == word[0] for n in entity.names if len(n) > 1)


def _gender_after(reference: Reference, article: Article) -> Gender | None:
    """Return the gender of the first pronoun after a name, if nobody else is named between."""
    assert reference.name is not None
    word = name_key(reference.name)
    for sentence in article.sentences[reference.sentence : reference.sentence + AHEAD]:
        if sentence.paragraph != reference.paragraph:
            return None
        others = _others(article, sentence, word)
        for token in sentence:
            if token.start < reference.end or article.is_marked(token):
                continue
            gender = pronoun_gender(token.lower)
            if gender is not None:
                return gender
            if token.index in others or _is_person(token):
                return None
    return None


def _others(article: Article, sentence: Sentence, word: tuple[str, ...]) -> set[int]:
    """Return the indices of the tokens of names other than a family name."""
    names = (n for n in article.names_in(sentence) if n.words and name_key(n) != word)
    return {index for name in names if name.kind is Kind.PERSON for index in name.indices}


def _is_person(token: Token) -> bool:
    return token.upos == "NOUN" and noun_kind(token.lemma) is Kind.PERSON


def _has_rival(
    reference: Reference, bearers: Sequence[Entity], gender: Gender, seen: Sequence[Seen]
) -> bool:
    """Whether somebody else mentioned just before a name may be who a pronoun after it is."""
    near = takewhile(lambda s: reference.sentence - s.reference.sentence <= BEFORE, reversed(seen))
    return any(
        s.entity.kind is Kind.PERSON and not s.entity.plural and s.entity.gender in {None, gender}
        for s in near
        if s.entity not in bearers
    )
