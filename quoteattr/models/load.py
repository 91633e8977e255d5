"""Loading of models: everything learned that extraction needs, from one folder, checked."""

# ruff: noqa: PLC0415 - torch and Stanza take seconds to import: only when a model is loaded

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import fields, frozen

from quoteattr.attribution.readings.scoring import ReadingWeights, Thresholds
from quoteattr.collector import collector_paused
from quoteattr.errors import ModelError
from quoteattr.models.files import (
    SHIPPED,
    checked_files,
    is_number,
    read_numbers,
    read_toml,
    sum_of,
)
from quoteattr.speakers.anaphora.pronouns import AntecedentWeights

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import stanza

    from quoteattr.syntax.encoder.parser import EncoderParser
    from quoteattr.syntax.parser import SentenceParser

__all__ = [
    "NEEDED",
    "Model",
    "Scores",
    "describe_model",
    "folder_of",
    "load_model",
    "load_parser",
    "load_scores",
    "load_thresholds",
]

NAMED = {"fast": SHIPPED.parent / "en-fast"}
"""Folders of other models inside the package, by name."""
CHOICES = (
    "a model is None (the English model inside the package), 'fast' (a smaller one inside the"
    " package), a folder with a model.toml,"
    " a Stanza package by name ('stanza:default', 'stanza:default_fast',"
    " 'stanza:default_accurate', …), or a stanza.Pipeline"
)
NEEDED = {
    "readings": ("bias", "floating=no-cue", "floating=subject-before", "floating=speech-goes-on"),
    "encoder_agreement": ("bias", "grammar", "content", "cue", "source"),
    "speakers": ("bias", "way=name", "way=speech goes on"),
    "antecedents": ("person|nobody", "plural|nobody", "neuter|nobody"),
}
"""Weights that each file must hold, so that no other is mistaken for it."""
GENERAL = "speakers"
"""Weights of signs that are the same with any parser: a model without them has the English ones."""


@frozen(eq=False)
class Scores:
    """Weights beside those of the network, all in log odds."""

    readings: ReadingWeights
    antecedents: AntecedentWeights
    speakers: Mapping[str, float]
    """Of the signs of how sure a speaker is."""


@frozen(eq=False)
class Model:
    """Everything learned that extraction needs."""

    parser: SentenceParser
    scores: Scores


def load_model(
    model: str | Path | stanza.Pipeline | None = None, device: str | None = None
) -> Model:
    """Load a model: its parser, and the scores that belong to it.

    The files of a folder are checked by the SHA-256 sums in its ``model.toml``. Nothing is fetched
    from a network unless a Stanza package is asked for by its name.

    Args:
        model: ``None`` for the English model inside the package; ``"fast"`` for a smaller one
            inside the package, which is faster and slightly less accurate; the folder of another
            such model, with a ``model.toml``; ``"stanza:NAME"`` for an English package of Stanza's,
            which Stanza downloads if need be; or a ready pipeline with the processors ``tokenize``,
            ``pos``, ``lemma`` and ``depparse``. Stanza's models have no scores: those inside the
            package are used.
        device: Where to run it: ``"cpu"``, ``"cuda"``, … . With ``None``, Stanza chooses for its
            packages, and all else runs on the CPU. A ready pipeline stays where it is.

    Raises:
        ModelError: The model is unknown, missing, damaged, or lacks a processor; the message
            says which and what to do.
    """
    folder = folder_of(model)
    with collector_paused():
        if folder is not None:
            files = checked_files(folder)
            return Model(_encoder(files, device), _scores(folder, files))
        return Model(_stanza_parser(model, device), load_scores())


def load_parser(
    model: str | Path | stanza.Pipeline | None = None, device: str | None = None
) -> SentenceParser:
    """Load the parser of a model, whose scores may not be learned yet; see :func:`load_model`."""
    folder = folder_of(model)
    if folder is not None:
        return _encoder(checked_files(folder), device)
    return _stanza_parser(model, device)


def load_scores(folder: Path = SHIPPED, unlearned: Collection[str] = ()) -> Scores:
    """Load the scores of a model without its network.

    Args:
        folder: The model's folder.
        unlearned: Weights that may not be learned yet: a model without them has none.

    Raises:
        ModelError: A file is missing, damaged or exchanged; the message names it.
    """
    return _scores(folder, checked_files(folder), unlearned)


def load_thresholds(folder: Path) -> Thresholds:
    """Load the thresholds of a model whose weights may not be learned yet.

    Raises:
        ModelError: The file is missing, damaged or exchanged.
    """
    files = checked_files(folder)
    _require(folder, files, "thresholds")
    return Thresholds(**_chosen(files["thresholds"])["readings"])


def describe_model(model: object) -> dict[str, str | None]:
    """Say which model it is: its name, and the SHA-256 sum of its ``model.toml`` if it has one.

    Raises:
        ModelError: It is unknown.
    """
    folder = folder_of(model)
    if folder is None:
        return {"model": model if isinstance(model, str) else "stanza.Pipeline", "model_sum": None}
    return {"model": folder.resolve().name, "model_sum": sum_of(folder)}


def folder_of(model: object) -> Path | None:
    """Return the folder of a model of our own; ``None`` if it is one of Stanza's.

    Raises:
        ModelError: It is neither.
    """
    if model is None:
        return SHIPPED
    if not isinstance(model, str | Path):
        return None
    if str(model) in NAMED:
        return NAMED[str(model)]
    if str(model) and os.path.isdir(model):  # False also for a name that no folder can have
        return Path(model)
    if isinstance(model, str) and model.startswith("stanza:"):
        return None
    raise ModelError(f"unknown model {str(model)!r}: {CHOICES}")


def _encoder(files: Mapping[str, Path], device: str | None) -> EncoderParser:
    """Load the encoder of a model of our own as a parser."""
    from quoteattr.syntax.encoder.model import load_encoder
    from quoteattr.syntax.encoder.parser import EncoderParser

    return EncoderParser(load_encoder(files, "cpu" if device is None else device))


def _stanza_parser(model: object, device: str | None) -> SentenceParser:
    """Make a parser of Stanza's model, with the roles of the encoder inside the package."""
    import stanza

    from quoteattr.syntax.stanza.loading import open_package, parser_of
    from quoteattr.syntax.stanza.with_labels import WithLabels

    pipeline = model
    if isinstance(model, str):
        pipeline = open_package(model.removeprefix("stanza:"), device)
    if not isinstance(pipeline, stanza.Pipeline):
        raise ModelError(f"unknown model of type {type(model).__name__}: {CHOICES}")
    encoder = _encoder(checked_files(SHIPPED), str(pipeline.device))
    return WithLabels(parser_of(pipeline), encoder)


def _scores(folder: Path, files: Mapping[str, Path], unlearned: Collection[str] = ()) -> Scores:
    """Read the scores among a model's checked files."""
    learned = (role for role in NEEDED if role not in {*unlearned, GENERAL})
    _require(folder, files, *learned, "thresholds")
    if GENERAL not in files:
        files = {**files, GENERAL: checked_files(SHIPPED)[GENERAL]}
    weights = {
        role: read_numbers(files[role], needed) if role in files else {}
        for role, needed in NEEDED.items()
    }
    chosen = _chosen(files["thresholds"])
    return Scores(
        ReadingWeights(
            weights["readings"], weights["encoder_agreement"], Thresholds(**chosen["readings"])
        ),
        AntecedentWeights(weights["antecedents"], **chosen["antecedents"]),
        weights[GENERAL],
    )


def _require(folder: Path, files: Mapping[str, Path], *roles: str) -> None:
    """Raise a ModelError if a model lacks one of these files."""
    missing = [role for role in roles if role not in files]
    if missing:
        raise ModelError(f"{folder / 'model.toml'} names no file for {', '.join(missing)}")


def _chosen(path: Path) -> Mapping[str, Mapping[str, float]]:
    """Read the numbers that were chosen on development data.

    Raises:
        ModelError: An entry is missing, unknown or not a number.
    """
    expected = {
        "readings": {field.name for field in fields(Thresholds)},
        "antecedents": {"source"},
    }
    content = read_toml(path)
    tables = {name: table if isinstance(table, dict) else {} for name, table in content.items()}
    found = {name: set(table) for name, table in tables.items()}
    numbers = [number for table in tables.values() for number in table.values()]
    if found != expected or not all(map(is_number, numbers)):
        names = "; ".join(f"[{section}] {', '.join(sorted(n))}" for section, n in expected.items())
        raise ModelError(f"{path} must hold these numbers and no others: {names}")
    return content
