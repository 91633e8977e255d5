"""Whom *I*, *we* and *you* stand for: a speaker, the guest of an interview, the narrator."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon.kinds import pronouns
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.anaphora.pronouns import Seen
from quoteattr.speakers.conversation.interview import find_interview
from quoteattr.speakers.introductions import addressed_as, introductions, person_of, vocatives
from quoteattr.speakers.mentions.reference import describe

if TYPE_CHECKING:
    from quoteattr.speakers.conversation.interview import Interview
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.speakers.tracker import Tracker

__all__ = ["resolve_first_persons"]


def resolve_first_persons(tracker: Tracker) -> None:
    """Give *I*, *we* and *you* to whoever says or hears them.

    Inside a quote *I* is its speaker; where that one is not known yet, the pronoun goes on waiting.
    Outside quotes *I* is the guest of an interview, or the narrator, who is nobody unless the text
    gives a name.
    """
    interview = find_interview(tracker.setting, tracker.seen)
    narration = _Narration(tracker)
    waiting = []
    for reference, drafts in tracker.first_persons:
        entity = _in_speech(tracker, reference, drafts, interview)
        if entity is None and tracker.setting.quote_at(reference.start) is not None:
            waiting.append((reference, drafts))
        elif entity is None and interview is None:
            entity = narration.resolve(reference)
        if entity is not None:
            entity.references.append(reference)
        for draft in drafts:
            tracker.speakers[draft] = entity
    tracker.first_persons = waiting
    tracker.seen.sort(key=lambda seen: seen.reference.start)


def _in_speech(
    tracker: Tracker, reference: Reference, drafts: tuple[int, ...], interview: Interview | None
) -> Entity | None:
    """Return whom a pronoun stands for in what is quoted, or in an interview."""
    setting, word = tracker.setting, reference.noun
    quote = setting.quote_at(reference.start)
    if quote is not None and quote not in drafts:
        return tracker.speakers[quote] if word not in pronouns("second") else None
    spoken = setting.spoken_at(reference.start)
    if spoken is not None and spoken not in drafts and word not in pronouns("second"):
        return tracker.speakers[spoken]
    paragraph = setting.article.sentences[reference.sentence].paragraph
    return interview.speaker(word, paragraph) if interview else None


@frozen(slots=False)
class _Narration:
    """Whom *I*, *we* and *you* stand for outside quotes; found when first asked for."""

    tracker: Tracker

    def resolve(self, reference: Reference) -> Entity | None:
        """Return whom a pronoun stands for; the narrator is spoken of with it."""
        if reference.noun not in pronouns("first"):
            return self._described.get(person_of(reference.noun))
        self.tracker.seen.append(Seen(reference, self._narrator))
        return self._narrator

    @cached_property
    def _narrator(self) -> Entity:
        """The entity that tells the story: as it names itself, as others call it, or of no name."""
        named = _named_by_itself(self.tracker)
        if named is not None:
            named.note("names itself")
            return named
        called = _spoken_to(self.tracker)
        if called is not None:
            called.note("spoken to by name")
            return called
        return self.tracker.index.new()

    @cached_property
    def _described(self) -> dict[str, Entity]:
        """Who *we* and *you* are, where the text says as what it speaks or to whom, by person."""
        tracker = self.tracker
        found: dict[str, Entity] = {}
        for sentence in tracker.setting.article.sentences:
            for word, noun in addressed_as(sentence):
                person = person_of(word)
                if person in found or tracker.setting.quote_at(sentence[noun].start) is not None:
                    continue
                entity = tracker.heads.get((sentence.index, noun))
                entity = entity or tracker.index.add(describe(sentence, sentence[noun]), None)
                entity.note("as what the text speaks, or to whom")
                found[person] = entity
        return found


def _named_by_itself(tracker: Tracker) -> Entity | None:
    """Return the person who gives a name to *I* outside quotes: *my name is Ana Ruiz*."""
    for sentence in tracker.setting.article.sentences:
        for first, name in introductions(sentence):
            entity = tracker.heads.get((sentence.index, name.index))
            if entity is None or entity.kind not in {Kind.PERSON, Kind.UNKNOWN}:
                continue
            if tracker.setting.quote_at(first.start) is None:
                return entity
    return None


def _spoken_to(tracker: Tracker) -> Entity | None:
    """Return who is spoken to by name near what the narrator says, and never told of."""
    near = _paragraphs_around_narrator(tracker)
    counts: Counter[int] = Counter()
    entities: dict[int, Entity] = {}
    for sentence in tracker.setting.article.sentences:
        if sentence.paragraph not in near:
            continue
        for index in vocatives(tracker.setting.article, sentence):
            entity = tracker.heads.get((sentence.index, index))
            if entity is not None and entity.named:
                counts[id(entity)] += 1
                entities[id(entity)] = entity
    told = {id(s.entity) for s in tracker.seen if _is_told_of(s.reference)}
    ranked = [key for key, _ in counts.most_common() if key not in told]
    return entities[ranked[0]] if ranked else None


def _paragraphs_around_narrator(tracker: Tracker) -> set[int]:
    """Return the indices of the paragraphs in which the narrator speaks, and those beside them."""
    setting = tracker.setting
    return {
        setting.paragraph_of(draft) + step
        for reference, drafts in tracker.first_persons
        if setting.quote_at(reference.start) is None
        for draft in drafts
        for step in (-1, 0, 1)
    }


def _is_told_of(reference: Reference) -> bool:
    """Whether a mention is a subject and no pronoun: **Ana** *left*."""
    return reference.subject and reference.form is not MentionForm.PRONOUN
