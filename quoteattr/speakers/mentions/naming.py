"""The name that a noun phrase is about, and names that name nobody who speaks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, noun_kind, peoples
from quoteattr.records import Kind
from quoteattr.speakers.mentions.noun_phrases import LONGEST_DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["HIGHEST", "SURE", "is_dateline", "is_language", "is_surely_person", "name_in_phrase"]

HIGHEST = 20
"""Words up the tree that are looked at."""
SURE = 0.6
"""How sure the words of a name tell its kind, to be at odds with a description."""


def name_in_phrase(sentence: Sentence, inside: list[Name], start: int, end: int) -> Name | None:
    """The name that the phrase is about, among the names inside it.

    *Ruiz* in *the minister, Ana Ruiz*, and in *Elmstad University Ana Ruiz*; none in *the
    minister of Ruiz's party*.
    """
    if inside and not inside[0].words and _ends_titled(sentence, inside[-1], end):
        return inside[-1]
    persons = {name.first for name in inside if name.kind is Kind.PERSON}
    for name in inside:
        free = name.last + 1 not in persons and _stands_free(sentence, name, start, end)
        if name.words and free:
            return name
    return None


def _ends_titled(sentence: Sentence, name: Name, end: int) -> bool:
    """*Minister of Ports, Lakes and Mines and Head of the Mint* **Ana Ruiz**."""
    return bool(name.words and name.title) and sentence[name.last].end == end


def _stands_free(sentence: Sentence, name: Name, start: int, end: int) -> bool:
    """Not after a preposition, not a possessor, not before the noun that it modifies."""
    following = sentence[name.last + 1] if name.last + 1 < len(sentence) else None
    if following is not None and following.xpos == "''" and following.start < end:
        following = sentence.neighbour(following)
    if following is not None and following.start < end:
        if following.upos == "PROPN" and following.text.isalpha() and following.text.islower():
            return False
        if _shares_noun(sentence, name, end):
            return False
        if following.lower in {"'s", "'"} and following.upos in {"PART", "PUNCT"}:
            return False
        if following.upos in {"NOUN", "ADJ", "NUM"} and following.relation not in {"appos", "flat"}:
            person = is_surely_person(name) and len(name.words) > 1
            return person and sentence[_outer(sentence, name)].relation not in {"compound", "nmod"}
    return not _complement(sentence, name, start)


def _shares_noun(sentence: Sentence, name: Name, end: int) -> bool:
    """The name and another one modify a common noun: *the Fair Trade and Dignity group*."""
    for token in sentence.tokens[name.after_title : name.last + 1]:
        noun = sentence.head(token)
        if noun is not None and token.relation == "compound" and sentence.child(token, "conj"):
            return name.last < noun.index and noun.start < end and noun.text.islower()
    return False


def _complement(sentence: Sentence, name: Name, start: int) -> bool:
    """Whether the name depends on something inside the phrase that it does not name.

    A preposition governs it, *the head of* Oduya Steel; or a verb, *the man who hired* Jon Berg.
    """
    token = sentence[_outer(sentence, name)]
    if any(t.upos == "VERB" and start <= t.start for t in _above(sentence, token, name)):
        return True
    before = sentence[name.first - 1].lower if name.first > 0 else ""
    if before in {"them", "whom"}:  # "former players, among them Ana Ruiz"
        return True
    if any(t.lower == "including" and t.start >= start for t in sentence.tokens[: name.first]):
        return True  # "observers including the diplomat Ana Ruiz"
    apart = before == ","
    if apart and (is_surely_person(name) or _names_person_before(sentence, token, name)):
        return False
    while token.head >= 0 and (
        token.relation == "conj"
        or (token.relation == "appos" and sentence[token.head].upos == "PROPN")
    ):
        token = sentence[token.head]
    case = sentence.child(token, "case")
    if (
        case is not None
        and case.upos != "PART"
        and start <= case.start < sentence[name.first].start
    ):
        return True
    return _after_preposition(sentence, name, start)


def is_surely_person(name: Name) -> bool:
    """Whether the words of a name tell a person, whatever a description says."""
    return name.kind is Kind.PERSON and name.strength >= SURE


def _names_person_before(sentence: Sentence, token: Token, name: Name) -> bool:
    """*The governor of Elmstad,* **Pavlo Hryts**: two words that may be a person's name."""
    may_be_person = name.kind in {Kind.PERSON, Kind.UNKNOWN} and len(name.words) > 1
    above = _above(sentence, token, name)
    return may_be_person and any(noun_kind(t.lemma) is Kind.PERSON for t in above)


def _above(sentence: Sentence, token: Token, name: Name) -> Iterator[Token]:
    """The words before the name on which it depends."""
    return (t for t in islice(sentence.ancestors(token), HIGHEST) if t.index < name.first)


def _outer(sentence: Sentence, name: Name) -> int:
    inside = name.indices
    return next(
        (i for i in inside if i >= name.after_title and sentence[i].head not in inside), name.last
    )


def _after_preposition(sentence: Sentence, name: Name, start: int) -> bool:
    """By the words right before it, where the tree has gone astray."""
    index, governed = name.first - 1, name.first
    while index >= 0 and name.first - index < LONGEST_DESCRIPTOR and sentence[index].start >= start:
        token = sentence[index]
        if token.upos == "ADP":
            return token.deprel == "case" and token.head >= governed
        owner = sentence[index + 1].xpos == "POS"  # "in the county's Holm Township"
        governed = index if owner else governed
        if token.upos not in {"DET", "ADJ", "PART", "PROPN"} and not owner and token.xpos != "POS":
            return False
        index -= 1
    return False


def is_dateline(sentence: Sentence, name: Name) -> bool:
    """The place that opens a report in capitals: *ELMSTAD — The mayor said …*."""
    following = sentence.neighbour(sentence[name.last])
    return (
        name.first == 0
        and following is not None
        and following.upos == "PUNCT"
        and following.text not in {"'", "\u2019", "("}
        and all(word.isupper() and len(word) > 2 for word in name.words)
    )


def is_language(sentence: Sentence, name: Name) -> bool:
    """The name of a people after *in*: *she said in* **French**."""
    before = sentence[name.first - 1].lower if name.first > 0 else ""
    return before in {"in", "into"} and len(name.words) == 1 and fold(name.words[0]) in peoples()
