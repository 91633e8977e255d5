"""Mentions: the names, descriptions and pronouns of a text, and what their words tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.records import Kind, Mention, MentionForm
from quoteattr.speakers.kinds import fold, noun_kind, pronouns
from quoteattr.speakers.names import Piece, find_pieces
from quoteattr.speakers.phrases import (
    appositive_roles,
    is_plural,
    modifiers,
    naming_piece,
    possessor,
    role_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.attribution.draft import Phrase
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Reference", "find_references", "source_reference", "to_mention"]

SUBJECT = "nsubj"
PARTS = {"compound", "flat", "fixed", "goeswith", "nmod:desc"}
"""Relations of words that are part of a larger noun phrase and refer to nothing by themselves."""


@frozen(eq=False)
class Reference:
    """A mention with what its own words and its place in the tree tell."""

    start: int
    end: int
    sentence: int
    head: int
    """Index of its head token in the sentence."""
    form: MentionForm
    noun: str = ""
    """Folded head noun of a description, or the folded pronoun."""
    piece: Piece | None = None
    """The name and its title, if it is a name."""
    roles: tuple[str, ...] = ()
    """Folded nouns that describe it: *minister*, *former judge*; the last word is the head."""
    modifiers: frozenset[str] = field(default=frozenset())
    """Folded content words that narrow a description down."""
    kind: Kind = Kind.UNKNOWN
    plural: bool = False
    definite: bool = False
    subject: bool = False
    weak: bool = False
    """It only modifies another noun: *Paratus* in *Paratus workers*, a possessor."""
    possessor: int | None = None
    """Index of the head token of whose it is: *Orlova* in *Orlova's statement*."""
    members: tuple[Reference, ...] = ()
    """The coordinated mentions that it joins."""


def to_mention(phrase: Phrase, text: str, sentences: Sequence[Sentence]) -> Mention:
    """The phrase as a mention of the record: its span and whether it names, describes or is a pronoun."""
    sentence = sentences[phrase.sentence]
    return Mention(
        phrase.start, phrase.end, text[phrase.start : phrase.end], _form(phrase, sentence)
    )


def _form(phrase: Phrase, sentence: Sentence) -> MentionForm:
    head = sentence[phrase.head]
    if head.upos == "PRON" and head.end - head.start >= (phrase.end - phrase.start) // 2:
        return MentionForm.PRONOUN
    inside = [p for p in find_pieces(sentence) if _within(p, phrase, sentence)]
    return (
        MentionForm.NAME if naming_piece(sentence, inside, phrase.end) else MentionForm.DESCRIPTION
    )


def _within(piece: Piece, phrase: Phrase, sentence: Sentence) -> bool:
    return phrase.start <= sentence[piece.first].start and sentence[piece.last].end <= phrase.end


def find_references(sentence: Sentence) -> Iterator[Reference]:
    """All mentions of one sentence that may be, or may be referred to as, a speaker."""
    pieces = find_pieces(sentence)
    covered: set[int] = set()
    for piece in pieces:
        if piece.words:
            reference, described = _name(sentence, piece)
            covered.update(described)
            covered.update(range(piece.first, piece.last + 1))
            yield reference
    titles = {piece.last: piece for piece in pieces if not piece.words}
    for token in sentence:
        if token.index in covered:
            continue
        if token.upos == "PRON":
            yield _pronoun(sentence, token)
        elif token.index in titles:
            yield describe(sentence, token)
        elif token.upos == "NOUN" and token.deprel not in PARTS:
            if noun_kind(token.lemma, is_plural(token)) is not None:
                yield describe(sentence, token)


def source_reference(phrase: Phrase, sentence: Sentence) -> Reference:
    """The mention that a source phrase is, whole phrase included."""
    inside = [p for p in find_pieces(sentence) if _within(p, phrase, sentence)]
    head = sentence[phrase.head]
    members = _members(sentence, phrase, inside)
    if members:
        return Reference(
            phrase.start,
            phrase.end,
            phrase.sentence,
            phrase.head,
            MentionForm.DESCRIPTION,
            kind=Kind.GROUP,
            plural=True,
            members=members,
            noun=fold(head.lemma),
        )
    piece = naming_piece(sentence, inside, phrase.end)
    if _form(phrase, sentence) is MentionForm.PRONOUN:
        return _pronoun(sentence, head)
    if piece is not None:
        return _name(sentence, piece, (phrase.start, phrase.end))[0]
    return describe(sentence, head, (phrase.start, phrase.end))


def _members(sentence: Sentence, phrase: Phrase, inside: list[Piece]) -> tuple[Reference, ...]:
    """The mentions joined by *and* in the phrase: *Ana Ruiz and Jon Berg*."""
    head = sentence[phrase.head]
    heads = [head, *(t for t in sentence.children(head, "conj") if t.start < phrase.end)]
    if len(heads) < 2 or not any(
        t.lower in {"and", "&"} and phrase.start < t.start < phrase.end for t in sentence
    ):
        return ()
    names = {i: p for p in inside if p.words for i in range(p.first, p.last + 1)}
    if len({id(names.get(t.index, t)) for t in heads}) < 2:
        return ()
    joined = []
    for token in heads:
        piece = names.get(token.index)
        if piece is not None:
            joined.append(_name(sentence, piece)[0])
        elif token.upos == "PRON":
            joined.append(_pronoun(sentence, token))
        elif noun_kind(token.lemma) is not None:
            joined.append(describe(sentence, token))
    last = naming_piece(sentence, inside, phrase.end)
    one_person = last is not None and sum(r.form is MentionForm.NAME for r in joined) <= 1
    if one_person and joined and joined[-1].form is not MentionForm.NAME:
        return ()
    if (
        one_person
        and joined
        and joined[0].form is MentionForm.DESCRIPTION
        and joined[0].definite is False
    ):
        return ()
    return tuple(joined) if len(joined) > 1 else ()


def _name(
    sentence: Sentence, piece: Piece, span: tuple[int, int] | None = None
) -> tuple[Reference, set[int]]:
    head = sentence[_head(sentence, piece)]
    following = sentence[piece.last + 1] if piece.last + 1 < len(sentence) else None
    before, described = role_before(sentence, piece)
    after, more = appositive_roles(sentence, piece)
    title = (" ".join(map(fold, piece.title)),) if piece.title else ()
    weak = following is not None and (
        (following.deprel == "case"
        and following.lower in {"'s", "'"})
        or (following.upos == "NOUN"
        and head.relation in {"compound", "nmod", "amod"})
    )
    start, end = span or (sentence[piece.first].start, sentence[piece.last].end)
    reference = Reference(
        start,
        end,
        sentence.index,
        head.index,
        MentionForm.NAME,
        piece=piece,
        roles=(*title, *before, *after),
        kind=piece.kind,
        subject=head.relation == SUBJECT,
        weak=weak,
        definite=True,
    )
    return reference, described | more


def _head(sentence: Sentence, piece: Piece) -> int:
    """The token of the name whose head lies outside it."""
    inside = range(piece.first, piece.last + 1)
    name = range(piece.name, piece.last + 1)
    outer = [i for i in name if sentence[i].head not in inside and sentence[i].upos != "PUNCT"]
    return outer[0] if outer else piece.last


def describe(sentence: Sentence, head: Token, span: tuple[int, int] | None = None) -> Reference:
    """The description with this head noun."""
    left = sentence.children(head, "det")
    owner = possessor(sentence, head)
    plural = is_plural(head)
    demonstrative = any(t.lower in {"the", "this", "that", "these", "those"} for t in left)
    start, end = span or (head.start, head.end)
    words = modifiers(sentence, head)
    [t.lower for t in sentence[:0]] if False else ()
    return Reference(
        start,
        end,
        sentence.index,
        head.index,
        MentionForm.DESCRIPTION,
        noun=fold(head.lemma),
        roles=(" ".join((*words, fold(head.lemma))),),
        modifiers=frozenset(words),
        kind=noun_kind(head.lemma, plural) or Kind.UNKNOWN,
        plural=plural,
        definite=demonstrative or owner is not None,
        subject=head.relation == SUBJECT,
        possessor=owner,
        weak=head.deprel == "nmod:poss",
    )


def _pronoun(sentence: Sentence, token: Token) -> Reference:
    word = fold(token.text)
    return Reference(
        token.start,
        token.end,
        sentence.index,
        token.index,
        MentionForm.PRONOUN,
        noun=word,
        plural=word in pronouns("plural") or word in pronouns("first_plural"),
        subject=token.relation == SUBJECT,
        weak=token.deprel == "nmod:poss",
        kind=Kind.PERSON if word in pronouns("masculine") | pronouns("feminine") else Kind.UNKNOWN,
    )
