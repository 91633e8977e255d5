"""Names by which somebody is addressed: *Come in,* **Ana**."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, noun_kind, pronouns
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["addressed_names", "vocatives"]

CLOSING = frozenset("\"'\u201d\u2019\u00bb")
ENDS = frozenset("?!.\u2026") | {"--", "\u2014", "..."}
SWORN_BY = words("function_words", "sworn_by")
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


def vocatives(article: Article, sentence: Sentence) -> Iterator[int]:
    """Yield the indices of the tokens of names that address somebody."""
    for name in addressed_names(article, sentence):
        yield from name.bare_indices


def addressed_names(article: Article, sentence: Sentence) -> Iterator[Name]:
    """Yield the names that address somebody: **Ana**, *come in*; *Are you well*, **Mr Ruiz**?"""
    for name in article.names_in(sentence):
        is_person = name.words and name.kind in {Kind.PERSON, Kind.UNKNOWN}
        if is_person and fold(name.words[-1]) not in SWORN_BY and _addresses(sentence, name):
            yield name


def _addresses(sentence: Sentence, name: Name) -> bool:
    """Whether a name addresses somebody, by its relation or by the marks around it."""
    tokens = [sentence[i] for i in name.bare_indices]
    if any(token.relation == "vocative" for token in tokens):
        return True
    if not _is_parted_before(sentence, name) or any(_is_of_clause(sentence, t) for t in tokens):
        return False
    after = sentence.neighbour(sentence[name.last])
    if after is None or after.text in ENDS or after.text in CLOSING:
        return True
    return after.text == "," and _is_followed_by_speech(sentence, after)


def _is_parted_before(sentence: Sentence, name: Name) -> bool:
    """Whether a comma, a mark or an interjection stands before a name, or nothing."""
    index = name.first - 1
    while index >= 0 and (sentence[index].upos == "INTJ" or sentence[index].relation == "amod"):
        index -= 1  # *Oh Ana*, *my dear Ana*
    if index >= 0 and sentence[index].lower in pronouns("first"):
        index -= 1
    if index < 0:
        return True
    before = sentence.neighbour(sentence[index], -1)
    is_mentioned = sentence[index].xpos == "``" and before is not None and before.upos != "PUNCT"
    return sentence[index].upos == "PUNCT" and not is_mentioned  # *labelled "Ana"*


def _is_of_clause(sentence: Sentence, token: Token) -> bool:
    """Whether a token of a name is a subject, or describes or joins the noun before it."""
    head = sentence.head(token)
    if token.relation == "conj" or sentence.child(token, "conj") is not None:
        return True
    if token.relation in SUBJECTS and head is not None:
        between = sentence.tokens[token.index + 1 : head.index]
        return not any(t.text in ENDS or t.text in CLOSING for t in between)
    if token.relation != "appos" or head is None:
        return False
    return noun_kind(head.lemma) is Kind.PERSON or sentence.child(head, "nmod:poss") is not None


def _is_followed_by_speech(sentence: Sentence, comma: Token) -> bool:
    """Whether what follows a comma speaks to somebody, or marks end there: *Ana, you must*."""
    following = sentence.tokens[comma.index + 1 : comma.index + 4]
    if not following or following[0].text in CLOSING:
        return True
    return any(token.lower in pronouns("second") | pronouns("first") for token in following) or (
        following[0].xpos == "VB"
    )
