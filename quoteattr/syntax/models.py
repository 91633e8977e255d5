"""Which weights are loaded, from where, and how they are checked."""

# ruff: noqa: PLC0415 - torch and Stanza take seconds to import and are, when a model is loaded

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import stanza

    from quoteattr.syntax.encoder.parser import EncoderParser
    from quoteattr.syntax.parser import SentenceParser

__all__ = ["SHIPPED", "load_parser"]

SHIPPED = Path(__file__).parent.parent / "models" / "en"
"""Folder of the English model inside the package."""
_NAMED = {"fast": SHIPPED.parent / "en-fast"}
"""Folders of other models inside the package, by name."""

_CHOICES = (
    "a model is None (the English model inside the package), 'fast' (a smaller one inside the"
    " package), a folder with a model.toml,"
    " a Stanza package by name ('stanza:default', 'stanza:default_fast',"
    " 'stanza:default_accurate', …), or a stanza.Pipeline"
)


def load_parser(
    model: str | Path | stanza.Pipeline | None = None, device: str | None = None
) -> SentenceParser:
    """Loads a model and makes a parser of it.

    The files of a folder are checked by the SHA-256 sums in its ``model.toml``. Nothing is fetched
    from a network unless a Stanza package is asked for by its name.

    Args:
        model: ``None`` for the English model inside the package; ``"fast"`` for a smaller one
            inside the package, which is faster and errs a little more; a folder of the same shape,
            with a ``model.toml``; ``"stanza:NAME"`` for an English package of Stanza's, which
            Stanza downloads if need be; or a ready pipeline with the processors ``tokenize``,
            ``pos``, ``lemma`` and ``depparse``. Stanza's models give sentences, words, tags and
            trees; roles come from the English model inside the package, on the same device.
        device: Where to run it: ``"cpu"``, ``"cuda"``, … . ``None`` is the CPU, but for Stanza's
            packages what Stanza chooses. A ready pipeline stays where it is.

    Raises:
        ModelError: The model is unknown, missing, damaged, or lacks a processor; the message
            says which and what to do.
    """
    if model is None:
        return _load_folder(SHIPPED, device or "cpu")
    if isinstance(model, str) and model in _NAMED:
        return _load_folder(_NAMED[model], device or "cpu")
    if isinstance(model, str) and model.startswith("stanza:"):
        from quoteattr.syntax.stanza.loading import open_package

        return _parser_of(open_package(model.removeprefix("stanza:"), device))
    if isinstance(model, str | Path):
        if str(model) and Path(model).is_dir():
            return _load_folder(Path(model), device or "cpu")
        raise ModelError(f"unknown model {str(model)!r}: {_CHOICES}")
    return _parser_of(model)


def _parser_of(pipeline: object) -> SentenceParser:
    """Make a parser with a pipeline's trees and the roles of the model inside the package."""
    import stanza

    from quoteattr.syntax.encoder.roles import WithRoles
    from quoteattr.syntax.stanza.loading import parser_of

    if not isinstance(pipeline, stanza.Pipeline):
        raise ModelError(f"unknown model of type {type(pipeline).__name__}: {_CHOICES}")
    parser = parser_of(pipeline)
    return WithRoles(parser, _load_folder(SHIPPED, str(pipeline.device)))


def _load_folder(folder: Path, device: str) -> EncoderParser:
    settings = _read_settings(folder)
    files = _checked_files(folder, settings)
    if settings.get("type") != "encoder":
        raise ModelError(
            f"{folder / 'model.toml'}: this version of quoteattr cannot load models of"
            f" type {settings.get('type')!r}"
        )
    from quoteattr.syntax.encoder.model import load_model
    from quoteattr.syntax.encoder.parser import EncoderParser

    return EncoderParser(load_model(files, device))


def _read_settings(folder: Path) -> Mapping[str, Any]:
    path = folder / "model.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{path} is missing: {_remedy(folder)}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{path} cannot be read ({error}): {_remedy(folder)}") from error


def _checked_files(folder: Path, settings: Mapping[str, Any]) -> dict[str, Path]:
    entries = settings.get("files", {})
    try:
        expected = {role: (entry["path"], entry["sha256"]) for role, entry in entries.items()}
    except (AttributeError, KeyError, TypeError):
        raise ModelError(
            f"{folder / 'model.toml'}: each of [files] needs a path and its sha256"
        ) from None
    return {role: _checked(folder, *entry) for role, entry in expected.items()}


def _checked(folder: Path, name: str, expected: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise ModelError(f"{path} is missing: {_remedy(folder)}")
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != expected:
        raise ModelError(
            f"{path} is damaged or was exchanged: its SHA-256 is {found}, not {expected} as"
            f" model.toml says; {_remedy(folder)}"
        )
    return path


def _remedy(folder: Path) -> str:
    if folder.parent == SHIPPED.parent:
        return "install quoteattr again (pip install --force-reinstall --no-deps quoteattr)"
    return "copy the model's folder again, or train it again"
