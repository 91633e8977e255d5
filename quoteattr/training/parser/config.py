"""Settings of the training of a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from quoteattr.training.parser.marked import Task

__all__ = ["TrainingConfig"]


@frozen
class TrainingConfig:
    """Sizes and duration of a training.

    The parsers inside the package were not all made with these defaults.
    """

    steps: int = 3100
    layers: int = 5
    batch: int = 1200
    """Word pieces in a batch, approximately."""
    window: int = 160
    """Longest window in training, in word pieces, approximately."""
    read_window: int = 110
    """Word pieces that the finished parser reads at once; of 80 to 250, the best on dev."""
    reported: float = 0.15
    """Share of paragraphs in which a sentence is turned into a quotation."""
    datelined: float = 0.05
    """Share of paragraphs that are given a dateline."""
    treebank_share: float = 1.0
    """Share of the paragraphs of treebanks that are read in an epoch."""
    article_share: float = 1.0
    """Share of the paragraphs with marked quotes that are read in an epoch."""
    named_share: float = 1.0
    """Share of the paragraphs with marked names that are read in an epoch."""
    silver_share: float = 0.4
    """Share of the paragraphs parsed by another model that are read in an epoch."""
    soft_share: float = 0.5
    """Share of the windows labelled by a teacher that are read in an epoch."""
    role_weight: float = 2.0
    """Weight of the loss of roles, relative to the sum of the losses of trees."""
    name_weight: float = 2.0
    """Weight of the loss of names, likewise."""
    encoder_rate: float = 2e-4
    """Peak learning rate of the encoder."""
    head_rate: float = 1.5e-3
    """Peak learning rate of the prediction heads, and of the features of word pieces."""
    warmup: float = 0.06
    """Share of the steps in which the learning rate rises; in the others it falls to zero."""
    average_decay: float = 0.998
    """Decay of the exponential moving average of the weights, which is what is kept."""
    save_every: int = 100
    score_every: int = 400
    initial_share: float = 0.2
    """Share of the initial model, if there is one, in the interpolation with the trained one."""
    hold_out: bool = True
    """Whether to keep the articles that scores are learned on later from the encoder."""
    seed: int = 1

    def share(self, task: Task) -> float:
        """Return the share of the paragraphs marked for a task that are read in an epoch."""
        return self.article_share if task == "roles" else self.named_share

    def weight(self, task: str) -> float:
        """Return the weight of the loss of a task."""
        return {"roles": self.role_weight, "names": self.name_weight}.get(task, 1.0)
