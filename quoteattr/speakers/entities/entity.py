"""Entities while they are being assembled from their mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.lexicon.kinds import (
    given_gender,
    honorific_gender,
    is_family,
    is_title,
    noun_family,
    noun_gender,
    noun_kind,
)
from quoteattr.lexicon.offices import (
    Body,
    land_of,
    named_titles,
    title_key,
)
from quoteattr.lexicon.roles import ranked_role
from quoteattr.names.name import name_key
from quoteattr.records import Gender, GenderSign, Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.names.name import Name
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Entity", "honorific_of", "is_only_titled"]

NAME_WEIGHT, DESCRIPTOR_WEIGHT, PRONOUN_WEIGHT = 1.0, 2.0, 3.0
"""How much a name, a descriptor and a pronoun each count as evidence of the kind."""
GENDER_COUNTS = {
    GenderSign.TITLE: 3,
    GenderSign.NOUN: 2,
    GenderSign.PRONOUN: 1,
    GenderSign.GIVEN_NAME: 1,
}
"""How much each sign of the gender counts; the surest stands first."""


@define(eq=False)
class Entity:
    """What is known so far about somebody or something in the text."""

    references: list[Reference] = field(factory=list)
    """Its mentions, in the order in which they were read."""
    names: list[tuple[str, ...]] = field(factory=list)
    """Folded words of each of its names."""
    descriptors: dict[str, None] = field(factory=dict)
    """Folded nouns that describe it, in the form of :func:`title_key` as well.

    Each is one word, after a rank if it has one: ``former minister``.
    """
    words: set[str] = field(factory=set)
    """All folded words of its names and descriptors."""
    lands: set[str] = field(factory=set)
    """Lands that those words refer to."""
    kinds: dict[Kind, float] = field(factory=lambda: defaultdict(float))
    """The weight of the evidence for each kind."""
    genders: Counter[Gender] = field(factory=Counter)
    """The weight of the evidence for each gender."""
    gender_signs: set[tuple[Gender, GenderSign]] = field(factory=set)
    """The signs of each gender."""
    bare_gender: Gender | None = None
    """The gender that a given name alone indicates, used if there is no other evidence."""
    plural: bool = False
    """Whether it has been described in the plural."""
    by_given_name: bool = False
    """Whether it has been called by its given name alone."""
    owner: Entity | None = None
    """The possessor in its first description: Quist in *Quist's brother*."""
    untitled: bool = False
    """Whether it has been called by a name without a title of address."""
    body: Body | None = None
    """The office or other body that it is, by the lexicon or by the caller."""
    evidence: list[str] = field(factory=list)
    """Why mentions were taken to refer to it, each reason once."""
    by_name: int = 0
    """How many of its mentions are names."""
    of_things: int = 0
    """How many of those are names of a place, a ship, a prize or the like."""
    narrates: bool = False
    """Whether it tells the text, as *I* outside quotes."""
    members: tuple[Entity, ...] = ()
    """The members of a group: those of *Ana Ruiz and Jon Berg*."""

    def add(self, reference: Reference, evidence: str = "") -> None:
        """Add a mention and all that it reveals, with the reason why it refers to this entity."""
        self.references.append(reference)
        self.by_name += reference.name is not None
        self.of_things += reference.name is not None and reference.of_thing
        self.note(evidence)
        for descriptor in reference.descriptors:
            self._add_descriptor(descriptor, is_of_name=reference.name is not None)
        if reference.name is not None:
            self._add_name(reference.name)
        elif reference.form is MentionForm.DESCRIPTION:
            kind = reference.kind
            if self.named and kind is Kind.DOCUMENT and noun_family(reference.noun):
                kind = Kind.ORGANISATION  # "the magazine" that has been called by its name
            self.kinds[kind] += DESCRIPTOR_WEIGHT if kind is not Kind.UNKNOWN else 0.0
            self.plural = self.plural or reference.plural

    def note(self, evidence: str) -> None:
        """Record why a mention refers to this entity."""
        if evidence and evidence not in self.evidence:
            self.evidence.append(evidence)

    def add_document(self, reference: Reference) -> None:
        """Add a mention of a document that stands for its author."""
        self.references.append(reference)
        self.note("document of its author")

    def add_pronoun(self, reference: Reference, gender: Gender | None) -> None:
        """Add a pronoun; one with a gender is evidence of a person of that gender."""
        self.references.append(reference)
        if gender is not None:
            self._note_gender(gender, GenderSign.PRONOUN)
            self.kinds[Kind.PERSON] += PRONOUN_WEIGHT

    def _add_descriptor(self, descriptor: str, *, is_of_name: bool) -> None:
        """Add a descriptor, with the titles that it names in other words.

        *US secretary of state* is a secretary, and a foreign minister; the *former* and the *deputy
        minister* are no ministers.

        Args:
            descriptor: The folded noun phrase.
            is_of_name: Whether it describes a name, and so is further evidence of the kind.
        """
        words = descriptor.split(" ")
        self._know(words)
        head = _head(words)
        rank, role = ranked_role(words, head)
        for name in (role, title_key(role), *sorted(named_titles(tuple(words)))):
            key = f"{rank} {name}".strip()
            self.descriptors.pop(key, None)  # the latest is the last
            self.descriptors[key] = None
        gender = noun_gender(head)
        if gender is not None:
            self._note_gender(gender, GenderSign.NOUN)
        kind = noun_kind(head) or (Kind.PERSON if is_title(head) else None)
        if kind is Kind.DOCUMENT and noun_family(head):
            kind = Kind.ORGANISATION  # with a name, a label or a paper is a firm
        if kind is not None:
            self.kinds[kind] += DESCRIPTOR_WEIGHT if is_of_name else 0.0

    def _note_gender(self, gender: Gender, sign: GenderSign) -> None:
        self.genders[gender] += GENDER_COUNTS[sign]
        self.gender_signs.add((gender, sign))

    def _know(self, words: Iterable[str]) -> None:
        """Record the words of a name or descriptor, and the lands that they refer to."""
        self.words.update(words)
        self.lands.update(land for word in words if (land := land_of(word)))

    def _add_name(self, name: Name) -> None:
        """Add a name: its words, and the evidence that it gives of kind and gender."""
        words = name_key(name)
        if not self._is_short_name(words):
            self.kinds[name.kind] += NAME_WEIGHT * name.strength
        if words not in self.names:
            self.names.append(words)
            self._know(words)
        self.untitled = self.untitled or honorific_of(name) is None
        self.by_given_name = self.by_given_name or self._is_given_name(words)
        for title in name.title:
            gender = honorific_gender(title) or noun_gender(title)
            if gender is not None:
                self._note_gender(gender, GenderSign.TITLE)
        self._add_given_name(name)

    def _is_short_name(self, words: tuple[str, ...]) -> bool:
        """Whether a word is the first of an organisation's name: *Holm* of *Holm Steel*.

        It may look like a person's name and tells nothing of the kind.
        """
        is_organisation = len(words) == 1 and self.kind is Kind.ORGANISATION
        return is_organisation and any(len(n) > 1 and n[0] == words[0] for n in self.names)

    def _is_given_name(self, words: tuple[str, ...]) -> bool:
        """Whether a name is the given name alone of a fuller one: *Ana* of *Ana Ruiz*."""
        full = [name for name in self.names if len(name) > 1]
        return len(words) == 1 and any(name[0] == words[0] != name[-1] for name in full)

    def _add_given_name(self, name: Name) -> None:
        """Count the gender of a given name; alone, it is weaker evidence."""
        first = name.words[0]
        gender = given_gender(first) if name.kind is Kind.PERSON else None
        if gender is not None and len(name.words) > 1:
            self._note_gender(gender, GenderSign.GIVEN_NAME)
        elif not name.title and not is_family(first):
            self.bare_gender = gender

    @property
    def kind(self) -> Kind:
        """The most likely kind, by the weight of the evidence."""
        best, most = Kind.UNKNOWN, 0.0
        for kind, weight in self.kinds.items():
            if weight > most and kind is not Kind.UNKNOWN:
                best, most = kind, weight
        return Kind.GROUP if best is Kind.PERSON and self.plural and not self.names else best

    @property
    def gender(self) -> Gender | None:
        """The most likely gender; ``None`` if both are equally likely, or there is no evidence."""
        counts = self.genders.most_common(2)
        if not counts:
            return self.bare_gender
        if len(counts) == 2 and counts[0][1] == counts[1][1]:
            return None
        return counts[0][0]

    @property
    def gender_sign(self) -> GenderSign | None:
        """The surest sign of the gender; ``None`` if that is not known."""
        if self.gender is None:
            return None
        signs = (sign for sign in GENDER_COUNTS if (self.gender, sign) in self.gender_signs)
        return next(signs, GenderSign.GIVEN_NAME)

    @property
    def named(self) -> bool:
        """Whether the text gives it a name."""
        return bool(self.names)

    @property
    def is_thing(self) -> bool:
        """Whether most of its names are those of a place, a ship, a prize or the like."""
        return 2 * self.of_things > self.by_name


def _head(words: Sequence[str]) -> str:
    """Return the head noun of a descriptor.

    *Minister* of *minister of mines*, *governor* of *bank of Elmstad governor*.
    """
    if "of" not in words[1:]:
        return words[-1]
    before_of = words[words.index("of") - 1]
    return words[-1] if is_title(words[-1]) and not is_title(before_of) else before_of


def honorific_of(name: Name) -> Gender | None:
    """Return the gender of a title of address before a name: *Mrs*, *Sir*; not *actress*."""
    return honorific_gender(name.title[-1]) if name.title else None


def is_only_titled(entity: Entity, gender: Gender) -> bool:
    """Whether somebody has only been called with a title of address of this gender: *Mrs Ruiz*."""
    return not entity.untitled and entity.gender is gender
