"""Whether the speech of an article is a conversation, in which people take turns.

In news, a quotation without a cue goes on with what the one before it said; in a conversation it
is likely somebody else's. Each pair of turns in paragraphs side by side tells something of it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.article.vocatives import addressed_names
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_part_of_speaker, pronouns
from quoteattr.syntax.tags import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft
    from quoteattr.article.turns import Turn
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["is_conversation"]

BY_ANOTHER, CALL, YES_OR_NO, ANSWER, SILENCE = 8, 8, 4, 2, 1
"""How much it counts that another person answers a question or acts beside the speech that follows,
that somebody is called by name, that *yes* or *no* answers a question, that other speech does, and
that two turns say nothing of who speaks.
"""
ENOUGH, ENOUGH_OF_ONE = 2, 8
"""How much makes a conversation, and how much if only one person is said to speak."""
QUESTIONS = re.compile(r"\?[\s\"'\u201d\u2019\u00bb]*$")


def is_conversation(article: Article, drafts: Sequence[Draft], turns: Sequence[Turn]) -> bool:
    """Whether people take turns.

    They do where they answer questions, call each other by name, or speak again and again without
    a cue. What a single person says may hold a question, and may go on in the next paragraph.
    """
    if not any(turn.is_silent for turn in turns):
        return False
    named = [_speaker(article, drafts, turn) for turn in turns]
    known = {word for word in named if word}
    signs = 0
    for (before, first), (turn, second) in pairwise(zip(turns, named, strict=True)):
        if turn.paragraph == before.paragraph + 1 and not turn.continues:
            signs += CALL * (_calls(article, before) + _calls(article, turn))
            are_two = _are_two(first, second) or _asks_somebody(article, drafts, before)
            signs += _sign(article, (before, turn), are_two=are_two)
    may_be_one = len(known - THIRD) == 1 or len(known) == 1
    return signs >= (ENOUGH_OF_ONE if may_be_one and len(known & THIRD) < 2 else ENOUGH)


def _sign(article: Article, pair: tuple[Turn, Turn], *, are_two: bool) -> int:
    """Tell how much two turns in paragraphs side by side look like question and answer."""
    before, turn = pair
    sign = SILENCE if before.is_silent and turn.is_silent else 0
    asks = QUESTIONS.search(article.text, before.start, before.end) is not None
    if are_two and (asks or turn.is_silent):  # somebody else answers or acts
        return sign + BY_ANOTHER
    if not asks:
        return sign
    if not (turn.is_silent or before.is_silent):
        return sign
    is_short = _first_word(article, turn) in REPLIES or _is_fragment(article, turn)
    if is_short and before.is_silent and turn.is_silent:
        return sign + BY_ANOTHER
    return sign + (YES_OR_NO if is_short else ANSWER)


def _asks_somebody(article: Article, drafts: Sequence[Draft], turn: Turn) -> bool:
    """Whether a turn is a question to one person, who will answer: *Steen asked* **the mayor**."""
    if QUESTIONS.search(article.text, turn.start, turn.end) is None:
        return False
    told = [phrase for i in turn.sourced if (phrase := drafts[i].addressee) is not None]
    heads = [article.sentences[phrase.sentence][phrase.head] for phrase in told]
    return any(head.xpos != "NNS" and head.lower not in THIRD_PLURAL for head in heads)


REPLIES = words("function_words", "replies")


def _is_fragment(article: Article, turn: Turn) -> bool:
    """Whether a turn has no finite verb, as answers have none: *Nearly*, *At the mill*."""
    return not any(t.xpos in FINITE for _, t in article.words_between(turn.start, turn.end))


def _first_word(article: Article, turn: Turn) -> str:
    """Return the first word of a turn, in lower case."""
    tokens = (token for _, token in article.words_between(turn.start, turn.end))
    return next((token.lower for token in tokens if token.upos != "PUNCT"), "")


def _calls(article: Article, turn: Turn) -> bool:
    """Whether somebody is called in a turn, by name or by a noun: *I see,* **dear**."""
    tokens = [token for _, token in article.words_between(turn.start, turn.end)]
    nouns = (
        t for b, t, a in zip(tokens, tokens[1:], tokens[2:], strict=False) if _calls_by(b, t, a)
    )
    if any(map(article.is_marked, nouns)):
        return True
    called = (
        sentence[name.first]
        for sentence, _, _ in article.tokens_between(turn.start, turn.end)
        for name in addressed_names(article, sentence)
    )
    return any(turn.start <= t.start < turn.end and article.is_marked(t) for t in called)


def _calls_by(before: Token, noun: Token, after: Token) -> bool:
    """Whether a noun between a comma and the end of a clause calls somebody.

    Not in a list: *my father,* **mother**, *and dog*.
    """
    is_apart = before.text == "," and after.upos == "PUNCT"
    return is_apart and noun.text in VOCATIVES and noun.relation != "conj"


VOCATIVES = {form for noun in words("function_words", "vocatives") for form in (noun, noun.title())}


def _speaker(article: Article, drafts: Sequence[Draft], turn: Turn) -> str:
    """Return the last word for the one who is said to speak a turn, or who acts beside it.

    It is empty if the text says nothing of that.
    """
    if not turn.sourced:
        return _actor(article, turn)
    source = drafts[turn.sourced[0]].source
    assert source is not None
    sentence = article.sentences[source.sentence]
    return _word_for(article, sentence, source.head)


def _actor(article: Article, turn: Turn) -> str:
    """Return the last word for the person who acts in the paragraph of a turn, outside marks."""
    for sentence in article.sentences_of[turn.paragraph]:
        subject = sentence.child(sentence.root, "nsubj")
        if subject is None or article.is_marked(sentence.root) or article.is_marked(subject):
            continue
        if is_part_of_speaker(subject.lemma):
            subject = sentence.child(subject, "nmod:poss") or subject
        if subject.upos == "PROPN" or subject.lower in PERSONAL:
            return _word_for(article, sentence, subject.index)
    return ""


def _word_for(article: Article, sentence: Sentence, head: int) -> str:
    """Return the last word of the name with this head, or the head itself, in lower case."""
    names = [n for n in article.names_in(sentence) if head in n.indices and n.words]
    return fold(names[0].words[-1]) if names else sentence[head].lower


PERSONAL = words("pronouns", "personal")


def _are_two(one: str, other: str) -> bool:
    """Whether these words for speakers stand for two persons: *she*, *I*; *Ana*, *Jon*.

    A pronoun of the third person may stand for anybody who is named.
    """
    if not one or not other or one == other:
        return False
    return (one in THIRD) == (other in THIRD)


THIRD_PLURAL = pronouns("plural")
THIRD = pronouns("masculine") | pronouns("feminine") | pronouns("plural")
