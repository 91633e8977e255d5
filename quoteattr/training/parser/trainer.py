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

from quoteattr.syntax.encoder.network import Dimensions, JointParser
from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.syntax.tree import ROLES
from quoteattr.training.parser.batches import RoleBatch
from quoteattr.training.parser.data import TrainingData
from quoteattr.training.parser.encoder_roles import read_encoder_roles, role_examples
from quoteattr.training.parser.evaluation import score_roles, score_trees
from quoteattr.training.parser.interpolation import interpolate, refit_roles
from quoteattr.training.parser.losses import role_loss, tree_losses
from quoteattr.training.parser.pretrained import (
    load_into,
    read_sizes,
    read_vocabulary,
    read_weights,
    start_from,
)
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quoteattr.training.parser.batches import Batch
    from quoteattr.training.parser.config import TrainingConfig
    from quoteattr.training.parser.encoder_roles import RoleParagraph
    from quoteattr.training.treebank import Paragraph

__all__ = ["CHECKPOINT", "Trainer"]

_log = logging.getLogger(__name__)
CHECKPOINT, FINISHED = "checkpoint.pt", "finished.pt"
LARGEST_GRADIENT = 2.0
"""Norm at which gradients are clipped."""


class Trainer:
    """Trainer of one parser.

    The checkpoint holds everything needed to resume. If the folder has one, training resumes from
    it, even if the configuration now asks for more or fewer steps.

    Args:
        treebanks: CoNLL-U files to learn from.
        pretrained: Folder of the BERT to start from.
        folder: Where the checkpoint is kept.
        config: Sizes and duration.
        device: ``cpu``, ``cuda``, …
        articles: Articles with quotes, as JSON lines, to learn roles from; ``None`` for a network
            that only parses.
        start: Folder of a finished model to start from instead of the BERT; if it has more
            layers, the first are used.
        silver: CoNLL-U file of trees predicted by another model, to learn from as well.
    """

    def __init__(
        self,
        treebanks: Sequence[Path],
        pretrained: Path,
        folder: Path,
        config: TrainingConfig,
        device: str,
        articles: Path | None = None,
        start: Path | None = None,
        silver: Path | None = None,
    ) -> None:
        self.config, self.folder, self.device = config, folder, torch.device(device)
        self.start = start
        vocabulary = read_vocabulary(pretrained)
        self.data = TrainingData.read(
            WordPieces(vocabulary), treebanks, silver, articles, hold_out=config.hold_out
        )
        labels = self.data.labels
        self.sizes = Dimensions(
            pieces=len(vocabulary),
            layers=config.layers,
            upos=len(labels.upos),
            xpos=len(labels.xpos),
            relations=len(labels.deprel),
            roles=len(ROLES) if articles else 0,
            **read_sizes(pretrained),
        )
        torch.manual_seed(config.seed)
        self.net = JointParser(self.sizes)
        load_into(self.net.encoder, pretrained)
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
        inner = [p for name, p in named if name.startswith("encoder.")]
        outer = [p for name, p in named if not name.startswith("encoder.")]
        groups: list[dict[str, Any]] = []
        for rate, members in ((self.config.encoder_rate, inner), (self.config.head_rate, outer)):
            for decay, is_matrix in ((0.01, True), (0.0, False)):
                chosen = [p for p in members if (p.dim() > 1) == is_matrix]
                groups.append({"params": chosen, "peak": rate, "weight_decay": decay})
        return torch.optim.AdamW(groups, betas=(0.9, 0.98), foreach=True)

    def run(self, dev: Sequence[Path], dev_articles: Path | None = None) -> None:
        """Train to the last step, scoring development treebanks and articles now and then."""
        dev_sets = {path.stem: read_paragraphs(path) for path in dev}
        dev_roles = (
            read_encoder_roles(dev_articles, self.data.splits, hold_out=False)
            if dev_articles
            else []
        )
        while self.step < self.config.steps:
            self._train_epoch(dev_sets, dev_roles)
        self.save()

    def _train_epoch(
        self, dev_sets: dict[str, list[Paragraph]], dev_roles: list[RoleParagraph]
    ) -> None:
        started, seen = time.monotonic(), 0
        sums: dict[int, list[list[float]]] = {}
        rng = random.Random(f"{self.config.seed} {self.step}")
        for batch in self.data.epoch(self.config, rng, self.device):
            parts = self._update(batch)
            sums.setdefault(len(parts), []).append(parts)
            seen += len(batch.ids)
            if self.step % 20 == 0:
                rate = seen / (time.monotonic() - started)
                means = "  ".join(_mean(rows) for _, rows in sorted(sums.items()))
                _log.info("step %d  loss %s  %.0f pieces/s", self.step, means, rate)
                sums = {}
            if self.step % self.config.save_every == 0:
                self.save()
            is_last = self.step >= self.config.steps
            if self.step % self.config.score_every == 0 or is_last:
                self._score(dev_sets, dev_roles)
            if is_last:
                return

    def _update(self, batch: Batch | RoleBatch) -> list[float]:
        """Take one optimisation step, and return the losses before it."""
        self.net.train()
        self.step += 1
        self._set_rate()
        if isinstance(batch, RoleBatch):
            parts = [self.config.role_weight * role_loss(self.net, batch)]
        else:
            parts = tree_losses(self.net, batch)
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(torch.stack(parts).sum())
        nn.utils.clip_grad_norm_(self.net.parameters(), LARGEST_GRADIENT, foreach=True)
        self.optimizer.step()
        self._update_average()
        return [part.item() for part in parts]

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

    def _score(self, dev_sets: dict[str, list[Paragraph]], dev_roles: list[RoleParagraph]) -> None:
        for name, paragraphs in dev_sets.items():
            _log.info("step %d  %s  %s", self.step, name, self.score(paragraphs))
        if dev_roles:
            batches = self.data.role_batches(dev_roles, self.config.read_window, self.device)
            _log.info("step %d  roles  %s", self.step, score_roles(self.average.eval(), batches))

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
        if self.data.articles:
            window = self.config.read_window
            examples = role_examples(self.data.articles, self.data.pieces, window)
            refit_roles(self.average, list(examples), self.device)
        self.save(FINISHED)
        return self.folder / FINISHED

    def save(self, name: str = CHECKPOINT) -> None:
        """Write the checkpoint; the previous one is replaced only once the new one is complete."""
        state = {
            "step": self.step,
            "sizes": asdict(self.sizes),
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


def _mean(rows: Sequence[Sequence[float]]) -> str:
    return " ".join(f"{sum(column) / len(rows):.3f}" for column in zip(*rows, strict=True))
