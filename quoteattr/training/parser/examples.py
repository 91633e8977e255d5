"""Examples made from treebanks: windows of pieces with the labels to predict."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from quoteattr.characters.normalise import normalise
from quoteattr.syntax.encoder.network import JOINS, STARTS_SENTENCE, STARTS_TOKEN, LabelSet
from quoteattr.syntax.encoder.pieces import Atom, Window, WordPieces, find_atoms

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quoteattr.training.treebank import Paragraph, Word

__all__ = [
    "Example",
    "find_splits",
    "group_stretches",
    "labels_of",
    "make_examples",
    "text_of",
]

Stretch = TypeVar("Stretch")


@frozen
class Example:
    """A window with its labels; those of words are in the order of the text."""

    window: Window
    boundaries: tuple[int, ...]
    """For each atom: whether it joins, starts a token, or starts a sentence."""
    places: tuple[int, ...]
    """For each word: the piece that represents it."""
    lengths: tuple[int, ...]
    """The number of words in each sentence."""
    heads: tuple[int, ...]
    """For each word: the place of its head in the sentence, from 1; 0 for the root."""
    words: tuple[Word, ...] = field(repr=False)

    @property
    def size(self) -> int:
        """The number of word pieces."""
        return len(self.window.ids)


def labels_of(words: Iterable[Word]) -> LabelSet:
    """Collect the labels of a treebank, sorted."""
    rows = {(word.upos, word.xpos, word.deprel) for word in words}
    upos, xpos, deprel = (tuple(sorted(set(column))) for column in zip(*rows, strict=True))
    return LabelSet(upos, xpos, deprel)


def text_of(sentences: Sequence[Sequence[Word]]) -> str:
    """Restore the normalised text of some sentences, with one space between sentences."""
    parts: list[str] = []
    for sentence in sentences:
        parts.extend(word.form + " " * word.space_after for word in sentence[:-1])
        parts.append(sentence[-1].form + " ")
    return normalise("".join(parts)[:-1])


def find_splits(words: Sequence[Word], least: int = 3) -> dict[str, list[int]]:
    """Find the runs of letters that a treebank mostly divides (``cannot``), and where.

    Args:
        words: All words of the treebank.
        least: How often a division must occur.
    """
    seen: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for run in _letter_runs(words):
        cuts = [sum(map(len, run[:place])) for place in range(1, len(run))]
        seen["".join(run).lower()][tuple(cuts)] += 1
    chosen = {run: counts.most_common(1)[0] for run, counts in seen.items()}
    return {run: list(cuts) for run, (cuts, n) in sorted(chosen.items()) if cuts and n >= least}


def _letter_runs(words: Sequence[Word]) -> Iterator[list[str]]:
    """Group the words made only of letters into runs without spaces."""
    run: list[str] = []
    for word in words:
        if word.form.isalpha():
            run.append(word.form)
        if run and (word.space_after or not word.form.isalpha()):
            yield run
            run = []


def make_examples(
    paragraphs: Iterable[Paragraph],
    pieces: WordPieces,
    splits: dict[str, list[int]],
    size: int,
    rng: random.Random | None = None,
) -> Iterator[Example]:
    """Divide paragraphs into windows of whole sentences, of at most ``size`` pieces if possible.

    Args:
        paragraphs: The paragraphs; no window crosses from one into another.
        pieces: The word pieces.
        splits: Words to divide, see :func:`find_splits`.
        size: The longest window, in word pieces.
        rng: Varies where windows end, so that each epoch divides the text differently.
    """
    for paragraph in paragraphs:
        for group in group_stretches(paragraph, _cost, size, rng):
            yield from _example(group, pieces, splits)


def _cost(sentence: Sequence[Word]) -> int:
    """Estimate the number of pieces of a sentence."""
    return sum(1 + len(word.form) // 5 for word in sentence)


def group_stretches(
    stretches: Iterable[Stretch],
    cost: Callable[[Stretch], int],
    size: int,
    rng: random.Random | None = None,
) -> Iterator[list[Stretch]]:
    """Group the stretches of a paragraph, one group for each window.

    Args:
        stretches: What is not to be divided, such as sentences.
        cost: Gives the length of a stretch, in word pieces.
        size: The longest window, unless a single stretch is longer.
        rng: Makes windows shorter at random, down to a third.
    """
    group: list[Stretch] = []
    room = limit = rng.randint(size // 3, size) if rng else size
    for stretch in stretches:
        needed = cost(stretch)
        if group and needed > room:
            yield group
            group, room = [], limit
        group.append(stretch)
        room -= needed
    if group:
        yield group


def _example(
    sentences: Sequence[Sequence[Word]], pieces: WordPieces, splits: dict[str, list[int]]
) -> Iterator[Example]:
    """Make the example, unless a word starts inside an atom or the window is too long."""
    atoms = find_atoms(text_of(sentences), splits)
    starts, kinds = _word_starts(sentences)
    by_start = {atom.start: place for place, atom in enumerate(atoms)}
    window = pieces.window(atoms)
    if not all(start in by_start for start in starts) or len(window.ids) > 510:
        return
    boundaries = _boundaries(atoms, dict(zip(starts, kinds, strict=True)))
    yield Example(
        window=window,
        boundaries=boundaries,
        places=tuple(window.firsts[by_start[start]] for start in starts),
        lengths=tuple(map(len, sentences)),
        heads=tuple(word.head for sentence in sentences for word in sentence),
        words=tuple(word for sentence in sentences for word in sentence),
    )


def _word_starts(sentences: Sequence[Sequence[Word]]) -> tuple[list[int], list[int]]:
    starts, kinds, position = [], [], 0
    for sentence in sentences:
        for place, word in enumerate(sentence):
            starts.append(position)
            kinds.append(STARTS_TOKEN if place else STARTS_SENTENCE)
            position += len(word.form) + (word.space_after or place == len(sentence) - 1)
    return starts, kinds


def _boundaries(atoms: Sequence[Atom], kinds: dict[int, int]) -> tuple[int, ...]:
    return tuple(kinds.get(atom.start, JOINS) for atom in atoms)
