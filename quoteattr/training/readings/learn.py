"""Learn how likely a reading is right from articles in which quotes are marked by hand.

Run from a checkout::

    python -m quoteattr.training.readings.learn polnear/train.jsonl

It parses the articles with the model inside the package, lets the rules and the encoder propose
readings, and fits a logistic model to whether each agrees with the annotation. The articles that
the encoder was not trained on then tell how far to trust the roles that it sees. About two minutes
for every 100,000 words on one CPU thread. The weights go to ``quoteattr/models/en``:
``attribution.json`` and ``agreement.json``.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from attrs import frozen

from quoteattr.attribution.readings.candidates import Candidate, find_candidates
from quoteattr.attribution.readings.encoder_agreement import can_tell, measures
from quoteattr.attribution.readings.scoring import Weights, log_odds
from quoteattr.attribution.readings.selection import select
from quoteattr.attribution.structure.uncued import tie_floating
from quoteattr.reader import read
from quoteattr.syntax.models import SHIPPED, load_parser
from quoteattr.training.articles import read_articles
from quoteattr.training.parser.role_labels import is_held_out
from quoteattr.training.readings.agreement import fit_agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft, Phrase
    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.training.readings.agreement import Measured

logger = logging.getLogger(__name__)

SEED = 0
EPOCHS = 12
BATCH = 512
LEARNING_RATE = 0.03
"""At the start; it falls to zero in a straight line."""
L2 = 1e-4
"""Strength of the pull of all weights towards zero."""
RAREST = 2
"""A feature seen less often gets no weight."""
SMALLEST = 0.02
"""Weights nearer to zero than this are left out of the file."""
ROOM = frozenset(
    {
        "complement-clause",
        "that-clause",
        "cue-after-quotation",
        "cue-before-quotation",
        "transcript",
        "block-after-colon",
        "colon-before-quotation",
    }
)
"""Rules whose contents may hold further quotes, which the corpus does not mark."""


Letters = frozenset[int]
"""Offsets of letters and digits."""


@frozen
class Example:
    """The features of a reading, and whether the annotators have it."""

    features: tuple[str, ...]
    is_right: bool


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, help="JSON lines with text and quotes")
    parser.add_argument("--output", type=Path, default=SHIPPED, help="folder for the weights")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    weights = learn(list(read_documents(args.gold)))
    for name, values in (("attribution", weights.grammar), ("agreement", weights.agreement)):
        path = args.output / f"{name}.json"
        path.write_text(json.dumps(values, indent=0, sort_keys=True) + "\n", "utf-8")
        logger.info("%d weights written to %s", len(values), path)


def learn(documents: Sequence[Annotated]) -> Weights:
    """All weights, from annotated articles in the order of their file."""
    held_out = [d for number, d in enumerate(documents) if is_held_out(number)]
    others = [d for number, d in enumerate(documents) if not is_held_out(number)]
    grammar = fit([example for document in others for example in examples_of(document)])
    measured = [m for document in held_out for m in measured_of(document, grammar)]
    agreement = fit_agreement(measured) if measured else {}
    floating = floating_weights(held_out, Weights(grammar, agreement))
    return Weights(grammar | floating, agreement)


@frozen
class Annotated:
    """An article, the readings that the rules propose, and what the annotators marked."""

    article: Article
    candidates: tuple[Candidate, ...]
    quotes: tuple[tuple[Letters, Letters], ...]
    """Letters of the content and of the source of each quote."""
    marked: tuple[Sequence[int], ...]
    """Spans of all contents."""


def read_documents(path: Path) -> Iterator[Annotated]:
    """The articles of a gold file, parsed."""
    parser = load_parser()
    for number, document in enumerate(read_articles(path), 1):
        yield annotated(document, parser)
        if number % 50 == 0:
            logger.info("%d articles read", number)


def annotated(document: dict[str, Any], parser: SentenceParser) -> Annotated:
    """One article, parsed, with its readings."""
    return with_readings(document, read(document["text"], parser))


def with_readings(document: dict[str, Any], article: Article) -> Annotated:
    """One parsed article with its readings."""
    text, quotes = document["text"], document["quotes"]
    gold = ((letters(text, q["content"]), letters(text, q["source"])) for q in quotes)
    marked = (span for q in quotes for span in q["content"])
    return Annotated(article, tuple(find_candidates(article)), tuple(gold), tuple(marked))


def examples_of(document: Annotated) -> Iterator[Example]:
    """The readings of one article, but for those inside a quote, which the corpus does not mark."""
    for candidate in _outer(document):
        yield Example(candidate.features, _agrees(document, candidate.draft))


def measured_of(document: Annotated, grammar: Mapping[str, float]) -> Iterator[Measured]:
    """The same with what is measured of each, if the model knows of roles."""
    roles = document.article.roles
    for candidate in _outer(document) if roles is not None else ():
        if roles is not None and can_tell(roles, candidate.draft):
            odds = log_odds(candidate.features, grammar)
            measured = dict(measures(roles, candidate.draft, odds))
            yield measured, _agrees(document, candidate.draft)


def _outer(document: Annotated) -> Iterator[Candidate]:
    inside = [*document.marked]
    for candidate in document.candidates:
        if candidate.draft.evidence in ROOM:
            inside += candidate.draft.contents
    for candidate in document.candidates:
        if not _is_nested(candidate, inside):
            yield candidate


def floating_weights(documents: Iterable[Annotated], weights: Weights) -> dict[str, float]:
    """How often speech without a cue is tied to the right source, in log odds, by evidence."""
    right, total = Counter[str](), Counter[str]()
    for document in documents:
        drafts = tie_floating(
            document.article, select(document.article, document.candidates, weights)
        )
        for draft in drafts:
            if draft.cue is None:
                total[draft.evidence] += 1
                right[draft.evidence] += _goes_with(document, draft, source_of(draft, drafts))
    return {
        f"floating={evidence}": round(
            math.log((right[evidence] + 1) / (n - right[evidence] + 1)), 4
        )
        for evidence, n in total.items()
    }


def source_of(draft: Draft, drafts: Sequence[Draft]) -> Phrase | None:
    """The source of a draft, or of the first that it goes on from."""
    while draft.source is None and draft.antecedent is not None:
        draft = drafts[draft.antecedent]
    return draft.source


def _goes_with(document: Annotated, draft: Draft, source: Phrase | None) -> bool:
    """Whether most of a content is in an annotated quote of that source."""
    text = document.article.text
    content, named = letters(text, draft.contents), _letters_of(text, source)
    return any(
        2 * len(content & other) >= len(content) and _same_source(named, by)
        for other, by in document.quotes
    )


def _is_nested(candidate: Candidate, inside: Sequence[Sequence[int]]) -> bool:
    cue = candidate.draft.cue
    return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in inside)


def letters(text: str, spans: Iterable[Sequence[int]]) -> Letters:
    """Offsets of the letters and digits of spans; white space and punctuation are set aside."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def _letters_of(text: str, phrase: Phrase | None) -> Letters:
    return letters(text, [(phrase.start, phrase.end)] if phrase else [])


def _agrees(document: Annotated, draft: Draft) -> bool:
    """Whether an annotated quote shares half of the content and has the same source."""
    text = document.article.text
    content, source = letters(text, draft.contents), _letters_of(text, draft.source)
    return any(
        2 * len(content & other) >= len(content | other) and _same_source(source, by)
        for other, by in document.quotes
        if content & other
    )


def _same_source(one: Letters, other: Letters) -> bool:
    if not one or not other:
        return not one and not other
    return 2 * len(one & other) >= min(len(one), len(other))


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights, in log odds, of a logistic model of whether a reading is right.

    Adam on shuffled batches, with a pull towards zero; the same examples give the same weights.
    """
    counts = Counter(f for example in examples for f in set(example.features))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RAREST))}
    rows = [[index[f] for f in sorted(set(e.features)) if f in index] for e in examples]
    labels = torch.tensor([float(e.is_right) for e in examples])
    weights = torch.zeros(len(index), 1, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=LEARNING_RATE)
    generator = torch.Generator().manual_seed(SEED)
    for epoch in range(EPOCHS):
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * (1 - epoch / EPOCHS)
        for batch in torch.split(torch.randperm(len(rows), generator=generator), BATCH):
            loss = _loss(weights, [rows[i] for i in batch.tolist()], labels[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        logger.info("epoch %d of %d: last loss %.4f", epoch + 1, EPOCHS, loss.item())
    values = weights.detach().squeeze(1).tolist()
    return {f: round(values[i], 4) for f, i in index.items() if abs(values[i]) >= SMALLEST}


def _loss(weights: torch.Tensor, rows: list[list[int]], labels: torch.Tensor) -> torch.Tensor:
    flat = torch.tensor([feature for row in rows for feature in row])
    offsets = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
    bag = torch.nn.functional.embedding_bag(flat, weights, offsets, mode="sum").squeeze(1)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(bag, labels)
    return entropy + L2 * weights.square().sum()


if __name__ == "__main__":
    main()
