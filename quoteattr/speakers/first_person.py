"""Who *I*, *we* and *you* are: a speaker, the guest of an interview, the narrator."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon.kinds import pronouns
from quoteattr.speakers.anaphora.anaphor import Seen
from quoteattr.speakers.conversation.interview import find_interview
from quoteattr.speakers.introductions import addressed_as, person_of
from quoteattr.speakers.mentions.reference import describe
from quoteattr.speakers.narrator import named_narrator

if TYPE_CHECKING:
    from quoteattr.speakers.conversation.interview import Interview
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.speakers.tracker import Tracker

__all__ = ["resolve_first_persons"]


def resolve_first_persons(tracker: Tracker) -> None:
    """Give each *I*, *we* and *you* to the entity that says or hears it.

    Inside a quote *I* is its speaker; as long as that is unknown, the pronoun stays unresolved.
    Outside quotes *I* is the guest of an interview, or the narrator, who may have no name.
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
    """Return who a pronoun inside a quote or an interview is."""
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
    """Who *I*, *we* and *you* are outside quotes; found when first needed."""

    tracker: Tracker

    def resolve(self, reference: Reference) -> Entity | None:
        """Return who a pronoun is; for the narrator it counts as a mention."""
        if reference.noun not in pronouns("first"):
            return self._described.get(person_of(reference.noun))
        self.tracker.seen.append(Seen(reference, self._narrator))
        return self._narrator

    @cached_property
    def _narrator(self) -> Entity:
        """The entity that tells the text, by the name it gives or is called; else a new one."""
        named, why = named_narrator(self.tracker)
        narrator = named or self.tracker.index.new()
        narrator.note(why)
        narrator.narrates = True
        return narrator

    @cached_property
    def _described(self) -> dict[str, Entity]:
        """The entities that *as* and a noun say *we* and *you* are, by grammatical person."""
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
