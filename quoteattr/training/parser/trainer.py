"""The training loop: batches in random order, a rate that rises and falls, and checkpoints."""

from __future__ import annotations

import copy
import logging
import random
import time
from typing import TYPE_CHECKING, Any, TypeVar

import torch
from attrs import asdict
from torch import nn

from quoteattr.syntax.encoder.network import Dimensions, JointParser
from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.syntax.tree import ROLES
from quoteattr.training.augmentation.datelines import Datelines
from quoteattr.training.augmentation.reported import Reports
from quoteattr.training.augmentation.variants import vary
from quoteattr.training.parser.averaging import average, refit_roles
from quoteattr.training.parser.examples import find_splits, labels_of, make_examples
from quoteattr.training.parser.losses import (
    Batch,
    RoleBatch,
    collate,
    collate_roles,
    count_right,
    count_right_roles,
    losses,
    role_loss,
)
from quoteattr.training.parser.pretrained import (
    load_into,
    read_sizes,
    read_vocabulary,
    read_weights,
    start_from,
)
from quoteattr.training.parser.role_labels import RoleParagraph, read_roles, role_examples
from quoteattr.training.parser.silver import read_silver
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quoteattr.training.parser.config import Plan
    from quoteattr.training.parser.examples import Example
    from quoteattr.training.parser.role_labels import RoleExample
    from quoteattr.training.treebank import Paragraph

__all__ = ["CHECKPOINT", "Trainer"]

AnyExample = TypeVar("AnyExample", "Example", "RoleExample")
Read = TypeVar("Read")
_log = logging.getLogger(__name__)
CHECKPOINT, FINISHED = "checkpoint.pt", "finished.pt"


class Trainer:
    """Trains one parser.

    Everything that is needed to go on is in the checkpoint. One that is found in the folder is
    taken up; the plan may then be longer or shorter than the one it was made with.

    Args:
        treebanks: CoNLL-U files to learn from.
        pretrained: Folder of the BERT to start from.
        folder: Where the checkpoint is kept.
        plan: Sizes and duration.
        device: ``cpu``, ``cuda``, …
        articles: Articles with quotes, as JSON lines, to learn from which words are whose; none
            for a network that only parses.
        start: Folder of a finished model to start from instead of the BERT; of one with more
            layers, the first.
        silver: CoNLL-U file with trees of another model, to learn from beside the treebanks.
    """

    def __init__(
        self,
        treebanks: Sequence[Path],
        pretrained: Path,
        folder: Path,
        plan: Plan,
        device: str,
        articles: Path | None = None,
        start: Path | None = None,
        silver: Path | None = None,
    ) -> None:
        self.plan, self.folder, self.device = plan, folder, torch.device(device)
        self.start = start
        self.paragraphs = [p for path in treebanks for p in read_paragraphs(path)]
        words = [word for p in self.paragraphs for sentence in p for word in sentence]
        self.labels, self.splits = labels_of(words), find_splits(words)
        self.reports = Reports.from_treebank(self.paragraphs)
        self.datelines = Datelines.from_treebank(self.paragraphs)
        self.silver = read_silver(silver, self.labels) if silver else []
        self.articles = (
            read_roles(articles, self.splits, hold_out=plan.hold_out) if articles else []
        )
        vocabulary = read_vocabulary(pretrained)
        self.pieces = WordPieces(vocabulary)
        self.sizes = Dimensions(
            pieces=len(vocabulary),
            layers=plan.layers,
            upos=len(self.labels.upos),
            xpos=len(self.labels.xpos),
            relations=len(self.labels.deprel),
            roles=len(ROLES) if articles else 0,
            **read_sizes(pretrained),
        )
        torch.manual_seed(plan.seed)
        self.net = JointParser(self.sizes)
        load_into(self.net.encoder, pretrained)
        if start:
            start_from(self.net, self.labels, start)
        self.net.encoder.pieces.requires_grad_(False)  # rare words stay near their neighbours
        self.net.to(self.device)
        self.mean = copy.deepcopy(self.net)
        self.optimizer = self._make_optimizer()
        self.step = 0
        self._resume()

    def _make_optimizer(self) -> torch.optim.Optimizer:
        """Its own rate for the encoder, which knows much already; no decay of biases and norms."""
        named = [(name, p) for name, p in self.net.named_parameters() if p.requires_grad]
        inner = [p for name, p in named if name.startswith("encoder.")]
        outer = [p for name, p in named if not name.startswith("encoder.")]
        groups: list[dict[str, Any]] = []
        for rate, members in ((self.plan.encoder_rate, inner), (self.plan.head_rate, outer)):
            for decay, is_matrix in ((0.01, True), (0.0, False)):
                chosen = [p for p in members if (p.dim() > 1) == is_matrix]
                groups.append({"params": chosen, "peak": rate, "weight_decay": decay})
        return torch.optim.AdamW(groups, betas=(0.9, 0.98), foreach=True)

    def run(self, dev: Sequence[Path], dev_articles: Path | None = None) -> None:
        """Trains to the end of the plan, scoring the dev treebanks and articles now and then."""
        dev_sets = {path.stem: read_paragraphs(path) for path in dev}
        dev_roles = read_roles(dev_articles, self.splits, hold_out=False) if dev_articles else []
        while self.step < self.plan.steps:
            self._train_epoch(dev_sets, dev_roles)
        self.save()

    def _train_epoch(
        self, dev_sets: dict[str, list[Paragraph]], dev_roles: list[RoleParagraph]
    ) -> None:
        started, seen = time.monotonic(), 0
        sums: dict[int, list[list[float]]] = {}
        for batch in self._epoch():
            parts = self._update(batch)
            sums.setdefault(len(parts), []).append(parts)
            seen += len(batch.ids)
            if self.step % 20 == 0:
                rate = seen / (time.monotonic() - started)
                means = "  ".join(_mean(rows) for _, rows in sorted(sums.items()))
                _log.info("step %d  loss %s  %.0f pieces/s", self.step, means, rate)
                sums = {}
            if self.step % self.plan.save_every == 0:
                self.save()
            is_last = self.step >= self.plan.steps
            if self.step % self.plan.score_every == 0 or is_last:
                for name, paragraphs in dev_sets.items():
                    _log.info("step %d  %s  %s", self.step, name, self.score(paragraphs))
                if dev_roles:
                    _log.info("step %d  roles  %s", self.step, self.score_roles(dev_roles))
            if is_last:
                return

    def _epoch(self) -> Iterator[Batch | RoleBatch]:
        """All paragraphs, varied and divided into windows anew, in random order.

        Batches of treebanks and of articles are mixed.
        """
        chance = random.Random(f"{self.plan.seed} {self.step}")
        read = _share(self.paragraphs, self.plan.parsed, chance)
        read += _share(self.silver, self.plan.silver, chance)
        paragraphs = [self._vary(paragraph, chance) for paragraph in read]
        examples = list(
            make_examples(paragraphs, self.pieces, self.splits, self.plan.window, chance)
        )
        quoted = _share(self.articles, self.plan.quoted, chance)
        roles = list(role_examples(quoted, self.pieces, self.plan.window, chance))
        groups: list[tuple[list[Example], list[RoleExample]]] = [
            *((group, []) for group in self._groups(examples, chance)),
            *(([], group) for group in self._groups(roles, chance)),
        ]
        chance.shuffle(groups)
        for trees, quotes in groups:
            if trees:
                yield collate(trees, self.labels, self.device)
            else:
                yield collate_roles(quotes, self.device)

    def _groups(
        self, examples: list[AnyExample], chance: random.Random
    ) -> Iterator[list[AnyExample]]:
        """What goes into a batch, at random."""
        chance.shuffle(examples)
        group: list[AnyExample] = []
        room = self.plan.batch
        for example in examples:
            group.append(example)
            room -= len(example.window.ids)
            if room <= 0:
                yield group
                group, room = [], self.plan.batch
        if group:
            yield group

    def _vary(self, paragraph: Paragraph, chance: random.Random) -> Paragraph:
        if chance.random() < self.plan.reported:
            paragraph = self.reports.vary(paragraph, chance)
        paragraph = vary(paragraph, chance)
        if chance.random() < self.plan.datelined:
            paragraph = self.datelines.vary(paragraph, chance)
        return paragraph

    def _update(self, batch: Batch | RoleBatch) -> list[float]:
        """One step down; the losses before it."""
        self.net.train()
        self.step += 1
        share, warmup = self.step / self.plan.steps, self.plan.warmup
        factor = share / warmup if share < warmup else max(0.0, 1 - share) / (1 - warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        if isinstance(batch, RoleBatch):
            parts = [self.plan.role_weight * role_loss(self.net, batch)]
        else:
            parts = losses(self.net, batch)
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(torch.stack(parts).sum())
        nn.utils.clip_grad_norm_(self.net.parameters(), 2.0, foreach=True)
        self.optimizer.step()
        self._update_mean()
        return [part.item() for part in parts]

    @torch.no_grad()
    def _update_mean(self) -> None:
        """Moves the running mean of the weights; faster at first, when all changes much."""
        share = max(1 - self.plan.memory, 10 / (10 + self.step))
        for mean, weight in zip(self.mean.parameters(), self.net.parameters(), strict=True):
            mean.lerp_(weight, share)

    @torch.inference_mode()
    def score(self, paragraphs: Sequence[Paragraph]) -> str:
        """Accuracy per word given true tokens and sentences, and how well sentences are found."""
        net = self.mean.eval()
        right, total = torch.zeros(7), 0
        examples = list(make_examples(paragraphs, self.pieces, self.splits, self.plan.window))
        for start in range(0, len(examples), 16):
            batch = collate(examples[start : start + 16], self.labels, self.device)
            right += count_right(net, batch)
            total += len(batch.heads)
        upos, xpos, uas, las = (100 * right[:4] / total).tolist()
        sentences = (200 * right[4] / (right[5] + right[6])).item()
        return (
            f"UPOS {upos:.2f} XPOS {xpos:.2f} UAS {uas:.2f} LAS {las:.2f} sentences {sentences:.2f}"
        )

    @torch.inference_mode()
    def score_roles(self, paragraphs: Sequence[RoleParagraph]) -> str:
        """F1 per atom of content, cue and source."""
        net = self.mean.eval()
        counts = torch.zeros(len(ROLES) // 2, 3)
        examples = list(role_examples(paragraphs, self.pieces, self.plan.read_window))
        for start in range(0, len(examples), 16):
            batch = collate_roles(examples[start : start + 16], self.device)
            counts += count_right_roles(net, batch)
        f1 = (200 * counts[:, 0] / (counts[:, 1] + counts[:, 2])).tolist()
        return "content {:.2f} cue {:.2f} source {:.2f}".format(*f1)

    def finish(self) -> Path:
        """Averages the trained weights with those it started from, if a plan says so.

        Returns:
            The checkpoint of the finished network; none to go on from.
        """
        net = self.mean
        if self.start is None or not self.plan.kept:
            return self.folder / CHECKPOINT
        average(net, read_weights(self.start), self.plan.kept)
        if self.articles:
            examples = role_examples(self.articles, self.pieces, self.plan.read_window)
            refit_roles(net, list(examples), self.device)
        self.save(FINISHED)
        return self.folder / FINISHED

    def save(self, name: str = CHECKPOINT) -> None:
        """Writes the checkpoint; the one before is replaced only when the new one is whole."""
        state = {
            "step": self.step,
            "sizes": asdict(self.sizes),
            "labels": asdict(self.labels),
            "splits": self.splits,
            "net": self.net.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        path = self.folder / name
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def _resume(self) -> None:
        path = self.folder / CHECKPOINT
        if not path.exists():
            return
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.net.load_state_dict(state["net"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        self.step = state["step"]
        _log.info("taken up at step %d", self.step)


def _share(paragraphs: Sequence[Read], share: float, chance: random.Random) -> list[Read]:
    return chance.sample(paragraphs, round(share * len(paragraphs)))


def _mean(rows: Sequence[Sequence[float]]) -> str:
    return " ".join(f"{sum(column) / len(rows):.3f}" for column in zip(*rows, strict=True))
