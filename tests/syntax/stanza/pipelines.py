"""Stanza's pipelines over the models of a folder: the tiny ones of the tests, and a real one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import stanza

__all__ = ["NEEDED", "REAL", "open_pipeline"]

REAL = Path(
    os.environ.get("QUOTEATTR_STANZA", Path(__file__).parents[4] / "shared" / "models" / "en-v0")
)
"""Where a real model may be; it is no part of the package."""
NEEDED = ("tokenize", "pos", "lemma", "depparse")


def open_pipeline(
    folder: Path, *others: str, needed: tuple[str, ...] = NEEDED, **settings: Any
) -> stanza.Pipeline:
    """Opens the pipeline that a user could make of the files, with no network.

    Args:
        folder: With ``NAME.pt`` for each processor and for its ``pretrain``.
        others: Processors that need no file.
        needed: Processors that do.
        settings: More of the pipeline's.
    """
    pretrain = str(folder / "pretrain.pt")
    paths = {f"{name}_model_path": str(folder / f"{name}.pt") for name in needed}
    paths |= {f"{name}_pretrain_path": pretrain for name in needed if name in {"pos", "depparse"}}
    return stanza.Pipeline(
        "en",
        dir=str(folder),
        package=None,
        processors=",".join((*needed, *others)),
        allow_unknown_language=True,
        download_method=None,
        device="cpu",
        verbose=False,
        **(paths | settings),
    )
