"""Names in a sentence: runs of capitalised words, cut into titles, persons and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    is_ending,
    is_epithet,
    is_family,
    is_given,
    is_honorific,
    is_paper,
    is_site,
    is_title,
)
from quoteattr.lexicon.offices import is_place, office_kind
from quoteattr.names.evidence import is_beside_other, is_one_name, start_of_person, weigh_kind
from quoteattr.names.kinds import name_kind
from quoteattr.names.name import Name, words_of
from quoteattr.names.runs import HYPHENS, find_runs
from quoteattr.names.titles import JOINERS, is_office, title_length
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence

__all__ = ["find_names", "names_by_run"]

SITES = words("function_words", "before_sites")
"""Words before the names of buildings and features of a landscape."""
EPITHETS = words("titles", "epithets")
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
        if is_beside_other(sentence, first, place) or _ends_organisation(
            sentence, first, place, last
        ):
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
    first = _past_epithets(sentence, first, last)
    tokens = sentence.tokens[first : last + 1]
    if _is_site(sentence, first, last):
        return Name(first, first, last, words_of(sentence, first, last), (), Kind.PLACE, 0.8)
    if _is_paper(sentence, first, last):
        words = words_of(sentence, first, last)
        return Name(first, first, last, words, (), Kind.ORGANISATION, CERTAIN)
    start = first + (0 if tokens[-1].text.isdecimal() else title_length(tokens))
    is_titled = any(is_title(t.text) for t in tokens[: start - first])
    if first < start <= last and not is_titled and is_one_name(sentence, first, last):
        start = first
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


def _past_epithets(sentence: Sentence, first: int, last: int) -> int:
    """Return where a name begins after adjectives and exclamations: *Poor* **Ana**, *O* **Jon**.

    Only before a given name or a title, or what the encoder takes for a person: *Old Mill Road*.
    """
    for place in range(first, last):
        following = sentence[place + 1].text
        if fold(sentence[place].text) not in EPITHETS:
            return place
        is_person = is_given(following) or is_title(following)
        is_seen = any(e.type == "person" and e.first == place + 1 for e in sentence.entities)
        if not (is_person or is_seen or fold(following) in EPITHETS):
            return place
    return last


def _is_paper(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word after *The* is the name of a newspaper: *The Economist*.

    *The Scotsman* may be a person, unless the encoder tells.
    """
    if first == 0 or sentence[first - 1].text != "The":
        return False
    name = " ".join(t.text for t in sentence.tokens[first : last + 1])
    is_seen = any(e.type == "organisation" and e.last == last for e in sentence.entities)
    return is_paper(name) and (is_seen or not is_epithet(name))


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
    if first == last or not is_site(tokens[-1].text) or is_office(tokens):
        return False
    if (first > 0 and sentence[first - 1].lower in SITES) or not is_family(tokens[-1].text):
        return True
    is_person = is_given(tokens[0].text) or tokens[1].text in HYPHENS
    return not is_person and all(token.relation != "nsubj" for token in tokens)
