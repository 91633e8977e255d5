"""Documents that Stanza has parsed, as a :class:`~quoteattr.syntax.parser.SentenceParser`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quoteattr.characters.normalise import normalise, to_plain
from quoteattr.errors import InputError
from quoteattr.syntax.stanza.words import words_of
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import stanza

    from quoteattr.syntax.parser import HasRange
    from quoteattr.syntax.stanza.analyser import Word

__all__ = ["DocumentParser"]

_STANZAS_SPACE = re.compile(r"[\s\x80-\x9f]")
"""What Stanza's tokenizer reads as a space."""


class DocumentParser:
    """A parser that returns the sentences, words, tags and trees of one Stanza document.

    Args:
        document: A document annotated by ``tokenize``, ``pos``, ``lemma`` and ``depparse``. It is
            not changed.

    Raises:
        InputError: The document has no text, tokens that are not in its text, text that is in
            none of its tokens, or no trees.
    """

    def __init__(self, document: stanza.Document) -> None:
        if not isinstance(document.text, str):
            raise InputError(
                "the Stanza document has no text for the offsets of its quotes to count in: make"
                " it from a text, or with Document(sentences, text=…)"
            )
        self._sentences = document.sentences
        self._normal = normalise(document.text)
        _check_places(document, self._normal)
        for sentence in self._sentences:
            _check_tree(sentence)

    def parse(self, text: str, paragraphs: Sequence[HasRange]) -> tuple[Sentence, ...]:
        """Return the document's sentences; one that crosses paragraphs belongs to its first.

        Args:
            text: The document's text.
            paragraphs: Its paragraphs, in order.
        """
        starts = [paragraph.start for paragraph in paragraphs]
        sentences: list[Sentence] = []
        for sentence in self._sentences:
            if tokens := _tokens(sentence, text, self._normal):
                paragraph = bisect_right(starts, tokens[0].start) - 1
                sentences.append(Sentence(tokens, paragraph, len(sentences)))
        return tuple(sentences)


def _check_places(document: stanza.Document, normal: str) -> None:
    """Check that the tokens cover the text, in order and without overlapping."""
    text, end = document.text, 0
    for token in (token for sentence in document.sentences for token in sentence.tokens):
        place = token.start_char, token.end_char
        if None in place or not end <= place[0] < place[1] <= len(text):
            raise InputError(
                f"the token {token.text!r} of the Stanza document has no place of its own in the"
                f" document's text (start_char={place[0]}, end_char={place[1]})"
            )
        _check_gap(text[end : place[0]], normal[end : place[0]])
        end = place[1]
    _check_gap(text[end:], normal[end:])


def _check_gap(text: str, normal: str) -> None:
    """Check that only characters that Stanza or we treat as spaces stand between two tokens."""
    pairs = zip(_STANZAS_SPACE.sub(" ", text), normal, strict=True)
    if not all(theirs.isspace() or ours.isspace() for theirs, ours in pairs):
        raise InputError(
            f"the text {text.strip()[:60]!r} of the Stanza document is in none of its tokens"
        )


def _check_tree(sentence: Any) -> None:
    """Check that the heads of a sentence's words form a tree with a single root."""
    heads = [word.head for word in sentence.words]
    if None in heads:
        raise InputError(
            "the Stanza document has no trees: its pipeline must run tokenize, pos, lemma and"
            " depparse on it"
        )
    if heads.count(0) != 1 or len(_top_down([head - 1 for head in heads])) < len(heads):
        raise InputError(
            f"a sentence of the Stanza document is no tree with a single root: {sentence.text!r}"
        )


def _top_down(heads: Sequence[int]) -> list[int]:
    """Return the words below the root, -1, breadth-first."""
    children = defaultdict(list)
    for word, head in enumerate(heads):
        children[head].append(word)
    found = list(children[-1])
    for word in found:
        found += children[word]
    return found


def _tokens(sentence: Any, text: str, normal: str) -> tuple[Token, ...]:
    """Return the tokens of a sentence, one for each of Stanza's words with a place in the text."""
    words, places = [], []
    for token in sentence.tokens:
        found = words_of(token, normal)
        places += [*found, *[None] * (len(token.words) - len(found))]
        words += token.words
    heads = _contracted([word.head - 1 for word in words], [place is not None for place in places])
    seen = ((word, place) for word, place in zip(words, places, strict=True) if place is not None)
    return tuple(
        _token(index, word, place, head, text)
        for index, ((word, place), head) in enumerate(zip(seen, heads, strict=True))
    )


def _token(index: int, word: Any, place: Word, head: int, text: str) -> Token:
    """Make a token from a word of Stanza's, its place in the text and its head."""
    return Token(
        index,
        place.start,
        place.end,
        text[place.start : place.end],
        to_plain(word.lemma or word.text),
        word.upos or "X",
        word.xpos or "_",
        head,
        word.deprel or "dep",
    )


def _contracted(heads: Sequence[int], kept: Sequence[bool]) -> list[int]:
    """Return the heads of the words that are kept, renumbered.

    A word that is left out is merged into the last kept one before it, or else into the first.
    Merged words are attached where the one nearest the root was, which preserves the tree.
    """
    if all(kept):
        return list(heads)
    owners = list(_owners(kept))
    highest: dict[int, int] = {}
    for word in _top_down(heads):
        highest.setdefault(owners[word], word)
    return [
        owners[heads[highest[owner]]] if heads[highest[owner]] >= 0 else -1
        for owner in range(sum(kept))
    ]


def _owners(kept: Sequence[bool]) -> Iterator[int]:
    """Yield for each word the index, among the kept, of itself or of the one it is merged into."""
    count = 0
    for is_kept in kept:
        count += is_kept
        yield max(count - 1, 0)
