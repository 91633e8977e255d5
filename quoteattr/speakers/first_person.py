"""Whom *I*, *we* and *you* stand for: a speaker, the guest of an interview, the narrator."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, noun_kind, pronouns
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.anaphora.pronouns import Seen
from quoteattr.speakers.conversation.interview import find_interview
from quoteattr.speakers.mentions.reference import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.names.pieces import Piece
    from quoteattr.speakers.conversation.interview import Interview
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.speakers.tracker import Tracker
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["introductions", "resolve_first_persons", "vocatives"]


def resolve_first_persons(tracker: Tracker) -> None:
    """Give *I*, *we* and *you* to whoever says or hears them.

    Inside a quote *I* is its speaker. Outside, it is the guest of an interview, or the narrator,
    who is nobody unless the text gives a name.
    """
    interview = find_interview(tracker.setting, tracker.seen)
    waiting, narrator, described = [], None, None
    for reference, drafts in tracker.first_persons:
        entity = _first_person(tracker, reference, drafts, interview)
        if entity is not None:
            entity.references.append(reference)
        elif tracker.setting.quote_at(reference.start) is not None:
            waiting.append((reference, drafts))
        elif interview is not None:
            pass
        elif reference.noun in pronouns("first"):
            narrator = narrator or _narrator(tracker)
            entity = narrator
            entity.references.append(reference)
            tracker.seen.append(Seen(reference, entity))
        else:
            described = _self_descriptions(tracker) if described is None else described
            entity = described.get(_person(reference.noun))
            if entity is not None:
                entity.references.append(reference)
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
        paragraph = setting.article.sentences[reference.sentence].paragraph
        return interview.speaker(word, paragraph) if interview else None
    if word in pronouns("second"):
        return None
    return tracker.speakers[quote]


def _narrator(tracker: Tracker) -> Entity:
    """The entity that tells the story: as it names itself, as others call it, or of no name."""
    setting = tracker.setting
    for sentence in setting.article.sentences:
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
        setting.paragraph_of(draft) + step
        for reference, drafts in tracker.first_persons
        for draft in drafts
        if setting.quote_at(reference.start) is None
        for step in (-1, 0, 1)
    }
    counts: Counter[int] = Counter()
    entities: dict[int, Entity] = {}
    for sentence in setting.article.sentences:
        if sentence.paragraph in near:
            for head in vocatives(setting.article, sentence):
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


def _self_descriptions(tracker: Tracker) -> dict[str, Entity]:
    """Who *we* and *you* are outside quotes, where the text says as what it speaks or to whom."""
    found: dict[str, Entity] = {}
    for sentence in tracker.setting.article.sentences:
        for word, noun in addressed_as(sentence):
            person = _person(word)
            if person in found or tracker.setting.quote_at(sentence[noun].start) is not None:
                continue
            entity = tracker.heads.get((sentence.index, noun))
            entity = entity or tracker.index.add(describe(sentence, sentence[noun]), None)
            entity.note("as what the text speaks, or to whom")
            found[person] = entity
    return found


def _person(word: str) -> str:
    """The grammatical person of a pronoun, and for the first its number."""
    persons = ("first", "first_plural", "second")
    return next((person for person in persons if word in pronouns(person)), "")


def addressed_as(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Pronouns with the noun that says as what they are meant.

    *As* visitors, **you** *should …*; *for* **us**, *as* teachers; **your** *work as a* teacher.
    """
    for preposition in sentence:
        noun = sentence.head(preposition) if preposition.text in {"as", "As"} else None
        if noun is None or noun.relation not in ADJUNCTS:
            continue
        alone = sentence.children(noun, "case") == [preposition]
        if not alone or noun_kind(noun.lemma) is not Kind.PERSON:
            continue
        place = preposition.index
        meant = sentence.tokens[max(0, place - NEAR) : place][::-1]
        if place == 0 or sentence[place - 1].upos == "PUNCT":
            head = sentence.head(noun)
            subject = sentence.child(head, "nsubj") if head is not None else None
            meant = (subject, *meant) if subject is not None else meant
        word = next((word for t in meant if _person(word := fold(t.text))), None)
        if word is not None:
            yield word, noun.index


ADJUNCTS = frozenset({"obl", "nmod"})
NEAR = 3
"""Words before *as* among which the pronoun is looked for."""


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


def vocatives(article: Article, sentence: Sentence) -> Iterator[int]:
    """Heads of the names by which somebody is spoken to: *Come in*, Ana."""
    for piece in article.names_in(sentence):
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
