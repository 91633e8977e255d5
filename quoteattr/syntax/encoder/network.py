"""A small transformer that finds tokens, sentences, tags and heads in one pass.

Windows of different lengths are laid end to end without padding, and never attend to each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from attrs import frozen
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from quoteattr.syntax.encoder.pieces import N_FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "JOINS",
    "STARTS_SENTENCE",
    "STARTS_TOKEN",
    "Dimensions",
    "Encoder",
    "JointParser",
    "LabelSet",
    "Layer",
    "Scores",
    "head_rows",
]

JOINS, STARTS_TOKEN, STARTS_SENTENCE = 0, 1, 2
"""What an atom does: joins the previous token, starts a token, starts a sentence."""


@frozen
class LabelSet:
    """The labels that the network predicts, in the order of their numbers."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprel: tuple[str, ...]


@frozen
class Dimensions:
    """Sizes of the network."""

    pieces: int
    layers: int = 6
    hidden: int = 384
    inner: int = 1536
    heads: int = 12
    positions: int = 512
    arc: int = 256
    relation: int = 128
    upos: int = 17
    xpos: int = 50
    relations: int = 50
    roles: int = 0
    """Number of parts of quotes; 0 for a network that does not predict them."""
    names: int = 0
    """Number of labels of names, likewise."""


class Layer(nn.Module):
    """A layer of BERT: self-attention and a feed-forward network, with residual connections."""

    def __init__(self, sizes: Dimensions, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.attend_in = nn.Linear(sizes.hidden, 3 * sizes.hidden)
        self.attend_out = nn.Linear(sizes.hidden, sizes.hidden)
        self.attend_norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.inner = nn.Linear(sizes.hidden, sizes.inner)
        self.activation: nn.Module = nn.GELU()
        self.outer = nn.Linear(sizes.inner, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, lengths: list[int]) -> Tensor:
        """Compute the states after this layer from those before it, windows end to end."""
        seen = torch.cat([self._attend(x) for x in torch.split(self.attend_in(states), lengths)])
        states = self.attend_norm(states + self.dropout(self.attend_out(seen)))
        inner = self.activation(self.inner(states))
        output: Tensor = self.norm(states + self.dropout(self.outer(inner)))
        return output

    def _attend(self, window: Tensor) -> Tensor:
        size = len(window)
        query, key, value = window.view(1, size, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value)
        joined: Tensor = seen[0].transpose(0, 1).reshape(size, -1)
        return joined


class Encoder(nn.Module):
    """A transformer over word pieces, their positions and their shapes."""

    def __init__(self, sizes: Dimensions, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(sizes.pieces, sizes.hidden)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.features = nn.Embedding(N_FEATURES, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))

    def forward(self, ids: Tensor, features: Tensor, lengths: list[int]) -> Tensor:
        """Compute the states of all pieces.

        Args:
            ids: The numbers of the pieces of all windows, end to end.
            features: The features of the pieces, likewise.
            lengths: The number of pieces in each window.
        """
        places = torch.cat([torch.arange(n, device=ids.device) for n in lengths])
        embedded = self.pieces(ids) + self.positions(places) + self.features(features)
        states: Tensor = self.dropout(self.norm(embedded))
        for layer in self.layers:
            states = layer(states, lengths)
        return states


class Scores(NamedTuple):
    """The scores of the tagger and the parser for the tokens of some sentences."""

    upos: Tensor
    """Tokens × tags."""
    xpos: Tensor
    arcs: Tensor
    """Sentences × tokens × heads, the last two padded; head 0 is the root."""
    relation_dependents: Tensor
    """Tokens × features, for :meth:`JointParser.relate`."""
    relation_heads: Tensor
    """Likewise for heads: first the root, shared by all sentences, then the tokens."""


def head_rows(heads: Tensor, lengths: Sequence[int]) -> Tensor:
    """Find the rows of :attr:`Scores.relation_heads` for the heads of tokens.

    Args:
        heads: The heads of all tokens, sentence after sentence, numbered from 1; 0 is the root.
        lengths: The number of tokens in each sentence.
    """
    sizes = torch.tensor(lengths, device=heads.device)
    return torch.where(heads > 0, heads + (sizes.cumsum(0) - sizes).repeat_interleave(sizes), 0)


class JointParser(nn.Module):
    """The encoder with prediction heads for boundaries, tags, heads, relations, roles and names.

    A token is represented by the first piece of its first atom.

    Args:
        sizes: The sizes of the network.
        encoder: Another encoder, called as :class:`Encoder` is, instead of one of these sizes.
        dropout: Share of the encoder's states dropped in training.
        head_dropout: Share of the inputs of the prediction heads dropped in training.
    """

    def __init__(
        self,
        sizes: Dimensions,
        encoder: Encoder | None = None,
        dropout: float = 0.1,
        head_dropout: float = 0.3,
    ) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = encoder or Encoder(sizes, dropout)
        self.boundary = nn.Linear(sizes.hidden, 3)
        self.upos = nn.Linear(sizes.hidden, sizes.upos)
        self.xpos = nn.Linear(sizes.hidden, sizes.xpos)
        self.root = nn.Parameter(torch.zeros(sizes.hidden))
        self.arc_dependent = nn.Linear(sizes.hidden, sizes.arc)
        self.arc_head = nn.Linear(sizes.hidden, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc)
        self.relation_dependent = nn.Linear(sizes.hidden, sizes.relation)
        self.relation_head = nn.Linear(sizes.hidden, sizes.relation)
        self.relation = nn.Linear(sizes.relation, sizes.relations * sizes.relation, bias=False)
        self.relation_bias = nn.Linear(2 * sizes.relation, sizes.relations)
        self.roles = nn.Linear(sizes.hidden, sizes.roles) if sizes.roles else None
        self.names = nn.Linear(sizes.hidden, sizes.names) if sizes.names else None
        self.dropout = nn.Dropout(head_dropout)
        nn.init.normal_(self.root, std=0.5)
        nn.init.normal_(self.relation.weight, std=1 / sizes.relation)

    def score(self, states: Tensor, lengths: Sequence[int]) -> Scores:
        """Score the tags of tokens and their possible heads.

        Args:
            states: The states of the tokens, sentence after sentence.
            lengths: The number of tokens in each sentence.
        """
        states = self.dropout(states)
        heads = torch.cat([self.root.to(states.dtype).unsqueeze(0), states])
        dependents = self.arc(self.dropout(functional.gelu(self.arc_dependent(states))))
        governors = self.dropout(functional.gelu(self.arc_head(heads)))
        root, *sentences = torch.split(governors, [1, *lengths])
        rooted = [torch.cat([root, sentence]) for sentence in sentences]
        padded = pad_sequence(list(torch.split(dependents, list(lengths))), batch_first=True)
        return Scores(
            upos=self.upos(states),
            xpos=self.xpos(states),
            arcs=padded @ pad_sequence(rooted, batch_first=True).transpose(1, 2),
            relation_dependents=self.dropout(functional.gelu(self.relation_dependent(states))),
            relation_heads=self.dropout(functional.gelu(self.relation_head(heads))),
        )

    def relate(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the relations between tokens and the heads chosen for them, row by row."""
        size = dependents.shape[1]
        products = self.relation(dependents).unflatten(1, (-1, size)).transpose(1, 2)
        biases: Tensor = self.relation_bias(torch.cat([dependents, heads], dim=1))
        scores: Tensor = (heads.unsqueeze(1) @ products).squeeze(1) + biases
        return scores
