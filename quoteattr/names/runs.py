"""Runs of capitalised words, which contain the names of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_ending, is_given, is_honorific, is_title
from quoteattr.names.name_words import (
    is_capital_head,
    is_day_in_name,
    is_given_in_name,
    is_name_word,
    is_numeral,
    is_rest,
    modifies_name,
    opens_name_of_body,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["HYPHENS", "ends_name", "find_runs"]

HYPHENS = frozenset("-\u2010\u2011\u2013")
LONGEST_RUN = 24
"""How many tokens a run may have; a longer one is a headline or a list, not a name."""
PARTICLES = words("titles", "particles")
MOST_PARTICLES = 3
"""How many words such as *van der* there may be between the parts of a name."""
PLURAL_OWNERS = words("organisation_nouns", "plural_owners")
JOINERS = words("function_words", "name_joiners")
PREPOSITIONS = words("function_words", "name_prepositions")
LONGEST_NICKNAME = 4
"""How many tokens a nickname may have, quotation marks included."""
LONGEST_OFFICE = 5
"""How many words after *and* to search for the end of an organisation's name."""


def find_runs(sentence: Sentence, index: int, end: int) -> Iterator[tuple[int, int]]:
    """Find the runs of capitalised words between two tokens.

    Args:
        sentence: Where to look.
        index: Index of the first token to look at.
        end: Index of the last token to look at.

    Yields:
        Indices of the first and the last token of each run, left to right.
    """
    while index <= end:
        if not is_name_word(sentence[index]) and not is_given_in_name(sentence, sentence[index]):
            index += 1
            continue
        first, last = _start(sentence, index), _last(sentence, index, end)
        if not _is_currency(sentence, first, last):
            yield first, last
        index = last + 1


def _start(sentence: Sentence, index: int) -> int:
    """Go back over words of the name with other tags: *A* in *A-jen*, *Food* in *Food Office*."""
    if index >= 2 and sentence[index - 1].text in HYPHENS:
        return _before_hyphen(sentence, index)
    first = index
    while first > 1 and modifies_name(sentence, sentence[first - 1]):
        first -= 1
    return 0 if first == 1 and opens_name_of_body(sentence, sentence[0]) else first


def _before_hyphen(sentence: Sentence, index: int) -> int:
    """Go back over a hyphen without spaces to a capitalised word: *A* in *A-jen*."""
    before, hyphen = sentence[index - 2], sentence[index - 1]
    is_tied = before.end == hyphen.start and hyphen.end == sentence[index].start
    return before.index if is_tied and before.text[0].isupper() else index


def _last(sentence: Sentence, first: int, end: int) -> int:
    """Return the index of the last token of the run that begins at ``first``."""
    last = first
    while last - first < LONGEST_RUN:
        following = _continue(sentence, first, last)
        if following is None or following > end:
            break
        last = following
    return last


def _continue(sentence: Sentence, first: int, last: int) -> int | None:
    """Return the index of the token up to which the run continues, or ``None`` where it ends."""
    following = sentence.neighbour(sentence[last])
    if following is None:
        return None
    if _is_inside(sentence, first, following):
        return following.index
    after = sentence.neighbour(following)
    if after is None:
        return None
    if _is_link(sentence, first, following, after):
        return after.index
    if following.lower in JOINERS:
        return _past_joiner(sentence, first, following)
    return _past_nickname(sentence, last) or _past_particles(sentence, last)


def _is_currency(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a run is a currency before a number: *SR* in *SR800 million*."""
    if first < last or last + 1 >= len(sentence) or not sentence[last].text.isupper():
        return False
    following = sentence[last + 1]
    return following.start == sentence[last].end and following.text[0].isdigit()


# Words that are part of a name by themselves


def _is_inside(sentence: Sentence, first: int, token: Token) -> bool:
    """Whether a word after a name that begins at ``first`` is part of it by itself."""
    return (
        is_name_word(token)
        or is_day_in_name(sentence, token)
        or modifies_name(sentence, token)
        or is_rest(token, first)
        or is_capital_head(sentence, first, token)
        or is_given_in_name(sentence, token)
        or is_numeral(token, first)
        or _is_hyphenated(sentence, token)
        or (token.relation == "case" and ends_name(sentence[token.head], token))
    )


def _is_hyphenated(sentence: Sentence, token: Token) -> bool:
    """Whether a word begins with the hyphen that joins it to the name: *A* **-jen**."""
    is_tied = sentence[token.index - 1].end == token.start
    return is_tied and token.text[0] in HYPHENS and token.text[1:].isalpha()


def ends_name(head: Token, case: Token) -> bool:
    """Whether an *'s* is part of a name, since nothing is possessed: **Moody's** *said*."""
    is_beside = case.index == head.index + 1 and case.lower in {"'s", "\u2019s"}
    return is_beside and head.relation in {"nsubj", "obj", "obl", "root"}


# Marks and small words inside a name


def _is_link(sentence: Sentence, first: int, link: Token, after: Token) -> bool:
    """Whether a mark or small word joins the words before and after it into one name."""
    is_link = (
        _is_stop_of_abbreviation(sentence, link)
        or _is_rank(sentence, first, link)
        or (_is_possessive(sentence, link) and is_ending(after.text))
    )
    return _is_tied_hyphen(sentence, link, after) or (is_link and is_name_word(after))


def _is_stop_of_abbreviation(sentence: Sentence, mark: Token) -> bool:
    """Whether a full stop belongs to a title or an initial: *Mrs. Oduya*, *J. Berg*."""
    before = sentence[mark.index - 1]
    if mark.text != "." or before.end != mark.start:
        return False
    return is_honorific(before.text) or len(before.text) == 1


def _is_tied_hyphen(sentence: Sentence, mark: Token, after: Token) -> bool:
    """Whether a hyphen has no spaces around it, and a letter or digit after it: *Ruiz-Berg*."""
    is_tied = sentence[mark.index - 1].end == mark.start and mark.end == after.start
    return mark.text in HYPHENS and is_tied and after.text[0].isalnum()


def _is_rank(sentence: Sentence, first: int, token: Token) -> bool:
    """Whether a word in lower case ends the title before it: *Major* **general** *Ruiz*."""
    if first > 0 or token.index > 1 or not token.text.islower():
        return False
    is_noun = token.upos in {"NOUN", "PROPN"}
    return is_noun and is_title(sentence[0].text) and is_title(token.text)


def _is_possessive(sentence: Sentence, mark: Token) -> bool:
    """Whether a plural possesses what follows, as in names of bodies: *Workers' Party*."""
    if mark.lower == "'s":
        return fold(sentence[mark.index - 1].text) in PLURAL_OWNERS
    return mark.lower == "'"


def _past_nickname(sentence: Sentence, last: int) -> int | None:
    """Return the index of the family name after a nickname in marks: *Jon* **"Tiny" Berg**."""
    if not is_given(sentence[last].text):
        return None
    inner = sentence.tokens[last + 1 : last + 2 + LONGEST_NICKNAME]
    closed = next((t.index for t in inner if t.xpos == "''"), None)
    if closed is None or inner[0].xpos != "``" or closed + 1 >= len(sentence):
        return None
    return closed + 1 if is_name_word(sentence[closed + 1]) else None


def _past_particles(sentence: Sentence, last: int) -> int | None:
    """Return the index of the name after particles: *Pieter* **van der Aa**, *Ana* **al-Amr**."""
    for index in range(last + 1, min(last + 2 + MOST_PARTICLES, len(sentence))):
        token, is_first = sentence[index], index == last + 1
        if not is_first and is_name_word(token):
            return None if is_ending(sentence[last].text) else index
        if token.lower not in PARTICLES and (is_first or token.text not in HYPHENS):
            return None
    return None


# Small words inside the names of institutions


def _past_joiner(sentence: Sentence, first: int, joiner: Token) -> int | None:
    """Return the index of the word that *of*, *for*, *on*, *and* or *&* adds to the run.

    Args:
        sentence: Where the run stands.
        first: Index of its first token.
        joiner: The word after it.
    """
    target = _joined_word(sentence, joiner)
    if target is None:
        return None
    match joiner.lower:
        case "&":
            is_joined = True
        case "and":
            is_joined = _is_joined_by_and(sentence, first, joiner, target)
        case "of":
            is_joined = _is_joined_by_of(sentence, first, joiner, target)
        case _:
            is_joined = _is_joined_by_for(sentence, first, joiner)
    return target.index if is_joined else None


def _joined_word(sentence: Sentence, joiner: Token) -> Token | None:
    """Return the word of a name after a joiner, or after its *the*: *Care of the* **Forests**."""
    target = sentence.neighbour(joiner)
    if target is not None and target.lower == "the":
        target = sentence.neighbour(target) if joiner.lower != "and" else None
    if target is None or not (is_name_word(target) or modifies_name(sentence, target)):
        return None
    return target


def _is_joined_by_and(sentence: Sentence, first: int, joiner: Token, target: Token) -> bool:
    """Whether *and* is inside a name.

    It is in *Ministry of Mines* **and Energy**, *Mines* **and Trade** *Office* and *Arts* **and
    Crafts** *Index*.
    """
    if _shares_noun(sentence, target) or _ends_in_office(sentence, target):
        return True
    run = {token.lower for token in sentence.tokens[first : joiner.index]}
    return not run.isdisjoint({"of", "for"}) and not is_given(target.text)


def _is_joined_by_of(sentence: Sentence, first: int, joiner: Token, target: Token) -> bool:
    """Whether *of* is inside a name: *Bank* **of Elmstad**, *Fund for the Care* **of Forests**."""
    run = [token.lower for token in sentence.tokens[first : joiner.index]]
    if is_ending(run[-1]) or is_title(run[-1]):
        return True
    has_complement = any(map(is_ending, run)) and not PREPOSITIONS.isdisjoint(run)
    return has_complement and not is_given(target.text)


def _is_joined_by_for(sentence: Sentence, first: int, joiner: Token) -> bool:
    """Whether *for* or *on* is inside a name: *Fund* **for Forests**."""
    is_body = is_ending(sentence[joiner.index - 1].text)
    return is_body and not is_given(sentence[first].text)


def _shares_noun(sentence: Sentence, target: Token) -> bool:
    """Whether coordinated words modify one noun of the name: *Arts and Crafts* **Index**."""
    first = sentence.head(target)
    noun = sentence.head(first) if first is not None and target.relation == "conj" else None
    if first is None or noun is None or first.relation != "compound":
        return False
    return noun.index > target.index and is_name_word(noun) and not is_given(target.text)


def _ends_in_office(sentence: Sentence, token: Token) -> bool:
    """Whether the words from here on end like the name of a body: *Mines and* **Trade Office**."""
    if is_given(token.text):
        return False
    last = token
    while last.index - token.index < LONGEST_OFFICE:
        following = sentence.neighbour(last)
        if following is None or not is_name_word(following):
            break
        last = following
    return last is not token and is_ending(last.text)
