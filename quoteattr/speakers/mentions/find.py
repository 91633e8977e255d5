"""Mentions: the names, descriptions and pronouns of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    is_document,
    is_quantity,
    is_salutation,
    noun_kind,
)
from quoteattr.records import Kind, Mention, MentionForm
from quoteattr.speakers.mentions.coordination import (
    coordinated,
    is_one_person,
    member,
    with_joined,
)
from quoteattr.speakers.mentions.descriptors import descriptor, may_describe
from quoteattr.speakers.mentions.naming import (
    is_dateline,
    is_language,
    is_nationality,
    name_in_phrase,
)
from quoteattr.speakers.mentions.noun_phrases import comment_start, is_plural
from quoteattr.speakers.mentions.reference import (
    NOMINAL,
    Reference,
    describe,
    joint_reference,
    name_reference,
    pronoun_reference,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Phrase
    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_references", "source_reference", "to_mention", "writer_reference"]

NOT_REFERRING = words("function_words", "not_referring")
NAMING = words("cues", "verbs.naming")
PARTS = {"compound", "flat", "fixed", "goeswith", "nmod:desc"}
"""Relations of words that are part of a larger noun phrase and do not refer by themselves."""


# Sources of quotes


def to_mention(phrase: Phrase, article: Article) -> Mention:
    """Make the public record of a phrase: its span, and whether it is a name or a pronoun."""
    text = article.text[phrase.start : phrase.end]
    return Mention(phrase.start, phrase.end, text, _form(phrase, article))


def _form(phrase: Phrase, article: Article) -> MentionForm:
    if _is_pronoun(phrase, article.sentences[phrase.sentence]):
        return MentionForm.PRONOUN
    return MentionForm.NAME if _name_of(phrase, article) else MentionForm.DESCRIPTION


def source_reference(phrase: Phrase, article: Article) -> Reference:
    """Make the reference for the source of a quote: who speaks acts, as a subject does."""
    return evolve(_referent(phrase, article), subject=True)


def _referent(phrase: Phrase, article: Article) -> Reference:
    """Make the reference for a phrase, which it covers as a whole."""
    sentence = article.sentences[phrase.sentence]
    head, span = sentence[phrase.head], (phrase.start, phrase.end)
    if _is_pronoun(phrase, sentence):
        return pronoun_reference(sentence, head)
    members = _members(article, phrase)
    if members:
        return joint_reference(sentence, phrase, head, members)
    name = _name_of(phrase, article)
    if name is not None:
        return _named(sentence, head, name_reference(sentence, name, span)[0])
    noun = _noun(phrase, sentence)
    return describe(sentence, noun, (phrase.start, min(phrase.end, comment_start(sentence, noun))))


def writer_reference(phrase: Phrase, article: Article) -> Reference:
    """Make the reference for who signs a letter: a person, whatever name that person chose.

    A letter that names only whom it greets, *Dear Ruth*, has nobody as its writer.
    """
    reference = source_reference(phrase, article)
    text = article.text[phrase.start : phrase.end]
    is_greeted = is_salutation(text)
    if reference.kind is Kind.PERSON and reference.name is not None and not is_greeted:
        return reference
    sentence = article.sentences[phrase.sentence]
    described = describe(sentence, sentence[phrase.head], (phrase.start, phrase.end))
    noun = "" if is_greeted else fold(text)
    return evolve(described, noun=noun, descriptors=(fold(text),), kind=Kind.PERSON)


def _named(sentence: Sentence, head: Token, reference: Reference) -> Reference:
    """Add the noun that a name stands after: *the firm that runs the ferry, Blue Line*."""
    name = reference.name
    if name is None or head.index >= name.first or head.upos != "NOUN":
        return reference
    if sentence[name.first - 1].text != ",":
        return reference
    role = descriptor(sentence, head)
    if role in reference.descriptors or not may_describe(head, name):
        return reference
    return evolve(reference, descriptors=(role,))


def _is_pronoun(phrase: Phrase, sentence: Sentence) -> bool:
    """Whether a phrase is a pronoun, alone or with one word more: *we all*."""
    first, last = _tokens(phrase, sentence)
    return sentence[phrase.head].upos == "PRON" and last - first < 2


def _tokens(phrase: Phrase, sentence: Sentence) -> tuple[int, int]:
    """Return the first and the last token of a phrase, which may start within a token."""
    first = bisect_right(sentence.tokens, phrase.start, key=lambda t: t.end)
    last = bisect_left(sentence.tokens, phrase.end, key=lambda t: t.start) - 1
    return first, max(first, last)


def _name_of(phrase: Phrase, article: Article) -> Name | None:
    """Return the name that a phrase is about, if any.

    A document or quantity does not take its name from its complement: *a letter to Ana Ruiz*.
    """
    sentence = article.sentences[phrase.sentence]
    found = article.names_in(sentence, *_tokens(phrase, sentence))
    names = [name for name in found if not _is_no_name(sentence, name)]
    head = sentence[phrase.head]
    given = _name_given(sentence, head, names)
    if given is not None:
        return given
    name = name_in_phrase(sentence, names, phrase.start, phrase.end)
    last = _name_at_end(phrase, sentence, names)
    if last is not None and name in {None, last}:
        return last
    if name is None or head.index in name.indices or head.upos != "NOUN":
        return name
    return None if is_document(head.lemma) or is_quantity(head.lemma) else name


def _name_given(sentence: Sentence, head: Token, names: Sequence[Name]) -> Name | None:
    """Return the name that a participle gives to a person: *a dentist named* **Uwe**."""
    nouns = (t for t in (head, *sentence.children(head, "appos")) if t.upos == "NOUN")
    clauses = (
        clause.index
        for noun in nouns
        if noun_kind(noun.lemma) is Kind.PERSON
        for clause in sentence.children(noun, "acl")
        if clause.xpos == "VBN" and clause.lemma.lower() in NAMING
    )
    verb = next(clauses, None)
    given = (n for n in names if n.words and sentence[n.bare_indices[0]].head == verb)
    return next(given, None) if verb is not None else None


def _name_at_end(phrase: Phrase, sentence: Sentence, names: Sequence[Name]) -> Name | None:
    """Return the name after a comma at the end of a description, wherever the tree attaches it.

    *the firm that runs the ferry,* **Blue Line**; not *the firm that met in Elmstad, Norvia*.
    """
    head, name = sentence[phrase.head], names[-1] if names else None
    if name is None or not name.words or sentence[name.last].end < phrase.end:
        return None
    comma = sentence.neighbour(sentence[name.first], -1)
    if comma is None or comma.text != "," or not head.index < comma.index:
        return None
    before = sentence[comma.index - 1]
    is_description = head.upos == "NOUN" and not is_plural(head) and not before.text[0].isupper()
    return name if is_description and may_describe(head, name) else None


def _is_no_name(sentence: Sentence, name: Name) -> bool:
    return is_dateline(sentence, name) or is_nationality(sentence, name)


def _noun(phrase: Phrase, sentence: Sentence) -> Token:
    """Return the head of a phrase, or its first noun if that head cannot be right."""
    head = sentence[phrase.head]
    if head.upos in NOMINAL:
        return head
    first, last = _tokens(phrase, sentence)
    nouns = (t for t in sentence.tokens[first : last + 1] if t.upos in {"NOUN", "PROPN"})
    return next(nouns, head)


def _members(article: Article, phrase: Phrase) -> tuple[Reference, ...]:
    """Return the mentions that *and* joins in a phrase, if any: *Ruiz and her son*."""
    sentence = article.sentences[phrase.sentence]
    first, last = _tokens(phrase, sentence)
    head = sentence[phrase.head]
    heads = coordinated(sentence, head, last)
    if len(heads) < 2 or not any(sentence[i].lower in {"and", "&"} for i in range(first, last)):
        return ()
    found = article.names_in(sentence, first, last)
    names = {index: name for name in found if name.words for index in name.indices}
    is_one_name = len({id(names.get(t.index, t)) for t in heads}) < 2
    if is_one_name:
        return ()
    after = {t.index: names.get(t.index) or _name_after(sentence, t, names) for t in heads}
    joined = tuple(r for t in heads if (r := member(sentence, t, after[t.index])) is not None)
    if len(joined) < 2 or is_one_person(joined, _name_of(phrase, article)):
        return ()
    return joined


def _name_after(sentence: Sentence, noun: Token, names: Mapping[int, Name]) -> Name | None:
    """Return the name in apposition right after a noun: *her brother* **Karl**."""
    named = sentence.child(noun, "appos")
    beside = named is not None and named.index == noun.index + 1 and noun.upos == "NOUN"
    return names.get(named.index) if named is not None and beside else None


# All mentions of a sentence


def find_references(article: Article, sentence: Sentence) -> Iterator[Reference]:
    """Find the mentions of a sentence that may refer to a speaker.

    Coordinated persons are one mention.
    """
    found: dict[int, Reference] = {}
    covered: set[int] = set()
    titles: set[int] = set()
    for name in article.names_in(sentence):
        if is_dateline(sentence, name) or is_language(sentence, name):
            continue
        if is_nationality(sentence, name):
            titles.add(name.last)
        elif name.words:
            reference, described = name_reference(sentence, name)
            covered.update(described, name.indices)
            found[reference.head] = reference
        else:
            titles.add(name.last)
    for token in sentence:
        if token.index in covered:
            continue
        if token.upos == "PRON":
            found[token.index] = pronoun_reference(sentence, token)
        elif token.index in titles or _may_be_mentioned(sentence, token):
            found[token.index] = describe(sentence, token)
    yield from with_joined(sentence, found)


def _may_be_mentioned(sentence: Sentence, token: Token) -> bool:
    """Whether a noun may refer to a speaker: *the minister*, *the survey*.

    Not *no evidence*; nor *Berg*, **whose aunt** *left*, where Berg is the topic.
    """
    if token.upos != "NOUN" or token.deprel in PARTS:
        return False
    if any(t.lower in NOT_REFERRING for t in sentence.children(token, "det", "nmod:poss")):
        return False
    return not _is_predicative(sentence, token) and _has_kind(token)


def _is_predicative(sentence: Sentence, token: Token) -> bool:
    """Whether a noun says what somebody is or acts as: *he was* **a boy**; **as a boy** he sang."""
    if token.deprel == "dislocated":
        return True
    determiner, case = sentence.child(token, "det"), sentence.child(token, "case")
    if determiner is not None and determiner.lower not in {"a", "an"}:
        return False
    subject = sentence.child(token, "nsubj") if sentence.child(token, "cop") is not None else None
    if subject is not None and subject.lower not in POINTING:
        return True
    return token.relation == "obl" and case is not None and case.lower == "as"


POINTING = frozenset({"it", "this", "that", "these", "those", "here", "there"})
"""Subjects whose predicate is who is meant: *it was* **a boy**."""


def _has_kind(token: Token) -> bool:
    return noun_kind(token.lemma, is_plural(token)) is not None
