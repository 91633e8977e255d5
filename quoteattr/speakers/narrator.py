"""Who says *I* outside every quote: the narrator, or whoever is being interviewed."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from typing import TYPE_CHECKING

from quoteattr.records import Kind
from quoteattr.speakers.kinds import pronouns
from quoteattr.speakers.names import find_pieces
from quoteattr.speakers.pronouns import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.speakers.entities import Entity
    from quoteattr.speakers.mentions import Reference
    from quoteattr.speakers.setting import Setting
    from quoteattr.speakers.tracker import Tracker
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Interview", "find_interview", "introductions", "resolve_first_persons", "vocatives"]

QUESTIONS = 3
"""Questions that make an interview."""
LONGEST_QUESTION = 120
"""Words of a paragraph that may be a question."""


class Interview:
    """Paragraphs that ask somebody and paragraphs in which that person answers."""

    def __init__(self, guest: Entity, questions: frozenset[int], first: int) -> None:
        self._guest, self._questions, self._first = guest, questions, first

    def speaker(self, word: str, paragraph: int) -> Entity | None:
        """Whom *I* or *you* stands for in a paragraph."""
        if paragraph < self._first:
            return None
        asked = paragraph in self._questions
        if word in pronouns("second"):
            return self._guest if asked else None
        return None if asked else self._guest


def find_interview(setting: Setting, seen: Sequence[Seen]) -> Interview | None:
    """The interview that the text is, told by its questions and answers, if one person is its guest.

    An answer says *I*; the guest is the person most spoken of before the first question.
    """
    questions: list[int] = []
    answers = 0
    for number, sentences in _paragraphs(setting.sentences):
        if _asks(sentences) and setting.quote_at(sentences[-1].start) is None:
            questions.append(number)
        elif questions and questions[-1] == number - 1:
            answers += any(t.lower in {"i", "we", "my"} for s in sentences for t in s)
    if len(questions) < QUESTIONS or answers < QUESTIONS - 1:
        return None
    guest = _guest(setting, seen, questions[0])
    return Interview(guest, frozenset(questions), questions[0]) if guest else None


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, list[Sentence]]]:
    group: list[Sentence] = []
    for sentence in sentences:
        if group and group[-1].paragraph != sentence.paragraph:
            yield group[0].paragraph, group
            group = []
        group.append(sentence)
    if group:
        yield group[0].paragraph, group


def _asks(sentences: list[Sentence]) -> bool:
    return sentences[-1].tokens[-1].text == "?" and sum(map(len, sentences)) <= LONGEST_QUESTION


def _guest(setting: Setting, seen: Sequence[Seen], first: int) -> Entity | None:
    counts: Counter[int] = Counter()
    entities: dict[int, Entity] = {}
    for mention in seen:
        entity = mention.entity
        if setting.sentences[mention.reference.sentence].paragraph >= first:
            break
        if entity.named and entity.kind in {Kind.PERSON, Kind.UNKNOWN}:
            counts[id(entity)] += 2 if mention.reference.subject else 1
            entities[id(entity)] = entity
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return entities[ranked[0][0]]


def resolve_first_persons(tracker: Tracker) -> None:
    """Give *I*, *we* and *you* to whoever says or hears them.

    Inside a quote *I* is its speaker. Outside, it is the guest of an interview, or the narrator, who
    is nobody unless the text gives a name.
    """
    interview = find_interview(tracker.setting, tracker.seen)
    waiting, narrator = [], None
    for reference, drafts in tracker.first_persons:
        entity = _first_person(tracker, reference, drafts, interview)
        if entity is not None:
            entity.references.append(reference)
        elif tracker.setting.quote_at(reference.start) is not None:
            waiting.append((reference, drafts))
        elif reference.noun in pronouns("first"):
            narrator = narrator or _narrator(tracker)
            entity = narrator
            entity.references.append(reference)
            insort(tracker.seen, Seen(reference, entity), key=lambda s: s.reference.start)
        for draft in drafts:
            tracker.speakers[draft] = entity
    tracker.first_persons = waiting


def _first_person(
    tracker: Tracker, reference: Reference, drafts: tuple[int, ...], interview: Interview | None
) -> Entity | None:
    setting, word = tracker.setting, reference.noun
    quote = setting.quote_at(reference.start)
    if quote is None or quote in drafts:
        paragraph = setting.sentences[reference.sentence].paragraph
        return interview.speaker(word, paragraph) if interview else None
    if word in pronouns("second"):
        return None
    return tracker.speakers[quote]


def _narrator(tracker: Tracker) -> Entity:
    """The entity that tells the story: of the name by which it is introduced or spoken to, or of none."""
    setting = tracker.setting
    for sentence in setting.sentences:
        for first, name in introductions(sentence):
            entity = tracker.heads.get((sentence.index, name.index))
            if entity is not None and setting.quote_at(first.start) is None:
                entity.note("names itself")
                return entity
    entity = _spoken_to(tracker)
    if entity is not None:
        entity.note("spoken to by name")
        return entity
    return tracker.index.new()


def _spoken_to(tracker: Tracker) -> Entity | None:
    """Who is spoken to by name near what the narrator says, and never told of."""
    setting = tracker.setting
    near = {
        setting.paragraph(setting.drafts[draft].contents[0][0]) + step
        for reference, drafts in tracker.first_persons
        for draft in drafts
        if setting.quote_at(reference.start) is None
        for step in (-1, 0, 1)
    }
    counts: Counter[int] = Counter()
    entities: dict[int, Entity] = {}
    for sentence in setting.sentences:
        if sentence.paragraph in near:
            for head in vocatives(sentence):
                entity = tracker.heads.get((sentence.index, head))
                if entity is not None and entity.named:
                    counts[id(entity)] += 1
                    entities[id(entity)] = entity
    told = {id(s.entity) for s in tracker.seen if s.reference.subject}
    ranked = [key for key, _ in counts.most_common() if key not in told]
    return entities[ranked[0]] if ranked else None


def introductions(sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """Names that people give themselves, each with the first person it goes with.

    *I am Ana Ruiz*; *I, Ana Ruiz, …*; *my name is Ana Ruiz*; *they called me Ana*.
    """
    for token in sentence:
        if token.lower not in pronouns("first"):
            continue
        head = sentence.head(token)
        named = [t for t in sentence.children(token, "appos") if t.upos == "PROPN"]
        if head is not None and head.upos == "PROPN" and token.relation == "nsubj":
            named.append(head)
        if head is not None and head.lemma == "name":
            above = sentence.head(head)
            if above is not None and above.upos == "PROPN" and head.relation == "nsubj":
                named.append(above)
        if (
            head is not None
            and head.lemma in {"call", "name"}
            and token.relation in {"obj", "iobj"}
        ):
            named += [t for t in sentence.children(head, "obj", "xcomp") if t.upos == "PROPN"]
        for name in named:
            yield token, name


def vocatives(sentence: Sentence) -> Iterator[int]:
    """Heads of the names by which somebody is spoken to: *Come in*, Ana."""
    for piece in find_pieces(sentence):
        if not piece.words:
            continue
        before = sentence[piece.first - 1] if piece.first else None
        after = sentence.neighbour(sentence[piece.last])
        apart = all(
            t is None or t.upos == "PUNCT" or t.lower in {"dear", "oh"} for t in (before, after)
        )
        tags = {sentence[i].relation for i in range(piece.name, piece.last + 1)}
        if "vocative" in tags or (apart and tags & {"discourse", "parataxis", "dep"}):
            yield from range(piece.name, piece.last + 1)
