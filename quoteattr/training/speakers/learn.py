"""Learn how sure the speakers of quotes are, from articles whose speakers are annotated.

Run from a checkout::

    python -m quoteattr.training.speakers.learn worldnews/train.jsonl litbank/dev.jsonl

It extracts the quotes of the articles, compares the speaker of each with that of the annotated
quote that has its content, and fits a logistic model of whether they are the same. Each file counts
as much as any other, however many quotes it has. What is reported is measured on articles left out,
a fifth at a time. The weights go to ``speakers.json`` in the model's folder.
"""

from __future__ import annotations

import argparse
import logging
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from attrs import frozen

from quoteattr.attribution import attribute
from quoteattr.attribution.readings.scoring import log_odds, probability
from quoteattr.errors import InputError
from quoteattr.lexicon.folding import fold
from quoteattr.models.files import SHIPPED, write_numbers
from quoteattr.models.load import NEEDED, Model, load_parser, load_scores
from quoteattr.reader import read
from quoteattr.records import Act
from quoteattr.speakers.resolve import resolve_speakers
from quoteattr.training.articles import read_articles
from quoteattr.training.readings.annotated import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_log = logging.getLogger(__name__)

FOLDS = 5
"""Parts of the articles, each of which is judged by what the others teach."""
L2 = 2.0
"""Strength of the L2 penalty on all weights but the bias."""
RAREST = 5
"""A sign seen less often gets no weight."""
ACTS = (Act.SPEECH, Act.WRITING)
"""What is extracted by default."""
ARTICLES = frozenset({"the", "a", "an"})


@frozen
class Judged:
    """The signs of how sure a speaker is, and whether it is right."""

    signs: tuple[str, ...]
    is_right: bool
    weight: float = 1.0
    """How much it counts."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, nargs="+", help="JSON lines with text and quotes")
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of the model")
    args = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    model = Model(load_parser(args.model), load_scores(args.model))
    kinds = [[list(judge(a, model)) for a in read_articles(path)] for path in args.gold]
    articles = [article for kind in kinds for article in _evenly(kind)]
    if not all(any(s in j.signs for a in articles for j in a) for s in NEEDED["speakers"]):
        raise InputError("too few quotes to learn from: give more articles")
    _report(articles)
    write_numbers(args.model, "speakers", fit([j for article in articles for j in article]))


def judge(annotated: Mapping[str, Any], model: Model) -> Iterator[Judged]:
    """Extract the quotes of an article, and judge the speakers of those that are annotated."""
    text = annotated["text"]
    setting = attribute(read(text, model.parser), model.scores.readings, ACTS)
    gold = [(letters(text, q["content"]), _names(q)) for q in annotated["quotes"]]
    resolved = resolve_speakers(setting, model.scores.antecedents)
    for draft, found in zip(setting.drafts, resolved, strict=True):
        content = letters(text, draft.contents)
        same = (n for other, n in gold if 2 * len(content & other) > len(content | other))
        names = next(same, None)
        if names is not None and found.speaker is not None:
            yield Judged(found.signs, _plain(found.speaker.name) in names)


def _names(quote: Mapping[str, Any]) -> set[str]:
    """Return the names of the speaker of an annotated quote; none if nobody is named."""
    return {_plain(n) for n in (quote.get("speaker"), *(quote.get("speaker_aliases") or ())) if n}


def _plain(name: str) -> str:
    """Return a name for comparison: its words, without articles and possessive endings."""
    words = re.findall(r"\w+", re.sub(r"['\u2019]s\b", "", fold(name)))
    return " ".join(word for word in words if word not in ARTICLES)


def _evenly(articles: Sequence[Sequence[Judged]]) -> Iterator[list[Judged]]:
    """Weigh the quotes of one kind of articles, so that they count 1,000 altogether."""
    total = sum(map(len, articles))
    for article in articles:
        yield [Judged(j.signs, j.is_right, 1000 / total) for j in article]


def fit(judged: Sequence[Judged]) -> dict[str, float]:
    """Fit a logistic model of whether a speaker is right, by L-BFGS.

    Returns:
        The weight of each sign, in log odds, to four digits; signs of weight 0 are left out.
    """
    seen = Counter(sign for j in judged for sign in j.signs)
    names = sorted(sign for sign, count in seen.items() if count >= RAREST)
    inputs = torch.tensor([[float(n in j.signs) for n in names] for j in judged])
    right = torch.tensor([float(j.is_right) for j in judged])
    weighs = torch.tensor([j.weight for j in judged])
    penalty = L2 / 2 * torch.tensor([float(n != "bias") for n in names])
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        losses = torch.nn.functional.binary_cross_entropy_with_logits(
            inputs @ weights, right, weighs, reduction="sum"
        )
        loss = losses + (penalty * weights.square()).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return {n: round(w, 4) for n, w in zip(names, weights.tolist(), strict=True) if round(w, 4)}


def _report(articles: Sequence[Sequence[Judged]]) -> None:
    """Log how well articles left out are judged."""
    pairs: list[tuple[float, Judged]] = []
    for part in range(FOLDS):
        weights = fit([j for n, a in enumerate(articles) if n % FOLDS != part for j in a])
        left_out = [j for a in articles[part::FOLDS] for j in a]
        pairs += [(probability(log_odds(j.signs, weights)), j) for j in left_out]
    for step in range(10):
        group = [(p, j) for p, j in pairs if min(int(10 * p), 9) == step]
        if group:
            total = sum(j.weight for _, j in group)
            mean = sum(p * j.weight for p, j in group) / total
            right = sum(j.weight for _, j in group if j.is_right) / total
            row = step / 10, (step + 1) / 10, len(group), mean, right
            _log.info("%.1f to %.1f: %5d quotes, mean %.3f, right %.3f", *row)


if __name__ == "__main__":
    main()
