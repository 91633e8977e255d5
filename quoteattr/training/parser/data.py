"""What a parser learns from, and how each epoch draws on it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from quoteattr.training.augmentation.datelines import Datelines
from quoteattr.training.augmentation.reported import Reports
from quoteattr.training.augmentation.variants import vary
from quoteattr.training.parser.batches import collate, collate_roles
from quoteattr.training.parser.encoder_roles import read_encoder_roles, role_examples
from quoteattr.training.parser.examples import find_splits, labels_of, make_examples
from quoteattr.training.parser.silver import read_silver
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import torch

    from quoteattr.syntax.encoder.network import LabelSet
    from quoteattr.syntax.encoder.pieces import WordPieces
    from quoteattr.training.parser.batches import Batch, RoleBatch
    from quoteattr.training.parser.config import TrainingConfig
    from quoteattr.training.parser.encoder_roles import RoleExample, RoleParagraph
    from quoteattr.training.parser.examples import Example
    from quoteattr.training.treebank import Paragraph

__all__ = ["TrainingData"]

_SCORED_TOGETHER = 16
"""Examples in a batch of those that are not learned from."""

AnyExample = TypeVar("AnyExample", "Example", "RoleExample")
Drawn = TypeVar("Drawn")


@frozen
class TrainingData:
    """Paragraphs of treebanks, paragraphs parsed by another model, and articles with quotes."""

    pieces: WordPieces
    paragraphs: list[Paragraph]
    silver: list[Paragraph]
    articles: list[RoleParagraph]
    labels: LabelSet
    splits: dict[str, list[int]]
    reports: Reports
    datelines: Datelines

    @classmethod
    def read(
        cls,
        pieces: WordPieces,
        treebanks: Sequence[Path],
        silver: Path | None,
        articles: Path | None,
        *,
        hold_out: bool,
    ) -> TrainingData:
        """Read the data; arguments as for :class:`quoteattr.training.parser.trainer.Trainer`."""
        paragraphs = [p for path in treebanks for p in read_paragraphs(path)]
        words = [word for p in paragraphs for sentence in p for word in sentence]
        labels, splits = labels_of(words), find_splits(words)
        return cls(
            pieces=pieces,
            paragraphs=paragraphs,
            silver=read_silver(silver, labels) if silver else [],
            articles=read_encoder_roles(articles, splits, hold_out=hold_out) if articles else [],
            labels=labels,
            splits=splits,
            reports=Reports.from_treebank(paragraphs),
            datelines=Datelines.from_treebank(paragraphs),
        )

    def epoch(
        self, config: TrainingConfig, rng: random.Random, device: torch.device
    ) -> Iterator[Batch | RoleBatch]:
        """Yield all paragraphs in random order, altered and divided into windows anew.

        Batches from treebanks and from articles are mixed.
        """
        drawn = _draw(self.paragraphs, config.treebank_share, rng)
        drawn += _draw(self.silver, config.silver_share, rng)
        paragraphs = [self._alter(paragraph, config, rng) for paragraph in drawn]
        examples = list(make_examples(paragraphs, self.pieces, self.splits, config.window, rng))
        quoted = _draw(self.articles, config.article_share, rng)
        roles = list(role_examples(quoted, self.pieces, config.window, rng))
        groups: list[tuple[list[Example], list[RoleExample]]] = [
            *((group, []) for group in _group(examples, config.batch, rng)),
            *(([], group) for group in _group(roles, config.batch, rng)),
        ]
        rng.shuffle(groups)
        for trees, quotes in groups:
            if trees:
                yield collate(trees, self.labels, device)
            else:
                yield collate_roles(quotes, device)

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

    def role_batches(
        self, paragraphs: Sequence[RoleParagraph], window: int, device: torch.device
    ) -> Iterator[RoleBatch]:
        """Divide paragraphs of articles as they are into batches, to score them."""
        for group in _in_order(role_examples(paragraphs, self.pieces, window)):
            yield collate_roles(group, device)


def _draw(paragraphs: Sequence[Drawn], share: float, rng: random.Random) -> list[Drawn]:
    return rng.sample(paragraphs, round(share * len(paragraphs)))


def _group(examples: list[AnyExample], size: int, rng: random.Random) -> Iterator[list[AnyExample]]:
    """Group examples at random, each group of about ``size`` word pieces."""
    rng.shuffle(examples)
    group: list[AnyExample] = []
    room = size
    for example in examples:
        group.append(example)
        room -= len(example.window.ids)
        if room <= 0:
            yield group
            group, room = [], size
    if group:
        yield group


def _in_order(examples: Iterator[AnyExample]) -> Iterator[list[AnyExample]]:
    while group := list(islice(examples, _SCORED_TOGETHER)):
        yield group
