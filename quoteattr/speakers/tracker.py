"""Goes through the mentions of a text and gives each to its entity."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.article.setting import VERBATIM, Setting
from quoteattr.lexicon.kinds import pronouns
from quoteattr.lexicon.offices import Offices, is_capital, office_kind
from quoteattr.names.pieces import name_key
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.anaphora.descriptions import (
    author,
    described_before,
    generic,
    named_before,
    office_of_holder,
)
from quoteattr.speakers.anaphora.pronouns import WINDOW, Anaphor, Seen, antecedent, pronoun_gender
from quoteattr.speakers.entities.index import Index, same_name
from quoteattr.speakers.mentions.reference import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quoteattr.lexicon.offices import Body
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["Tracker"]

HIGHEST = 20
"""Words up the tree that are looked at for what a relative clause describes."""
OFFICE_WEIGHT = 2.0
"""How much the name of a known office tells about the kind."""
LONGEST = 2000
"""Code points at the start of a content that are searched for names."""
EARLIER = 6
"""Quotes back among which the speaker of the quote before is looked for."""


@define
class Tracker:
    """The entities of a text, as far as it has been read."""

    setting: Setting
    offices: Offices = field(factory=Offices)
    """Which names mean one body."""
    choose: Callable[[Anaphor, Sequence[Seen]], Entity | None] = antecedent
    """Tells whom a pronoun stands for."""
    speakers: list[Entity | None] = field(init=False)
    """The speaker of each draft, as far as known."""
    seen: list[Seen] = field(factory=list)
    """The mentions given to entities, in the order of the text; those outside quotes only."""
    index: Index = field(factory=Index)
    heads: dict[tuple[int, int], Entity] = field(factory=dict)
    """Entity of the mention with this head token in this sentence."""
    groups: dict[frozenset[int], Entity] = field(factory=dict)
    """Entities joined by *and*, by the identities of their members."""
    first_persons: list[tuple[Reference, tuple[int, ...]]] = field(factory=list)
    """*I* and *you*, with the drafts that they are the source of."""

    def __attrs_post_init__(self) -> None:
        self.speakers = [None] * len(self.setting.drafts)

    def read(
        self, reference: Reference, drafts: tuple[int, ...], earlier: Sequence[Seen] | None = None
    ) -> Entity | None:
        """Give a mention, the source of these drafts, to its entity.

        Args:
            reference: The mention.
            drafts: Indices of the drafts that it is the source of.
            earlier: What it may refer back to; by default all that has been seen.
        """
        entity = self._entity(reference, drafts, self.seen if earlier is None else earlier)
        if entity is not None:
            if earlier is None:
                self.seen.append(Seen(reference, entity))
            piece = reference.piece
            heads = range(piece.name, piece.last + 1) if piece else (reference.head,)
            self.heads.update(((reference.sentence, head), entity) for head in heads)
        for draft in drafts:
            self.speakers[draft] = entity
        return entity

    def _entity(
        self, reference: Reference, drafts: tuple[int, ...], seen: Sequence[Seen]
    ) -> Entity | None:
        if reference.form is MentionForm.PRONOUN:
            return self._pronoun(reference, drafts, seen)
        if reference.members:
            return self._joined(reference, None if seen is self.seen else seen)
        if reference.form is MentionForm.NAME:
            return self._name(reference, drafts)
        return self._description(reference, drafts, seen)

    def _joined(self, reference: Reference, earlier: Sequence[Seen] | None) -> Entity:
        """Several joined by *and*: the same ones joined again are the same group."""
        read = (self.read(member, (), earlier) for member in reference.members)
        members = tuple(member for member in read if member is not None)
        key = frozenset(map(id, members))
        entity = self.index.add(reference, self.groups.get(key))
        if len(members) == len(reference.members):  # else one is a pronoun for nobody
            entity.members = entity.members or members
        return self.groups.setdefault(key, entity)

    def _name(self, reference: Reference, drafts: tuple[int, ...]) -> Entity:
        assert reference.piece is not None
        body = self._body(reference, reference.piece.words)
        if not drafts and body is not None and is_capital(" ".join(reference.piece.words)):
            body = None  # the city itself, unless it speaks
        entity, why = self.index.bearer(body), "same body"
        if entity is None:
            entity, why = self.index.find_name(reference)
        if entity is None:
            sentence = self.setting.article.sentences[reference.sentence]
            entity = described_before(reference, sentence, self.seen)
            why = "name after a description"
        entity = self.index.add(reference, entity, why, body)
        self.index.add_initials(entity)
        return entity

    def _description(
        self, reference: Reference, drafts: tuple[int, ...], seen: Sequence[Seen]
    ) -> Entity | None:
        if drafts:
            entity = author(reference, drafts[0], self.setting, self.speakers)
            if entity is not None:
                entity.add_document(reference)
                return entity
        body = self._body(reference, tuple(reference.roles[0].split(" ")))
        entity, why = self.index.bearer(body), "same body"
        if entity is None:
            entity = office_of_holder(reference, self.index, self.setting, self.offices)
            why = "office called by its holder"
        owner = self.heads.get((reference.sentence, reference.possessor or 0))
        owner = owner if reference.possessor is not None else None
        if entity is None and (reference.definite or reference.bare):
            entity, why = self.index.find_description(reference, owner), "same description"
        if entity is None and reference.definite:
            entity, why = generic(reference, seen), "organisation spoken of"
        if entity is None and reference.definite and drafts:
            entity, why = named_before(reference, seen), "person spoken of"
        if entity is None and (
            not reference.noun or (not drafts and reference.kind is Kind.UNKNOWN)
        ):
            return None
        kind = office_kind(self.setting.article.text[reference.start : reference.end])
        is_new = entity is None
        entity = self.index.add(reference, entity, why if entity else "", body)
        if is_new:
            entity.owner = owner
        if kind is not None:
            entity.kinds[kind] += OFFICE_WEIGHT
        return entity

    def _body(self, reference: Reference, words: tuple[str, ...]) -> Body | None:
        whole = self.setting.article.text[reference.start : reference.end]
        return self.offices.body(" ".join(words), whole)

    def _pronoun(
        self, reference: Reference, drafts: tuple[int, ...], seen: Sequence[Seen]
    ) -> Entity | None:
        word = reference.noun
        if word in pronouns("first") | pronouns("first_plural") | pronouns("second"):
            self.first_persons.append((reference, drafts))
            return None
        if word in pronouns("relative"):
            return self._relative(reference) if drafts else None
        gender = pronoun_gender(word)
        if gender is None and word not in pronouns("plural") | pronouns("neuter"):
            return None
        entity = self._antecedent(reference, drafts, seen)
        if entity is not None:
            entity.add_pronoun(reference, gender)
        return entity

    def _antecedent(
        self, reference: Reference, drafts: tuple[int, ...], seen: Sequence[Seen]
    ) -> Entity | None:
        quote = self.setting.quote_at(reference.start)
        speaker = self.speakers[quote] if quote is not None else None
        candidates = seen[-WINDOW:]
        if drafts:
            contents = self.setting.drafts[drafts[0]].contents
            candidates = [s for s in candidates if not _inside(s.reference.start, contents)]
        previous, rival = self._previous(drafts), None
        if drafts and self.setting.is_conversation:
            previous, rival = self._turns(drafts[0])
        anaphor = Anaphor(
            reference,
            is_source=bool(drafts),
            previous=previous,
            outer=self._outer(drafts),
            in_conversation=self.setting.is_conversation,
            rival=rival,
            excluded=(speaker,) if speaker is not None else (),
            named=self._named(drafts[0], candidates) if drafts else frozenset(),
        )
        return self.choose(anaphor, candidates)

    def _named(self, draft: int, seen: Sequence[Seen]) -> frozenset[int]:
        """Identities of those seen before who are called by name in the content of a draft."""
        article = self.setting.article
        names = [
            name_key(piece)
            for start, end in self.setting.drafts[draft].contents
            for stretch in article.tokens_between(start, min(end, start + LONGEST))
            for piece in article.names_in(*stretch)
            if piece.words
        ]
        entities = {id(s.entity): s.entity for s in seen} if names else {}
        return frozenset(
            key
            for key, entity in entities.items()
            if any(same_name(name, entity)[0] > 0 for name in names)
        )

    def _turns(self, draft: int) -> tuple[Entity | None, Entity | None]:
        """Who speaks on in the paragraph of a draft, and who spoke in the paragraph before."""
        paragraph = self.setting.paragraph_of(draft)
        for index in range(draft - 1, max(-1, draft - EARLIER), -1):
            entity = self.speakers[index]
            if entity is None or self.setting.drafts[index].parent is not None:
                continue
            other = self.setting.paragraph_of(index)
            if other == paragraph:
                return entity, None
            return None, entity if paragraph - other <= 2 else None
        return None, None

    def _relative(self, reference: Reference) -> Entity | None:
        """The mention that the pronoun's relative clause hangs on: *critics* **who** *say …*."""
        sentence = self.setting.article.sentences[reference.sentence]
        for ancestor in islice(sentence.ancestors(sentence[reference.head]), HIGHEST):
            entity = self.heads.get((reference.sentence, ancestor.index))
            if entity is not None:
                return entity
            head = sentence.head(ancestor)
            if ancestor.deprel == "acl:relcl" and head is not None and head.upos == "NOUN":
                known = self.heads.get((reference.sentence, head.index))
                return known or self.index.add(describe(sentence, head), None)
        return self._right_before(reference)

    def _right_before(self, reference: Reference) -> Entity | None:
        """The mention before the comma and *who*, where that has been hung elsewhere.

        No verb stands between.
        """
        sentence = self.setting.article.sentences[reference.sentence]
        comma = sentence.neighbour(sentence[reference.head], -1)
        if comma is None or comma.text != ",":
            return None
        for token in reversed(sentence.tokens[: reference.head]):
            entity = self.heads.get((reference.sentence, token.index))
            if entity is not None or token.upos in {"VERB", "AUX"}:
                return entity
        return None

    def _previous(self, drafts: tuple[int, ...]) -> Entity | None:
        """The speaker of the quote before, nested ones aside."""
        if not drafts:
            return None
        for index in range(drafts[0] - 1, max(-1, drafts[0] - EARLIER), -1):
            if self.setting.drafts[index].parent is None and self.speakers[index] is not None:
                return self.speakers[index]
        return None

    def _outer(self, drafts: tuple[int, ...]) -> Entity | None:
        """The speaker who reports what the pronoun says: *Ruiz said* **she** *had warned them*."""
        parent = self.setting.drafts[drafts[0]].parent if drafts else None
        if parent is None or self.setting.drafts[parent].form in VERBATIM:
            return None
        return self.speakers[parent]


def _inside(offset: int, contents: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= offset < end for start, end in contents)
