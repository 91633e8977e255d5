"""Runs of capitalised words, in which names stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    identities,
    is_ending,
    is_given,
    is_honorific,
    is_role,
    is_time,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["HYPHENS", "ends_name", "find_runs"]

HYPHENS = frozenset("-\u2010\u2011\u2013")
LONGEST_RUN = 24
"""Tokens; a longer run of capitalised words is a headline or a list, not a name."""
PARTICLES = words("titles", "particles")
MOST_PARTICLES = 3
"""Words such as *van der* between the parts of a name, at most."""
PLURAL_OWNERS = words("organisation_nouns", "plural_owners")
JOINERS = words("function_words", "name_joiners")
PREPOSITIONS = words("function_words", "name_prepositions")


def find_runs(sentence: Sentence, index: int, end: int) -> Iterator[tuple[int, int]]:
    """First and last token of each run between two tokens, left to right."""
    while index <= end:
        if not _is_name(sentence[index]) and not _is_given_in_name(sentence, sentence[index]):
            index += 1
            continue
        last, first = index, _start(sentence, index)
        while (following := _continues(sentence, index, last)) is not None and following <= end:
            last = following
            if last - index >= LONGEST_RUN:
                break
        if not _is_amount(sentence, first, last):
            yield first, last
        index = last + 1


def _is_amount(sentence: Sentence, first: int, last: int) -> bool:
    """The sign of a currency before a number: *SR* in *SR800 million*."""
    if first < last or last + 1 >= len(sentence) or not sentence[last].text.isupper():
        return False
    following = sentence[last + 1]
    return following.start == sentence[last].end and following.text[0].isdigit()


def _start(sentence: Sentence, index: int) -> int:
    """Back over words of the name that are tagged as something else: *A-jen*, *Food Office*."""
    if index >= 2 and sentence[index - 1].text in HYPHENS:
        before, hyphen = sentence[index - 2], sentence[index - 1]
        tied = before.end == hyphen.start and hyphen.end == sentence[index].start
        return before.index if tied and before.text[0].isupper() else index
    first = index
    while first > 1 and _belongs(sentence, sentence[first - 1]):
        first -= 1
    return 0 if first == 1 and _is_of_people(sentence, sentence[0]) else first


def _is_of_people(sentence: Sentence, token: Token) -> bool:
    """An adjective that opens a sentence, and the name of a body: *European Mill Board*."""
    if token.relation not in {"amod", "compound"} or fold(token.text) not in identities():
        return False
    return is_ending(sentence[token.head].text) and _is_name(sentence[token.head])


def _belongs(sentence: Sentence, token: Token) -> bool:
    """A capitalised common noun or adjective before the proper noun that it modifies."""
    if not token.text[0].isupper() or token.upos not in {"NOUN", "ADJ", "PROPN"}:
        return False
    modifies = token.relation in {"compound", "amod"} or token.deprel == "nmod:desc"
    return modifies and token.head > token.index and _is_name(sentence[token.head])


def _is_inside(sentence: Sentence, first: int, token: Token) -> bool:
    """Whether a word after a name, which starts at ``first``, is a part of it by itself."""
    return (
        _is_name(token)
        or _is_day_in_name(sentence, token)
        or _belongs(sentence, token)
        or _is_rest(token, first)
        or _is_capital_head(sentence, first, token)
        or _is_given_in_name(sentence, token)
        or (token.relation == "case" and ends_name(sentence[token.head], token))
    )


def ends_name(head: Token, case: Token) -> bool:
    """Whether an *'s* belongs to a name, as nothing is possessed: **Moody's** *said*."""
    is_beside = case.index == head.index + 1 and case.lower in {"'s", "\u2019s"}
    return is_beside and head.relation in {"nsubj", "obj", "obl", "root"}


def _is_capital_head(sentence: Sentence, first: int, token: Token) -> bool:
    """A capitalised plural that the name before it modifies: *United Mill* **Workers**."""
    if token.xpos != "NNS" or not token.text[0].isupper():
        return False
    before = sentence[token.index - 1]
    return first < before.index and before.head == token.index and before.relation == "compound"


def _is_rest(token: Token, first: int) -> bool:
    """A capitalised word that the tree has as the rest of the name before it: *Sri* **Lankan**."""
    inside = first <= token.head < token.index
    return inside and token.relation == "flat" and token.text[0].isupper()


def _is_name(token: Token) -> bool:
    proper = token.xpos in {"NNP", "NNPS"} or token.upos == "PROPN" or _is_acronym(token)
    if not proper or not any(map(str.isalpha, token.text)) or token.text.islower():
        return False
    return not is_time(token.text)


def _is_acronym(token: Token) -> bool:
    """Capitals that the tagger took for a common noun."""
    return token.upos == "NOUN" and token.text.isupper() and 2 <= len(token.text) <= 6


def _continues(sentence: Sentence, first: int, last: int) -> int | None:
    """Index of the token up to which the run goes on, or ``None`` where it ends."""
    following = sentence.neighbour(sentence[last])
    if following is None:
        return None
    if _is_inside(sentence, first, following):
        return following.index
    if first == last == following.head and following.text.isdecimal():
        return following.index if following.relation in {"flat", "nummod"} else None  # "Channel 4"
    if following.text[0] in HYPHENS and following.text[1:].isalpha():
        return following.index if sentence[last].end == following.start else None
    after = sentence.neighbour(following)
    if after is None:
        return None
    if following.text == "." and _is_name(after) and _abbreviates(sentence[last], following):
        return after.index
    if following.text in HYPHENS and sentence[last].end == following.start:
        return after.index if following.end == after.start and after.text[0].isalnum() else None
    if _is_rank(sentence[first], first, last, following) and _is_name(after):
        return after.index
    if following.lower in JOINERS:
        return _joined(sentence, first, last, after)
    if following.lower in {"'", "'s"} and is_ending(after.text) and _is_name(after):
        return (
            after.index
            if fold(sentence[last].text) in PLURAL_OWNERS or following.lower == "'"
            else None
        )
    return _past_nickname(sentence, last) or _past_particles(sentence, last)


def _is_day_in_name(sentence: Sentence, token: Token) -> bool:
    """A word for a day that is part of a name before it: *Elmstad Sun*."""
    if token.upos != "PROPN" or not is_time(token.text):
        return False
    head, before = sentence.head(token), sentence[token.index - 1]
    if head is not None and token.relation == "flat":
        return _is_name(head)
    return before.relation == "compound" and before.head == token.index and _is_name(before)


def _is_given_in_name(sentence: Sentence, token: Token) -> bool:
    """A word for a month that is a given name before another: **Jan** *Berg*, **June** *Ruiz*."""
    following = sentence.neighbour(token)
    if following is None or following.relation != "flat" or following.head != token.index:
        return False
    return token.upos == "PROPN" and is_given(token.text) and _is_name(following)


def _is_rank(title: Token, first: int, last: int, following: Token) -> bool:
    """The small letters of a title at the start of a sentence: *Major general* Ana Ruiz."""
    small = following.text.islower() and following.upos in {"NOUN", "PROPN"}
    return first == last == 0 and small and is_role(title.text) and is_role(following.text)


def _past_nickname(sentence: Sentence, last: int) -> int | None:
    """Index of the family name after a nickname in marks: *Jon* **"Tiny" Berg**."""
    if not is_given(sentence[last].text):
        return None
    inner = sentence.tokens[last + 1 : last + 2 + LONGEST_NICKNAME]
    closed = next((t.index for t in inner if t.xpos == "''"), None)
    if closed is None or inner[0].xpos != "``" or closed + 1 >= len(sentence):
        return None
    return closed + 1 if _is_name(sentence[closed + 1]) else None


LONGEST_NICKNAME = 4
"""Tokens, its marks included."""


def _past_particles(sentence: Sentence, last: int) -> int | None:
    """Index of the name after *van der* or *al*, if that is what follows."""
    for index in range(last + 1, min(last + 2 + MOST_PARTICLES, len(sentence))):
        token = sentence[index]
        if index > last + 1 and _is_name(token):
            return None if is_ending(sentence[last].text) else index
        tied = index > last + 1 and token.text in HYPHENS  # "al-Amr"
        if token.lower not in PARTICLES and not tied:
            return None
    return None


def _abbreviates(token: Token, mark: Token) -> bool:
    """The full stop belongs to a title or an initial: *Mrs. Oduya*, *J. Berg*."""
    return token.end == mark.start and (is_honorific(token.text) or len(token.text) == 1)


def _joined(sentence: Sentence, first: int, last: int, after: Token) -> int | None:
    """The run goes on over *of*, *for*, *and* inside the name of an institution or an office."""
    joiner = sentence[after.index - 1].lower
    target = after
    if target.lower == "the":
        beyond = sentence.neighbour(target)
        if joiner == "and" or beyond is None:
            return None
        target = beyond
    if not _is_name(target) and not _belongs(sentence, target):
        return None
    last_word = sentence[last].text
    run = [sentence[i].lower for i in range(first, last + 1)]
    if joiner == "and" and _shares_noun(sentence, target):
        return target.index
    if joiner in {"and", "&"}:
        inside = ("of" in run or "for" in run) and not is_given(target.text)
        return (
            target.index if joiner == "&" or inside or _ends_in_office(sentence, target) else None
        )
    if joiner == "of" and (is_ending(last_word) or is_role(last_word)):
        return target.index
    if joiner == "of" and any(map(is_ending, run)) and not PREPOSITIONS.isdisjoint(run):
        return None if is_given(target.text) else target.index  # "Fund for the Care of Forests"
    return target.index if is_ending(last_word) and not is_given(sentence[first].text) else None


def _shares_noun(sentence: Sentence, target: Token) -> bool:
    """Both what *and* joins modify one noun of the name: *Arts and Crafts Index*."""
    first = sentence.head(target)
    noun = sentence.head(first) if first is not None and target.relation == "conj" else None
    if first is None or noun is None or first.relation != "compound":
        return False
    return noun.index > target.index and _is_name(noun) and not is_given(target.text)


def _ends_in_office(sentence: Sentence, token: Token) -> bool:
    """Whether the capitalised words from here end as an organisation's: *… and Trade Office*."""
    index = token.index
    if is_given(token.text):
        return False
    while index + 1 < len(sentence) and _is_name(sentence[index + 1]) and index < token.index + 5:
        index += 1
    return index > token.index and is_ending(sentence[index].text)
