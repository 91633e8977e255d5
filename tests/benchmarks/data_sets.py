"""The annotated data sets that accuracy is measured on, and how each is to be scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr import Act
from tests.benchmarks.scorer import CASES, DATA

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

__all__ = ["DATA_SETS", "DataSet", "waive_other_acts"]

EVERY_ACT = tuple(Act)
DEFAULT_ACTS = (Act.SPEECH, Act.WRITING)
"""Those of an extractor that is told nothing else."""


@frozen
class DataSet:
    """A file of annotated articles.

    Attributes:
        title: What it is called in what is printed.
        path: The file.
        acts: The acts that are looked for. Annotated quotes of other acts are waived.
        nested: Whether nested quotes are annotated.
        complete: Whether every quote is annotated. Where not, only recall can be told.
        in_depth: Whether candidates, calibration and kinds of errors are reported as well.
    """

    title: str
    path: Path
    acts: tuple[Act, ...] = EVERY_ACT
    nested: bool = True
    complete: bool = True
    in_depth: bool = False


DATA_SETS = {
    # US political news, no speakers; each word is marked once.
    "polnear": DataSet("PolNeAR dev", DATA / "polnear/dev.jsonl", nested=False, in_depth=True),
    # News from all over the world, with speakers.
    "worldnews": DataSet("World news dev", DATA / "worldnews/dev.jsonl"),
    "worldnews-train": DataSet(
        "World news train", DATA / "worldnews/train.jsonl", acts=DEFAULT_ACTS
    ),
    # Wire, tabloid, live blog, opinion, science, press releases and more, with speakers.
    "genres": DataSet("Genres dev", DATA / "genres/dev.jsonl", acts=DEFAULT_ACTS),
    # One article as it was published, with its damage.
    "ceasefire": DataSet("Case ceasefire", CASES / "ceasefire.jsonl"),
    # Many genres; direct quotes without attribution are not annotated.
    "gum": DataSet("GUM dev", DATA / "gum/dev.jsonl", complete=False),
    # Fiction from 1719 to 1922; only speech in marks is annotated.
    "litbank": DataSet("LitBank dev", DATA / "litbank/dev.jsonl", complete=False),
}


def waive_other_acts(gold: Sequence[dict[str, Any]], acts: Collection[Act]) -> list[dict[str, Any]]:
    """Make optional the annotated quotes of acts that are not looked for.

    The scorer counts an optional quote neither as missed nor, if it is found, as wrong. A quote
    whose act is not annotated stays as it is.
    """
    waived = {act.value for act in Act} - {act.value for act in acts}
    return [
        {
            **article,
            "quotes": [
                {**quote, "optional": True} if quote.get("act") in waived else quote
                for quote in article["quotes"]
            ],
        }
        for article in gold
    ]
