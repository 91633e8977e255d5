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
    """Make each such name an apposition of the description, or a part of the name, before it."""
    return tuple(_mended(sentence) for sentence in sentences)


def _mended(sentence: Sentence) -> Sentence:
    subjects = Counter(t.head for t in sentence if t.deprel == "nsubj")
    found = [_second(sentence, verb) for verb, n in subjects.items() if n > 1]
    names = [name for name in found if name is not None]
    if not names:
        return sentence
    tokens = list(sentence.tokens)
    for name in names:
        tokens[name.index] = name
    return evolve(sentence, tokens=tuple(tokens))


def _second(sentence: Sentence, verb: int) -> Token | None:
    """Return the second subject of a verb as a part of the first, if it is the name right after."""
    subjects = sentence.children(sentence[verb], "nsubj")
    if len(subjects) != 2:
        return None
    first, name = subjects
    if name.index == first.index + 1 and first.upos == name.upos == "PROPN":
        return evolve(name, head=first.index, deprel="flat")
    if not _is_described(first, name):
        return None
    last, start = sentence.subtree(first)[-1], sentence.subtree(name)[0]
    marks = [token.text for token in (last, start) if token.upos == "PUNCT"]
    may_stand_between = ([], [","]) if first.index > verb else ([],)
    is_beside = last.index + 1 == start.index and marks in may_stand_between
    return evolve(name, head=first.index, deprel="appos") if is_beside else None


def _is_described(description: Token, name: Token) -> bool:
    singular = description.xpos in {"NN", "NNP"}
    return singular and description.upos == "NOUN" and name.upos == "PROPN"
