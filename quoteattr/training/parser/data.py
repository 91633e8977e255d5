"""What a parser learns from, and how each epoch draws on it."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from quoteattr.training.augmentation.datelines import Datelines
from quoteattr.training.augmentation.reported import Reports
from quoteattr.training.augmentation.variants import vary
from quoteattr.training.parser.batches import collate, collate_marked, collate_soft
from quoteattr.training.parser.examples import find_splits, labels_of, make_examples
from quoteattr.training.parser.marked import marked_examples
from quoteattr.training.parser.marked_names import read_names
from quoteattr.training.parser.marked_quotes import read_quotes
from quoteattr.training.parser.silver import read_silver
from quoteattr.training.parser.soft_labels import read_soft_labels
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import torch

    from quoteattr.syntax.encoder.network import LabelSet
    from quoteattr.syntax.encoder.pieces import WordPieces
    from quoteattr.training.parser.batches import Batch, MarkedBatch, SoftBatch
    from quoteattr.training.parser.config import TrainingConfig
    from quoteattr.training.parser.examples import Example
    from quoteattr.training.parser.marked import MarkedExample, MarkedParagraph, Task
    from quoteattr.training.parser.soft_labels import SoftExample
    from quoteattr.training.treebank import Paragraph

    AnyBatch = Batch | MarkedBatch | SoftBatch

__all__ = ["Corpora", "TrainingData"]

_SCORED_TOGETHER = 16
"""Examples in a batch of those that are not learned from."""

AnyExample = TypeVar("AnyExample", "Example", "MarkedExample", "SoftExample")
Drawn = TypeVar("Drawn")


@frozen
class Corpora:
    """The files to learn from."""

    treebanks: Sequence[Path]
    """CoNLL-U files."""
    silver: Path | None = None
    """CoNLL-U file of trees predicted by another model."""
    quotes: Path | None = None
    """Articles with quotes, as JSON lines, to learn roles from; ``None`` to learn none."""
    names: Sequence[Path] = ()
    """Articles with names, likewise."""
    soft: Path | None = None
    """Windows labelled by a teacher, as safetensors."""


@frozen
class TrainingData:
    """Paragraphs of treebanks, paragraphs parsed by another model, and marked articles."""

    pieces: WordPieces
    paragraphs: list[Paragraph]
    silver: list[Paragraph]
    marked: Mapping[Task, list[MarkedParagraph]]
    """Paragraphs in which quotes or names are marked, by task; tasks without any are left out."""
    soft: list[SoftExample]
    labels: LabelSet
    splits: dict[str, list[int]]
    reports: Reports
    datelines: Datelines

    @classmethod
    def read(cls, pieces: WordPieces, corpora: Corpora, *, hold_out: bool) -> TrainingData:
        """Read the data.

        Args:
            pieces: The word pieces.
            corpora: The files.
            hold_out: Whether to leave out the articles with quotes that other models learn from.
        """
        paragraphs = [p for path in corpora.treebanks for p in read_paragraphs(path)]
        words = [word for p in paragraphs for sentence in p for word in sentence]
        labels, splits = labels_of(words), find_splits(words)
        marked: dict[Task, list[MarkedParagraph]] = {}
        if corpora.quotes:
            marked["roles"] = read_quotes(corpora.quotes, splits, hold_out=hold_out)
        if corpora.names:
            marked["names"] = read_names(corpora.names, splits)
        return cls(
            pieces=pieces,
            paragraphs=paragraphs,
            silver=read_silver(corpora.silver, labels) if corpora.silver else [],
            marked=marked,
            soft=read_soft_labels(corpora.soft) if corpora.soft else [],
            labels=labels,
            splits=splits,
            reports=Reports.from_treebank(paragraphs),
            datelines=Datelines.from_treebank(paragraphs),
        )

    def epoch(
        self, config: TrainingConfig, rng: random.Random, device: torch.device
    ) -> Iterator[AnyBatch]:
        """Yield all paragraphs in random order, altered and divided into windows anew.

        Batches from treebanks and from articles are mixed.
        """
        drawn = _draw(self.paragraphs, config.treebank_share, rng)
        drawn += _draw(self.silver, config.silver_share, rng)
        paragraphs = [self._alter(paragraph, config, rng) for paragraph in drawn]
        examples = list(make_examples(paragraphs, self.pieces, self.splits, config.window, rng))
        makers: list[Callable[[], AnyBatch]] = [
            partial(collate, group, self.labels, device)
            for group in _group(examples, config.batch, rng)
        ]
        for task, every in self.marked.items():
            some = _draw(every, config.share(task), rng)
            windows = list(marked_examples(some, self.pieces, config.window, rng))
            groups = _group(windows, config.batch, rng)
            makers += [partial(collate_marked, group, device) for group in groups]
        taught = _draw(self.soft, config.soft_share, rng)
        makers += [partial(collate_soft, g, device) for g in _group(taught, config.batch, rng)]
        rng.shuffle(makers)
        yield from (make() for make in makers)

    def _alter(self, paragraph: Paragraph, config: TrainingConfig, rng: random.Random) -> Paragraph:
        if rng.random() < config.reported:
            paragraph = self.reports.vary(paragraph, rng)
        paragraph = vary(paragraph, rng)
        if rng.random() < config.datelined:
            paragraph = self.datelines.vary(paragraph, rng)
        return paragraph

    def tree_batches(
        self, paragraphs: Sequence[Paragraph], window: int, device: torch.device
    ) -> Iterator[Batch]:
        """Divide paragraphs as they are into batches, to score them."""
        for group in _in_order(make_examples(paragraphs, self.pieces, self.splits, window)):
            yield collate(group, self.labels, device)

    def soft_batches(self, device: torch.device) -> Iterator[SoftBatch]:
        """Put the windows labelled by a teacher into batches, in order."""
        for group in _in_order(iter(self.soft)):
            yield collate_soft(group, device)

    def marked_batches(
        self, paragraphs: Sequence[MarkedParagraph], window: int, device: torch.device
    ) -> Iterator[MarkedBatch]:
        """Divide paragraphs of articles as they are into batches, to score them."""
        for group in _in_order(marked_examples(paragraphs, self.pieces, window)):
            yield collate_marked(group, device)


def _draw(paragraphs: Sequence[Drawn], share: float, rng: random.Random) -> list[Drawn]:
    return rng.sample(paragraphs, round(share * len(paragraphs)))


def _group(examples: list[AnyExample], size: int, rng: random.Random) -> Iterator[list[AnyExample]]:
    """Group examples of about the same length, each group of about ``size`` word pieces."""
    group: list[AnyExample] = []
    room = size
    for example in sorted(examples, key=lambda e: e.size * rng.uniform(0.9, 1.1)):
        group.append(example)
        room -= example.size
        if room <= 0:
            yield group
            group, room = [], size
    if group:
        yield group


def _in_order(examples: Iterator[AnyExample]) -> Iterator[list[AnyExample]]:
    while group := list(islice(examples, _SCORED_TOGETHER)):
        yield group
