"""From the sources of quotes to the entities that speak."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from quoteattr.article.drafts import Phrase
from quoteattr.lexicon.offices import Offices
from quoteattr.names.label_names import EXAMINER
from quoteattr.records import Construction, Kind, Mention, MentionForm, Speaker
from quoteattr.speakers.anaphora.anaphor import Seen
from quoteattr.speakers.anaphora.cataphora import named_after
from quoteattr.speakers.anaphora.pronouns import WINDOW, pronoun_gender
from quoteattr.speakers.confidence import Resolved, Signs
from quoteattr.speakers.conversation.turns import take_turns
from quoteattr.speakers.entities.shown import shown_name
from quoteattr.speakers.first_person import resolve_first_persons
from quoteattr.speakers.mentions.find import find_references, source_reference, writer_reference
from quoteattr.speakers.mentions.labels import label_reference
from quoteattr.speakers.self_introductions import hear_introductions
from quoteattr.speakers.tracker import Tracker

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.speakers.anaphora.pronouns import AntecedentWeights
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["read_mentions", "resolve_speakers"]


def resolve_speakers(
    setting: Setting, weights: AntecedentWeights, offices: Offices | None = None
) -> tuple[Resolved, ...]:
    """Find the speaker of each draft.

    Args:
        setting: An article and its drafts.
        weights: What has been learned of whom pronouns stand for.
        offices: Which names mean one body; by default those of the built-in list.

    Returns:
        A speaker for each draft: one object for one entity, ``None`` where the text names nobody;
        and what tells how sure that is.
    """
    tracker = Tracker(setting, weights, offices or Offices())
    read_mentions(tracker)
    _read_ahead(tracker)
    resolve_first_persons(tracker)
    hear_introductions(tracker)
    taken = take_turns(setting, tracker.speakers, tracker.seen, tracker.heads)
    for index, (entity, why) in taken.items():
        tracker.speakers[index] = entity
        if entity is not None:
            entity.note(why)
    _continue_speech(tracker, taken)
    resolve_first_persons(tracker)
    speakers = _records(setting.article.text, tracker.speakers)
    signs = Signs(tracker, {index: why for index, (_, why) in taken.items()})
    return tuple(Resolved(speaker, signs.of(index)) for index, speaker in enumerate(speakers))


def read_mentions(tracker: Tracker) -> None:
    """Read the mentions outside quotes, then those inside, which may refer to any before them."""
    setting, inside = tracker.setting, []
    for reference, drafts in _references(setting):
        if setting.quote_at(reference.start) is None:
            tracker.read(reference, drafts)
        else:
            inside.append((reference, drafts))
    heard = list(tracker.seen)
    for reference, drafts in inside:
        place = bisect_left(heard, reference.start, key=lambda s: s.reference.start)
        entity = tracker.read(reference, drafts, heard[max(0, place - WINDOW) : place])
        if entity is not None:
            heard.insert(place, Seen(reference, entity))


def _read_ahead(tracker: Tracker) -> None:
    """Give each pronoun that is a source and has no antecedent to who is named after it."""
    for reference, drafts in _sources(tracker.setting):
        if reference.form is not MentionForm.PRONOUN or tracker.speakers[drafts[0]] is not None:
            continue
        entity = named_after(reference, tracker.seen, tracker.setting.article)
        if entity is not None:
            entity.add_pronoun(reference, pronoun_gender(reference.noun))
            entity.note("named after the pronoun")
            for draft in drafts:
                tracker.speakers[draft] = entity


def _references(setting: Setting) -> list[tuple[Reference, tuple[int, ...]]]:
    """Find all mentions, in text order, each with the drafts that it is the source of."""
    found = [*_sources(setting), *_examiners(setting)]
    heads = {(reference.sentence, reference.head) for reference, _ in found}
    labels = {r.sentence: (r.start, r.end) for r, _ in found if r.label}
    for sentence in setting.article.sentences:
        start, end = labels.get(sentence.index, (0, 0))
        for reference in find_references(setting.article, sentence):
            is_known = (reference.sentence, reference.head) in heads
            if not is_known and not start <= reference.start < end:
                found.append((reference, ()))
    return sorted(found, key=lambda pair: (pair[0].start, not pair[0].weak, -pair[0].end))


def _sources(setting: Setting) -> Iterator[tuple[Reference, tuple[int, ...]]]:
    """Yield the mentions that are sources, each with the indices of its drafts."""
    drafts: dict[tuple[int, int], list[int]] = {}
    phrases: dict[tuple[int, int], Phrase] = {}
    for index, draft in enumerate(setting.drafts):
        if draft.source is not None:
            span = draft.source.start, draft.source.end
            drafts.setdefault(span, []).append(index)
            phrases.setdefault(span, draft.source)
    for span, phrase in phrases.items():
        found = tuple(drafts[span])
        refer = REFER.get(setting.drafts[found[0]].evidence, source_reference)
        yield refer(phrase, setting.article), found


def _examiners(setting: Setting) -> Iterator[tuple[Reference, tuple[int, ...]]]:
    """Yield the mentions that say who examines a witness: *BY* **MR. LANGE**."""
    article = setting.article
    if not any(draft.evidence is Construction.TRANSCRIPT for draft in setting.drafts):
        return
    for paragraph in article.paragraphs:
        match = EXAMINER.match(article.text, paragraph.start, paragraph.end)
        sentence = article.sentence_at(match.start("name")) if match else None
        if match is not None and sentence is not None:
            head = next((t.index for t in sentence if t.end > match.start("name")), 0)
            name = Phrase(*match.span("name"), sentence.index, head)
            yield label_reference(name, article), ()


REFER = {
    Construction.LETTER: writer_reference,
    Construction.TRANSCRIPT: label_reference,
}
"""How to make the reference for a source that is no phrase of a sentence, by construction."""


def _continue_speech(tracker: Tracker, decided: Container[int]) -> None:
    """Give each quote without a source the speaker of the one that it continues.

    Args:
        tracker: The speakers, as far as known.
        decided: Indices of the drafts whose turn has been given to somebody or nobody.
    """
    speakers, drafts = tracker.speakers, tracker.setting.drafts
    for index in range(len(drafts)):
        chain: list[int] = []
        at: int | None = index
        while at is not None and at not in chain and speakers[at] is None:
            if drafts[at].source is not None or at in decided or len(chain) > LONGEST_CHAIN:
                break
            chain.append(at)
            at = drafts[at].antecedent
        if at is not None and speakers[at] is not None:
            for link in chain:
                speakers[link] = speakers[at]


LONGEST_CHAIN = 50
"""How many quotes to go back to find who is still speaking."""


def _records(text: str, entities: Sequence[Entity | None]) -> tuple[Speaker | None, ...]:
    """Make the public record of each entity; the same entity gets the same object."""
    made: dict[int, Speaker | None] = {}
    for entity in entities:
        if entity is not None and id(entity) not in made:
            made[id(entity)] = _record(text, entity)
    return tuple(made[id(e)] if e is not None else None for e in entities)


def _record(text: str, entity: Entity) -> Speaker | None:
    """Make the public record of an entity; ``None`` if the text gives it no name or description."""
    name = shown_name(entity, text)
    if not name:
        return None
    mentions = {
        (r.start, r.end): Mention(r.start, r.end, text[r.start : r.end], r.form)
        for r in entity.references
    }
    in_order = tuple(mentions[span] for span in sorted(mentions))
    is_person = entity.kind is Kind.PERSON
    return Speaker(
        name=name,
        kind=entity.kind,
        mentions=in_order,
        evidence=tuple(entity.evidence),
        gender=entity.gender if is_person else None,
        gender_sign=entity.gender_sign if is_person else None,
    )
