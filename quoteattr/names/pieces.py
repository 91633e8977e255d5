"""Names in a sentence: runs of capitalised words, cut into titles, persons and organisations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import (
    fold,
    identities,
    is_city,
    is_ending,
    is_family,
    is_given,
    is_honorific,
    is_role,
    is_site,
)
from quoteattr.lexicon.offices import is_place, office_kind
from quoteattr.names.kinds import name_kind
from quoteattr.names.runs import HYPHENS, find_runs
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Piece", "find_pieces", "name_key", "pieces_by_run"]

JOINERS = words("function_words", "name_joiners") | {"the"}
PREPOSITIONS = words("function_words", "name_prepositions")
LONGEST_PHRASE = 4
"""Words of a title of address such as *Leader of the Opposition*."""
SITES = words("function_words", "before_sites")
"""Words before the names of what is built or lies in a landscape."""


@frozen
class Piece:
    """A part of a run of capitalised words: one name with its title, or a title without a name."""

    first: int
    """Index of its first token, the title's if it has one."""
    name: int
    """Index of the first token of the name itself; one past ``last`` if there is only a title."""
    last: int
    """Index of its last token."""
    words: tuple[str, ...]
    """The words of the name."""
    title: tuple[str, ...]
    """The words of the title before it."""
    kind: Kind
    strength: float
    """How sure the kind is, from 0 to 1."""


def name_key(piece: Piece) -> tuple[str, ...]:
    """The folded words of the name; *Hadid* and *al-Hadid* are one."""
    return tuple(fold(word).removeprefix("al-").removeprefix("el-") for word in piece.words)


def find_pieces(sentence: Sentence, first: int = 0, last: int | None = None) -> list[Piece]:
    """All names and capitalised titles of the sentence, left to right.

    Args:
        sentence: Where to look.
        first: Index of the first token to look at.
        last: Index of the last token to look at; the sentence's last by default.

    Of *Energy Minister Lena Roth of the Northern Party* these are *Energy Minister* + *Lena Roth*,
    and *Northern Party*.
    """
    end = len(sentence) - 1 if last is None else last
    return [piece for _, pieces in pieces_by_run(sentence, first, end) for piece in pieces]


def pieces_by_run(
    sentence: Sentence, first: int, last: int
) -> Iterator[tuple[tuple[int, int], tuple[Piece, ...]]]:
    """Find the runs of capitalised words between two tokens, and the names in each.

    Yields:
        The first and last token of a run, and its pieces, left to right.
    """
    for run in find_runs(sentence, first, last):
        yield run, tuple(_cut(sentence, *run))


def _cut(sentence: Sentence, first: int, last: int) -> Iterator[Piece]:
    """Cut a run where an organisation ends and a person's name begins."""
    for place in range(first + 2, last):
        token = sentence[place]
        if (
            (is_given(token.text) or _stands_apart(sentence, first, place, last))
            and not is_role(sentence[place - 1].text)
            and last - place <= 3
            and (not is_given(sentence[first].text) or _is_institution(sentence, first, place))
            and not is_ending(sentence[last].text)
            and (is_ending(sentence[place - 1].text) or place - first >= 4)
            and sentence[place - 1].lower not in JOINERS | HYPHENS
            and not any(is_role(sentence[i].text) for i in range(first, place))
        ):
            yield _piece(sentence, first, place - 1)
            yield _piece(sentence, place, last)
            return
    yield _piece(sentence, first, last)


def _stands_apart(sentence: Sentence, first: int, place: int, last: int) -> bool:
    """The words from here on are a name of their own in the tree: *Elmstad College* Amneh Ruiz."""
    token = sentence[place]
    own = all(
        sentence[i].head == place and sentence[i].relation == "flat"
        for i in range(place + 1, last + 1)
    )
    return own and token.relation in {"appos", "nsubj"} and not first <= token.head < place


def _is_institution(sentence: Sentence, first: int, end: int) -> bool:
    """*Washington State University*, though *Washington* is a given name as well."""
    return end - first > 2 and is_ending(sentence[end - 1].text)


def _piece(sentence: Sentence, first: int, last: int) -> Piece:
    tokens = [sentence[i] for i in range(first, last + 1)]
    if _is_site(sentence, first, last):
        return Piece(first, first, last, tuple(_words(sentence, first, last)), (), Kind.PLACE, 0.8)
    name = first + _title_length(tokens)
    if first < name <= last and sentence[name].text == ".":
        name += 1
    title = tuple(t.text for t in tokens[: name - first] if t.text != ".")
    words = tuple(_words(sentence, name, last))
    kind, strength = _kind(words, title)
    return Piece(first, name, last, words, title, kind, strength)


def _is_site(sentence: Sentence, first: int, last: int) -> bool:
    """*Elmstad River*, *in Lena Park*, *the Jon Berg Bridge*; not *Jon Bridge*, who is a person.

    A word that is a family name as well ends a person's name after a given name or one with a
    hyphen, and where the name is a subject.
    """
    tokens = sentence.tokens[first : last + 1]
    if first == last or not is_site(tokens[-1].text):
        return False
    if office_kind(" ".join(t.text for t in tokens)) is not None:
        return False
    if (first > 0 and sentence[first - 1].lower in SITES) or not is_family(tokens[-1].text):
        return True
    given = is_given(tokens[0].text) or tokens[1].text in HYPHENS
    return not given and all(token.relation != "nsubj" for token in tokens)


def _words(sentence: Sentence, first: int, last: int) -> Iterator[str]:
    """Words of the name, hyphenated ones in one piece.

    Suffixes such as *Jr.* and nicknames in marks are left out.
    """
    pending, in_marks = "", False
    for index in range(first, last + 1):
        token = sentence[index]
        if token.xpos in {"``", "''"}:
            in_marks = token.xpos == "``"
            continue
        if in_marks:
            continue
        pending += token.text if token.text != "." else ""
        following = sentence[index + 1] if index < last else None
        if following is not None and following.start == token.end:
            if following.text[0] in HYPHENS or token.text in HYPHENS:
                continue
            if following.text in {"'", "\u2019", "'s", "\u2019s"}:
                continue
        if pending and (index == first or fold(pending) not in _suffixes()):
            yield pending
        pending = ""
    if pending:
        yield pending


def _suffixes() -> frozenset[str]:
    return words("titles", "suffixes")


def _title_length(tokens: list[Token]) -> int:
    """Number of tokens before the name that are a title: two of *Energy Minister Lena Roth*."""
    length = _phrase_length(tokens)
    if office_kind(" ".join(t.text for t in tokens)) is not None:
        return 0
    if _is_institution_of(tokens) or (not length and _is_only_given(tokens[0])):
        return _inner_title_length(tokens)
    if len(tokens) == 2 and fold(tokens[0].text) in identities() and is_ending(tokens[1].text):
        return 0  # "Catholic Church"
    if length and tokens[1].lower == "of" and JOINERS.isdisjoint(t.lower for t in tokens[length:]):
        return length  # "Minister of State Quist"; not "Minister of State for Mines Quist"
    for place, token in enumerate(tokens[:-1]):
        if is_role(token.text) and tokens[place + 1].lower == "of":
            return _past_complement(tokens, place + 1)
    if len(tokens) > 1 and is_ending(tokens[-1].text) and not is_family(tokens[-1].text):
        return len(tokens) if _ends_in_title(tokens) else 0
    if len(tokens) > 2 and _is_epithet(tokens[0], tokens[1]):
        return 0 if tokens[2].text in HYPHENS else 1  # "Peng Chi-ming" has the family name first
    for place, token in enumerate(tokens[:-1]):
        if is_role(token.text) and tokens[place + 1].lower not in JOINERS:
            length = max(length, place + 1)
    if (
        length < len(tokens)
        and _ends_in_title(tokens)
        and length == len(tokens) - 1
        and len(tokens) > 1
    ):
        return len(tokens)
    if length == 0 and _ends_in_title(tokens) and not is_given(tokens[0].text):
        return len(tokens)
    return length


def _inner_title_length(tokens: list[Token]) -> int:
    """The same where the first words are no title: *Charlotte Mayor Lena Roth*."""
    for place in range(1, len(tokens) - 2):
        if is_role(tokens[place].text) and tokens[place + 1].lower == "of":
            return _past_complement(tokens, place + 1)
        if is_role(tokens[place].text) and _is_only_given(tokens[place + 1]):
            return place + 1
    return 0


def _is_institution_of(tokens: list[Token]) -> bool:
    """*Journal of Harbours*, *State Office for the Care of Artists*; titles may stand in these."""
    for token, following in pairwise(tokens[:-1]):
        if is_role(token.text):
            return False
        if is_ending(token.text) and following.lower in PREPOSITIONS:
            return True
    return False


def _is_only_given(token: Token) -> bool:
    """A given name that is no title as well, as *General* and *Governor* are."""
    return is_given(token.text) and not is_role(token.text)


def _is_epithet(token: Token, following: Token) -> bool:
    """A word before a given name that is no name itself: *Universe Ana Ruiz*; not *New York*."""
    if not _is_only_given(following) or is_city(f"{token.text} {following.text}"):
        return False
    known = is_family(token.text) or is_ending(token.text) or is_place(token.text)
    return not known and token.text.isalpha() and len(token.text) > 2


def _ends_in_title(tokens: list[Token]) -> bool:
    return is_role(tokens[-1].text) and not is_ending(tokens[-1].text)


def _phrase_length(tokens: list[Token]) -> int:
    phrases = words("titles", "phrases")
    lengths = range(min(LONGEST_PHRASE, len(tokens) - 1), 1, -1)
    titles = (length for length in lengths if _folded(tokens[:length]) in phrases)
    return next(titles, 0)


def _folded(tokens: Sequence[Token]) -> str:
    return fold(" ".join(token.text for token in tokens))


def _past_complement(tokens: list[Token], length: int) -> int:
    """Past *of State* in *Secretary of State Ana Ruiz*; all of it if no name follows."""
    for place in range(length + 1, len(tokens)):
        if (
            is_given(tokens[place].text)
            and place > length + 1
            and tokens[place - 1].lower not in JOINERS
        ):
            return place
    if len(tokens) - length == 4 and not JOINERS & {
        tokens[length + 1].lower,
        tokens[length + 2].lower,
    }:
        return length + 2
    return len(tokens)


def _kind(words: tuple[str, ...], title: tuple[str, ...]) -> tuple[Kind, float]:
    if not words:
        return Kind.PERSON, 0.5
    whole = " ".join(words)
    if title and (is_honorific(title[-1]) or is_role(title[-1])):
        return Kind.PERSON, 1.0
    office = office_kind(whole)
    if office is not None:
        return office, 1.0
    if is_place(whole):
        return Kind.PLACE, 0.9
    return name_kind(words)
