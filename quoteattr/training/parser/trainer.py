"""The training loop: batches in random order, a rate that rises and falls, and checkpoints."""

from __future__ import annotations

import copy
import logging
import random
import time
from typing import TYPE_CHECKING, Any

import torch
from attrs import asdict
from torch import nn

from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.training.parser.batches import MarkedBatch, SoftBatch
from quoteattr.training.parser.data import TrainingData
from quoteattr.training.parser.evaluation import score_marked, score_trees
from quoteattr.training.parser.interpolation import interpolate, refit
from quoteattr.training.parser.losses import marked_loss, soft_losses, tree_losses
from quoteattr.training.parser.marked import LABELS, marked_examples
from quoteattr.training.parser.marked_names import read_names
from quoteattr.training.parser.marked_quotes import read_quotes
from quoteattr.training.parser.pretrained import (
    make_network,
    read_vocabulary,
    read_weights,
    start_from,
)
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

    from quoteattr.training.parser.config import TrainingConfig
    from quoteattr.training.parser.data import AnyBatch, Corpora
    from quoteattr.training.parser.marked import MarkedParagraph
    from quoteattr.training.treebank import Paragraph

__all__ = ["CHECKPOINT", "Trainer"]

_log = logging.getLogger(__name__)
CHECKPOINT, FINISHED = "checkpoint.pt", "finished.pt"
REFITTED = 2500
"""Windows that a prediction head is fitted to after interpolation: more teach it nothing."""
LARGEST_GRADIENT = 2.0
"""Norm at which gradients are clipped."""


class Trainer:
    """Trainer of one parser.

    The checkpoint holds everything needed to resume. If the folder has one, training resumes from
    it, even if the configuration now asks for more or fewer steps.

    Args:
        corpora: The files to learn from.
        pretrained: Folder of the BERT to start from, or of an MPNet to make a teacher of.
        folder: Where the checkpoint is kept.
        config: Sizes and duration.
        device: ``cpu``, ``cuda``, …
        start: Folder of a finished model to start from instead of the BERT; if it has more
            layers, the first are used.
    """

    def __init__(
        self,
        corpora: Corpora,
        pretrained: Path,
        folder: Path,
        config: TrainingConfig,
        device: str,
        start: Path | None = None,
    ) -> None:
        self.config, self.folder, self.device = config, folder, torch.device(device)
        self.start = start
        vocabulary = read_vocabulary(pretrained)
        self.data = TrainingData.read(WordPieces(vocabulary), corpora, hold_out=config.hold_out)
        labels = self.data.labels
        torch.manual_seed(config.seed)
        self.net = make_network(
            vocabulary,
            pretrained,
            config.layers,
            upos=len(labels.upos),
            xpos=len(labels.xpos),
            relations=len(labels.deprel),
            **{task: len(LABELS[task]) for task in self.data.marked},
        )
        if start:
            start_from(self.net, labels, start)
        self.net.encoder.pieces.requires_grad_(False)  # rare words stay near their neighbours
        self.net.to(self.device)
        self.average = copy.deepcopy(self.net)
        """The network with the moving average of the weights."""
        self.optimizer = self._make_optimizer()
        self.step = 0
        self._resume()

    def _make_optimizer(self) -> torch.optim.Optimizer:
        """Make an optimizer with a lower rate for the encoder, and no decay of biases and norms."""
        named = [(name, p) for name, p in self.net.named_parameters() if p.requires_grad]
        inner = [p for name, p in named if _is_pretrained(name)]
        outer = [p for name, p in named if not _is_pretrained(name)]
        groups: list[dict[str, Any]] = []
        for rate, members in ((self.config.encoder_rate, inner), (self.config.head_rate, outer)):
            for decay, is_matrix in ((0.01, True), (0.0, False)):
                chosen = [p for p in members if (p.dim() > 1) == is_matrix]
                groups.append({"params": chosen, "peak": rate, "weight_decay": decay})
        return torch.optim.AdamW(groups, betas=(0.9, 0.98), foreach=True)

    def run(
        self,
        dev: Sequence[Path],
        dev_quotes: Path | None = None,
        dev_names: Sequence[Path] = (),
    ) -> None:
        """Train to the last step, scoring development treebanks and articles now and then."""
        splits = self.data.splits
        treebanks = {path.stem: read_paragraphs(path) for path in dev}
        marked = {"names": read_names(dev_names, splits)}
        if dev_quotes:
            marked["roles"] = read_quotes(dev_quotes, splits, hold_out=False)
        while self.step < self.config.steps:
            self._train_epoch(treebanks, marked)
        self.save()

    def _train_epoch(
        self,
        treebanks: Mapping[str, list[Paragraph]],
        marked: Mapping[str, list[MarkedParagraph]],
    ) -> None:
        started, seen = time.monotonic(), 0
        sums: dict[str, list[list[float]]] = {}
        rng = random.Random(f"{self.config.seed} {self.step}")
        for batch in self.data.epoch(self.config, rng, self.device):
            parts = self._update(batch)
            sums.setdefault(_kind(batch), []).append(parts)
            seen += len(batch.ids)
            if self.step % 20 == 0:
                rate = seen / (time.monotonic() - started)
                means = "  ".join(f"{task} {_mean(rows)}" for task, rows in sorted(sums.items()))
                _log.info("step %d  %s  %.0f pieces/s", self.step, means, rate)
                sums = {}
            if self.step % self.config.save_every == 0:
                self.save()
            is_last = self.step >= self.config.steps
            if self.step % self.config.score_every == 0 or is_last:
                self._score(treebanks, marked)
            if is_last:
                return

    def _update(self, batch: AnyBatch) -> list[float]:
        """Take one optimisation step, and return the losses before it."""
        self.net.train()
        self.step += 1
        self._set_rate()
        losses = self._losses(batch)
        parts = [self.config.weight(task) * loss for task, loss in losses.items()]
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(torch.stack(parts).sum())
        nn.utils.clip_grad_norm_(self.net.parameters(), LARGEST_GRADIENT, foreach=True)
        self.optimizer.step()
        self._update_average()
        return [part.item() for part in parts]

    def _losses(self, batch: AnyBatch) -> dict[str, Tensor]:
        if isinstance(batch, MarkedBatch):
            return {batch.task: marked_loss(self.net, batch)}
        if isinstance(batch, SoftBatch):
            return soft_losses(self.net, batch)
        return tree_losses(self.net, batch)

    def _set_rate(self) -> None:
        """Set the learning rate: a linear warm-up, then a linear decay to zero."""
        share, warmup = self.step / self.config.steps, self.config.warmup
        factor = share / warmup if share < warmup else max(0.0, 1 - share) / (1 - warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor

    @torch.no_grad()
    def _update_average(self) -> None:
        """Update the moving average of the weights, faster at first, when they change most."""
        share = max(1 - self.config.average_decay, 10 / (10 + self.step))
        for average, weight in zip(self.average.parameters(), self.net.parameters(), strict=True):
            average.lerp_(weight, share)

    def _score(
        self,
        treebanks: Mapping[str, list[Paragraph]],
        marked: Mapping[str, list[MarkedParagraph]],
    ) -> None:
        for name, paragraphs in treebanks.items():
            _log.info("step %d  %s  %s", self.step, name, self.score(paragraphs))
        for task, articles in marked.items():
            if articles:
                batches = self.data.marked_batches(articles, self.config.read_window, self.device)
                score = score_marked(self.average.eval(), batches)
                _log.info("step %d  %s  %s", self.step, task, score)

    def score(self, paragraphs: Sequence[Paragraph]) -> str:
        """Score the moving average on treebanks, as a line for the log."""
        batches = self.data.tree_batches(paragraphs, self.config.window, self.device)
        return score_trees(self.average.eval(), batches)

    def finish(self) -> Path:
        """Interpolate between the initial and the trained model, if there was an initial one.

        Returns:
            The checkpoint of the finished network, which training does not resume from.
        """
        if self.start is None or not self.config.initial_share:
            return self.folder / CHECKPOINT
        interpolate(self.average, read_weights(self.start), self.config.initial_share)
        rng = random.Random(self.config.seed)
        for paragraphs in self.data.marked.values():
            windows = marked_examples(paragraphs, self.data.pieces, self.config.read_window)
            examples = list(windows)
            some = rng.sample(examples, min(REFITTED, len(examples)))
            refit(self.average, some, self.device)
        self.save(FINISHED)
        return self.folder / FINISHED

    def save(self, name: str = CHECKPOINT) -> None:
        """Write the checkpoint; the previous one is replaced only once the new one is complete."""
        state = {
            "step": self.step,
            "sizes": asdict(self.net.sizes),
            "labels": asdict(self.data.labels),
            "splits": self.data.splits,
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
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
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        self.step = state["step"]
        _log.info("resumed at step %d", self.step)


def _is_pretrained(name: str) -> bool:
    """Tell whether a weight was pretrained; the features of word pieces were not."""
    return name.startswith("encoder.") and "features" not in name


def _kind(batch: AnyBatch) -> str:
    """Return what the log calls a batch."""
    if isinstance(batch, MarkedBatch):
        return batch.task
    return "soft" if isinstance(batch, SoftBatch) else "trees"


def _mean(rows: Sequence[Sequence[float]]) -> str:
    return " ".join(f"{sum(column) / len(rows):.3f}" for column in zip(*rows, strict=True))
