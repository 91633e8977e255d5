"""The files of a model's folder: named in its ``model.toml``, each with its SHA-256 sum."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = [
    "SHIPPED",
    "checked_files",
    "is_number",
    "read_numbers",
    "read_toml",
    "record_files",
    "sum_of",
    "write_numbers",
]

SHIPPED = Path(__file__).parent / "en"
"""Folder of the English model inside the package."""
TYPE = "encoder"
"""The only type of model so far."""
NAMES = "model.toml"
_log = logging.getLogger(__name__)


def checked_files(folder: Path) -> dict[str, Path]:
    """Return the files of a model by what they hold, each checked against its sum.

    Raises:
        ModelError: ``model.toml`` or a file that it names is missing, damaged or exchanged, or
            the model is of another type; the message names the file and says what to do.
    """
    settings = read_toml(folder / NAMES)
    if settings.get("type") != TYPE:
        raise ModelError(
            f"{folder / NAMES}: this version of quoteattr cannot load models of type"
            f" {settings.get('type')!r}"
        )
    try:
        entries = settings.get("files", {}).items()
        expected = {role: _path_and_sum(entry) for role, entry in entries}
    except (AttributeError, KeyError, TypeError):
        raise ModelError(f"{folder / NAMES}: each of [files] needs a path and its sha256") from None
    return {role: _checked(folder, *entry) for role, entry in expected.items()}


def _path_and_sum(entry: Mapping[str, Any]) -> tuple[str, str]:
    path, expected = entry["path"], entry["sha256"]
    if not (isinstance(path, str) and isinstance(expected, str)):
        raise TypeError("a path and a sum are texts")
    return path, expected


def _checked(folder: Path, name: str, expected: str) -> Path:
    """Return the path of a model's file, once its sum is found to be as expected."""
    path = folder / name
    try:
        found = _sum(path) if path.is_file() else None
    except (OSError, ValueError) as error:  # no permission, or a name that no file can have
        raise ModelError(f"{path} cannot be read ({error}): {_remedy(folder)}") from error
    if found is None:
        raise ModelError(f"{path} is missing: {_remedy(folder)}")
    if found != expected:
        raise ModelError(
            f"{path} is damaged or was exchanged: its SHA-256 is {found}, not {expected} as"
            f" {NAMES} says; {_remedy(folder)}"
        )
    return path


def _sum(path: Path) -> str:
    """Return the SHA-256 sum of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _remedy(folder: Path) -> str:
    """Say what to do about a damaged model: one inside the package, or one of the user's."""
    if folder.resolve().parent == SHIPPED.parent.resolve():
        return "install quoteattr again (pip install --force-reinstall --no-deps quoteattr)"
    return "copy the model's folder again, or train it again"


def sum_of(folder: Path) -> str:
    """Return the SHA-256 sum of a model's ``model.toml``, which tells it from every other."""
    return _sum(folder / NAMES)


def record_files(folder: Path, files: Mapping[str, Path]) -> None:
    """Write these files and their sums into ``model.toml``; entries of other files stay.

    Args:
        folder: The model's folder.
        files: Files by what they hold; they may lie in another model's folder.
    """
    path = folder / NAMES
    entries: dict[str, Any] = {}
    if path.exists():
        entries = read_toml(path).get("files", {})
    for role, file in files.items():
        name = Path(os.path.relpath(file, folder)).as_posix()
        entries[role] = {"path": name, "sha256": _sum(file)}
    lines = [f'type = "{TYPE}"']
    for role, entry in entries.items():
        lines += ["", f"[files.{role}]"]
        lines += [f'{key} = "{entry[key]}"' for key in ("path", "sha256")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file of a model.

    Raises:
        ModelError: It is missing or cannot be read; the message says what to do.
    """
    remedy = _remedy(path.parent)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{path} is missing: {remedy}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} cannot be read ({error}): {remedy}") from error


def read_numbers(path: Path, needed: Collection[str]) -> dict[str, float]:
    """Read learned weights: a JSON object of finite numbers by name.

    Args:
        path: The file.
        needed: Names that the file must hold, so that another file is not mistaken for it.

    Raises:
        ModelError: The file cannot be read or holds something else.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} cannot be read ({error})") from error
    if not isinstance(content, dict) or not all(map(is_number, content.values())):
        raise ModelError(f"{path} must hold one JSON object of numbers by name")
    missing = sorted(set(needed) - set(content))
    if missing:
        raise ModelError(f"{path} holds no weight for {', '.join(missing)}: it is another file")
    return content


def write_numbers(folder: Path, role: str, numbers: Mapping[str, float]) -> None:
    """Write learned weights into a model's folder, and their sum into its ``model.toml``."""
    path = folder / f"{role}.json"
    path.write_text(json.dumps(numbers, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    record_files(folder, {role: path})
    _log.info("%d weights written to %s", len(numbers), path)


def is_number(value: object) -> bool:
    """Whether a value read from a file is a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= sys.float_info.max  # false for NaN
