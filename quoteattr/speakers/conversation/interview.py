"""Texts that are interviews: who is asked, and which paragraphs ask."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon.kinds import pronouns
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.setting import Setting
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Interview", "find_interview", "guest_before"]

QUESTIONS, ANSWERS = 3, 2
"""How many questions, and answers in the first person, make an interview. One each is enough where
somebody is said to be interviewed.
"""
SHARE = 6
"""Of how many paragraphs, at most, one is a question, from the first question on."""
LONGEST_QUESTION = 150
"""How many words a paragraph that asks may have."""


@frozen
class Interview:
    """Paragraphs that ask somebody and paragraphs in which that person answers."""

    guest: Entity | None
    """Who answers; ``None`` if these are several."""
    questions: frozenset[int]
    """Indices of the paragraphs that ask."""

    def speaker(self, word: str, paragraph: int) -> Entity | None:
        """Return whom *I* or *you* stands for in a paragraph."""
        asked = paragraph in self.questions
        return self.guest if asked == (word in pronouns("second")) else None


def find_interview(setting: Setting, seen: Sequence[Seen]) -> Interview | None:
    """Recognise an interview by its questions and answers.

    A question is a short paragraph that asks *you*; an answer says *I*. The guest is whoever is
    said to be interviewed, or else the person most often mentioned before the first question.

    Args:
        setting: The article and its drafts.
        seen: The mentions outside quotes, in the order of the text.
    """
    questions, answers = _questions_and_answers(setting)
    if not questions or not answers:
        return None
    guest, several = _interviewed(setting, seen, questions[0])
    if guest is None and not several and _alternates(setting, questions, answers):
        guest = _most_mentioned(setting, seen, questions[0])
    return Interview(guest, frozenset(questions)) if guest or several else None


def _alternates(setting: Setting, questions: Sequence[int], answers: int) -> bool:
    """Whether questions and answers, outside quotation marks, make up most of a text."""
    after = sum(paragraph >= questions[0] for paragraph in setting.article.sentences_of)
    in_marks = len(setting.turns)
    if len(questions) < QUESTIONS or answers < ANSWERS or in_marks > len(questions):
        return False
    return SHARE * len(questions) >= after


def _questions_and_answers(setting: Setting) -> tuple[list[int], int]:
    """Find the paragraphs that ask, and count those after them that answer."""
    questions: list[int] = []
    answers = 0
    for paragraph, sentences in setting.article.sentences_of.items():
        if setting.quote_at(sentences[0].start) is not None:
            continue
        words = {t.lower for s in sentences for t in s if t.upos == "PRON"}
        if _asks(sentences, words):
            questions.append(paragraph)
        elif questions:
            answers += not words.isdisjoint(pronouns("first") | pronouns("first_plural"))
    return questions, answers


def _asks(sentences: Sequence[Sentence], words: set[str]) -> bool:
    """Whether a paragraph with these pronouns asks: at its end, or anywhere if it says *you*."""
    if sum(map(len, sentences)) > LONGEST_QUESTION:
        return False
    ends = [sentence.tokens[-1].text for sentence in sentences]
    speaks_to = words.isdisjoint(pronouns("first")) and not words.isdisjoint(pronouns("second"))
    return ends[-1] == "?" or ("?" in ends and speaks_to)


def _interviewed(setting: Setting, seen: Sequence[Seen], first: int) -> tuple[Entity | None, bool]:
    """Find who is said to be interviewed, and whether these are several.

    It is the person with a full name; nobody, if these are several without names: *an interview
    with the owners of a mill*.

    Args:
        setting: The article and its drafts.
        seen: The mentions outside quotes, in the order of the text.
        first: Index of the paragraph of the first question; only what stands before it counts.
    """
    found = [m.entity for m in _before(setting, seen, first) if _is_said(setting, m)]
    named = next(filter(_has_full_name, found), None)
    return named, named is None and any(entity.kind is Kind.GROUP for entity in found)


def _is_said(setting: Setting, mention: Seen) -> bool:
    sentence = setting.article.sentences[mention.reference.sentence]
    return _is_interviewed(sentence, mention.reference)


def _most_mentioned(setting: Setting, seen: Sequence[Seen], first: int) -> Entity | None:
    """Return the person with a full name who is mentioned most often before a paragraph."""
    persons = [m.entity for m in _before(setting, seen, first) if _has_full_name(m.entity)]
    counts = Counter(map(id, persons))
    return max(persons, key=lambda entity: counts[id(entity)], default=None)


def _before(setting: Setting, seen: Sequence[Seen], first: int) -> Iterator[Seen]:
    """Yield the mentions that stand before a paragraph."""
    for mention in seen:
        if setting.article.sentences[mention.reference.sentence].paragraph >= first:
            return
        yield mention


def guest_before(article: Article, seen: Sequence[Seen]) -> Entity | None:
    """Return who is interviewed, or else the only person with a full name, among mentions.

    Who signs the article is not meant: *By Jon Berg*.
    """
    persons: dict[int, Entity] = {}
    for mention in seen:
        sentence = article.sentences[mention.reference.sentence]
        is_byline = sentence[0].lower == "by" and len(sentence) <= LONGEST_BYLINE
        if is_byline or mention.reference.label or not _has_full_name(mention.entity):
            continue
        if _is_interviewed(sentence, mention.reference):
            return mention.entity
        persons[id(mention.entity)] = mention.entity
    return next(iter(persons.values())) if len(persons) == 1 else None


LONGEST_BYLINE = 6
"""Words, at most, of the line with the author's name."""


def _has_full_name(entity: Entity) -> bool:
    """Whether an entity is a person with a name of two words or more."""
    return entity.kind is Kind.PERSON and any(len(name) > 1 for name in entity.names)


def _is_interviewed(sentence: Sentence, reference: Reference) -> bool:
    """Whether a mention refers to the person interviewed.

    *Ana Ruiz* in *we interviewed the poet Ana Ruiz*, *an interview with Ana Ruiz*.
    """
    token = sentence[reference.head]
    while token.head >= 0 and (token.relation in SAME or _is_of_several(sentence, token)):
        token = sentence[token.head]
    head = sentence.head(token)
    interviewed = head is not None and head.lemma == "interview"
    return interviewed and token.relation in {"obj", "nmod"}


def _is_of_several(sentence: Sentence, token: Token) -> bool:
    """Whether a noun is the whole of a partitive: *one of the* **owners**."""
    head = sentence[token.head]
    return token.relation == "nmod" and head.upos in {"NUM", "PRON", "DET"}


SAME = {"appos", "flat", "compound", "conj", "nmod:desc"}
"""Relations of words that refer to what their head refers to, or are coordinated with it."""
