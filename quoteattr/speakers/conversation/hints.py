"""What the text around a turn tells of who speaks it: who acts, who is addressed, who is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.article.vocatives import addressed_names
from quoteattr.lexicon.kinds import is_part_of_speaker
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.article.turns import Turn
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence

    Heads = Mapping[tuple[int, int], Entity]
    """Entities by the indices of a sentence and of the head token of a mention in it."""

__all__ = ["Hints", "find_hints", "subjects_by_paragraph", "voice_after"]

SUBJECT = "nsubj"


@frozen(eq=False)
class Hints:
    """What is told of a turn beside its cues."""

    acting: Entity | None = None
    """The subject of the narration nearest to the speech in its paragraph."""
    told: Entity | None = None
    """The last subject of the paragraph before, if nobody speaks there."""
    called: tuple[Entity, ...] = ()
    """Who is addressed by name in it."""
    addressee: Entity | None = None
    """To whom it is said: *Ana said* **to him**, *Ana turned* **to him**."""
    named: frozenset[int] = frozenset()
    """Identities of those whom it names without addressing them."""

    def persons(self) -> Iterator[Entity]:
        """Yield those who may take part in the conversation."""
        entities = (self.acting, self.told, self.addressee, *self.called)
        return (entity for entity in entities if entity is not None)


def _may_take_turn(entity: Entity) -> bool:
    """Whether an entity may take part in a conversation."""
    is_person = entity.kind is Kind.PERSON or (entity.kind is Kind.UNKNOWN and entity.named)
    return is_person or entity.narrates


def subjects_by_paragraph(setting: Setting, seen: Sequence[Seen]) -> dict[int, list[Seen]]:
    """Return the persons who act outside quotes, by the index of their paragraph.

    They are subjects, or own what is one: **Dora's** *voice was flat*.
    """
    subjects: dict[int, list[Seen]] = {}
    for mention in seen:
        sentence = setting.article.sentences[mention.reference.sentence]
        acts = mention.reference.subject or owns_subject(sentence, mention.reference)
        if acts and _may_take_turn(mention.entity):
            subjects.setdefault(sentence.paragraph, []).append(mention)
    return subjects


def owns_subject(sentence: Sentence, reference: Reference) -> bool:
    """Whether a mention is the possessor of a voice, face or the like that is a subject."""
    token = sentence[reference.head]
    part = sentence.head(token)
    if part is None or token.relation != "nmod" or token.deprel != "nmod:poss":
        return False
    return is_part_of_speaker(part.lemma) and part.relation == SUBJECT


def find_hints(setting: Setting, heads: Heads, subjects: Mapping[int, list[Seen]]) -> list[Hints]:
    """Find the hints of each turn."""
    turns = setting.turns
    speaking = {turn.paragraph for turn in turns}
    return [_hints(setting, turn, heads, subjects, speaking) for turn in turns]


def _hints(
    setting: Setting,
    turn: Turn,
    heads: Heads,
    subjects: Mapping[int, list[Seen]],
    speaking: set[int],
) -> Hints:
    before = turn.paragraph - 1
    acting = _nearest(turn, subjects.get(turn.paragraph, []))
    told = subjects.get(before, []) if before not in speaking else []
    called = tuple(_called(setting, turn, heads))
    return Hints(
        acting=acting.entity if acting is not None else None,
        told=told[-1].entity if told else None,
        called=called,
        addressee=_addressee(setting, turn, heads) or _turned_to(setting, acting, heads),
        named=_named(setting, turn, heads) - frozenset(map(id, called)),
    )


def _nearest(turn: Turn, subjects: Sequence[Seen]) -> Seen | None:
    """Return the subject of the narration nearest to the speech in its paragraph."""
    return min(
        subjects,
        key=lambda s: min(abs(s.reference.start - turn.end), abs(turn.start - s.reference.end)),
        default=None,
    )


def _turned_to(setting: Setting, acting: Seen | None, heads: Heads) -> Entity | None:
    """Return the one person to whom somebody who acts does something: *Ana turned to* **Ben**."""
    if acting is None:
        return None
    sentence = setting.article.sentences[acting.reference.sentence]
    verb = sentence.head(sentence[acting.reference.head])
    objects = sentence.children(verb, "obj", "iobj", "obl") if verb is not None else []
    found = [heads.get((sentence.index, token.index)) for token in objects]
    persons = {id(e): e for e in found if e is not None and _may_take_turn(e)}
    persons.pop(id(acting.entity), None)
    return next(iter(persons.values())) if len(persons) == 1 else None


def _called(setting: Setting, turn: Turn, heads: Heads) -> Iterator[Entity]:
    """Yield those who are addressed by name in a turn, each once."""
    article, found = setting.article, set[int]()
    for sentence, _, _ in article.tokens_between(turn.start, turn.end):
        for name in addressed_names(article, sentence):
            entity = heads.get((sentence.index, name.last))
            is_spoken = setting.quote_at(sentence[name.last].start) is not None
            if entity is None or not is_spoken or id(entity) in found:
                continue
            if _may_take_turn(entity):
                found.add(id(entity))
                yield entity


def _addressee(setting: Setting, turn: Turn, heads: Heads) -> Entity | None:
    """Return to whom a turn is said, if its cue tells."""
    for draft in turn.sourced:
        phrase = setting.drafts[draft].addressee
        entity = heads.get((phrase.sentence, phrase.head)) if phrase is not None else None
        if entity is not None and _may_take_turn(entity):
            return entity
    return None


def _named(setting: Setting, turn: Turn, heads: Heads) -> frozenset[int]:
    """Return the identities of those whom a turn names."""
    article = setting.article
    return frozenset(
        id(heads[sentence.index, name.last])
        for sentence, first, last in article.tokens_between(turn.start, turn.end)
        for name in article.names_in(sentence, first, last)
        if (sentence.index, name.last) in heads
        and setting.quote_at(sentence[name.last].start) is not None
    )


def voice_after(setting: Setting, draft: int, subjects: Mapping[int, list[Seen]]) -> Entity | None:
    """Return whose voice or face the narration right after a quote tells of, if of any's.

    “I am leaving.” **Dora's** *voice was flat*.
    """
    article, end = setting.article, setting.drafts[draft].contents[-1][1]
    for mention in subjects.get(article.paragraph_at(max(end - 1, 0)), []):
        sentence = article.sentences[mention.reference.sentence]
        if mention.reference.start < end or not owns_subject(sentence, mention.reference):
            continue
        between = article.text[end : mention.reference.start]
        if not any(map(str.isalnum, between)):
            return mention.entity
    return None
