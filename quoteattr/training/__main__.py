"""Train a parser on treebanks.

    python -m quoteattr.training TREEBANKS --pretrained BERT --work FOLDER [--model FOLDER]

TREEBANKS is a folder of CoNLL-U files (Universal Dependencies): ``*-train.conllu`` to learn from,
``*-dev.conllu`` to monitor progress on. BERT is a folder with the ``model.safetensors``,
``vocab.txt`` and ``config.json`` of a small uncased BERT, whose first layers are used, or of an
MPNet, all of which is used: that makes a teacher, of which no model can be written. The work folder
gets a checkpoint and a log: running the command again resumes where it stopped, and the model is
written at the end. Another language needs its treebanks and a BERT that knows it.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import torch

from quoteattr.errors import InputError, QuoteattrError
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.data import Corpora
from quoteattr.training.parser.export import export
from quoteattr.training.parser.trainer import Trainer


def main(arguments: list[str] | None = None) -> None:
    """Train, or resume training, and write the model."""
    options = _parse(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [
        logging.StreamHandler(),
        logging.FileHandler(options.work / "training.log"),
    ]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    torch.set_num_threads(options.threads)
    config = TrainingConfig(
        steps=options.steps,
        layers=options.layers,
        seed=options.seed,
        treebank_share=options.parsed,
        article_share=options.quoted,
        named_share=options.named,
        soft_share=options.taught,
        initial_share=options.kept,
        encoder_rate=options.encoder_rate,
        batch=options.batch,
        hold_out=not options.all_quotes,
    )
    treebanks = sorted(options.treebanks.glob("*-train.conllu"))
    if not treebanks:
        raise InputError(f"{options.treebanks} holds no *-train.conllu")
    corpora = Corpora(treebanks, options.silver, options.quotes, options.names, options.soft)
    trainer = Trainer(
        corpora, options.pretrained, options.work, config, options.device, options.start
    )
    dev = sorted(options.treebanks.glob("*-dev.conllu"))
    trainer.run(dev, options.dev_quotes, options.dev_names)
    if options.model is None:
        return
    export(
        trainer.finish(),
        options.pretrained,
        treebanks,
        options.model,
        config.read_window,
        shared=options.share,
    )


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m quoteattr.training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    default = TrainingConfig()
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--pretrained", type=Path, required=True, metavar="BERT")
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="where to write the model")
    parser.add_argument("--quotes", type=Path, metavar="FILE", help="articles to learn roles from")
    parser.add_argument(
        "--all-quotes", action="store_true", help="learn from the articles held out for scores too"
    )
    parser.add_argument("--dev-quotes", type=Path, metavar="FILE", help="articles to score")
    parser.add_argument(
        "--names", type=Path, nargs="+", default=[], metavar="FILE", help="to learn names from"
    )
    parser.add_argument(
        "--dev-names", type=Path, nargs="+", default=[], metavar="FILE", help="names to score"
    )
    parser.add_argument("--start", type=Path, metavar="FOLDER", help="a model to start from")
    parser.add_argument(
        "--share", type=Path, metavar="FOLDER", help="a model whose word pieces and lemmas to use"
    )
    parser.add_argument("--silver", type=Path, metavar="FILE", help="trees of another model")
    parser.add_argument("--soft", type=Path, metavar="FILE", help="what a teacher finds likely")
    parser.add_argument("--taught", type=float, default=default.soft_share, metavar="SHARE")
    parser.add_argument("--parsed", type=float, default=default.treebank_share, metavar="SHARE")
    parser.add_argument("--quoted", type=float, default=default.article_share, metavar="SHARE")
    parser.add_argument("--named", type=float, default=default.named_share, metavar="SHARE")
    parser.add_argument("--kept", type=float, default=default.initial_share, metavar="SHARE")
    parser.add_argument("--encoder-rate", type=float, default=default.encoder_rate)
    parser.add_argument("--batch", type=int, default=default.batch, metavar="PIECES")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=default.steps)
    parser.add_argument("--layers", type=int, default=default.layers)
    parser.add_argument("--seed", type=int, default=default.seed)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    try:
        main()
    except QuoteattrError as error:
        sys.exit(str(error))
