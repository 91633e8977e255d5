"""Entities while they are being put together from their mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.lexicon.kinds import (
    Gender,
    fold,
    given_gender,
    honorific_gender,
    is_family,
    is_honorific,
    is_title,
    noun_gender,
    noun_kind,
)
from quoteattr.lexicon.offices import (
    Body,
    is_capital,
    is_main_name,
    is_place,
    land_of,
    named_titles,
    office_kind,
    title_key,
)
from quoteattr.names.name import name_key
from quoteattr.records import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.names.name import Name
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Entity", "honorific_of"]

NAME_WEIGHT, DESCRIPTOR_WEIGHT, PRONOUN_WEIGHT = 1.0, 2.0, 3.0
"""How much a name by itself, a role and a pronoun tell about the kind, relative to each other."""


@define(eq=False)
class Entity:
    """What the text has told so far about somebody or something."""

    references: list[Reference] = field(factory=list)
    names: list[tuple[str, ...]] = field(factory=list)
    """Folded words of each of its names."""
    descriptors: dict[str, None] = field(factory=dict)
    """Folded nouns that describe it, one word each, in the form of :func:`title_key` as well."""
    words: set[str] = field(factory=set)
    """All folded words of its names and roles."""
    lands: set[str] = field(factory=set)
    """Lands that those words tell."""
    kinds: dict[Kind, float] = field(factory=lambda: defaultdict(float))
    genders: Counter[Gender] = field(factory=Counter)
    bare_gender: Gender | None = None
    """What a given name alone tells, where nothing else does."""
    plural: bool = False
    by_given_name: bool = False
    """It has been called by its given name alone, as *Mr* and *Mrs* are not."""
    owner: Entity | None = None
    """Whose it was first described as: Quist of *Quist's brother*."""
    untitled: bool = False
    """It has been called by a name without a title of address."""
    body: Body | None = None
    evidence: list[str] = field(factory=list)
    members: tuple[Entity, ...] = ()
    """Those whom it joins: *Ana Ruiz and Jon Berg*."""

    def add(self, reference: Reference, evidence: str = "") -> None:
        """Take one more mention in, with what it tells."""
        self.references.append(reference)
        self.note(evidence)
        for role in reference.descriptors:
            self._add_descriptor(role, DESCRIPTOR_WEIGHT if reference.name is not None else 0.0)
        if reference.name is not None:
            self._add_name(reference.name)
        elif reference.form is MentionForm.DESCRIPTION:
            self.kinds[reference.kind] += (
                DESCRIPTOR_WEIGHT if reference.kind is not Kind.UNKNOWN else 0.0
            )
            self.plural = self.plural or reference.plural

    def note(self, evidence: str) -> None:
        """Remember why a mention was taken for this entity."""
        if evidence and evidence not in self.evidence:
            self.evidence.append(evidence)

    def add_document(self, reference: Reference) -> None:
        """Take in a document that stands for its author."""
        self.references.append(reference)
        self.note("document of its author")

    def add_pronoun(self, reference: Reference, gender: Gender | None) -> None:
        """Take a pronoun in: it tells the gender, and that this is a person."""
        self.references.append(reference)
        if gender is not None:
            self.genders[gender] += 1
            self.kinds[Kind.PERSON] += PRONOUN_WEIGHT

    def _add_descriptor(self, role: str, weight: float) -> None:
        """*US secretary of state* is a secretary, and a foreign minister by another name."""
        words = role.split(" ")
        self._know(words)
        head = _head(words)
        for key in (head, title_key(head), *sorted(named_titles(tuple(words)))):
            self.descriptors.pop(key, None)
            self.descriptors[key] = None
        gender = noun_gender(head)
        if gender is not None:
            self.genders[gender] += 2
        kind = noun_kind(head) or (Kind.PERSON if is_title(head) else None)
        if kind is not None:
            self.kinds[kind] += weight

    def _know(self, words: Iterable[str]) -> None:
        self.words.update(words)
        self.lands.update(land for word in words if (land := land_of(word)))

    def _add_name(self, name: Name) -> None:
        words = name_key(name)
        if words not in self.names:
            self.names.append(words)
            self._know(words)
        self.kinds[name.kind] += NAME_WEIGHT * name.strength
        self.untitled = self.untitled or honorific_of(name) is None
        if len(words) == 1:
            full = [key for key in self.names if len(key) > 1]
            self.by_given_name = self.by_given_name or any(n[0] == words[0] != n[-1] for n in full)
        for title in name.title:
            gender = honorific_gender(title) or noun_gender(title)
            if gender is not None:
                self.genders[gender] += 3
        gender = given_gender(name.words[0]) if name.kind is Kind.PERSON else None
        if gender is not None and len(words) > 1:
            self.genders[gender] += 1
        elif not name.title and not is_family(name.words[0]):
            self.bare_gender = gender

    @property
    def kind(self) -> Kind:
        """The kind that most speaks for."""
        best, most = Kind.UNKNOWN, 0.0
        for kind, weight in self.kinds.items():
            if weight > most and kind is not Kind.UNKNOWN:
                best, most = kind, weight
        return Kind.GROUP if best is Kind.PERSON and self.plural and not self.names else best

    @property
    def gender(self) -> Gender | None:
        """The gender that most speaks for, if anything does."""
        counts = self.genders.most_common(2)
        if not counts:
            return self.bare_gender
        if len(counts) == 2 and counts[0][1] == counts[1][1]:
            return None
        return counts[0][0]

    @property
    def named(self) -> bool:
        """Whether the text gives it a name."""
        return bool(self.names)

    def display(self, text: str) -> str:
        """The fullest name that the text gives, or else its first description."""
        if self.body is not None and self.body.given:
            return self.body.name
        named = [r for r in self.references if r.name is not None]
        if named:
            return reference_name(max(named, key=_fullness))
        if any(member.named for member in self.members):
            return " and ".join(member.display(text) for member in self.members)
        first = next((r for r in self.references if r.form is MentionForm.DESCRIPTION), None)
        return description(first, text) if first is not None else ""


def _head(role: Sequence[str]) -> str:
    """*Minister* of *minister of mines*, *governor* of *bank of Elmstad governor*."""
    if "of" not in role[1:]:
        return role[-1]
    first = role[role.index("of") - 1]
    return role[-1] if is_title(role[-1]) and not is_title(first) else first


def honorific_of(name: Name) -> Gender | None:
    """Gender that a title of address before the name tells: *Mrs*, *Sir*; not *actress*."""
    return honorific_gender(name.title[-1]) if name.title else None


def _fullness(reference: Reference) -> tuple[bool, int, bool, bool, bool]:
    """A known land or office comes first; then more words, an office's main name, no capitals."""
    words = reference.name.words if reference.name is not None else ()
    spelt = all(len(fold(word)) > 1 for word in words)
    name = " ".join(words)
    known = (is_place(name) and not is_capital(name)) or office_kind(name) is not None
    return known, len(words), is_main_name(name), not "".join(words).isupper(), spelt


def reference_name(reference: Reference) -> str:
    """The name in a mention, with a title of address if it is a bare surname: *Mrs Oduya*."""
    name = reference.name
    assert name is not None
    words = " ".join(name.words)
    if len(name.words) == 1 and name.title and is_honorific(name.title[-1]):
        return f"{name.title[-1]} {words}"
    return words


def description(reference: Reference, text: str) -> str:
    """The words of a description, on one line."""
    return " ".join(text[reference.start : reference.end].split())
