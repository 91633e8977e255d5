"""Who says *I* outside every quote: the narrator, or whoever is being interviewed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.kinds import pronouns
from quoteattr.speakers.names import find_pieces
from quoteattr.speakers.pronouns import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.speakers.entities import Entity
    from quoteattr.speakers.mentions import Reference
    from quoteattr.speakers.names import Piece
    from quoteattr.speakers.setting import Setting
    from quoteattr.speakers.tracker import Tracker
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Interview", "find_interview", "introductions", "resolve_first_persons", "vocatives"]

QUESTIONS = 3
"""Questions that make an interview; one is enough if the text calls itself an interview."""
LONGEST_QUESTION = 150
"""Words of a paragraph that may be a question."""


@frozen
class Interview:
    """Paragraphs that ask somebody and paragraphs in which that person answers."""

    guest: Entity
    questions: frozenset[int]

    def speaker(self, word: str, paragraph: int) -> Entity | None:
        """Whom *I* or *you* stands for in a paragraph."""
        asked = paragraph in self.questions
        return self.guest if asked == (word in pronouns("second")) else None


def find_interview(setting: Setting, seen: Sequence[Seen]) -> Interview | None:
    """The interview that the text is, told by its questions and answers.

    A question is a short paragraph that asks *you*; an answer says *I*. The guest is the one who
    is said to be interviewed, or else the person most spoken of before the first question.
    """
    questions: list[int] = []
    answers, called = 0, False
    for number, sentences in _paragraphs(setting.sentences):
        words = {t.lower for s in sentences for t in s if t.upos == "PRON"}
        called = called or any(t.lower in INTERVIEW for s in sentences for t in s)
        if setting.quote_at(sentences[0].start) is not None:
            continue
        if _asks(sentences, words):
            questions.append(number)
        elif questions:
            answers += not words.isdisjoint(pronouns("first") | pronouns("first_plural"))
    if len(questions) < (1 if called else QUESTIONS) or answers < (1 if called else 2):
        return None
    guest = _guest(setting, seen, questions[0])
    return Interview(guest, frozenset(questions)) if guest else None


INTERVIEW = frozenset({"interview", "interviewed", "interviews", "interviewing", "interviewer"})


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, list[Sentence]]]:
    group: list[Sentence] = []
    for sentence in sentences:
        if group and group[-1].paragraph != sentence.paragraph:
            yield group[0].paragraph, group
            group = []
        group.append(sentence)
    if group:
        yield group[0].paragraph, group


def _asks(sentences: list[Sentence], words: set[str]) -> bool:
    if sum(map(len, sentences)) > LONGEST_QUESTION:
        return False
    ends = [sentence.tokens[-1].text for sentence in sentences]
    speaks_to = words.isdisjoint(pronouns("first")) and not words.isdisjoint(pronouns("second"))
    return ends[-1] == "?" or ("?" in ends and speaks_to)


def _guest(setting: Setting, seen: Sequence[Seen], first: int) -> Entity | None:
    """Who is interviewed, of all that is said before the first question.

    It is the person with a full name whom the text says that it interviews; nobody, if these are
    several without a name: *an interview with the owners of a mill*. If it does not say, it is
    the person with a full name who is most mentioned.
    """
    counts: dict[int, int] = {}
    entities: dict[int, Entity] = {}
    interviewed: list[Entity] = []
    for mention in seen:
        entity, sentence = mention.entity, setting.sentences[mention.reference.sentence]
        if sentence.paragraph >= first:
            break
        if _is_interviewed(sentence, mention.reference):
            interviewed.append(entity)
        if _has_full_name(entity):
            counts[id(entity)] = counts.get(id(entity), 0) + 1
            entities[id(entity)] = entity
    named = next(filter(_has_full_name, interviewed), None)
    if named is not None or any(entity.kind is Kind.GROUP for entity in interviewed):
        return named
    return entities[max(counts, key=lambda key: counts[key])] if counts else None


def _has_full_name(entity: Entity) -> bool:
    return entity.kind is Kind.PERSON and any(len(name) > 1 for name in entity.names)


def _is_interviewed(sentence: Sentence, reference: Reference) -> bool:
    """*Ana Ruiz* in *we interviewed the poet Ana Ruiz*, *an interview with Ana Ruiz*."""
    token = sentence[reference.head]
    while token.head >= 0 and (token.relation in SAME or _is_of_several(sentence, token)):
        token = sentence[token.head]
    head = sentence.head(token)
    interviewed = head is not None and head.lemma == "interview"
    return interviewed and token.relation in {"obj", "nmod"}


def _is_of_several(sentence: Sentence, token: Token) -> bool:
    """*owners* in *one of the owners*."""
    head = sentence[token.head]
    return token.relation == "nmod" and head.upos in {"NUM", "PRON", "DET"}


SAME = {"appos", "flat", "compound", "conj", "nmod:desc"}
"""Relations of words that speak of whom their head speaks of, or of others beside it."""


def resolve_first_persons(tracker: Tracker) -> None:
    """Give *I*, *we* and *you* to whoever says or hears them.

    Inside a quote *I* is its speaker. Outside, it is the guest of an interview, or the narrator,
    who is nobody unless the text gives a name.
    """
    interview = find_interview(tracker.setting, tracker.seen)
    waiting, narrator = [], None
    for reference, drafts in tracker.first_persons:
        entity = _first_person(tracker, reference, drafts, interview)
        if entity is not None:
            entity.references.append(reference)
        elif tracker.setting.quote_at(reference.start) is not None:
            waiting.append((reference, drafts))
        elif reference.noun in pronouns("first") and interview is None:
            narrator = narrator or _narrator(tracker)
            entity = narrator
            entity.references.append(reference)
            tracker.seen.append(Seen(reference, entity))
        for draft in drafts:
            tracker.speakers[draft] = entity
    tracker.first_persons = waiting
    tracker.seen.sort(key=lambda seen: seen.reference.start)


def _first_person(
    tracker: Tracker, reference: Reference, drafts: tuple[int, ...], interview: Interview | None
) -> Entity | None:
    setting, word = tracker.setting, reference.noun
    quote = setting.quote_at(reference.start)
    if quote is None or quote in drafts:
        spoken = setting.spoken_at(reference.start)
        if spoken is not None and spoken not in drafts and word not in pronouns("second"):
            return tracker.speakers[spoken]
        paragraph = setting.sentences[reference.sentence].paragraph
        return interview.speaker(word, paragraph) if interview else None
    if word in pronouns("second"):
        return None
    return tracker.speakers[quote]


def _narrator(tracker: Tracker) -> Entity:
    """The entity that tells the story: as it names itself, as others call it, or of no name."""
    setting = tracker.setting
    for sentence in setting.sentences:
        for first, name in introductions(sentence):
            entity = tracker.heads.get((sentence.index, name.index))
            if entity is None or entity.kind not in {Kind.PERSON, Kind.UNKNOWN}:
                continue
            if setting.quote_at(first.start) is None:
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
    told = {
        id(s.entity)
        for s in tracker.seen
        if s.reference.subject and s.reference.form is not MentionForm.PRONOUN
    }
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
        if head is not None and token.relation == "nsubj" and _is_named(sentence, head):
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


def _is_named(sentence: Sentence, predicate: Token) -> bool:
    """*Ana Ruiz* in *I am Ana Ruiz*; not in *I am not Ana Ruiz*."""
    if predicate.upos != "PROPN" or sentence.child(predicate, "advmod", "case"):
        return False
    return sentence.child(predicate, "cop") is not None


def vocatives(sentence: Sentence) -> Iterator[int]:
    """Heads of the names by which somebody is spoken to: *Come in*, Ana."""
    for piece in find_pieces(sentence):
        name = range(piece.name, piece.last + 1)
        relations = {sentence[i].relation for i in name}
        if "vocative" in relations or (piece.words and _set_apart(sentence, piece)):
            yield from name


def _set_apart(sentence: Sentence, piece: Piece) -> bool:
    """Between a comma, or nothing, and a mark that ends the sentence: *Are you well*, Ana?"""
    before = sentence[piece.first - 1] if piece.first else None
    after = sentence.neighbour(sentence[piece.last])
    closes = after is not None and after.text in {"?", "!", "."}
    return closes and (before is None or before.text == "," or before.xpos == "``")
