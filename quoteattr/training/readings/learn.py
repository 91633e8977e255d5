"""Learn the weights of readings from articles with hand-annotated quotes.

Run from a checkout::

    python -m quoteattr.training.readings.learn polnear/train.jsonl --unseen worldnews/train.jsonl

It reads the articles as extraction does, lets the rules and the encoder propose readings, and fits
a logistic model to whether each agrees with the annotation. A second model, of the encoder's
agreement, is fitted on the articles that the encoder was not trained on (of the unseen ones, on
every second), with the first model as it is without them. This takes about two minutes per 100,000
words on one CPU thread. The weights are written to the model's folder, as
``readings.json`` and ``encoder_agreement.json``. A model without thresholds is given those of the
English model.
"""

from __future__ import annotations

import argparse
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.attribution.readings.encoder_agreement import can_tell, measures
from quoteattr.attribution.readings.scoring import ReadingWeights, log_odds
from quoteattr.errors import InputError
from quoteattr.models.files import SHIPPED, checked_files, record_files, write_numbers
from quoteattr.models.load import load_parser, load_thresholds
from quoteattr.training.parser.marked_quotes import is_held_out
from quoteattr.training.readings.agreement import Measured, fit_agreement
from quoteattr.training.readings.annotated import agrees, outer_candidates, read_documents
from quoteattr.training.readings.grammar import examples_of, fit
from quoteattr.training.readings.uncued import floating_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr.attribution.readings.scoring import Thresholds
    from quoteattr.training.readings.annotated import Annotated

UNSEEN = 2.0
"""How much an article of another kind counts: there are few, and they must not drown."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, help="JSON lines with text and quotes")
    parser.add_argument("--unseen", type=Path, help="more of them, unknown to the encoder")
    parser.add_argument(
        "--model",
        type=Path,
        default=SHIPPED,
        help="folder of the model",
    )
    args = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    thresholds = _thresholds(args.model)
    model = load_parser(args.model)
    documents = list(read_documents(args.gold, model))
    unseen = list(read_documents(args.unseen, model)) if args.unseen else []
    weights = learn(documents, thresholds, unseen)
    write_numbers(args.model, "readings", weights.grammar)
    write_numbers(args.model, "encoder_agreement", weights.agreement)


def _thresholds(folder: Path) -> Thresholds:
    """Load the thresholds of a model, which may have none yet and then gets the English ones."""
    if "thresholds" not in checked_files(folder):
        copy = shutil.copy(checked_files(SHIPPED)["thresholds"], folder)
        record_files(folder, {"thresholds": Path(copy)})
    return load_thresholds(folder)


def learn(
    documents: Sequence[Annotated], thresholds: Thresholds, unseen: Sequence[Annotated] = ()
) -> ReadingWeights:
    """Learn all weights of readings from annotated articles.

    Args:
        documents: Articles in the order of their file: the encoder was trained on those that are
            not held out.
        thresholds: The numbers that were chosen on development data.
        unseen: Articles of other kinds, none of which the encoder was trained on.

    Raises:
        InputError: There are too few articles, or they were parsed by a model without roles.
    """
    if any(document.article.roles is None for document in [*documents, *unseen]):
        raise InputError("the model knows no roles: train it on annotated articles with --quotes")
    articles = [(d, 1.0, is_held_out(number)) for number, d in enumerate(documents)]
    articles += [(d, UNSEEN, number % 2 == 0) for number, d in enumerate(unseen)]
    held_out = [(d, weight) for d, weight, is_held in articles if is_held]
    others = [(d, weight) for d, weight, is_held in articles if not is_held]
    # How far to trust the grammar is learned where it has not seen the answers.
    partial = fit([example for d, weight in others for example in examples_of(d, weight)])
    measured = [m for d, weight in held_out for m in measured_of(d, partial, weight)]
    agreement = fit_agreement(measured)
    known = [d for d, _ in held_out]
    floating = floating_weights(known, ReadingWeights(partial, agreement, thresholds))
    grammar = fit([example for d, weight, _ in articles for example in examples_of(d, weight)])
    return ReadingWeights(grammar | floating, agreement, thresholds)


def measured_of(
    document: Annotated, grammar: Mapping[str, float], weight: float = 1.0
) -> Iterator[Measured]:
    """Yield the measures of each reading that the encoder can judge, and whether it is right."""
    roles = document.article.roles
    for candidate in outer_candidates(document) if roles is not None else ():
        is_right = agrees(document, candidate.draft)
        if roles is not None and can_tell(roles, candidate.draft) and is_right is not None:
            odds = log_odds(candidate.features, grammar)
            yield Measured(dict(measures(roles, candidate.draft, odds)), is_right, weight)


if __name__ == "__main__":
    main()
