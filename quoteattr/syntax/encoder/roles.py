"""The encoder's roles for the tokens of another parser, aligned by their offsets."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from quoteattr.syntax.tree import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.syntax.parser import HasRange
    from quoteattr.syntax.tree import Roles

__all__ = ["RoleSpans"]

_BEGINS = [place for place, role in enumerate(ROLES) if role.startswith("B-")]
_INSIDE = [ROLES.index(f"I-{ROLES[place].removeprefix('B-')}") for place in _BEGINS]


@frozen(eq=False)
class RoleSpans:
    """Where the encoder's tokens stand in a text, in order, and the roles of each."""

    starts: Sequence[int]
    """First code point of each token."""
    ends: Sequence[int]
    """One past the last code point."""
    roles: Roles
    """Tokens × :data:`~quoteattr.syntax.tree.ROLES`: the probability of each."""

    @classmethod
    def of(cls, sentences: Iterable[tuple[Sequence[tuple[int, int]], Roles]]) -> RoleSpans:
        """Join the tokens of sentences, given as their places and their roles."""
        read = list(sentences)
        places = [place for places, _ in read for place in places]
        roles = [_no_roles(0), *(roles for _, roles in read)]
        return cls(
            [start for start, _ in places], [end for _, end in places], np.concatenate(roles)
        )

    def at(self, spans: Sequence[HasRange]) -> Roles:
        """Return the roles of tokens that another tokenizer found.

        A token takes the roles of the encoder's token that its first code point lies in, or else
        of the first one that starts in it. Where it starts inside the encoder's token, it goes on
        what that begins: ``B-`` becomes ``I-``. A token of invisible characters alone, which the
        encoder does not see, is ``O``.

        Args:
            spans: The tokens, in any order.
        """
        found = _no_roles(len(spans))
        for roles, span in zip(found, spans, strict=True):
            place = bisect_right(self.ends, span.start)
            if place < len(self.ends) and self.starts[place] < span.end:
                roles[:] = self.roles[place]
                if self.starts[place] < span.start:
                    roles[_INSIDE] += roles[_BEGINS]
                    roles[_BEGINS] = 0.0
        return found


def _no_roles(count: int) -> Roles:
    """Return the roles of tokens that are part of no quote."""
    roles = np.zeros((count, len(ROLES)), dtype=np.float32)
    roles[:, ROLES.index("O")] = 1.0
    return roles
