"""Names in a sentence: runs of capitalised words, cut into titles, persons and organisations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    identities,
    is_city,
    is_ending,
    is_family,
    is_given,
    is_honorific,
    is_site,
    is_title,
)
from quoteattr.lexicon.offices import is_place, office_kind
from quoteattr.names.evidence import is_beside_other, start_of_person, weigh_kind
from quoteattr.names.kinds import name_kind
from quoteattr.names.name import Name, words_of
from quoteattr.names.runs import HYPHENS, find_runs
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_names", "names_by_run"]

JOINERS = words("function_words", "name_joiners") | {"the"}
PREPOSITIONS = words("function_words", "name_prepositions")
LONGEST_PHRASE = 4
"""How many words a title such as *Leader of the Opposition* may have."""
SITES = words("function_words", "before_sites")
"""Words before the names of buildings and features of a landscape."""
CERTAIN = 1.0
"""Strength at which the lists alone decide: titles and offices."""
LONGEST_PERSON = 4
"""How many words a person's name may have after an organisation's."""


def find_names(sentence: Sentence, first: int = 0, last: int | None = None) -> list[Name]:
    """Find the names and capitalised titles of a sentence, left to right.

    Of *Energy Minister Lena Roth of the Northern Party* these are *Energy Minister* + *Lena Roth*,
    and *Northern Party*.

    Args:
        sentence: Where to look.
        first: Index of the first token to look at.
        last: Index of the last token to look at; the sentence's last by default.
    """
    end = len(sentence) - 1 if last is None else last
    return [name for _, names in names_by_run(sentence, first, end) for name in names]


def names_by_run(
    sentence: Sentence, first: int, last: int
) -> Iterator[tuple[tuple[int, int], tuple[Name, ...]]]:
    """Find the runs of capitalised words between two tokens, and the names in each.

    Yields:
        The first and last token of a run, and its names, left to right.
    """
    for run in find_runs(sentence, first, last):
        yield run, tuple(_cut(sentence, *run))


def _cut(sentence: Sentence, first: int, last: int) -> Iterator[Name]:
    """Cut a run where an organisation ends and a person's name begins."""
    for place in range(first + 1, last + 1):
        if is_beside_other(sentence, place) or _ends_organisation(sentence, first, place, last):
            yield _name(sentence, first, place - 1)
            yield _name(sentence, place, last)
            return
    yield _name(sentence, first, last)


def _ends_organisation(sentence: Sentence, first: int, place: int, last: int) -> bool:
    """Whether an organisation ends and a person's name begins inside a run by the lists."""
    if not first + 2 <= place < last:
        return False
    opens = _opens_person(sentence, first, place, last)
    return opens and _is_organisation(sentence, first, place)


def _opens_person(sentence: Sentence, first: int, place: int, last: int) -> bool:
    """Whether a person's name may begin inside a run: *Elmstad College* **Amneh Ruiz**."""
    if last - place >= LONGEST_PERSON or is_ending(sentence[last].text):
        return False
    return is_given(sentence[place].text) or _stands_apart(sentence, first, place, last)


def _stands_apart(sentence: Sentence, first: int, place: int, last: int) -> bool:
    """Whether the words from here to the end of a run are a name of their own in the tree."""
    token = sentence[place]
    is_flat = all(
        sentence[i].head == place and sentence[i].relation == "flat"
        for i in range(place + 1, last + 1)
    )
    return is_flat and token.relation in {"appos", "nsubj"} and not first <= token.head < place


def _is_organisation(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words of a run before ``end`` may be the name of an organisation.

    *Washington State University* may, even though *Washington* is a given name.
    """
    run, before = sentence.tokens[first:end], sentence[end - 1]
    if before.lower in JOINERS | HYPHENS or any(is_title(t.text) for t in run):
        return False
    ends = is_ending(before.text)
    if is_given(run[0].text) and not (ends and len(run) > 2):
        return False
    return ends or len(run) >= 4


def _name(sentence: Sentence, first: int, last: int) -> Name:
    """Make the name between two tokens: its title, its words, its kind."""
    tokens = sentence.tokens[first : last + 1]
    if _is_site(sentence, first, last):
        return Name(first, first, last, words_of(sentence, first, last), (), Kind.PLACE, 0.8)
    start = first + _title_length(tokens)
    if first < start <= last and sentence[start].text == ".":
        start += 1
    if start <= last:
        start = start_of_person(sentence, start, last)
    title = tuple(t.text for t in tokens[: start - first] if t.text != ".")
    words = words_of(sentence, start, last)
    kind, strength = _kind(words, title)
    if words and strength < CERTAIN:
        kind, strength = weigh_kind(sentence, start, last, kind, strength)
    return Name(first, start, last, words, title, kind, strength)


def _kind(words: tuple[str, ...], title: tuple[str, ...]) -> tuple[Kind, float]:
    """Return the kind that a name and its title indicate, and how strongly, from 0 to 1."""
    if not words:
        return Kind.PERSON, 0.5
    whole = " ".join(words)
    if title and (is_honorific(title[-1]) or is_title(title[-1])):
        return Kind.PERSON, 1.0
    office = office_kind(whole)
    if office is not None:
        return office, 1.0
    if is_place(whole):
        return Kind.PLACE, 0.9
    return name_kind(words)


def _is_site(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name is that of a building or a feature of a landscape.

    *Elmstad River*, *in Lena Park*, *the Jon Berg Bridge*; not *Jon Bridge*, who is a person. If
    the last word is a family name as well, the name is a person's after a given name or one with a
    hyphen, or if it is a subject.
    """
    tokens = sentence.tokens[first : last + 1]
    if first == last or not is_site(tokens[-1].text) or _is_office(tokens):
        return False
    if (first > 0 and sentence[first - 1].lower in SITES) or not is_family(tokens[-1].text):
        return True
    is_person = is_given(tokens[0].text) or tokens[1].text in HYPHENS
    return not is_person and all(token.relation != "nsubj" for token in tokens)


# Titles before names


def _title_length(tokens: Sequence[Token]) -> int:
    """Count the tokens before the name that are a title: two of *Energy Minister Lena Roth*."""
    if _is_office(tokens) or _is_identity_of_body(tokens):
        return 0
    if _is_institution_of(tokens) or (not _phrase_length(tokens) and _is_only_given(tokens[0])):
        return _inner_title_length(tokens)
    complement = _complement_of_title(tokens)
    if complement is not None:
        length = _phrase_length(tokens)
        is_whole = complement < length and JOINERS.isdisjoint(t.lower for t in tokens[length:])
        return length if is_whole else _past_complement(tokens, complement)
    if _ends_as_body(tokens):
        return 0
    if _opens_with_epithet(tokens):
        return 0 if tokens[2].text in HYPHENS else 1  # "Peng Chi-ming" has the family name first
    length = max(_phrase_length(tokens), _last_title(tokens))
    return len(tokens) if _is_only_title(tokens, length) else length


def _is_office(tokens: Sequence[Token]) -> bool:
    """Whether the words name an office or institution of the lexicon: *Federal Reserve*."""
    return office_kind(" ".join(t.text for t in tokens)) is not None


def _is_identity_of_body(tokens: Sequence[Token]) -> bool:
    """Whether the words are an adjective of identity and the noun of a body: *Catholic Church*."""
    if len(tokens) != 2 or fold(tokens[0].text) not in identities():
        return False
    return is_ending(tokens[1].text)


def _is_institution_of(tokens: Sequence[Token]) -> bool:
    """Whether an institution with a complement, which may contain a title, opens the run.

    *Journal of Harbours*, *State Office for the Care of Artists*.
    """
    for token, following in pairwise(tokens[:-1]):
        if is_title(token.text):
            return False
        if is_ending(token.text) and following.lower in PREPOSITIONS:
            return True
    return False


def _is_only_given(token: Token) -> bool:
    """Whether a word is a given name, and not a title as well, as *General* and *Governor* are."""
    return is_given(token.text) and not is_title(token.text)


def _inner_title_length(tokens: Sequence[Token]) -> int:
    """Count the tokens up to the end of a title further on: two of *Charlotte Mayor Lena Roth*."""
    for place in range(1, len(tokens) - 2):
        if is_title(tokens[place].text) and tokens[place + 1].lower == "of":
            return _past_complement(tokens, place + 1)
        if is_title(tokens[place].text) and _is_only_given(tokens[place + 1]):
            return place + 1
    return 0


def _complement_of_title(tokens: Sequence[Token]) -> int | None:
    """Return the place of *of* after a title, if any: 1 in *Minister of Mines*."""
    for place, (token, following) in enumerate(pairwise(tokens)):
        if is_title(token.text) and following.lower == "of":
            return place + 1
    return None


def _past_complement(tokens: Sequence[Token], of: int) -> int:
    """Count the tokens of a title with its complement.

    Three of *Secretary of State Ana Ruiz*; all if no name follows.

    Args:
        tokens: The title and what follows.
        of: The place of *of* after its noun.
    """
    for place in range(of + 2, len(tokens)):
        before = tokens[place - 1].lower
        if is_given(tokens[place].text) and before not in JOINERS:
            return place
    inner = {token.lower for token in tokens[of + 1 : of + 3]}
    is_name_last = len(tokens) == of + 4 and JOINERS.isdisjoint(inner)
    return of + 2 if is_name_last else len(tokens)


def _ends_as_body(tokens: Sequence[Token]) -> bool:
    """Whether the run ends like the name of an organisation: *Coastal Rescue Service*."""
    last = tokens[-1].text
    return len(tokens) > 1 and is_ending(last) and not is_family(last)


def _opens_with_epithet(tokens: Sequence[Token]) -> bool:
    """Whether a word that is not a name precedes a given name: **Universe** *Ana Ruiz*.

    Not *New* in *New York*.
    """
    if len(tokens) < 3 or not _is_only_given(tokens[1]):
        return False
    word = tokens[0].text
    is_known = is_family(word) or is_ending(word) or is_place(word)
    is_word = word.isalpha() and len(word) > 2
    return is_word and not is_known and not is_city(f"{word} {tokens[1].text}")


def _phrase_length(tokens: Sequence[Token]) -> int:
    """Count the tokens of a title of several words before a name: *Prime Minister*."""
    phrases = words("titles", "phrases")
    lengths = range(min(LONGEST_PHRASE, len(tokens) - 1), 1, -1)
    return next((length for length in lengths if _folded(tokens[:length]) in phrases), 0)


def _folded(tokens: Sequence[Token]) -> str:
    return fold(" ".join(token.text for token in tokens))


def _last_title(tokens: Sequence[Token]) -> int:
    """Count the tokens up to the last title before a name: two of *Director Prof V Kamat*."""
    return max(
        (
            place + 1
            for place, (token, following) in enumerate(pairwise(tokens))
            if is_title(token.text) and following.lower not in JOINERS
        ),
        default=0,
    )


def _is_only_title(tokens: Sequence[Token], length: int) -> bool:
    """Whether the whole run is a title, without a name: *Prime Minister*.

    Args:
        tokens: The run.
        length: How many of its first tokens are a title in any case.
    """
    if not is_title(tokens[-1].text) or is_ending(tokens[-1].text):
        return False
    if length == 0:
        return not is_given(tokens[0].text)
    return length == len(tokens) - 1
