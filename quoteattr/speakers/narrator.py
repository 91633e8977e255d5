"""The name of the narrator: who *I* is outside quotes, where the text tells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quoteattr.article.vocatives import vocatives
from quoteattr.records import Form, Kind, MentionForm
from quoteattr.speakers.introductions import introductions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.setting import Setting
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.speakers.tracker import Tracker
    from quoteattr.syntax.tree import Sentence

__all__ = ["named_narrator"]

OPENING = 3
"""Among how many paragraphs at the start a byline is searched."""
LONGEST_LINE = 8
"""How many words and marks a byline or a signature may have."""
ENOUGH, MOSTLY, FAR = 2, 2, 3
"""How often the narrator must be called by the name, how many times as often as anybody else, and
how many paragraphs away that is too far to count.
"""


def named_narrator(tracker: Tracker) -> tuple[Entity | None, str]:
    """Return who tells the text, and how that is known.

    A text that itself calls somebody by name, outside quotes, has several voices or is a letter:
    none of the names in it is taken for that of the narrator.
    """
    if _calls_somebody(tracker):
        return None, ""
    for find, why in (
        (_named_by_itself, "names itself"),
        (_in_byline, "byline"),
        (_spoken_to, "spoken to by name"),
    ):
        entity = find(tracker)
        if entity is not None:
            return entity, why
    return None, ""


def _calls_somebody(tracker: Tracker) -> bool:
    """Whether somebody is called by name outside quotes: *Thanks,* **Donna**!"""
    article = tracker.setting.article
    return any(
        sentence[index].relation == "vocative" and not article.is_marked(sentence[index])
        for sentence in article.sentences
        for index in vocatives(article, sentence)
    )


def _named_by_itself(tracker: Tracker) -> Entity | None:
    """Return the person who introduces herself outside quotes: *my name is Ana Ruiz*."""
    for sentence in tracker.setting.article.sentences:
        for first, name in introductions(sentence):
            entity = tracker.heads.get((sentence.index, name.index))
            if entity is None or entity.kind not in {Kind.PERSON, Kind.UNKNOWN}:
                continue
            if tracker.setting.quote_at(first.start) is None:
                return entity
    return None


def _in_byline(tracker: Tracker) -> Entity | None:
    """Return the person named alone, or after *by*, in one of the first lines, or in the last."""
    article = tracker.setting.article
    lines = list(article.sentences_of.values())
    for line in (*lines[:OPENING], *lines[OPENING:][-1:]):
        names = [name for name in article.names_in(line[0]) if name.words] if len(line) == 1 else []
        if len(names) != 1 or len(line[0]) > LONGEST_LINE or len(names[0].words) < 2:
            continue
        others = [t for t in line[0] if t.index not in names[0].indices and t.upos != "PUNCT"]
        is_last = line is lines[-1]
        entity = tracker.heads.get((line[0].index, names[0].last))
        if entity is None or entity.kind is not Kind.PERSON:
            continue
        if [t.lower for t in others] == ["by"] or (is_last and not others):
            return entity
    return None


def _spoken_to(tracker: Tracker) -> Entity | None:
    """Return who is called by name where the narrator answers or is answered.

    That person never acts by that name, and nobody else is called so nearly as often. Being called
    in a paragraph beside the narrator's speech tells as much as twice farther away.
    """
    counts: Counter[int] = Counter()
    entities: dict[int, Entity] = {}
    for entity, distance in _called_near_narrator(tracker):
        counts[id(entity)] += 2 if distance == 1 else 1
        entities[id(entity)] = entity
    acting = {id(s.entity) for s in tracker.seen if _acts(s.reference)}
    ranked = [(key, count) for key, count in counts.most_common() if key not in acting]
    if not ranked or ranked[0][1] < ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] < MOSTLY * ranked[1][1]:
        return None
    return entities[ranked[0][0]]


def _called_near_narrator(tracker: Tracker) -> Iterator[tuple[Entity, int]]:
    """Yield who is called by name near what the narrator says, and how many paragraphs away."""
    setting = tracker.setting
    outside = [(r, d) for r, d in tracker.first_persons if setting.quote_at(r.start) is None]
    told = {draft for _, drafts in outside for draft in drafts}
    own = {setting.paragraph_of(draft) for draft in told}
    asked = _after_questions(setting)
    own |= {r.paragraph for r, _ in outside if r.paragraph in asked and _begins(r, setting)}
    for sentence in setting.article.sentences:
        distance = next((d for d in range(FAR) if not own.isdisjoint(_at(sentence, d))), None)
        if distance is None:
            continue
        for index in vocatives(setting.article, sentence):
            entity = tracker.heads.get((sentence.index, index))
            quote = setting.quote_at(sentence[index].start)
            if entity is not None and _is_person(entity) and quote not in {None, *told}:
                yield entity, distance


def _after_questions(setting: Setting) -> set[int]:
    """Return the paragraphs before which the last words in quotation marks ask something."""
    last = {
        setting.paragraph_of(i): i for i, d in enumerate(setting.drafts) if d.form is Form.DIRECT
    }
    return {paragraph + 1 for paragraph, draft in last.items() if setting.asks(draft)}


def _begins(reference: Reference, setting: Setting) -> bool:
    """Whether a mention is the first word of a paragraph: **I** *nodded*."""
    first = setting.article.sentences_of[reference.paragraph][0]
    return reference.sentence == first.index and reference.head == 0


def _at(sentence: Sentence, distance: int) -> tuple[int, int]:
    """Return the indices of the paragraphs so far before and after that of a sentence."""
    return sentence.paragraph - distance, sentence.paragraph + distance


def _is_person(entity: Entity) -> bool:
    return entity.named and entity.kind in {Kind.PERSON, Kind.UNKNOWN}


def _acts(reference: Reference) -> bool:
    """Whether a mention is a subject other than a pronoun: **Ana** *left*."""
    return reference.subject and reference.form is not MentionForm.PRONOUN
