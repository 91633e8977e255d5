"""Learn whom pronouns stand for, from a treebank whose coreference is marked by hand.

Run from a checkout::

    python -m quoteattr.training.antecedents.learn TREEBANK --leave-out NAMES
        --articles ARTICLES --excerpts FICTION

It finds the quotes of each document on the trees of the treebank, reads the mentions as
:func:`quoteattr.speakers.resolve.resolve_speakers` does, and fits a log-linear model that ranks
the entities before each pronoun. Excerpts of fiction with coreference teach it too, and articles
without, by the pronouns whose gender tells whom they stand for
(:mod:`quoteattr.training.antecedents.gendered`). It takes minutes.
The weights go to ``antecedents.json`` in the model's folder; what is there already is used to read
the articles. The weights of readings must have been learned before.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from attrs import define, evolve, field

from quoteattr.errors import InputError
from quoteattr.models.files import SHIPPED, write_numbers
from quoteattr.models.load import NEEDED, Model, load_parser, load_scores
from quoteattr.speakers.anaphora.pronouns import candidates_of
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.syntax.parser import GivenTrees
from quoteattr.syntax.stanza.with_labels import WithLabels
from quoteattr.training.antecedents.choices import Choice, choice_of, read_document
from quoteattr.training.antecedents.coreference import read_coreference
from quoteattr.training.antecedents.excerpts import read_excerpts
from quoteattr.training.antecedents.gendered import told_choices
from quoteattr.training.articles import read_articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.speakers.anaphora.anaphor import Anaphor, PossibleAntecedent, Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.training.antecedents.coreference import Annotated

_log = logging.getLogger(__name__)

L2 = 2.0
"""Strength of the L2 penalty on the weights."""
FICTION = 0.3
"""How much a pronoun in an excerpt of fiction counts, beside one in the treebank."""
TOLD = 0.5
"""How much a pronoun whose gender tells its antecedent counts, beside one that is annotated."""
RAREST = 5
"""How often a feature must be seen to get a weight."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("treebank", type=Path, nargs="+", help="CoNLL-U with Entity= in MISC")
    parser.add_argument("--leave-out", type=Path, help="names of documents not to train on")
    parser.add_argument("--articles", type=Path, help="JSON lines with a text each")
    parser.add_argument("--excerpts", type=Path, help="JSON lines of fiction with coreference")
    parser.add_argument(
        "--model",
        type=Path,
        default=SHIPPED,
        help="folder of the model",
    )
    args = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    left_out = set(args.leave_out.read_text("utf-8").split()) if args.leave_out else set()
    documents = [d for path in args.treebank for d in read_coreference(path)]
    kept = [d for d in documents if d.name not in left_out]
    model = Model(load_parser(args.model), load_scores(args.model, unlearned=["antecedents"]))
    choices = [choice for document in kept for choice in choices_of(document, model)]
    _log.info("%d documents, %d pronouns", len(kept), len(choices))
    if args.excerpts:
        choices += _read_fiction(args.excerpts, model)
    if args.articles:
        choices += _read_articles(args.articles, model)
    if not set(NEEDED["antecedents"]) <= set(_frequent_features(choices)):
        raise InputError(f"too few pronouns to learn from ({len(choices)}): give more documents")
    weights = fit(choices)
    write_numbers(args.model, "antecedents", weights)


def _read_fiction(path: Path, model: Model) -> list[Choice]:
    excerpts = read_excerpts(path, model.parser)
    choices = [c for excerpt in excerpts for c in choices_of(excerpt, model)]
    _log.info("%d excerpts, %d pronouns", len(excerpts), len(choices))
    return [evolve(choice, weight=FICTION) for choice in choices]


def _read_articles(path: Path, model: Model) -> list[Choice]:
    articles = read_articles(path)
    choices = [c for article in articles for c in told_choices(article["text"], model, TOLD)]
    _log.info("%d articles, %d pronouns whose gender tells", len(articles), len(choices))
    return choices


def choices_of(document: Annotated, model: Model) -> list[Choice]:
    """Find the pronouns of an annotated document, with what each may stand for.

    Roles in quotes and types of names come from the model, as in extraction.
    """
    teacher = _Teacher(document)
    parser: SentenceParser = GivenTrees(document.sentences)
    if isinstance(model.parser, EncoderParser):
        parser = WithLabels(parser, model.parser)
    read_document(document.text, Model(parser, model.scores), teacher.choose)
    return teacher.choices


@define
class _Teacher:
    """Chooses as the annotators did, and keeps what there was to choose from."""

    document: Annotated
    choices: list[Choice] = field(factory=list)

    def choose(self, anaphor: Anaphor, seen: Sequence[Seen]) -> Entity | None:
        """Return the right antecedent, or ``None`` if no candidate is right."""
        reference = anaphor.reference
        meant = self.document.entities.get((reference.sentence, reference.head), frozenset())
        candidates = candidates_of(anaphor, seen)
        right = tuple(self._is_meant(candidate, meant) for candidate in candidates)
        if meant and candidates:
            self.choices.append(choice_of(anaphor, candidates, right))
        return next(
            (c.entity for c, is_right in zip(candidates, right, strict=True) if is_right), None
        )

    def _is_meant(self, candidate: PossibleAntecedent, meant: frozenset[str]) -> bool:
        """Whether the nearest annotated mention of a candidate is of the entity that is meant."""
        places = ((r.sentence, r.head) for r in candidate.mentions)
        marked = next((e for p in places if (e := self.document.entities.get(p))), frozenset())
        return not meant.isdisjoint(marked)


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Fit a log-linear model that ranks what a pronoun may stand for, *nobody* included.

    The weights maximise the penalised likelihood of the right candidates (by L-BFGS).

    Args:
        choices: Pronouns with their candidates, and which of those are right.

    Returns:
        The weight of each feature, in log odds, to four digits; features of weight 0 are left out.
    """
    names = _frequent_features(choices)
    weights = _likeliest_weights(choices, _inputs(choices, names)).tolist()
    return {n: round(w, 4) for n, w in zip(names, weights, strict=True) if round(w, 4)}


def _frequent_features(choices: Sequence[Choice]) -> list[str]:
    """Return the features that are seen often enough, in alphabetical order."""
    counts = Counter(name for c in choices for features in c.features for name in features)
    return sorted(name for name, n in counts.items() if n >= RAREST)


def _inputs(choices: Sequence[Choice], names: Sequence[str]) -> torch.Tensor:
    """Return one row for each thing that a pronoun may stand for, with ones for its features."""
    numbers = {name: number for number, name in enumerate(names)}
    rows = [features for choice in choices for features in choice.features]
    inputs = torch.zeros(len(rows), len(names), dtype=torch.double)
    for row, features in zip(inputs, rows, strict=True):
        row[[numbers[name] for name in features if name in numbers]] = 1.0
    return inputs


def _likeliest_weights(choices: Sequence[Choice], inputs: torch.Tensor) -> torch.Tensor:
    """Return the weights that maximise the penalised likelihood."""
    groups = torch.tensor([n for n, c in enumerate(choices) for _ in c.features])
    right = torch.tensor([r for c in choices for r in c.right])
    weighs = torch.tensor([c.weight for c in choices], dtype=torch.double)
    weights = torch.zeros(inputs.shape[1], dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        scores = (inputs @ weights).exp()
        totals = torch.zeros(len(choices), dtype=torch.double)
        likely = totals.index_add(0, groups, scores * right) / totals.index_add(0, groups, scores)
        loss = L2 / 2 * weights.square().sum() - (weighs * likely.log()).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return weights.detach()


if __name__ == "__main__":
    main()
