"""Names attached to the description before them, where a parser makes both subjects.

In *said the head of the clinic Ana Ruiz*, common in text translated from languages that put no
comma there, parsers find two subjects: the head of the clinic, and Ana Ruiz. After a verb, they do
so at times with a comma too: *said the head of the clinic, Ana Ruiz*.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["with_appositions"]


def with_appositions(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Make each such name an apposition of the description before it."""
    return tuple(_mended(sentence) for sentence in sentences)


def _mended(sentence: Sentence) -> Sentence:
    subjects = Counter(t.head for t in sentence if t.deprel == "nsubj")
    names = [name for verb, n in subjects.items() if n > 1 for name in _names(sentence, verb)]
    if not names:
        return sentence
    tokens = list(sentence.tokens)
    for description, name in names:
        tokens[name] = evolve(tokens[name], head=description, deprel="appos")
    return evolve(sentence, tokens=tuple(tokens))


def _names(sentence: Sentence, verb: int) -> list[tuple[int, int]]:
    """Find a description and the name right after it, both subjects of the verb, by their heads."""
    first, *others = sentence.children(sentence[verb], "nsubj")
    if len(others) != 1 or not _is_described(first, others[0]):
        return []
    last, start = sentence.subtree(first)[-1], sentence.subtree(others[0])[0]
    marks = [token.text for token in (last, start) if token.upos == "PUNCT"]
    may_stand_between = ([], [","]) if first.index > verb else ([],)
    is_beside = last.index + 1 == start.index and marks in may_stand_between
    return [(first.index, others[0].index)] if is_beside else []


def _is_described(description: Token, name: Token) -> bool:
    singular = description.xpos in {"NN", "NNP"}
    return singular and description.upos == "NOUN" and name.upos == "PROPN"
