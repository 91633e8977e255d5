"""Mentions: the names, descriptions and pronouns of a text, and what their words tell."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from quoteattr.article.drafts import Phrase
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import is_document, is_quantity, noun_kind
from quoteattr.records import Kind, Mention, MentionForm
from quoteattr.speakers.mentions.noun_phrases import (
    comment_start,
    is_dateline,
    is_language,
    is_plural,
    naming_piece,
)
from quoteattr.speakers.mentions.reference import (
    NOMINAL,
    Reference,
    describe,
    joint_reference,
    name_reference,
    pronoun_reference,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.names.pieces import Piece
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_references", "source_reference", "to_mention"]

PARTS = {"compound", "flat", "fixed", "goeswith", "nmod:desc"}
"""Relations of words that are part of a larger noun phrase and refer to nothing by themselves."""
NOT_REFERRING = words("function_words", "not_referring")


def to_mention(phrase: Phrase, article: Article) -> Mention:
    """The phrase as a mention of the record: its span, and whether it is a name or a pronoun."""
    text = article.text[phrase.start : phrase.end]
    return Mention(phrase.start, phrase.end, text, _form(phrase, article))


def _form(phrase: Phrase, article: Article) -> MentionForm:
    if _is_pronoun(phrase, article.sentences[phrase.sentence]):
        return MentionForm.PRONOUN
    return MentionForm.NAME if _naming(phrase, article) else MentionForm.DESCRIPTION


def _is_pronoun(phrase: Phrase, sentence: Sentence) -> bool:
    """A pronoun, alone or with one word more: *we all*."""
    first, last = _tokens(phrase, sentence)
    return sentence[phrase.head].upos == "PRON" and last - first < 2


def _tokens(phrase: Phrase, sentence: Sentence) -> tuple[int, int]:
    """Indices of the first and the last token of the phrase."""
    first = bisect_left(sentence.tokens, phrase.start, key=lambda t: t.start)
    last = bisect_left(sentence.tokens, phrase.end, key=lambda t: t.start) - 1
    return first, max(first, last)


def _naming(phrase: Phrase, article: Article) -> Piece | None:
    """The name of whom or what the phrase is about."""
    sentence = article.sentences[phrase.sentence]
    found = article.names_in(sentence, *_tokens(phrase, sentence))
    pieces = [piece for piece in found if not is_dateline(sentence, piece)]
    head = sentence[phrase.head]
    piece = naming_piece(sentence, pieces, phrase.start, phrase.end)
    if piece is None or piece.first <= head.index <= piece.last:
        return piece
    if head.upos == "NOUN" and (is_document(head.lemma) or is_quantity(head.lemma)):
        return None
    return piece


def find_references(article: Article, sentence: Sentence) -> Iterator[Reference]:
    """All mentions of one sentence that may be, or may be referred to as, a speaker."""
    pieces = [
        piece
        for piece in article.names_in(sentence)
        if not is_dateline(sentence, piece) and not is_language(sentence, piece)
    ]
    covered: set[int] = set()
    found: dict[int, Reference] = {}
    for piece in pieces:
        if piece.words:
            reference, described = name_reference(sentence, piece)
            covered.update(described, range(piece.first, piece.last + 1))
            found[reference.head] = reference
    titles = {piece.last for piece in pieces if not piece.words}
    for token in sentence:
        if token.index in covered:
            continue
        if token.upos == "PRON":
            found[token.index] = pronoun_reference(sentence, token)
        elif token.index in titles or _may_describe(sentence, token):
            found[token.index] = describe(sentence, token)
    yield from _with_joined(sentence, found)


def _with_joined(sentence: Sentence, found: dict[int, Reference]) -> Iterator[Reference]:
    """The mentions, persons joined by *and* as one: *Ana Ruiz and Jon Berg left*."""
    taken: set[int] = set()
    for head, reference in found.items():
        others = [found.get(t.index) for t in sentence.children(sentence[head], "conj")]
        members = (reference, *(r for r in others if r is not None))
        if len(members) > 1 and all(_is_person(r) for r in members):
            taken.update(r.head for r in members)
            last = max(members, key=lambda r: r.end)
            phrase = Phrase(reference.start, last.end, sentence.index, head)
            yield joint_reference(phrase, sentence[head], members)
    for head, reference in found.items():
        if head not in taken:
            yield reference


def _is_person(reference: Reference) -> bool:
    return reference.kind is Kind.PERSON and reference.form is not MentionForm.PRONOUN


def _may_describe(sentence: Sentence, token: Token) -> bool:
    """A noun that may stand for a speaker: *the minister*, *the survey*.

    Not *no evidence*, nor *Berg*, **whose aunt** *left*, which is all about Berg.
    """
    if token.upos != "NOUN" or token.deprel in PARTS:
        return False
    if any(t.lower in NOT_REFERRING for t in sentence.children(token, "det", "nmod:poss")):
        return False
    if _is_as(sentence, token):
        return False
    return noun_kind(token.lemma, is_plural(token)) is not None


def _is_as(sentence: Sentence, token: Token) -> bool:
    """Says what somebody is or was, who is spoken of anyway: **As a boy** *he sang*."""
    determiner, case = sentence.child(token, "det"), sentence.child(token, "case")
    indefinite = determiner is None or determiner.lower in {"a", "an"}
    return indefinite and token.relation == "obl" and case is not None and case.lower == "as"


def source_reference(phrase: Phrase, article: Article) -> Reference:
    """The mention that a source phrase is, whole phrase included."""
    sentence = article.sentences[phrase.sentence]
    head, span = sentence[phrase.head], (phrase.start, phrase.end)
    if _is_pronoun(phrase, sentence):
        return pronoun_reference(sentence, head)
    members = _members(article, phrase)
    if members:
        return joint_reference(phrase, head, members)
    piece = _naming(phrase, article)
    if piece is not None:
        return name_reference(sentence, piece, span)[0]
    noun = _noun(phrase, sentence)
    return describe(sentence, noun, (phrase.start, min(phrase.end, comment_start(sentence, noun))))


def _noun(phrase: Phrase, sentence: Sentence) -> Token:
    """The head of the phrase, or its first noun where the tree has gone astray."""
    head = sentence[phrase.head]
    if head.upos in NOMINAL:
        return head
    first, last = _tokens(phrase, sentence)
    nouns = (sentence[i] for i in range(first, last + 1))
    return next((t for t in nouns if t.upos in {"NOUN", "PROPN"}), head)


def _members(article: Article, phrase: Phrase) -> tuple[Reference, ...]:
    """The mentions joined by *and* in the phrase: *Ana Ruiz and Jon Berg*."""
    sentence = article.sentences[phrase.sentence]
    first, last = _tokens(phrase, sentence)
    head = sentence[phrase.head]
    heads = [head, *(t for t in sentence.children(head, "conj") if t.index <= last)]
    if len(heads) < 2 or not any(sentence[i].lower in {"and", "&"} for i in range(first, last)):
        return ()
    names = {
        i: p
        for p in article.names_in(sentence, first, last)
        if p.words
        for i in range(p.first, p.last + 1)
    }
    if len({id(names.get(t.index, t)) for t in heads}) < 2:
        return ()
    joined = tuple(r for t in heads if (r := _member(sentence, t, names.get(t.index))) is not None)
    if len(joined) < 2 or _is_one_person(joined, _naming(phrase, article)):
        return ()
    return joined


def _is_one_person(joined: Sequence[Reference], name: Piece | None) -> bool:
    """*Poet and campaign director Jon Berg*: roles without an article, and who has both."""
    named = sum(r.form is MentionForm.NAME for r in joined)
    if named == 0:
        return name is not None
    return joined[0].bare and joined[0].kind is Kind.PERSON and joined[-1].form is MentionForm.NAME


def _member(sentence: Sentence, token: Token, piece: Piece | None) -> Reference | None:
    if piece is not None:
        return name_reference(sentence, piece)[0]
    if token.upos == "PRON":
        return pronoun_reference(sentence, token)
    return describe(sentence, token) if noun_kind(token.lemma) is not None else None
