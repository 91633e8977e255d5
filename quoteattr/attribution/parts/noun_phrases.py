"""The whole noun phrase around the head of a source or an addressee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.drafts import Phrase
from quoteattr.attribution.parts.grammar import DASHES
from quoteattr.lexicon.kinds import is_time
from quoteattr.names.runs import ends_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["phrase"]


def phrase(sentence: Sentence, head: Token, excluded: Collection[int] = frozenset()) -> Phrase:
    """Return the whole noun phrase of a head: titles, appositives and relative clauses included.

    Prepositions and punctuation at its edges, days and months after a name (*Ada Quist on Monday*),
    the tag of a headline (*the mayor – live*), and the tokens ``excluded`` (cue and content) are
    left out. If this breaks the phrase into pieces, it is the piece around the head.
    """
    inside = {t.index for t in sentence.subtree(head)}.difference(excluded)
    inside.update(_rest_of_name(sentence, head, excluded))
    inside -= {t.index for time in _times(sentence, head) for t in sentence.subtree(time)}
    inside -= {t.index for part in _clause(sentence, head) for t in sentence.subtree(part)}
    inside -= set(_tag(sentence, head))
    inside -= {c.index for c in sentence.children(head, "case", "cc") if not ends_name(head, c)}
    inside -= set(_adverbs(sentence, head))
    inside -= {i for i in inside if sentence[i].relation == "mark" and sentence[i].head in excluded}
    first = last = head.index
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < head.index and sentence[first].upos in {"PUNCT", "ADP", "CCONJ"}:
        first += 1
    while last > head.index and _is_mark(sentence[last]) and sentence[last].text not in ")]":
        last -= 1
    last = _to_mark(sentence, first, _to_bracket(sentence, first, last))
    return Phrase(sentence[first].start, sentence[last].end, sentence.index, head.index)


def _rest_of_name(sentence: Sentence, head: Token, excluded: Collection[int]) -> Iterator[int]:
    """Yield the rest of a name, of which a parser made the cue a part: *tweets Ada* **Quist**."""
    if head.relation == "flat" and head.head in excluded:
        for other in sentence.children(sentence[head.head], "flat"):
            if other.index > head.index:
                yield from (t.index for t in sentence.subtree(other))


def _adverbs(sentence: Sentence, head: Token) -> Iterator[int]:
    """Yield the adverbs that a parser took for part of a name: *said Elizabeth* **sternly**."""
    if head.upos == "PROPN":
        for dependent in sentence.children(head, "flat", "advmod", "appos", "conj"):
            is_adverb = dependent.upos in {"ADV", "PROPN"} and dependent.text.islower()
            if is_adverb and dependent.text.rstrip(".").endswith(ADVERBIAL):
                yield dependent.index


ADVERBIAL = "ly"
"""The ending of adverbs of manner, in lower case part of no name."""


def _clause(sentence: Sentence, head: Token) -> list[Token]:
    """Find what makes a nominal predicate a clause: **It was** *a letter warning of floods*."""
    if sentence.child(head, "cop") is None:
        return []
    return sentence.children(head, "nsubj", "expl", "cop", "aux", "advmod")


def _is_mark(token: Token) -> bool:
    """Whether a token is punctuation without letters: not **-hoon** of *Jae-hoon*."""
    return token.upos == "PUNCT" and not any(map(str.isalnum, token.text))


def _to_bracket(sentence: Sentence, first: int, last: int) -> int:
    """Extend a phrase to its closing bracket, wherever attached: *Ada Quist (R* **-Wis.)**."""
    inside = [t.text for t in sentence.tokens[first : last + 1]]
    if inside.count("(") <= inside.count(")"):
        return last
    following = sentence.tokens[last + 1 : last + 1 + LONGEST_BRACKET]
    return next((t.index for t in following if t.text == ")"), last)


def _to_mark(sentence: Sentence, first: int, last: int) -> int:
    """Extend a phrase to the closing quotation mark: *the mayor, who called it "a mess* **"**."""
    tags = [t.xpos for t in sentence.tokens[first : last + 1]]
    if tags.count("``") <= tags.count("''"):
        return last
    following = sentence.tokens[last + 1 : last + 3]
    if following and following[0].text in {".", ","}:  # the nickname “Pepper.”
        following = following[1:]
    return following[0].index if following and following[0].xpos == "''" else last


LONGEST_BRACKET = 6
"""Tokens."""


def _tag(sentence: Sentence, head: Token) -> range:
    """Find a dash and a word or two that end a headline: *says the mayor* **– live**."""
    end = len(sentence)
    ends = sentence[end - 1].upos != "PUNCT"
    places = range(max(head.index + 1, end - 3), end if ends else 0)
    dashes = (i for i in places if sentence[i].text in DASHES)
    spaced = (i for i in dashes if sentence[i - 1].end < sentence[i].start)  # not "Jean-Luc"
    return range(next(spaced, end), end)


def _times(sentence: Sentence, head: Token) -> Iterator[Token]:
    """Yield the times that a parser attached to a name: they belong to the cue."""
    if head.upos == "PROPN":
        for dependent in sentence.children(head, "nmod", "nmod:unmarked"):
            if dependent.index > head.index and is_time(dependent.text):
                yield dependent
