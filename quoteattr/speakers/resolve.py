"""From the sources of quotes to the entities that speak."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from attrs import define, field

from quoteattr.records import Form, Kind, Mention, MentionForm, Speaker
from quoteattr.speakers.dialogue import take_turns
from quoteattr.speakers.kinds import fold, is_issued, noun_family, pronouns
from quoteattr.speakers.linking import Index
from quoteattr.speakers.mentions import Reference, find_references, source_reference
from quoteattr.speakers.offices import held_by
from quoteattr.speakers.pronouns import Seen, antecedent, pronoun_gender
from quoteattr.speakers.setting import VERBATIM, Setting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quoteattr.attribution.draft import Draft
    from quoteattr.speakers.entities import Entity
    from quoteattr.syntax.tree import Sentence

__all__ = ["resolve_speakers"]


def resolve_speakers(
    text: str,
    sentences: Sequence[Sentence],
    drafts: Sequence[Draft],
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Speaker | None, ...]:
    """The speaker of each draft: one object for one entity, ``None`` where the text names nobody.

    Args:
        text: The text as given.
        sentences: Its parsed sentences.
        drafts: The attributions found in it.
        aliases: Names that the caller knows to be one speaker, under the name to show.
    """
    return _Resolution(text, sentences, drafts, aliases or {}).speakers()


@define
class _Resolution:
    text: str
    sentences: Sequence[Sentence]
    drafts: Sequence[Draft]
    aliases: Mapping[str, Sequence[str]]
    index: Index = field(factory=Index)
    seen: list[Seen] = field(factory=list)
    heads: dict[tuple[int, int], Entity] = field(factory=dict)
    """Entity of the mention with this head token in this sentence."""
    by_draft: list[Entity | None] = field(init=False)
    setting: Setting = field(init=False)
    shared: dict[int, list[int]] = field(factory=dict)
    """Drafts that share one source, under the first of them."""

    def speakers(self) -> tuple[Speaker | None, ...]:
        self.by_draft = [None] * len(self.drafts)
        self.setting = Setting(self.text, self.sentences, self.drafts)
        references = self._references()
        narrative = [r for r in references if self.setting.quote_at(r[0].start) is None]
        inside = [r for r in references if self.setting.quote_at(r[0].start) is not None]
        for reference, draft in narrative:
            self._resolve(reference, draft)
        narrated = self.seen
        for reference, draft in inside:
            self.seen = narrated[
                : bisect_left(narrated, reference.start, key=lambda s: s.reference.start)
            ][-60:]
            self._resolve(reference, draft)
        self.seen = narrated
        for i, (entity, why) in take_turns(self.setting, self.by_draft, self.seen).items():
            self.by_draft[i] = entity
            if why not in entity.evidence:
                entity.evidence.append(why)
        for i in range(len(self.drafts)):
            self._inherit(i, 0)
        return self._records()

    def _references(self) -> list[tuple[Reference, int | None]]:
        """All mentions in the order of the text, sources with the first draft that they are the source of."""
        sources: dict[tuple[int, int], list[int]] = {}
        for i, draft in enumerate(self.drafts):
            if draft.source is not None:
                sources.setdefault((draft.source.start, draft.source.end), []).append(i)
        found: list[tuple[Reference, int | None]] = []
        taken: list[tuple[int, int]] = []
        for drafts in sources.values():
            source = self.drafts[drafts[0]].source
            assert source is not None
            found.append((source_reference(source, self.sentences[source.sentence]), drafts[0]))
            self.shared[drafts[0]] = drafts
            taken.append((source.start, source.end))
        heads = {(r.sentence, r.head) for r, _ in found}
        for sentence in self.sentences:
            for reference in find_references(sentence):
                if (reference.sentence, reference.head) not in heads:
                    found.append((reference, None))
        return sorted(found, key=lambda pair: (pair[0].start, -pair[0].end))

    def _resolve(self, reference: Reference, draft: int | None) -> None:
        if reference.form is MentionForm.PRONOUN:
            entity = self._pronoun(reference, draft)
        elif reference.members:
            entity = self._joined(reference)
        elif reference.form is MentionForm.NAME:
            entity = self._name(reference)
        else:
            entity = self._description(reference, draft)
        if entity is not None:
            self.seen.append(Seen(reference, entity))
            self.heads[reference.sentence, reference.head] = entity
        if draft is not None:
            for i in self.shared[draft]:
                self.by_draft[i] = entity

    def _name(self, reference: Reference) -> Entity:
        piece = reference.piece
        assert piece is not None
        entity, body = self.index.find_body(piece.words)
        why = "same body"
        if entity is None:
            entity, why = self.index.find_name(reference)
        entity = self.index.add(reference, entity, why)
        if body is not None and entity.body is None:
            entity.body = body  # type: ignore[assignment]
            self.index._by_body.setdefault(body, entity)
        self.index.index_initials(entity)
        return entity

    def _joined(self, reference: Reference) -> Entity:
        for member in reference.members:
            self._resolve(member, None)
        return self.index.add(reference, None)

    def _description(self, reference: Reference, draft: int | None) -> Entity | None:
        author = self._author(reference, draft)
        if author is not None:
            author.add(reference, "document of its author")
            author.kinds[Kind.DOCUMENT] -= 2.0
            return author
        words = tuple(reference.roles[0].split(" ")) if reference.roles else ()
        entity, body = self.index.find_body(words)
        why = "same body"
        if entity is None:
            entity, why = self._office_of_holder(reference)
        if entity is None and reference.definite:
            entity, why = self.index.find_description(reference)
            if entity is None and not reference.modifiers and not reference.plural:
                entity, why = self._generic(reference)
        if entity is None and draft is None and not reference.kind:
            return None
        entity = self.index.add(reference, entity, why)
        if body is not None and entity.body is None:
            entity.body = body  # type: ignore[assignment]
            self.index._by_body.setdefault(body, entity)
        return entity

    def _office_of_holder(self, reference: Reference) -> tuple[Entity | None, str]:
        if reference.noun != "office" or reference.possessor is None:
            return None, ""
        holder = self.sentences[reference.sentence][reference.possessor]
        for body in held_by(holder.text):
            entity = self.index._by_body.get(body)
            if entity is not None:
                return entity, "office of its holder"
        return None, ""

    def _generic(self, reference: Reference) -> tuple[Entity | None, str]:
        """*The company* for the organisation spoken of most recently."""
        family = noun_family(reference.noun)
        if family is None or reference.possessor is not None:
            return None, ""
        for seen in self.seen[-25:][::-1]:
            if reference.sentence - seen.reference.sentence > 6:
                break
            entity = seen.entity
            if entity.kind is Kind.ORGANISATION and entity.named and _of_family(entity, family):
                return entity, "the organisation spoken of"
        return None, ""

    def _author(self, reference: Reference, draft: int | None) -> Entity | None:
        """Whose the statement is: of the institution or person that spoke last."""
        if (
            draft is None
            or not is_issued(reference.noun)
            or not reference.definite
            or reference.modifiers
        ):
            return None
        if reference.possessor is not None:
            return None
        for i in range(draft - 1, max(-1, draft - 12), -1):
            entity = self.by_draft[i]
            if (
                entity is not None
                and self.drafts[i].parent is None
                and self.drafts[i].source is not None
            ):
                return entity
        return None

    def _pronoun(self, reference: Reference, draft: int | None) -> Entity | None:
        word = reference.noun
        if word in pronouns("relative") and draft is not None:
            return self._relative(reference)
        if not (pronoun_gender(word) or word in pronouns("plural") or word in pronouns("neuter")):
            return None
        if word in pronouns("neuter") and draft is None:
            return None
        previous = self._previous(draft)
        outer, excluded = self._outer(draft), None
        quote = self.setting.quote_at(reference.start)
        if quote is not None and self.by_draft[quote] is not None:
            excluded = self.by_draft[quote]
        seen = self.seen
        if draft is not None:
            contents = self.drafts[draft].contents
            seen = [s for s in seen[-60:] if not _inside(s.reference.start, contents)]
        entity = antecedent(reference, seen, previous, outer, excluded)
        if entity is not None:
            entity.add_pronoun(reference, pronoun_gender(word))
        return entity

    def _relative(self, reference: Reference) -> Entity | None:
        sentence = self.sentences[reference.sentence]
        for ancestor in sentence.ancestors(sentence[reference.head]):
            entity = self.heads.get((reference.sentence, ancestor.index))
            if entity is not None:
                return entity
        return None

    def _previous(self, draft: int | None) -> Entity | None:
        if draft is None:
            return None
        for i in range(draft - 1, max(-1, draft - 6), -1):
            if self.drafts[i].parent is None and self.by_draft[i] is not None:
                return self.by_draft[i]
        return None

    def _outer(self, draft: int | None) -> Entity | None:
        if draft is None:
            return None
        parent = self.drafts[draft].parent
        if parent is None or self.drafts[parent].form in VERBATIM:
            return None
        return self.by_draft[parent]

    def _inherit(self, i: int, depth: int) -> Entity | None:
        """First persons speak for the quote that they stand in; a quote that goes on keeps its speaker."""
        if self.by_draft[i] is not None or depth > len(self.drafts):
            return self.by_draft[i]
        draft = self.drafts[i]
        if draft.source is not None:
            word = fold(self.text[draft.source.start : draft.source.end].split()[0])
            quote = self.setting.quote_at(draft.source.start)
            if (
                quote is not None
                and quote != i
                and word in pronouns("first") | pronouns("first_plural")
            ):
                self.by_draft[i] = self._inherit(quote, depth + 1)
                if self.by_draft[i] is not None:
                    sentence = self.sentences[draft.source.sentence]
                    self.by_draft[i].references.append(source_reference(draft.source, sentence))
        elif draft.antecedent is not None and draft.antecedent != i:
            self.by_draft[i] = self._inherit(draft.antecedent, depth + 1)
        return self.by_draft[i]

    def _records(self) -> tuple[Speaker | None, ...]:
        made: dict[int, Speaker | None] = {}
        for entity in self.by_draft:
            if entity is not None and id(entity) not in made:
                made[id(entity)] = self._record(entity)
        return tuple(made[id(e)] if e is not None else None for e in self.by_draft)

    def _record(self, entity: Entity) -> Speaker | None:
        name = entity.display(self.text)
        if not name:
            return None
        mentions = {
            (r.start, r.end): Mention(r.start, r.end, self.text[r.start : r.end], r.form)
            for r in entity.references
        }
        return Speaker(
            name,
            entity.kind,
            tuple(mentions[key] for key in sorted(mentions)),
            tuple(entity.evidence),
        )


def _inside(offset: int, contents: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= offset < end for start, end in contents)


def _of_family(entity: Entity, family: str) -> bool:
    families = {f for role in entity.roles if (f := noun_family(role))}
    families |= {f for name in entity.names if (f := noun_family(name[-1]))}
    return not families or family in families
