"""What to train, and how long."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Plan"]


@frozen
class Plan:
    """Sizes and duration of a training; the parser inside the package was made with others too."""

    steps: int = 3100
    layers: int = 5
    batch: int = 1200
    """Word pieces in a batch, about."""
    window: int = 160
    """Longest window, in word pieces, about."""
    read_window: int = 110
    """Word pieces that the finished parser reads at once; of 80 to 250, the best on dev."""
    reported: float = 0.15
    """Share of paragraphs in which a sentence is made a quotation."""
    datelined: float = 0.05
    """Share of paragraphs that get a dateline."""
    parsed: float = 1.0
    """Share of the paragraphs of treebanks that are read in an epoch."""
    quoted: float = 1.0
    """Share of the paragraphs of articles that are read in an epoch."""
    silver: float = 0.4
    """Share of the paragraphs that another model parsed that are read in an epoch."""
    role_weight: float = 2.0
    """What an error in roles weighs, beside the sum of all that is learned from trees."""
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    warmup: float = 0.06
    """Share of the steps in which the learning rate rises; in the others it falls to zero."""
    memory: float = 0.998
    """What the running mean of the weights, which is what is kept, keeps of itself at a step."""
    save_every: int = 100
    score_every: int = 400
    kept: float = 0.2
    """Share that the weights before have in an average with those after, where there were any."""
    hold_out: bool = True
    """Whether the articles on which scores are learned later are kept from the encoder."""
    seed: int = 1
