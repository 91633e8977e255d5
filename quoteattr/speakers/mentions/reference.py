"""References: what the words of one mention tell of whom it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, noun_kind, pronouns
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.mentions.noun_phrases import (
    extent,
    is_plural,
    modifiers,
    partitive,
    possessor,
)
from quoteattr.speakers.mentions.roles import appositive_roles, role_before, title_role

if TYPE_CHECKING:
    from quoteattr.article.drafts import Phrase
    from quoteattr.names.pieces import Piece
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "NOMINAL",
    "Reference",
    "describe",
    "joint_reference",
    "name_reference",
    "pronoun_reference",
]

SUBJECT = "nsubj"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
"""Parts of speech that may stand for somebody; *Note that …* is said by nobody."""
DEFINITE = words("function_words", "definite")


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
    bare: bool = False
    """One thing without an article, as in headlines: *Water board* says dam is safe."""
    subject: bool = False
    paragraph: int = 0
    """Index of the paragraph of its sentence."""
    weak: bool = False
    """It only modifies another noun: *Paratus* in *Paratus workers*, a possessor."""
    possessor: int | None = None
    """Index of the head token of whose it is: *Orlova* in *Orlova's statement*."""
    members: tuple[Reference, ...] = ()
    """The coordinated mentions that it joins."""


def name_reference(
    sentence: Sentence, piece: Piece, span: tuple[int, int] | None = None
) -> tuple[Reference, set[int]]:
    """The name with its title, and the indices of the nouns that describe it.

    Args:
        sentence: Where it stands.
        piece: The name.
        span: Offsets of the whole phrase; those of title and name by default.
    """
    head = sentence[_head(sentence, piece)]
    following = sentence[piece.last + 1] if piece.last + 1 < len(sentence) else None
    before, described = role_before(sentence, piece)
    after, more = appositive_roles(sentence, piece)
    title = (title_role(sentence, piece),) if piece.title else ()
    weak = following is not None and (
        (following.deprel == "case" and following.lower in {"'s", "'"})
        or (following.upos == "NOUN" and head.relation in {"compound", "nmod", "amod"})
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
        paragraph=sentence.paragraph,
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
    counted = partitive(sentence, head)
    owner = possessor(sentence, head)
    plural = is_plural(head) or counted is not None
    demonstrative = any(t.lower in DEFINITE for t in left)
    start, end = span or extent(sentence, head)
    words = modifiers(sentence, head)
    return Reference(
        start,
        end,
        sentence.index,
        head.index,
        MentionForm.DESCRIPTION,
        noun=fold((counted or head).lemma) if head.upos in NOMINAL else "",
        roles=(" ".join((*words, fold(head.lemma))),),
        modifiers=frozenset(words),
        kind=noun_kind((counted or head).lemma, plural) or Kind.UNKNOWN,
        plural=plural,
        definite=demonstrative or owner is not None,
        bare=not (plural or left or owner is not None or sentence.children(head, "nummod")),
        subject=head.relation == SUBJECT,
        possessor=owner,
        paragraph=sentence.paragraph,
        weak=head.deprel == "nmod:poss",
    )


def pronoun_reference(sentence: Sentence, token: Token) -> Reference:
    """The pronoun."""
    word = fold(token.text).strip("'\"")
    return Reference(
        token.start,
        token.end,
        sentence.index,
        token.index,
        MentionForm.PRONOUN,
        noun=word,
        plural=word in pronouns("plural") or word in pronouns("first_plural"),
        subject=token.relation == SUBJECT,
        paragraph=sentence.paragraph,
        weak=token.deprel == "nmod:poss",
        kind=Kind.PERSON if word in pronouns("masculine") | pronouns("feminine") else Kind.UNKNOWN,
    )


def joint_reference(phrase: Phrase, head: Token, members: tuple[Reference, ...]) -> Reference:
    """The mentions that *and* joins, as one."""
    return Reference(
        phrase.start,
        phrase.end,
        phrase.sentence,
        phrase.head,
        MentionForm.DESCRIPTION,
        noun=fold(head.lemma),
        kind=Kind.GROUP,
        plural=True,
        subject=members[0].subject,
        paragraph=members[0].paragraph,
        members=members,
    )
