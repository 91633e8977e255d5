"""References: mentions with everything that their own words reveal."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, noun_kind, peoples, pronouns
from quoteattr.names.evidence import is_of_thing
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.mentions.descriptors import (
    appositive_descriptors,
    descriptor,
    descriptors_before,
    title_descriptor,
)
from quoteattr.speakers.mentions.noun_phrases import (
    extent,
    is_plural,
    modifiers,
    partitive,
    possessor,
    shown_end,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.article.drafts import Phrase
    from quoteattr.names.name import Name
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
    """A mention, with everything that its own words and its place in the tree reveal."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    sentence: int
    """Index of its sentence in the document."""
    head: int
    """Index of its head token in the sentence."""
    form: MentionForm
    noun: str = ""
    """Folded head noun of a description, or the folded pronoun."""
    name: Name | None = None
    """The name with its title, if the mention is a name."""
    descriptors: tuple[str, ...] = ()
    """Folded noun phrases that describe it: *minister*, *former judge*; each ends in its head."""
    modifiers: frozenset[str] = field(default=frozenset())
    """Folded content words that narrow a description down."""
    kind: Kind = Kind.UNKNOWN
    """The kind that its own words indicate."""
    plural: bool = False
    """Whether it refers to more than one."""
    definite: bool = False
    """Whether it is a name, or a description with *the*, *this* or a possessor."""
    bare: bool = False
    """Whether it is singular without a determiner: *Water board* says dam is safe."""
    subject: bool = False
    """Whether it is the subject of its clause, or the source of a quote."""
    leading: bool = False
    """Whether it is a name that is the subject of a main clause."""
    paragraph: int = 0
    """Index of the paragraph of its sentence."""
    weak: bool = False
    """Whether it merely modifies another noun: *Paratus* in *Paratus workers*, a possessor."""
    possessor: int | None = None
    """Index of the head token of its possessor: *Orlova* in *Orlova's statement*."""
    members: tuple[Reference, ...] = ()
    """The mentions that it coordinates, if it does."""
    of_thing: bool = False
    """Whether it names a place, a ship, a prize or the like."""
    shown_end: int | None = None
    """Where what is shown of a description ends, if before its own end."""
    label: str = ""
    """The key of the label of a transcript that it is, if it is one."""


def name_reference(
    sentence: Sentence, name: Name, span: tuple[int, int] | None = None
) -> tuple[Reference, set[int]]:
    """Make the reference for a name with its title.

    Args:
        sentence: Where it stands.
        name: The name.
        span: Offsets of the whole phrase; those of title and name by default.

    Returns:
        The reference, and the indices of the nouns that describe the name.
    """
    head = sentence[_head(sentence, name)]
    before, nouns_before = descriptors_before(sentence, name)
    after, nouns_after = appositive_descriptors(sentence, name)
    title = (title_descriptor(sentence, name),) if name.title else ()
    start, end = span or (sentence[name.first].start, sentence[name.last].end)
    is_subject = _is_subject(sentence, head, nouns_before)
    reference = Reference(
        start,
        end,
        sentence.index,
        head.index,
        MentionForm.NAME,
        name=name,
        descriptors=(*title, *before, *after),
        kind=name.kind,
        subject=is_subject,
        leading=is_subject and _is_in_main_clause(sentence, head),
        paragraph=sentence.paragraph,
        weak=_is_modifier(sentence, name, head),
        definite=True,
        of_thing=not (before or after) and is_of_thing(sentence, name),
    )
    return reference, nouns_before | nouns_after


def _head(sentence: Sentence, name: Name) -> int:
    """Return the index of the first word of a name whose head is outside the name."""
    outer = (i for i in name.bare_indices if sentence[i].head not in name.indices)
    return next((i for i in outer if sentence[i].upos != "PUNCT"), name.last)


def _is_subject(sentence: Sentence, head: Token, nouns: Collection[int]) -> bool:
    """Whether a name, or a noun that describes it, is a subject: *her sister* **Kaja** *won*."""
    return head.relation == SUBJECT or any(sentence[i].relation == SUBJECT for i in nouns)


def _is_in_main_clause(sentence: Sentence, token: Token) -> bool:
    """Whether no clause above a token depends on another: not in *when* **Ruiz** *was mayor*."""
    above = islice(sentence.ancestors(token), DEEPEST)
    clauses = (t for t in above if t.relation not in NOMINAL_RELATIONS)
    return all(t.relation in MAIN for t in clauses)


NOMINAL_RELATIONS = frozenset({"nsubj", "nmod", "compound", "flat", "appos"})
MAIN = frozenset({"root", "parataxis", "conj"})
DEEPEST = 8
"""How far up a tree to look: further up, in a long list, nothing depends on another clause."""


def _is_modifier(sentence: Sentence, name: Name, head: Token) -> bool:
    """Whether a name merely modifies the noun after it: *Paratus workers*, *Orlova's office*."""
    following = sentence.neighbour(sentence[name.last])
    if following is None:
        return False
    is_possessor = following.deprel == "case" and following.lower in {"'s", "'"}
    is_before_noun = following.upos == "NOUN" and head.relation in {"compound", "nmod", "amod"}
    return is_possessor or is_before_noun


def describe(sentence: Sentence, head: Token, span: tuple[int, int] | None = None) -> Reference:
    """Make the reference for a description.

    Args:
        sentence: Where it stands.
        head: Its head noun.
        span: Offsets of the whole phrase; those of a short phrase around the noun by default.
    """
    determiners = sentence.children(head, "det")
    counted = partitive(sentence, head)
    has_dignity = _is_dignity(sentence, head)
    owner = None if has_dignity else possessor(sentence, head)
    plural = is_plural(head) or (counted is not None and head.lower != "one")
    is_pointed_at = any(t.lower in DEFINITE for t in determiners)
    has_determiner = bool(determiners or owner is not None or sentence.children(head, "nummod"))
    start, end = span or extent(sentence, head)
    of_people = fold(head.text) in peoples()
    lemma = (counted or head).lemma if not of_people else head.text
    return Reference(
        start,
        end,
        sentence.index,
        head.index,
        MentionForm.DESCRIPTION,
        noun=fold(lemma) + _children(sentence, head) if head.upos in NOMINAL else "",
        descriptors=(descriptor(sentence, head),),
        modifiers=frozenset(modifiers(sentence, head)),
        kind=noun_kind((counted or head).lemma, plural) or Kind.UNKNOWN,
        plural=plural,
        definite=is_pointed_at or has_dignity or owner is not None,
        bare=not plural and not has_determiner and head.upos != "PRON",
        subject=head.relation == SUBJECT,
        possessor=owner,
        paragraph=sentence.paragraph,
        weak=head.deprel == "nmod:poss",
        shown_end=shown_end(sentence, head, start, end),
    )


def _children(sentence: Sentence, head: Token) -> str:
    """Return what says how many children a parent has: **-of-two**, of *the father of two*."""
    if noun_kind(head.lemma) is not Kind.PERSON:
        return ""
    numbers = (t for t in sentence.children(head, "nmod") if t.upos == "NUM")
    cases = ((t, sentence.child(t, "case")) for t in numbers)
    of = (t for t, case in cases if case is not None and case.lower == "of")
    return next((f"-of-{fold(number.text)}" for number in of), "")


def _is_dignity(sentence: Sentence, head: Token) -> bool:
    """Whether a noun with a possessive is a title, which nobody owns: *His* **Excellency**."""
    owner = sentence.child(head, "nmod:poss")
    is_title = head.text[:1].isupper() and fold(head.lemma) in words("titles", "dignities")
    return is_title and owner is not None and owner.upos == "PRON"


def pronoun_reference(sentence: Sentence, token: Token) -> Reference:
    """Make the reference for a pronoun."""
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


def joint_reference(
    sentence: Sentence, phrase: Phrase, head: Token, members: tuple[Reference, ...]
) -> Reference:
    """Make one reference for mentions joined by *and*.

    Args:
        sentence: Where they stand.
        phrase: The whole coordination.
        head: The head token of its first member.
        members: The joined mentions.
    """
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
        shown_end=shown_end(sentence, head, phrase.start, phrase.end),
    )
