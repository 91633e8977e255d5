"""Exports that consist of several files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.output.table import document_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from quoteattr.output.findings import Findings

__all__ = ["write_files"]


def write_files(
    document: Findings, folder: str | PathLike[str], contents: Mapping[str, str]
) -> list[Path]:
    """Write files named after a document, one for each suffix, and return their paths.

    Line ends stay as they are. Lone surrogates, which no encoding can hold, become ``?``, so that
    offsets stay right.

    Args:
        document: The document, whose id gives the name.
        folder: Where to write; it is made if need be.
        contents: The content for each suffix, such as ``".ann"``.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "_", document_id(document)).strip(".")[:150] or "document"
    paths: list[Path] = []
    for suffix, content in contents.items():
        paths.append(place / f"{name}{suffix}" if suffix.startswith(".") else place / suffix)
        with paths[-1].open("w", encoding="utf-8", errors="replace", newline="") as stream:
            stream.write(content)
    return paths
