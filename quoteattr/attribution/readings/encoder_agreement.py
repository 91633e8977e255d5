"""Agreement of a reading with the roles that the encoder gives its words.

A logistic model over a few measures: the log odds of the reading by the grammar, and the
probabilities that its content is content, up to its edges and not beyond, its cue a cue and its
source a source. Its weights are learned from articles that the encoder was not trained on
(:mod:`quoteattr.training.readings.agreement`).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quoteattr.article.drafts import Draft
    from quoteattr.article.encoder_roles import RoleMap

__all__ = ["agreement", "can_tell", "is_inside_content", "measures"]

SUREST = 0.996
"""Probabilities are clipped to this and to one minus this before log odds are taken."""


def agreement(roles: RoleMap, draft: Draft, grammar: float, weights: Mapping[str, float]) -> float:
    """Return the log odds that a draft is right.

    Args:
        roles: The encoder's roles of the article.
        draft: One reading.
        grammar: Its log odds by the grammar.
        weights: Weight of each measure, by name.
    """
    found = measures(roles, draft, grammar)
    return sum(weights.get(name, 0.0) * value for name, value in found)


def can_tell(roles: RoleMap, draft: Draft) -> bool:
    """Whether the encoder was trained on readings of this kind.

    It reads one paragraph at a time, and its training articles mark each word once. It cannot know
    contents in another paragraph than their cue, quotes inside a content, or headlines that end in
    their source.
    """
    if _ends_headline(draft):
        return False
    cue = roles.places([draft.cue]) if draft.cue else []
    content = roles.places(draft.contents)
    if not cue or not content:
        return True
    own = roles.paragraphs[cue[0]]
    is_near = any(roles.paragraphs[place] == own for place in content)
    return is_near and not is_inside_content(roles, draft)


def _ends_headline(draft: Draft) -> bool:
    """Whether a source ends a headline, as in no training article: *Bridge to open in May: mayor*.

    Before a colon there may be a topic (*Larn: a harbour in crisis*), but never after it.
    """
    is_after = draft.cue is not None and draft.cue[0] >= draft.contents[0][1]
    return draft.evidence is Construction.HEADLINE and is_after


def is_inside_content(roles: RoleMap, draft: Draft) -> bool:
    """Whether the encoder takes the cue for content, part of what somebody else says."""
    cue = roles.places([draft.cue]) if draft.cue else []
    return bool(cue) and _mean(roles.content, cue) > 0.5


def measures(roles: RoleMap, draft: Draft, grammar: float) -> Iterator[tuple[str, float]]:
    """Yield the measures of a draft, by name."""
    yield "bias", 1.0
    yield "grammar", max(-8.0, min(8.0, grammar))
    yield f"rule={draft.evidence}", 1.0
    yield f"act={draft.act}", 1.0
    content = roles.places(draft.contents)
    if not content:
        return
    cue = roles.places([draft.cue]) if draft.cue else []
    source = roles.places([(draft.source.start, draft.source.end)]) if draft.source else []
    yield "size", math.log(len(content))
    yield from _of_content(roles, content)
    yield from _both("cue", _mean(roles.cue, cue)) if cue else [("no-cue", 1.0)]
    yield from _both("source", _mean(roles.source, source)) if source else [("no-source", 1.0)]
    yield from _of_others(roles, content, cue, source)


def _of_content(roles: RoleMap, content: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Measure whether all of a content is content, and begins and ends where contents do."""
    inside = set(content)
    before, after = roles.beside(content[0], -1), roles.beside(content[-1], 1)
    yield from _both("content", _mean(roles.content, content))
    yield from _both("least", min(roles.content[i] for i in content))
    yield from _both("first", roles.content[content[0]])
    yield from _both("begins", roles.begins[content[0]])
    yield from _both("last", roles.content[content[-1]])
    yield from _both("before", 0.0 if before is None else roles.content[before])
    yield from _both("after", 0.0 if after is None else roles.content[after])
    yield from _both("next-begins", 0.0 if after is None else roles.begins[after])
    joined = (roles.begins[i] for i in content[1:] if i - 1 in inside)
    yield from _both("begins-inside", max(joined, default=0.0))


def _of_others(
    roles: RoleMap, content: Sequence[int], cue: Sequence[int], source: Sequence[int]
) -> Iterator[tuple[str, float]]:
    """Measure whether other words of the sentences are likelier content, cue or source."""
    sentences = [roles.sentences[i] for i in (*content, *cue)]
    first, _ = roles.sentence_range(min(sentences))
    _, last = roles.sentence_range(max(sentences))
    inside = set(content)
    others = [i for i in range(first, last) if i not in inside and roles.is_word[i]]
    yield "rest", sum(roles.content[i] for i in others) / len(content)
    rivals = (roles.cue[i] for i in others if i not in cue)
    yield from _both("other-cue", max(rivals, default=0.0))
    rivals = (roles.source[i] for i in others if i not in source)
    yield from _both("other-source", max(rivals, default=0.0))


def _both(name: str, probability: float) -> tuple[tuple[str, float], ...]:
    """Return a probability as it is and in log odds: each resolves differences the other blurs."""
    sure = max(1 - SUREST, min(SUREST, probability))
    return (name, probability), (f"{name}-odds", math.log(sure / (1 - sure)))


def _mean(values: Sequence[float], places: Iterable[int]) -> float:
    chosen = [values[i] for i in places]
    return sum(chosen) / len(chosen)
