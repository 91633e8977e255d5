"""Gives each mention of a text to an entity, in the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.lexicon.kinds import pronouns
from quoteattr.lexicon.offices import Offices, is_capital, office_kind
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.anaphora.anaphor import Anaphor, Seen
from quoteattr.speakers.anaphora.context import (
    objects_beside,
    pronoun_in_context,
    source_in_context,
)
from quoteattr.speakers.anaphora.descriptions import (
    author,
    broadly_described_before,
    is_called_so,
    named_before,
    office_of_holder,
    organisation_before,
    organisation_speaking,
)
from quoteattr.speakers.anaphora.leads import described_before, described_in_lead
from quoteattr.speakers.anaphora.namesakes import without_namesakes
from quoteattr.speakers.anaphora.offices import holder_named_before, office_given_before
from quoteattr.speakers.anaphora.own_subject import subject_of_content
from quoteattr.speakers.anaphora.pronouns import (
    TOLD,
    WINDOW,
    AntecedentWeights,
    likely_antecedent,
    pronoun_gender,
)
from quoteattr.speakers.anaphora.relative import relative_antecedent
from quoteattr.speakers.anaphora.spouses import spouse_described, spouse_named
from quoteattr.speakers.conversation.labels import Labels
from quoteattr.speakers.entities.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.lexicon.offices import Body
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

    Known = tuple[Entity | None, str]
    """An entity, if one is known, and why a mention refers to it."""

__all__ = ["Tracker"]

OFFICE_WEIGHT = 2.0
"""How much the name of a known office counts as evidence of the kind."""


@define
class Tracker:
    """The entities of a text, as far as the text has been read."""

    setting: Setting
    weights: AntecedentWeights
    offices: Offices = field(factory=Offices)
    """Which names mean one body."""
    choose: Callable[[Anaphor, Sequence[Seen]], Entity | None] | None = None
    """Tells whom a pronoun stands for; by default the weights do."""
    speakers: list[Entity | None] = field(init=False)
    """The speaker of each draft, as far as known."""
    seen: list[Seen] = field(factory=list)
    """The mentions given to entities, in the order of the text; those outside quotes only."""
    index: Index = field(factory=Index)
    heads: dict[tuple[int, int], Entity] = field(factory=dict)
    """Entity of the mention with this head token in this sentence."""
    labels: Labels = field(init=False)
    groups: dict[frozenset[int], Entity] = field(factory=dict)
    """Entities joined by *and*, by the identities of their members."""
    sources: dict[int, Reference] = field(factory=dict)
    """The mention that is the source of each draft with a source."""
    chances: dict[int, float] = field(factory=dict)
    """How probable the antecedent is, 0 to 1, of a pronoun that is the source of a draft."""
    first_persons: list[tuple[Reference, tuple[int, ...]]] = field(factory=list)
    """*I* and *you*, with the drafts that they are the source of."""

    def __attrs_post_init__(self) -> None:
        self.speakers = [None] * len(self.setting.drafts)
        self.labels = Labels(self.setting.article, self.index)

    def read(
        self, reference: Reference, drafts: tuple[int, ...], earlier: Sequence[Seen] | None = None
    ) -> Entity | None:
        """Give a mention, and the drafts that it is the source of, to an entity.

        Args:
            reference: The mention.
            drafts: Indices of the drafts that it is the source of.
            earlier: The mentions that it may refer back to; by default all that have been seen.

        Returns:
            The entity, or ``None`` for a pronoun that refers to nobody or is not resolved yet.
        """
        entity = self._entity(reference, drafts, self.seen if earlier is None else earlier)
        if entity is not None:
            if earlier is None:
                self.seen.append(Seen(reference, entity))
            heads = reference.name.bare_indices if reference.name else (reference.head,)
            self.heads.update(((reference.sentence, head), entity) for head in heads)
        for draft in drafts:
            self.speakers[draft] = entity
            self.sources[draft] = reference
        return entity

    def _entity(
        self, reference: Reference, drafts: tuple[int, ...], seen: Sequence[Seen]
    ) -> Entity | None:
        """Find or make the entity of a mention, by its form."""
        if reference.label:
            body = self._body(reference, reference.name.words) if reference.name else None
            return self.labels.read(reference, body, self.seen, examines=not drafts)
        if reference.form is MentionForm.PRONOUN:
            return self._pronoun(reference, drafts, seen)
        if reference.members:
            return self._joined(reference, None if seen is self.seen else seen)
        if reference.form is MentionForm.NAME:
            return self._name(reference, drafts)
        return self._description(reference, drafts, seen)

    def _joined(self, reference: Reference, earlier: Sequence[Seen] | None) -> Entity:
        """Find or make the group of coordinated members; the same members are the same group."""
        read = (self.read(member, (), earlier) for member in reference.members)
        members = tuple(member for member in read if member is not None)
        key = frozenset(map(id, members))
        entity = self.index.add(reference, self.groups.get(key))
        if len(members) == len(reference.members):  # else one is a pronoun for nobody
            entity.members = entity.members or members
        return self.groups.setdefault(key, entity)

    # Names and descriptions

    def _name(self, reference: Reference, drafts: tuple[int, ...]) -> Entity:
        """Find or make the entity that a name refers to."""
        assert reference.name is not None
        body = self._body(reference, reference.name.words)
        if not drafts and body is not None and is_capital(" ".join(reference.name.words)):
            body = None  # unless it speaks, it is the city itself and not a government
        entity, why = _first_known(self._bearers(reference, body))
        entity = self.index.add(reference, entity, why if entity else "", body)
        self.index.add_initials(entity)
        return entity

    def _bearers(self, reference: Reference, body: Body | None) -> Iterator[Known]:
        """Yield the entity that a name may refer to, for one reason after the other."""
        yield self.index.bearer(body), "same body"
        article, found = self.setting.article, self.index.find_name(reference)
        yield from without_namesakes(reference, found, article, self.seen)
        sentence = article.sentences[reference.sentence]
        yield spouse_described(reference, self.seen), "name after a description"
        yield described_before(reference, sentence, self.seen), "name after a description"
        yield office_given_before(reference, sentence, self.seen), "name after a description"
        yield described_in_lead(reference, sentence, self.seen), "name after a description"

    def _description(
        self, reference: Reference, drafts: tuple[int, ...], seen: Sequence[Seen]
    ) -> Entity | None:
        """Find or make the entity that a description refers to; ``None`` if it may not speak."""
        if drafts:
            entity = author(reference, drafts[0], self.setting, self.speakers)
            if entity is not None:
                entity.add_document(reference)
                return entity
        body = self._body(reference, tuple(reference.descriptors[0].split(" ")))
        owner = self._owner(reference)
        known, why = _first_known(self._described(reference, drafts, seen, body, owner))
        if known is None and not _may_be_new(reference, drafts):
            return None
        entity = self.index.add(reference, known, why if known else "", body)
        if known is None:
            entity.owner = owner
        kind = office_kind(self.setting.article.text[reference.start : reference.end])
        if kind is not None:
            entity.kinds[kind] += OFFICE_WEIGHT
        return entity

    def _described(
        self,
        reference: Reference,
        drafts: tuple[int, ...],
        seen: Sequence[Seen],
        body: Body | None,
        owner: Entity | None,
    ) -> Iterator[Known]:
        """Yield the entity that a description may refer to, for one reason after the other."""
        yield self.index.bearer(body), "same body"
        office = office_of_holder(reference, self.index, self.setting, self.offices)
        yield office, "office called by its holder"
        yield spouse_named(reference, owner, seen), "married to"
        if reference.definite or reference.bare:
            same = self.index.find_description(reference, owner)
            if reference.definite and drafts and not is_called_so(same, reference):
                spoke = organisation_speaking(reference, drafts[0], self.setting, self.speakers)
                yield spoke, "organisation spoken of"
            yield same, "same description"
        if reference.definite:
            yield organisation_before(reference, seen), "organisation spoken of"
        if reference.definite and drafts:
            yield broadly_described_before(reference, seen), "person spoken of"
            yield holder_named_before(reference, seen), "person spoken of"
            objects = objects_beside(reference, self.setting, seen)
            others = [s for s in seen if s.entity not in objects] if objects else seen
            yield named_before(reference, others, self.weights), "person spoken of"

    def _body(self, reference: Reference, words: tuple[str, ...]) -> Body | None:
        """Return the body that a mention names, by these words or by the whole mention."""
        whole = self.setting.article.text[reference.start : reference.end]
        return self.offices.body(" ".join(words), whole)

    def _owner(self, reference: Reference) -> Entity | None:
        """Return the possessor in a description: Quist in *Quist's brother*."""
        if reference.possessor is None:
            return None
        return self.heads.get((reference.sentence, reference.possessor))

    # Pronouns

    def _pronoun(
        self, reference: Reference, drafts: tuple[int, ...], seen: Sequence[Seen]
    ) -> Entity | None:
        """Find who a pronoun refers to; *I*, *we* and *you* are left until all else is read."""
        word = reference.noun
        if word in pronouns("first") | pronouns("first_plural") | pronouns("second"):
            self.first_persons.append((reference, drafts))
            return None
        if word in pronouns("relative"):
            sentence = self.setting.article.sentences[reference.sentence]
            if not drafts:
                return None
            return relative_antecedent(reference, sentence, self.heads, self.index)
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
        """Find the antecedent of a pronoun of the third person."""
        candidates = seen[-WINDOW:]
        if drafts:
            contents = self.setting.drafts[drafts[0]].contents
            candidates = [s for s in candidates if not _is_inside(s.reference.start, contents)]
            anaphor = source_in_context(
                reference, drafts[0], self.setting, self.speakers, candidates
            )
        else:
            anaphor = pronoun_in_context(reference, self.setting, self.speakers)
        if self.choose is not None:
            return self.choose(anaphor, candidates)
        entity, chance = likely_antecedent(anaphor, candidates, self.weights)
        if entity is None and drafts:
            content = self.setting.drafts[drafts[0]].contents[0]
            sentence = self.setting.article.sentences[reference.sentence]
            own = subject_of_content(anaphor, content, sentence, seen)
            entity, chance = (own, TOLD) if own is not None else (None, chance)
        self.chances.update(dict.fromkeys(drafts, chance))
        return entity


def _first_known(found: Iterator[Known]) -> Known:
    """Return the first entity that is not ``None``, and why; if none is, the last reason."""
    why = ""
    for entity, why in found:
        if entity is not None:
            return entity, why
    return None, why


def _may_be_new(reference: Reference, drafts: tuple[int, ...]) -> bool:
    """Whether a description may be a new entity: it is a source, or of a known kind."""
    return bool(reference.noun and (drafts or reference.kind is not Kind.UNKNOWN))


def _is_inside(offset: int, contents: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= offset < end for start, end in contents)
