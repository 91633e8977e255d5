"""Texts that are interviews: who is asked, and which paragraphs ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import pronouns
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.speakers.anaphora.pronouns import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Interview", "find_interview"]

QUESTIONS = 3
"""Questions that make an interview; one is enough if the text calls itself an interview."""
LONGEST_QUESTION = 150
"""Words of a paragraph that may be a question."""


@frozen
class Interview:
    """Paragraphs that ask somebody and paragraphs in which that person answers."""

    guest: Entity | None
    """Who answers; ``None`` if these are several."""
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
    for number, sentences in _paragraphs(setting.article.sentences):
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
    guest, several = _guest(setting, seen, questions[0])
    return Interview(guest, frozenset(questions)) if guest or several else None


INTERVIEW = words("document_nouns", "interviews")


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


def _guest(setting: Setting, seen: Sequence[Seen], first: int) -> tuple[Entity | None, bool]:
    """Who is interviewed, of all that is said before the first question, and whether several are.

    It is the person with a full name whom the text says that it interviews; nobody, if these are
    several without a name: *an interview with the owners of a mill*. If it does not say, it is
    the person with a full name who is most mentioned.
    """
    counts: dict[int, int] = {}
    entities: dict[int, Entity] = {}
    interviewed: list[Entity] = []
    for mention in seen:
        entity, sentence = mention.entity, setting.article.sentences[mention.reference.sentence]
        if sentence.paragraph >= first:
            break
        if _is_interviewed(sentence, mention.reference):
            interviewed.append(entity)
        if _has_full_name(entity):
            counts[id(entity)] = counts.get(id(entity), 0) + 1
            entities[id(entity)] = entity
    named = next(filter(_has_full_name, interviewed), None)
    several = any(entity.kind is Kind.GROUP for entity in interviewed)
    if named is not None or several or not counts:
        return named, several
    return entities[max(counts, key=lambda key: counts[key])], False


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
