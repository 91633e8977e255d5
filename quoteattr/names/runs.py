"""Runs of capitalised words, which contain the names of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import fold, is_ending, is_given, is_honorific, is_title
from quoteattr.lexicon.own import own_words
from quoteattr.names.joiners import past_joiner
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
LONGEST_NICKNAME = 4
"""How many tokens a nickname may have, quotation marks included."""


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
        last = _last(sentence, index, end)
        first = _own_start(sentence, _start(sentence, index), last)
        first = _title_start(sentence, first, last)
        if not _is_currency(sentence, first, last):
            yield first, last
        index = last + 1


def _start(sentence: Sentence, index: int) -> int:
    """Go back over words of the name with other tags: *A* in *A-jen*, *Food* in *Food Office*."""
    if index >= 2 and sentence[index - 1].text in HYPHENS:
        return _before_hyphen(sentence, index)
    first = index - 2 if _is_owned_body(sentence, index) else index
    while first > 1 and modifies_name(sentence, sentence[first - 1]):
        first -= 1
    return 0 if first == 1 and opens_name_of_body(sentence, sentence[0]) else first


def _own_start(sentence: Sentence, first: int, last: int) -> int:
    """Go back over small words with which a name of the caller's begins: *de* in *de Groot*."""
    names = own_words().names
    for before in range(first - 1, max(first - MOST_PARTICLES, 0) - 1, -1) if names else ():
        if fold(" ".join(token.text for token in sentence.tokens[before : last + 1])) in names:
            return before
    return first


def _title_start(sentence: Sentence, first: int, last: int) -> int:
    """Go back over a title before its complement and a person: **Director of** *Mines Ana Ruiz*."""
    if first < 2 or sentence[first - 1].lower != "of" or not is_title(sentence[first - 2].text):
        return first
    is_person = any(e.type == "person" and first < e.first <= last for e in sentence.entities)
    return first - 2 if is_person and sentence[first - 2].text[0].isupper() else first


def _is_owned_body(sentence: Sentence, index: int) -> bool:
    """Whether a word is the body of an office before it: *the Registrar's* **Office**."""
    if index < 2 or not is_ending(sentence[index].text):
        return False
    return sentence[index - 2].text[0].isupper() and _is_possessive(sentence, sentence[index - 1])


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
        return past_joiner(sentence, first, following)
    if following.text == ",":
        return _past_fields(sentence, first, following)
    return _past_nickname(sentence, last) or _past_particles(sentence, last)


def _past_fields(sentence: Sentence, first: int, comma: Token) -> int | None:
    """Return the last of a title's fields: *Minister of Ports,* **Lakes and Mines** *Ana Ruiz*.

    A person's name must follow them, so that none of them is somebody's.
    """
    if not is_title(sentence[first].text) or sentence[first + 1].lower != "of":
        return None
    place = comma.index
    while place < len(sentence) - 2 and sentence[place].text == ",":
        place += 1
        while place < len(sentence) - 2 and is_name_word(sentence[place]):
            place += 1
    last = place + 1
    if place == comma.index + 1 or sentence[place].lower != "and" or last + 1 >= len(sentence):
        return None
    fields = sentence.tokens[comma.index : last + 1]
    is_field = is_name_word(sentence[last]) and not any(is_given(t.text) for t in fields)
    names_person = any(e.type == "person" and e.first == last + 1 for e in sentence.entities)
    return last if is_field and (names_person or is_given(sentence[last + 1].text)) else None


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
    """Whether an owner is part of the name of a body: *Workers' Party*, *Governor's Office*."""
    owner = sentence[mark.index - 1]
    if mark.lower == "'s":
        return fold(owner.text) in PLURAL_OWNERS or (
            is_title(owner.text) and owner.text[0].isupper()
        )
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
