"""Learn how likely speech without a cue is tied to the right source."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from quoteattr.attribution.readings.selection import select
from quoteattr.attribution.structure.uncued import tie_floating
from quoteattr.records import Construction
from quoteattr.training.readings.annotated import letters, letters_of, same_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.article.drafts import Draft, Phrase
    from quoteattr.attribution.readings.scoring import ReadingWeights
    from quoteattr.training.readings.annotated import Annotated

__all__ = ["floating_weights", "source_of"]

UNCUED = (Construction.NO_CUE, Construction.SUBJECT_BEFORE, Construction.SPEECH_GOES_ON)


def floating_weights(documents: Iterable[Annotated], weights: ReadingWeights) -> dict[str, float]:
    """Count how often speech without a cue is tied to the right source; return log odds."""
    right, total = Counter[Construction](), Counter[Construction]()
    for document in documents:
        chosen = select(document.article, document.candidates, weights)
        drafts = tie_floating(document.article, chosen, weights)
        for draft in drafts:
            if draft.cue is None:
                total[draft.evidence] += 1
                right[draft.evidence] += _goes_with(document, draft, source_of(draft, drafts))
    return {
        f"floating={name}": round(math.log((right[name] + 1) / (total[name] - right[name] + 1)), 4)
        for name in UNCUED
    }


def source_of(draft: Draft, drafts: Sequence[Draft]) -> Phrase | None:
    """Return the source of a draft, or of the first that it goes on from."""
    while draft.source is None and draft.antecedent is not None:
        draft = drafts[draft.antecedent]
    return draft.source


def _goes_with(document: Annotated, draft: Draft, source: Phrase | None) -> bool:
    """Whether most of a content is in an annotated quote of that source."""
    text = document.article.text
    content, named = letters(text, draft.contents), letters_of(text, source)
    return any(
        2 * len(content & other) >= len(content) and same_source(named, by)
        for other, by in document.quotes
    )
