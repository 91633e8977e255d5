"""Which name a noun phrase is about, and which names belong to no speaker."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, is_epithet, is_title, noun_kind, peoples
from quoteattr.records import Kind
from quoteattr.speakers.mentions.noun_phrases import LONGEST_DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.names.name import Name
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "HIGHEST",
    "SURE",
    "is_dateline",
    "is_language",
    "is_nationality",
    "is_surely_person",
    "name_in_phrase",
]

HIGHEST = 20
"""How many ancestors of a word to look at."""
LONGEST_BRACKET = 6
"""How many tokens brackets after a name may have, those within included."""
SURE = 0.6
"""How certain the kind of a name must be, from 0 to 1, to outweigh a description."""


def name_in_phrase(sentence: Sentence, names: Sequence[Name], start: int, end: int) -> Name | None:
    """Return the name that a phrase is about, or ``None``.

    It is *Ruiz* in *the minister, Ana Ruiz*, and in *Elmstad University Ana Ruiz*; none in *the
    minister of Ruiz's party*.

    Args:
        sentence: Where the phrase stands.
        names: The names inside the phrase, left to right.
        start: The first code point of the phrase.
        end: One past its last code point.
    """
    if names and not names[0].words and _ends_titled(sentence, names[-1], end):
        return names[-1]
    persons = {i for name in names if name.kind is Kind.PERSON for i in name.indices}
    for name in names:
        is_before_person = _past_brackets(sentence, name) in persons
        is_before_person = is_before_person or _is_of_title(sentence, name, persons)
        if name.words and not is_before_person and _stands_free(sentence, name, start, end):
            return name
    return None


def _past_brackets(sentence: Sentence, name: Name) -> int:
    """Return the index of what follows a name, brackets after or around it passed over.

    Of *Northern Party (NP)* **Legislator** *Ana Ruiz*: an acronym tells nothing of who speaks, nor
    does the noun before a person's name.
    """
    place = name.last + 1
    rest = sentence.tokens[place : place + LONGEST_BRACKET]
    closing = next((t.index for t in rest if t.text == ")"), None)
    is_around = name.first > 0 and sentence[name.first - 1].text == "("
    if closing is not None and (is_around or sentence[place].text == "("):
        place = closing + 1
    while place < len(sentence) and is_title(sentence[place].text) and place > name.last + 1:
        place += 1
    return place


def _is_of_title(sentence: Sentence, name: Name, persons: set[int]) -> bool:
    """Whether a name is part of the title of a person: **Labour** *and Youth Minister Ana Ruiz*."""
    tokens = [sentence[i] for i in name.indices]
    is_modifier = any(t.deprel in MODIFYING and t.head in persons for t in tokens)
    return is_modifier and name.kind is not Kind.PERSON


MODIFYING = frozenset({"compound", "nmod:desc"})
"""Relations of a noun in a title to the name after it, or to another noun of the title."""


def _ends_titled(sentence: Sentence, name: Name, end: int) -> bool:
    """Whether a phrase of several titles ends in a name with the last of them.

    *Minister of Ports, Lakes and Mines and* **Head of the Mint Ana Ruiz**.
    """
    return bool(name.words and name.title) and sentence[name.last].end == end


# What follows the name inside the phrase


def _stands_free(sentence: Sentence, name: Name, start: int, end: int) -> bool:
    """Whether a name is no modifier, possessor or complement of anything in the phrase."""
    following = _following(sentence, name, end)
    if _is_in_relative_clause(sentence, name, start, end):
        return False
    if following is not None:
        if (
            _is_rest_in_small_letters(following)
            or _is_possessive(following)
            or _shares_noun(sentence, name, end)
        ):
            return False
        if _is_noun_beside(following):
            return _is_person_beside_noun(sentence, name)
    return not _is_complement(sentence, name, start)


def _is_in_relative_clause(sentence: Sentence, name: Name, start: int, end: int) -> bool:
    """Whether a name is inside a relative clause of the phrase: *the firm that* **Berg** *runs*."""
    above = islice(sentence.ancestors(_outer(sentence, name)), HIGHEST)
    return any(t.deprel == "acl:relcl" and start <= t.start < end for t in above)


def _following(sentence: Sentence, name: Name, end: int) -> Token | None:
    """Return the word of the phrase right after a name, skipping a closing mark."""
    following = sentence.neighbour(sentence[name.last])
    if following is not None and following.xpos == "''" and following.start < end:
        following = sentence.neighbour(following)
    return following if following is not None and following.start < end else None


def _is_rest_in_small_letters(token: Token) -> bool:
    """Whether a word is a proper noun in lower case: *the Holm* **group** *of mills*."""
    return token.upos == "PROPN" and token.text.isalpha() and token.text.islower()


def _is_possessive(token: Token) -> bool:
    """Whether a word is a possessive marker: *Holm* **'s** *mill*."""
    return token.lower in {"'s", "'"} and token.upos in {"PART", "PUNCT"}


def _shares_noun(sentence: Sentence, name: Name, end: int) -> bool:
    """Whether coordinated names modify a common noun: *the Fair Trade and Dignity* **group**."""
    for token in sentence.tokens[name.after_title : name.last + 1]:
        noun = sentence.head(token)
        if noun is not None and token.relation == "compound" and sentence.child(token, "conj"):
            return name.last < noun.index and noun.start < end and noun.text.islower()
    return False


def _is_noun_beside(token: Token) -> bool:
    """Whether a word is, or belongs to, a noun that the name may modify: *Holm* **workers**."""
    return token.upos in {"NOUN", "ADJ", "NUM"} and token.relation not in {"appos", "flat"}


def _is_person_beside_noun(sentence: Sentence, name: Name) -> bool:
    """Whether the name is a person's in full, and modifies no noun in the tree."""
    if not is_surely_person(name) or len(name.words) < 2:
        return False
    return _outer(sentence, name).relation not in {"compound", "nmod"}


# What stands before the name inside the phrase


def _is_complement(sentence: Sentence, name: Name, start: int) -> bool:
    """Whether a name complements something else that the phrase is about."""
    if _is_below_verb(sentence, name, start) or _is_example(sentence, name, start):
        return True
    if _is_person_set_apart(sentence, name):
        return False
    return _is_governed(sentence, name, start) or _is_after_preposition(sentence, name, start)


def _is_below_verb(sentence: Sentence, name: Name, start: int) -> bool:
    """Whether a name is inside a clause of the phrase: *the man who hired* **Jon Berg**."""
    above = _above(sentence, _outer(sentence, name), name)
    return any(t.upos == "VERB" and start <= t.start for t in above)


def _is_example(sentence: Sentence, name: Name, start: int) -> bool:
    """Whether a name is one example out of several.

    *former players, among them* **Ana Ruiz**; *observers including the diplomat* **Ana Ruiz**.
    """
    if name.first > 0 and sentence[name.first - 1].lower in {"them", "whom"}:
        return True
    before = sentence.tokens[: name.first]
    return any(t.lower == "including" and t.start >= start for t in before)


def _is_person_set_apart(sentence: Sentence, name: Name) -> bool:
    """Whether a comma sets off a person's name: *the governor of Elmstad,* **Pavlo Hryts**.

    A name of unknown kind counts as a person's if it is in apposition to a noun for a person.
    """
    if name.first == 0 or sentence[name.first - 1].lower != ",":
        return False
    if is_surely_person(name):
        return True
    may_be_person = name.kind in {Kind.PERSON, Kind.UNKNOWN} and len(name.words) > 1
    above = _above(sentence, _outer(sentence, name), name)
    return may_be_person and any(noun_kind(t.lemma) is Kind.PERSON for t in above)


def _is_governed(sentence: Sentence, name: Name, start: int) -> bool:
    """Whether a preposition of the phrase governs the name: *the head of* **Oduya Steel**."""
    token = _outer(sentence, name)
    while _is_beside_name(sentence, token):
        token = sentence[token.head]
    case = sentence.child(token, "case")
    if case is None or case.upos == "PART":
        return False
    return start <= case.start < sentence[name.first].start


def _is_beside_name(sentence: Sentence, token: Token) -> bool:
    """Whether a word is coordinated with another word, or in apposition to a name."""
    head = sentence.head(token)
    if head is None:
        return False
    return token.relation == "conj" or (token.relation == "appos" and head.upos == "PROPN")


def _is_after_preposition(sentence: Sentence, name: Name, start: int) -> bool:
    """Whether a preposition comes before the name in the text, in case the parse is wrong.

    A possessor may stand between: *in the county's* **Holm Township**.
    """
    governed = name.first
    for token in reversed(
        sentence.tokens[max(0, name.first - LONGEST_DESCRIPTOR + 1) : name.first]
    ):
        if token.start < start:
            return False
        if token.upos == "ADP":
            return token.deprel == "case" and token.head >= governed
        is_owner = sentence[token.index + 1].xpos == "POS"
        if is_owner:
            governed = token.index
        may_modify = token.upos in {"DET", "ADJ", "PART", "PROPN"} or token.xpos == "POS"
        if not may_modify and not is_owner:
            return False
    return False


def _above(sentence: Sentence, token: Token, name: Name) -> Iterator[Token]:
    """Yield the ancestors of a token of a name that come before the name, nearest first."""
    return (t for t in islice(sentence.ancestors(token), HIGHEST) if t.index < name.first)


def _outer(sentence: Sentence, name: Name) -> Token:
    """Return the first token of a name whose head is outside the name, or its last token."""
    tokens = (sentence[i] for i in name.bare_indices)
    return next((t for t in tokens if t.head not in name.indices), sentence[name.last])


# Names by themselves


def is_surely_person(name: Name) -> bool:
    """Whether a name is clearly a person's, whatever a description of it says."""
    return name.kind is Kind.PERSON and name.strength >= SURE


def is_dateline(sentence: Sentence, name: Name) -> bool:
    """Whether a name is the dateline of a report, in capitals: **ELMSTAD** *— The mayor …*."""
    following = sentence.neighbour(sentence[name.last])
    if name.first > 0 or following is None or following.upos != "PUNCT":
        return False
    after = sentence.neighbour(following)
    if following.text == "," and (after is None or after.xpos in {"VBG", "VBN"}):
        return False  # "ANA RUIZ, being duly sworn", "ANA RUIZ," on a line of its own
    is_in_capitals = all(word.isupper() and len(word) > 2 for word in name.words)
    return is_in_capitals and following.text not in {"'", "\u2019", "("}


def is_nationality(sentence: Sentence, name: Name) -> bool:
    """Whether a name is that of a people and stands for one of them: *the* **Italian** *said*.

    *The French* are more than one.
    """
    token = sentence[name.last]
    is_paper = name.kind is Kind.ORGANISATION and name.strength == 1
    if len(name.words) != 1 or name.title or is_paper or sentence.child(token, "det") is None:
        return False
    plain = fold(name.words[0])
    is_one = is_epithet(plain) or (plain in peoples() and not plain.endswith(("sh", "ch", "s")))
    return is_one and sentence[name.first - 1].lower == "the"


def is_language(sentence: Sentence, name: Name) -> bool:
    """Whether the name of a people stands for its language: *she said in* **French**."""
    before = sentence[name.first - 1].lower if name.first > 0 else ""
    return before in {"in", "into"} and len(name.words) == 1 and fold(name.words[0]) in peoples()
