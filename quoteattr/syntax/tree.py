"""Sentences as dependency trees: light, read-only, and independent of any parser."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from attrs import field, frozen

from quoteattr.syntax.named_entities import find_entities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray

    from quoteattr.syntax.named_entities import NamedEntity, NameTypes
    from quoteattr.syntax.relations import Relation

    Roles = NDArray[np.float32]

__all__ = ["ROLES", "Sentence", "Token"]

_index = attrgetter("index")
_columns = attrgetter("start", "end", "text", "lemma", "upos", "xpos", "head", "deprel")

ROLES = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
"""Which part of a quote a word begins (``B-``) or continues (``I-``), if any."""


@frozen
class Token:
    """A word or punctuation mark, with its place in the text and in the tree."""

    index: int
    """Place in the sentence, from 0."""
    start: int
    """First code point in the text."""
    end: int
    """One past the last code point."""
    text: str
    """The word as written in the text."""
    lemma: str
    """Dictionary form."""
    upos: str
    """Universal part of speech: ``VERB``, ``PROPN``, …"""
    xpos: str
    """Penn Treebank tag: ``VBD``, ``NNP``, …"""
    head: int
    """Index of the head; -1 for the root."""
    deprel: str
    """UD relation to the head, subtype included: ``nsubj:pass``."""
    relation: Relation = field(init=False, repr=False, eq=False)
    """UD relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
    lower: str = field(init=False, repr=False, eq=False)
    """The word in lower case, with a straight apostrophe."""

    @relation.default
    def _universal_relation(self) -> Relation:
        return _universal(self.deprel)

    @lower.default
    def _lower_case(self) -> str:
        return _lower_case(self.text)


@lru_cache(maxsize=1 << 10)
def _universal(deprel: str) -> Relation:
    """Leave out the subtype of a relation."""
    return cast("Relation", deprel.partition(":")[0])


@lru_cache(maxsize=1 << 15)
def _lower_case(text: str) -> str:
    """Write a word in lower case: words recur, and all occurrences share what is returned."""
    return text.lower().replace("\u2019", "'")


@frozen(slots=False, eq=False)
class Sentence:
    """A sentence: its tokens, and methods to walk its tree."""

    tokens: tuple[Token, ...]
    """Its words and punctuation marks, in the order of the text."""
    paragraph: int = 0
    """Index of its paragraph."""
    index: int = 0
    """Place in the document, from 0."""
    roles: Roles | None = field(default=None, repr=False)
    """Tokens × :data:`ROLES`: the probability of each role, if the model gives them."""
    name_types: NameTypes | None = field(default=None, repr=False)
    """Tokens × :data:`~quoteattr.syntax.named_entities.NAME_TYPES`, likewise."""

    @cached_property
    def _dependents(self) -> list[Sequence[Token]]:
        """The dependents of each token, left to right; collected when they are first asked for."""
        found: dict[int, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.head, []).append(token)
        return [tuple(found.get(index, ())) for index in range(len(self.tokens))]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return its columns for other processes: token by token would take twice as long."""
        columns = list(zip(*map(_columns, self.tokens), strict=True))
        return _of_columns, (columns, self.paragraph, self.index, self.roles, self.name_types)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    @property
    def start(self) -> int:
        """First code point in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.tokens[-1].end

    @cached_property
    def root(self) -> Token:
        """The token without a head."""
        return next(token for token in self.tokens if token.head < 0)

    @cached_property
    def entities(self) -> tuple[NamedEntity, ...]:
        """The named entities, left to right; none if the model does not look for names."""
        if self.name_types is None:
            return ()
        return find_entities([(t.start, t.end) for t in self.tokens], self.name_types)

    def head(self, token: Token) -> Token | None:
        """Return the head of a token, or ``None`` for the root."""
        return self.tokens[token.head] if token.head >= 0 else None

    def children(self, token: Token, *relations: Relation) -> list[Token]:
        """Return the dependents of a token, left to right.

        Args:
            token: The token.
            relations: Relations to select, all if none is given. One without a subtype stands for
                all its subtypes.
        """
        tokens = self._dependents[token.index]
        if not relations:
            return list(tokens)
        return [t for t in tokens if t.relation in relations or t.deprel in relations]

    def child(self, token: Token, *relations: Relation) -> Token | None:
        """Return the first dependent with one of these relations, or ``None``."""
        for other in self._dependents[token.index]:
            if not relations or other.relation in relations or other.deprel in relations:
                return other
        return None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Yield the token's head, its head's head, and so on up to the root."""
        head = self.head(token)
        while head is not None:
            yield head
            head = self.head(head)

    def subtree(self, token: Token) -> list[Token]:
        """Return the token and everything below it, in the order of the text."""
        found = [token]
        for word in found:  # which grows by the words below each
            found += self._dependents[word.index]
        return sorted(found, key=_index)

    def neighbour(self, token: Token, offset: int = 1) -> Token | None:
        """Return the token ``offset`` places to the right (left if negative), or ``None``."""
        place = token.index + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else None


def _of_columns(columns: Sequence[Sequence[Any]], *others: Any) -> Sentence:
    """Make a sentence of what stands in the columns of its tokens."""
    return Sentence(tuple(map(Token, count(), *columns)) if columns else (), *others)
