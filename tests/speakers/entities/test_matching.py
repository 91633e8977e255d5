"""Which names may be one entity's, and in what form."""

from __future__ import annotations

import pytest

from quoteattr.names.name import Name
from quoteattr.records import Kind
from quoteattr.speakers.entities.entity import Entity
from quoteattr.speakers.entities.matching import clashes, match_name
from quoteattr.speakers.mentions.reference import Reference, name_reference
from tests.speakers.build import sentence


def name(words: str, kind: Kind, title: str = "") -> Name:
    """A name of this kind, for sure, with a title of one word or none."""
    titles = (title,) if title else ()
    last = len(titles) + len(words.split()) - 1
    return Name(0, len(titles), last, tuple(words.split()), titles, kind, 1.0)


def mention(named: Name) -> Reference:
    """The mention of a name that is a sentence of its own."""
    words = [*named.title, *named.words]
    rows = [f"{word} PROPN NNP {number} flat" for number, word in enumerate(words)]
    return name_reference(sentence("\n".join(rows)), named)[0]


def entity(*names: Name) -> Entity:
    """What is known of an entity that goes by these names."""
    known = Entity()
    for one in names:
        known.add(mention(one))
    return known


FORMS = [
    # (a new name, the name known, its kind, what form of it the new one is)
    ("ana ruiz", "Ana Ruiz", Kind.PERSON, "same name"),
    ("chi ming", "Chi-ming", Kind.PERSON, "same name"),
    ("a ruiz", "Ana Ruiz", Kind.PERSON, "initials"),
    ("ruiz", "Ana Ruiz", Kind.PERSON, "surname"),
    ("ana", "Ana Ruiz", Kind.PERSON, "given name"),
    ("ana ruiz", "Ana Maria Ruiz", Kind.PERSON, "given and family name"),
    ("a ruiz", "Ana Maria Ruiz", Kind.PERSON, "given and family name"),
    ("ana maria", "Ana Maria Ruiz", Kind.PERSON, ""),
    ("jon ruiz", "Ana Ruiz", Kind.PERSON, ""),
    ("steel", "Oduya Steel", Kind.ORGANISATION, "short name"),
    ("oduya", "Oduya Steel", Kind.ORGANISATION, "short name"),
    ("oduya", "Kesh Oduya", Kind.UNKNOWN, "surname"),
    ("norway", "Norway Steel", Kind.ORGANISATION, ""),
    ("americans", "African Americans", Kind.GROUP, ""),
]


@pytest.mark.parametrize(("words", "known", "kind", "form"), FORMS)
def test_forms_of_names(words: str, known: str, kind: Kind, form: str) -> None:
    score, why = match_name(tuple(words.split()), entity(name(known, kind)))
    assert why == form
    assert (score > 0) == bool(form)


ANA, MRS = name("Ana Ruiz", Kind.PERSON), name("Ruiz", Kind.PERSON, "Mrs")
CLASHES = [
    # (a new name, the names known, whether they are at odds, why)
    (MRS, (ANA,), False, "a title of her gender"),
    (name("Ruiz", Kind.PERSON, "Mr"), (ANA,), True, "a title of the other gender"),
    (MRS, (ANA, name("Ana", Kind.PERSON)), True, "who is called Ana is not called Mrs Ruiz"),
    (name("Ana", Kind.PERSON, "Mrs"), (ANA, name("Ana", Kind.PERSON)), False, "nor Mrs Ana"),
    (ANA, (MRS,), True, "a full name comes before a title and surname"),
    (name("Ruiz", Kind.PERSON), (MRS,), False, "a surname for a title and surname"),
    (name("Ruiz", Kind.ORGANISATION), (ANA,), True, "a person is no company"),
    (name("Ruiz", Kind.UNKNOWN), (ANA,), False, "a name that tells no kind"),
]


@pytest.mark.parametrize(("new", "known", "expected", "why"), CLASHES)
def test_clashes(new: Name, known: tuple[Name, ...], expected: bool, why: str) -> None:
    assert clashes(new, entity(*known)) is expected, why
