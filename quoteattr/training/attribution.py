"""Learn how likely a reading is right from articles in which quotes are marked by hand.

Run from a checkout::

    python -m quoteattr.training.attribution polnear/train.jsonl

It parses the articles with the model inside the package, lets the rules propose readings, and fits
a logistic model to whether each agrees with the annotation. About two minutes for every 100,000
words on one CPU thread. The weights go to ``quoteattr/models/en/attribution.json``.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from attrs import frozen

from quoteattr.attribution.article import Article
from quoteattr.attribution.repair import repair
from quoteattr.attribution.selection import find_candidates
from quoteattr.characters.marks import find_marked
from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.syntax.models import load_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quoteattr.attribution.draft import Draft
    from quoteattr.attribution.selection import Candidate
    from quoteattr.syntax.analyser import SentenceParser

logger = logging.getLogger(__name__)

SEED = 0
EPOCHS = 12
BATCH = 512
LEARNING_RATE = 0.03
"""At the start; it falls to zero in a straight line."""
L2 = 2e-5
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
    }
)
"""Rules whose contents may hold further quotes, which the corpus does not mark."""


@frozen
class Example:
    """The features of a reading, and whether the annotators have it."""

    features: tuple[str, ...]
    is_right: bool


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, help="JSON lines with text and quotes")
    parser.add_argument("--output", type=Path, default=default_output())
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    weights = fit(list(read_examples(args.gold)))
    args.output.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", "utf-8")
    logger.info("%d weights written to %s", len(weights), args.output)


def default_output() -> Path:
    """The weights inside the package."""
    return Path(str(files("quoteattr") / "models" / "en" / "attribution.json"))


def read_examples(path: Path) -> Iterator[Example]:
    """The readings of every article of a gold file."""
    parser = load_parser()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        yield from examples_of(json.loads(line), parser)
        if number % 50 == 0:
            logger.info("%d articles read", number)


def examples_of(document: dict[str, Any], parser: SentenceParser) -> Iterator[Example]:
    """The readings of one article, but for those inside a quote, which the corpus does not mark."""
    text = document["text"]
    paragraphs = find_paragraphs(text)
    sentences = parser.parse(text, paragraphs)
    article = repair(Article(text, paragraphs, find_marked(text, paragraphs), sentences))
    candidates = find_candidates(article)
    gold = [(letters(text, q["content"]), letters(text, q["source"])) for q in document["quotes"]]
    inside = [(start, end) for q in document["quotes"] for start, end in q["content"]]
    inside += [span for c in candidates if c.draft.evidence in ROOM for span in c.draft.contents]
    for candidate in candidates:
        if not _is_nested(candidate, inside):
            yield Example(candidate.features, _agrees(text, candidate.draft, gold))


def _is_nested(candidate: Candidate, inside: Sequence[Sequence[int]]) -> bool:
    cue = candidate.draft.cue
    return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in inside)


Letters = frozenset[int]


def letters(text: str, spans: Iterable[Sequence[int]]) -> Letters:
    """Offsets of the letters and digits of spans; white space and punctuation are set aside."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def _agrees(text: str, draft: Draft, gold: Sequence[tuple[Letters, Letters]]) -> bool:
    """Whether an annotated quote shares half of the content and has the same source."""
    content = letters(text, draft.contents)
    source = letters(text, [(draft.source.start, draft.source.end)] if draft.source else [])
    return any(
        2 * len(content & other) >= len(content | other) and _same_source(source, named)
        for other, named in gold
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
