"""Examples of the encoder's roles, made from articles whose quotes are marked by hand."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.characters.normalise import normalise
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import InputError
from quoteattr.syntax.encoder.pieces import Window, WordPieces, find_atoms
from quoteattr.syntax.tree import ROLES
from quoteattr.training.articles import read_articles
from quoteattr.training.parser.examples import group_stretches

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quoteattr.syntax.encoder.pieces import Atom

__all__ = ["RoleExample", "RoleParagraph", "is_held_out", "read_encoder_roles", "role_examples"]

_SENTENCE_END = re.compile(r"[.?!][\"')\]]*\s+(?=[\"'(]*[A-Z])")
_LONGEST = 510


Stretch = tuple[tuple["Atom", int], ...]
"""Consecutive atoms, each with the number of its role."""


@frozen
class RoleParagraph:
    """A paragraph in stretches of about a sentence, each atom with its role."""

    stretches: tuple[Stretch, ...]


@frozen
class RoleExample:
    """A window, and the number of the role of each atom."""

    window: Window
    roles: tuple[int, ...]


def is_held_out(number: int) -> bool:
    """Tell whether an article is held out from the encoder, as every fifth is.

    How far to trust the encoder's roles is learned on these.

    Args:
        number: Place of the article in its file, from 0.
    """
    return number % 5 == 0


def read_encoder_roles(
    path: Path, splits: Mapping[str, Sequence[int]], *, hold_out: bool = True
) -> list[RoleParagraph]:
    """Read the paragraphs of the articles in a file of JSON lines.

    Args:
        path: Articles with ``text`` and ``quotes``, whose ``content``, ``cue`` and ``source`` are
            lists of spans, start and end in code points.
        splits: Words to divide, see :func:`quoteattr.training.parser.examples.find_splits`.
        hold_out: Whether to leave out the articles that :func:`is_held_out` selects.

    Raises:
        InputError: The file cannot be read, or a line is not such an article.
    """
    articles = read_articles(path)
    kept = [a for n, a in enumerate(articles) if not (hold_out and is_held_out(n))]
    try:
        return [p for article in kept for p in _paragraphs(article, splits)]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} holds no articles with quotes ({error!r})") from error


def _paragraphs(
    article: Mapping[str, Any], splits: Mapping[str, Sequence[int]]
) -> Iterator[RoleParagraph]:
    text = normalise(article["text"])
    roles = _roles(text, article["quotes"])
    for paragraph in find_paragraphs(article["text"]):
        part = text[paragraph.start : paragraph.end]
        atoms = find_atoms(part, splits, paragraph.start)
        ends = [paragraph.start + m.end() for m in _SENTENCE_END.finditer(part)]
        limits = pairwise([paragraph.start, *ends, paragraph.end])
        yield RoleParagraph(
            tuple(
                tuple((atom, roles.get(atom.start, 0)) for atom in atoms if a <= atom.start < b)
                for a, b in limits
            )
        )


def _roles(text: str, quotes: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    """Return the role of each character that has one; the first character of a span begins it."""
    roles: dict[int, int] = {}
    for role in ("source", "cue", "content"):  # where spans overlap, the last one counts
        begins, inside = ROLES.index(f"B-{role}"), ROLES.index(f"I-{role}")
        for start, end in (span for quote in quotes for span in quote[role]):
            roles |= dict.fromkeys(range(start, end), inside)
            first = next((i for i in range(start, end) if not text[i].isspace()), start)
            roles[first] = begins
    return roles


def role_examples(
    paragraphs: Iterable[RoleParagraph],
    pieces: WordPieces,
    size: int,
    rng: random.Random | None = None,
) -> Iterator[RoleExample]:
    """Divide paragraphs into windows of whole stretches, of at most ``size`` pieces if possible.

    Args:
        paragraphs: The paragraphs; no window crosses from one into another.
        pieces: The word pieces.
        size: The longest window, in word pieces.
        rng: Varies where windows end, so that each epoch divides the text differently.
    """

    def cost(stretch: Stretch) -> int:
        return sum(len(pieces.pieces(atom.text)) for atom, _ in stretch)

    for paragraph in paragraphs:
        for group in group_stretches(paragraph.stretches, cost, size, rng):
            yield from _example(list(chain.from_iterable(group)), pieces)


def _example(atoms: Sequence[tuple[Atom, int]], pieces: WordPieces) -> Iterator[RoleExample]:
    """Make the example, unless the window is too long."""
    window = pieces.window(atom for atom, _ in atoms)
    if atoms and len(window.ids) <= _LONGEST:
        yield RoleExample(window, tuple(role for _, role in atoms))
